import pytest

from tldesk.core.errors import LabelFileError
from tldesk.core.photo import Split
from tldesk.project.interchange.label_table import ColumnMapping, LabelRow


def said(table):
    return [(row.photo, row.label) for row in table.rows]


def test_the_plainest_table(read):
    table = read("filename,label\na/b.jpg,rod\nc.jpg,coccus\n")
    assert table.format == "csv"
    assert table.rows == (LabelRow("a/b.jpg", "rod", line=2), LabelRow("c.jpg", "coccus", line=3))
    assert table.classes == ("rod", "coccus")
    assert table.sheet.names == ("filename", "label")


def test_without_names_of_columns(read):
    table = read("rod,a.jpg\ncoccus,b.jpg\nrod,c.jpg\n")
    assert said(table) == [("a.jpg", "rod"), ("b.jpg", "coccus"), ("c.jpg", "rod")]
    assert table.rows[0].line == 1


def test_names_without_suffix(read):
    assert said(read("id_code,diagnosis\n000c1434d8d7,2\n001639a390f0,4\n")) == [("000c1434d8d7", "2"), ("001639a390f0", "4")]


def test_stems_are_known_by_the_photos_at_hand(read):
    table = read("left,right,other\n7,p1,rod\n9,p2,coccus\n7,p3,rod\n", photos=frozenset({"x/p1.jpg", "x/p2.jpg", "x/p3.jpg"}))
    assert said(table) == [("p1", "rod"), ("p2", "coccus"), ("p3", "rod")]


def test_the_index_that_pandas_writes_is_passed_over(read):
    assert said(read(",image,breed\n0,a.jpg,pug\n1,b.jpg,collie\n2,c.jpg,pug\n"))[0] == ("a.jpg", "pug")


def test_words_go_before_numbers_that_say_the_same(read):
    table = read("Filename,Label,Species\na.jpg,0,Lantana\nb.jpg,1,Siam weed\nc.jpg,0,Lantana\n")
    assert table.classes == ("Lantana", "Siam weed")


def test_numbers_that_say_something_else_stay_the_class(read):
    table = read("Filename,Label,Site\na.jpg,0,north\nb.jpg,1,north\nc.jpg,0,south\n")
    assert table.classes == ("0", "1")
    assert "numbers" in table.notices[0]


@pytest.mark.parametrize("yes", ["1", "1.0", "True", "yes"])
def test_a_column_for_each_class(read, yes):
    no = {"1": "0", "1.0": "0.0", "True": "False", "yes": "no"}[yes]
    table = read(f"image,MEL,NV,BCC\nISIC_1,{yes},{no},{no}\nISIC_2,{no},{no},{yes}\nISIC_3,{no},{yes},{no}\n")
    assert said(table) == [("ISIC_1", "MEL"), ("ISIC_2", "BCC"), ("ISIC_3", "NV")]
    assert table.sheet.mapping == ColumnMapping((0,), one_hot=(1, 2, 3))


def test_two_or_no_yes_in_a_row(read):
    table = read("image,A,B\n1.jpg,1,0\n2.jpg,0,1\n3.jpg,1,0\n4.jpg,1,1\n5.jpg,0,0\n")
    assert said(table)[3:] == [("4.jpg", "A"), ("4.jpg", "B"), ("5.jpg", "")]


def test_one_column_of_yes_and_no_is_not_the_class(read):
    assert said(read("image,sender_id,label,kids\na,1,Shirt,False\nb,2,Hat,True\nc,1,Shirt,False\n"))[0] == ("a", "Shirt")


def test_folder_and_file_are_joined(read):
    table = read("folder,file,class\nsite 1\\day 2,a.jpg,rod\n./x/,b.jpg,coccus\n")
    assert table.rows[0].photo == "site 1/day 2/a.jpg"
    assert table.rows[0].also == ("a.jpg",)


def test_a_file_column_with_folders_needs_no_other(read):
    assert read("folder,file,class\nsite,site/a.jpg,rod\nsite,site/b.jpg,coccus\n").rows[0].photo == "site/a.jpg"


def test_split_note_and_doubt(read):
    head = "class id,filepaths,labels,data set,unsure,comments\n"
    table = read(head + "0,a.jpg,WREN,train,yes,blurred\n1,b.jpg,OWL,valid,,\n0,c.jpg,WREN,test,0,\n")
    assert table.rows[0] == LabelRow("a.jpg", "WREN", Split.TRAIN, True, "blurred", line=2)
    assert [row.split for row in table.rows] == [Split.TRAIN, Split.VALIDATION, Split.TEST]


def test_a_column_of_splits_that_has_no_name(read):
    assert read("a.jpg,rod,train\nb.jpg,coccus,test\nc.jpg,rod,train\n").rows[1].split is Split.TEST


def test_columns_that_are_told(read):
    table = read("a,b,c,d\nx.jpg,rod,1,north\ny.jpg,rod,2,south\n", columns={"photo": "d+A", "class": "3"})
    assert said(table) == [("north/x.jpg", "1"), ("south/y.jpg", "2")]


def test_columns_of_yes_and_no_that_are_told(read):
    table = read("f,A,B,C\nx.jpg,1,0,1\ny.jpg,0,1,1\n", columns={"photo": "f", "class": "A+B"})
    assert said(table) == [("x.jpg", "A"), ("y.jpg", "B")]


@pytest.mark.parametrize(
    ("columns", "words"),
    [({"class": "nothing"}, "no column 'nothing'"), ({"colour": "a"}, "'colour'"), ({"photo": "a"}, "The columns are 'a', 'b', 'c'")],
)
def test_columns_that_can_not_be(read, columns, words):
    with pytest.raises(LabelFileError, match=words) as caught:
        read("a,b,c\n1,u,v\n2,w,x\n3,y,z\n", columns=columns)
    assert caught.value.remedy


def test_a_table_that_does_not_say_its_class_lists_its_columns(read):
    with pytest.raises(LabelFileError, match=r"'site', 'observer'") as caught:
        read("file,site,observer\na.jpg,north,me\nb.jpg,south,you\nc.jpg,north,me\nd.jpg,south,you\n")
    assert "photo=filename,class=label" in caught.value.remedy


def test_a_table_without_photos(read):
    with pytest.raises(LabelFileError, match="no column names photos"):
        read("latitude,longitude\n1.5,2.5\n1.5,2.5\n")


def test_rows_without_photo_are_named(read):
    table = read("file,label\na.jpg,rod\n,coccus\nb.jpg,rod\n")
    assert [(problem.line, problem.reason) for problem in table.problems] == [(3, "names no photo")]
    assert len(table.rows) == 2


def test_rows_that_are_too_short_give_no_class(read):
    assert said(read("file,label\na.jpg,rod\nb.jpg\nc.jpg,rod\n"))[1] == ("b.jpg", "")


def test_an_apostrophe_of_another_program_is_an_apostrophe(read):
    assert read("file,label\na.jpg,'=rod\nb.jpg,'=rod\n").rows[0].label == "'=rod"


def test_other_encodings(read):
    assert read("file;label\nä.jpg;Käfer\n".encode("cp1252")).rows[0] == LabelRow("ä.jpg", "Käfer", line=2)
    assert read("file\tlabel\nä.jpg\tKäfer\n".encode("utf-16"), "labels.txt").rows[0].label == "Käfer"


def test_deepweeds(read, shared):
    from tldesk.project.interchange.formats import read_labels

    table = read_labels(shared / "labelfiles/csv/deepweeds_labels.csv")
    assert len(table.rows) == 17_509
    assert table.rows[0] == LabelRow("20160928-140314-0.jpg", "Chinee apple", line=2)
    assert len(table.classes) == 9
    subset = read_labels(shared / "labelfiles/csv/deepweeds_test_subset0.csv")
    assert sorted(subset.classes) == list("012345678")


def test_names_of_columns_without_rows(read):
    with pytest.raises(LabelFileError, match="no rows below them"):
        read("photo,label\n")


def test_ranks_of_a_taxon(read):
    head = "filename,is_blank,class,order,family,genus,species,common_name\n"
    table = read(head + "a.jpg,0,Mammalia,Carnivora,Felidae,Panthera,onca,Jaguar\nb.jpg,1,,,,,,Blank\nc.jpg,0,Aves,,,,,Bird\n")
    assert table.classes == ("Jaguar", "Blank", "Bird")
