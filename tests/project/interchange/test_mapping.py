import pytest

from tldesk.core.errors import LabelFileError
from tldesk.core.photo import Split
from tldesk.project.interchange.label_table import ColumnMapping, OpenColumnsError

SHEET = "a,b,c\nx1.jpg,rod,train\nx2.jpg,coccus,test\nx3.jpg,rod,train\nx4.jpg,yeast,train\n"


def test_what_a_person_says_of_the_columns_goes_before_names_and_contents(read):
    table = read("photo,label,split\na.jpg,rod,train\nb.jpg,coccus,test\n", mapping=ColumnMapping((0,), 2, None, None, 1))
    assert [(row.photo, row.label, row.split, row.note) for row in table.rows] == [
        ("a.jpg", "train", None, "rod"),
        ("b.jpg", "test", None, "coccus"),
    ]


def test_a_sheet_whose_columns_are_unclear_is_shown(read):
    with pytest.raises(OpenColumnsError) as caught:
        read("file,kind,shape\na.jpg,u,v\nb.jpg,u,w\nc.jpg,x,v\nd.jpg,x,w\n")
    assert caught.value.sheet.names == ("file", "kind", "shape")
    assert caught.value.sheet.first_rows[1] == ("b.jpg", "u", "w")
    assert not caught.value.sheet.mapping.complete
    table = read("file,kind,shape\na.jpg,u,v\nb.jpg,u,w\nc.jpg,x,v\nd.jpg,x,w\n", mapping=ColumnMapping((0,), 2))
    assert [row.label for row in table.rows] == ["v", "w", "v", "w"]


@pytest.mark.parametrize(
    "mapping", [ColumnMapping(), ColumnMapping((0,)), ColumnMapping((), 1), ColumnMapping((0,), 7), ColumnMapping((9,), 1)]
)
def test_a_mapping_that_says_too_little_keeps_what_fits(read, mapping):
    with pytest.raises(OpenColumnsError) as caught:
        read(SHEET, mapping=mapping)
    told = caught.value.sheet.mapping
    assert set(told.photo) <= {0}
    assert told.label in (None, 1)


def test_columns_of_yes_and_no_chosen_by_hand(read):
    text = "photo,rod,coccus,seen\na.jpg,1,0,1\nb.jpg,0,1,1\n"
    table = read(text, mapping=ColumnMapping((0,), one_hot=(1, 2)))
    assert [row.label for row in table.rows] == ["rod", "coccus"]


@pytest.mark.parametrize(("mark", "name"), [(",", "labels.csv"), ("\t", "labels.tsv")])
def test_a_sheet_of_our_own_has_its_guards_undone_whatever_the_mapping(read, mark, name):
    text = (
        mark.join(("photo", "label", "split", "unsure", "note")) + "\r\n" + mark.join(("'=a.jpg", "'-rod", "test", "yes", "'+1")) + "\r\n"
    )
    row = read(text, name).rows[0]
    assert (row.photo, row.label, row.split, row.unsure, row.note) == ("=a.jpg", "-rod", Split.TEST, True, "+1")
    row = read(text, name, mapping=ColumnMapping((0,), 4)).rows[0]
    assert (row.photo, row.label, row.split) == ("=a.jpg", "+1", None)


def test_a_title_above_the_names_is_left_out(read):
    table = read("Plates of the summer,,\n,,\nmade by hand,2026-11-22,\nFilename,Class,Remark\na.jpg,rod,x\nb.jpg,coccus,\n")
    assert [(row.photo, row.label) for row in table.rows] == [("a.jpg", "rod"), ("b.jpg", "coccus")]
    assert table.notices == ("The 2 rows above the names of the columns were left out.",)
    assert table.rows[0].line == 5


def test_rows_that_name_photos_are_never_taken_for_a_title(read):
    table = read("a.jpg,\nb.jpg,\nphoto,label\nc.jpg,rod\nd.jpg,rod\n")
    assert [row.photo for row in table.rows][:2] == ["a.jpg", "b.jpg"]


def test_names_below_a_title_and_nothing_below_them(read):
    with pytest.raises(LabelFileError, match="no rows below"):
        read("photo,label\n")
