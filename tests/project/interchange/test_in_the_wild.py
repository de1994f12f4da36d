"""Files as other programs and competitions write them: their heads and rows, shortened."""

import openpyxl
import pytest

from tldesk.core.errors import LabelFileError
from tldesk.core.photo import Split
from tldesk.project.interchange.formats import read_labels

SHEETS = {
    "Label Studio CSV": (
        "annotation_id,annotator,choice,created_at,id,image,lead_time,updated_at\n"
        "1,1,Cat,2022-03-01T10:00:00Z,1,/data/upload/1/abc12345-img1.jpg,3.2,2022-03-01T10:00:00Z\n"
        "2,1,Dog,2022-03-01T10:00:00Z,2,/data/upload/1/abc12346-img2.jpg,3.2,2022-03-01T10:00:00Z\n",
        [("/data/upload/1/abc12345-img1.jpg", "Cat"), ("/data/upload/1/abc12346-img2.jpg", "Dog")],
    ),
    "Label Studio CSV, several choices, a control of any name": (
        "image,id,mould_kind,annotator,annotation_id,created_at,updated_at,lead_time\n"
        'http://h/data/upload/img1.jpg,1,"{""choices"": [""Cat"", ""Dog""]}",a@b.c,1,x,y,2.1\n'
        "http://h/data/upload/img2.jpg,2,Cat,a@b.c,2,x,y,2.1\nhttp://h/data/upload/img3.jpg,3,,a@b.c,3,x,y,2.1\n",
        [
            ("http://h/data/upload/img1.jpg", "Cat"),
            ("http://h/data/upload/img1.jpg", "Dog"),
            ("http://h/data/upload/img2.jpg", "Cat"),
            ("http://h/data/upload/img3.jpg", ""),
        ],
    ),
    "GTSRB": (
        "Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId\n00000.ppm;53;54;6;5;48;49;16\n00001.ppm;42;45;5;5;36;40;1\n",
        [("00000.ppm", "16"), ("00001.ppm", "1")],
    ),
    "NIH chest X-ray, whose head has more commas than names": (
        "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,OriginalImage[Width,Height],"
        "OriginalImagePixelSpacing[x,y],\n00000001_000.png,Cardiomegaly,0,1,58,M,PA,2682,2749,0.143,0.143,\n"
        "00000001_001.png,Cardiomegaly|Emphysema,1,1,58,M,PA,2894,2729,0.143,0.143,\n"
        "00000003_000.png,No Finding,0,3,81,F,PA,2500,2048,0.168,0.168,\n",
        [("00000001_000.png", "Cardiomegaly"), ("00000001_001.png", "Cardiomegaly|Emphysema"), ("00000003_000.png", "No Finding")],
    ),
    "Humpback whales": (
        "Image,Id\n0000e88ab.jpg,w_f48451c\n0001f9222.jpg,w_c3d896a\n",
        [("0000e88ab.jpg", "w_f48451c"), ("0001f9222.jpg", "w_c3d896a")],
    ),
    "State Farm": (
        "subject,classname,img\np002,c0,img_44733.jpg\np012,c1,img_25094.jpg\n",
        [("img_44733.jpg", "c0"), ("img_25094.jpg", "c1")],
    ),
    "Plant pathology 2020": (
        "image_id,healthy,multiple_diseases,rust,scab\nTrain_0,0,0,0,1\nTrain_1,0,1,0,0\nTrain_2,1,0,0,0\n",
        [("Train_0", "scab"), ("Train_1", "multiple_diseases"), ("Train_2", "healthy")],
    ),
    "ISIC 2018": (
        "image,MEL,NV,BCC\nISIC_0024306,0.0,1.0,0.0\nISIC_0024310,1.0,0.0,0.0\n",
        [("ISIC_0024306", "NV"), ("ISIC_0024310", "MEL")],
    ),
    "HAM10000": (
        "lesion_id,image_id,dx,dx_type,age,sex,localization\nHAM_0000118,ISIC_0027419,bkl,histo,80.0,male,scalp\n"
        "HAM_0002730,ISIC_0026769,nv,histo,80.0,male,scalp\n",
        [("ISIC_0027419", "bkl"), ("ISIC_0026769", "nv")],
    ),
    "ImageNet's ground truth": (
        "ILSVRC2012_val_00000001.JPEG 65\nILSVRC2012_val_00000002.JPEG 970\n",
        [("ILSVRC2012_val_00000001.JPEG", "65"), ("ILSVRC2012_val_00000002.JPEG", "970")],
    ),
    "pandas, with its index": (",filename,label\n0,a.jpg,rod\n1,b.jpg,coccus\n", [("a.jpg", "rod"), ("b.jpg", "coccus")]),
    "Stanford cars": (
        "image,x1,y1,x2,y2,Class\n00001.jpg,39,116,569,375,14\n00002.jpg,36,116,868,587,3\n",
        [("00001.jpg", "14"), ("00002.jpg", "3")],
    ),
    "Wildlife Insights": (
        "project_id,deployment_id,image_id,filename,is_blank,class,order,family,genus,species,common_name,timestamp\n"
        "1,D1,a-b,IMG_1.JPG,0,Mammalia,Carnivora,Felidae,Puma,concolor,Puma,2020-01-01 00:00:00\n"
        "1,D1,a-c,IMG_2.JPG,1,,,,,,Blank,2020-01-01 00:00:00\n",
        [("IMG_1.JPG", "Puma"), ("IMG_2.JPG", "Blank")],
    ),
    "Camelot": (
        "Absolute Path,Camera Name,Date/Time,Species Common Name,Species Scientific Name,Sighting Quantity\n"
        "/mnt/x/IMG_1.JPG,c1,2020-01-01,Fox,Vulpes vulpes,1\n/mnt/x/IMG_2.JPG,c1,2020-01-01,Cat,Felis catus,1\n",
        [("/mnt/x/IMG_1.JPG", "Fox"), ("/mnt/x/IMG_2.JPG", "Cat")],
    ),
    "a form of Google": (
        "Timestamp,Photo,What is it?\n1/2/2020 10:00,a.jpg,rod\n1/2/2020 10:00,b.jpg,coccus\n",
        [("a.jpg", "rod"), ("b.jpg", "coccus")],
    ),
    "Excel's list separator": (
        'sep=;\r\nfile;class\r\na.jpg;"rod; long"\r\nb.jpg;coccus\r\n',
        [("a.jpg", "rod; long"), ("b.jpg", "coccus")],
    ),
    "ends of lines of old Macs": ("photo,label\ra.jpg,rod\rb.jpg,coccus\r", [("a.jpg", "rod"), ("b.jpg", "coccus")]),
    "columns aligned with blanks, blanks in the names": (
        "# plates of June\nplate 1 a.jpg    Bacillus subtilis   train\nplate 1 b.jpg    E. coli             test\n",
        [("plate 1 a.jpg", "Bacillus subtilis"), ("plate 1 b.jpg", "E. coli")],
    ),
    "quotations over lines": (
        'photo,label,note\n"a\nb.jpg","rod ""long""","first\r\nsecond"\nc.jpg,coccus,\n',
        [("a\nb.jpg", 'rod "long"'), ("c.jpg", "coccus")],
    ),
}


@pytest.mark.parametrize("name", SHEETS)
def test_sheets(read, name):
    text, wanted = SHEETS[name]
    assert [(row.photo, row.label) for row in read(text).rows] == wanted


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", "Datei;Klasse;Wert\nbild 1.jpg;Stäbchen;0,95\nbild 2.jpg;Kokken;0,5\n"),
        ("cp1252", "Datei;Klasse;Preis\nbild 1.jpg;Stäbchen;1 €\nbild 2.jpg;Kokken;2 €\n"),
        ("utf-16", "Datei\tKlasse\tWert\nbild 1.jpg\tStäbchen\t0,95\nbild 2.jpg\tKokken\t0,5\n"),
        ("utf-16-be", "Datei\tKlasse\tWert\nbild 1.jpg\tStäbchen\t0,95\nbild 2.jpg\tKokken\t0,5\n"),
        ("utf-8-sig", "Datei,Klasse,Wert\nbild 1.jpg,Stäbchen,0.95\nbild 2.jpg,Kokken,0.5\n"),
    ],
)
def test_encodings_and_decimal_commas(read, encoding, text):
    assert [(row.photo, row.label) for row in read(text.encode(encoding)).rows] == [("bild 1.jpg", "Stäbchen"), ("bild 2.jpg", "Kokken")]


@pytest.mark.parametrize(
    ("text", "splits"),
    [
        ("name,label,is_valid\ntrain/3/1.png,three,False\nvalid/7/9.png,seven,True\n", [Split.TRAIN, Split.VALIDATION]),
        ("filename,label,is_test\na.jpg,rod,1\nb.jpg,coccus,0\n", [Split.TEST, None]),
    ],
)
def test_splits_said_with_yes_and_no(read, text, splits):
    table = read(text)
    assert [row.split for row in table.rows] == splits
    assert table.classes in (("three", "seven"), ("rod", "coccus"))


@pytest.mark.parametrize(
    ("photos", "paths"),
    [
        ((), ["2020/w1/1.jpg", "2020/w2/1.jpg"]),
        (("2020/w1/1.jpg", "2020/w2/1.jpg"), ["2020/w1/1.jpg", "2020/w2/1.jpg"]),
        (("D/2020/w1/1.jpg", "D/2020/w2/1.jpg"), ["D/2020/w1/1.jpg", "D/2020/w2/1.jpg"]),
        (("w1/1.jpg", "w2/1.jpg"), ["w1/1.jpg", "w2/1.jpg"]),
    ],
)
def test_several_columns_of_the_path_are_joined_as_the_photos_lie(read, photos, paths):
    table = read("disk,folder,subfolder,file,class\nD,2020,w1,1.jpg,rod\nD,2020,w2,1.jpg,coccus\n", photos=frozenset(photos))
    assert [row.photo for row in table.rows] == paths


def test_numbers_of_rows_are_no_classes(read):
    with pytest.raises(LabelFileError, match="which column gives the class"):
        read("".join(f"{n} 001.Albatross/Albatross_{n:04}.jpg\n" for n in range(1, 60)), "images.txt")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "File,RelativePath,Folder,Date,Time,ImageQuality,DeleteFlag,Species,Person\n"
            "I1.JPG,S1,Cams,01-Jan-2020,10:00:00,Ok,false,Deer,false\n",
            ("S1/I1.JPG", "Deer", ""),
        ),
        (
            "RootFolder,File,RelativePath,DateTime,DeleteFlag,Counter0,Species,Empty,Comment\n"
            "Cams,I1.JPG,S1\\100EK,2020-01-01,true,1,,true,seen\n",
            ("S1/100EK/I1.JPG", "Empty", "seen; marked for deletion in Timelapse"),
        ),
    ],
)
def test_timelapse_heads_of_all_versions(read, text, wanted):
    assert [(row.photo, row.label, row.note) for row in read(text).rows] == [wanted]


@pytest.mark.parametrize("name", ["Unsicher", "incertain", "incierto", "Dudoso", "onzeker", "twijfel", "?", "Unsure?"])
def test_a_column_for_unsure_labels_is_known_in_several_languages(read, name):
    table = read(f"photo;species;{name}\nIMG_1.JPG;Reh;x\nIMG_2.JPG;Fuchs;\nIMG_3.JPG;Reh;?\nIMG_4.JPG;Reh;nein\n")
    assert [row.unsure for row in table.rows] == [True, False, True, False]


def test_a_column_of_measures_says_nothing_of_unsure_labels(read):
    table = read("photo,species,uncertainty\nIMG_1.JPG,Reh,0.35\nIMG_2.JPG,Fuchs,1.0\n")
    assert not any(row.unsure for row in table.rows)


@pytest.mark.parametrize(
    "head", ["Dateiname;Kategorie", "Fichier;Étiquette", "Foto;Tierart", "Bild;Baumart", "Photo;Animal species", "fichero;Especie"]
)
def test_names_of_columns_in_several_languages(read, head):
    table = read(f"{head};Anzahl\nIMG_1.JPG;Käfer;1\nIMG_2.JPG;Spinne;12\n".encode("latin-1"))
    assert [(row.photo, row.label) for row in table.rows] == [("IMG_1.JPG", "Käfer"), ("IMG_2.JPG", "Spinne")]


def test_a_column_that_only_sounds_like_a_class_is_none(read):
    table = read("photo,start,what\nIMG_1.JPG,10:00,rod\nIMG_2.JPG,11:00,coccus\nIMG_3.JPG,12:00,rod\nIMG_4.JPG,13:00,rod\n")
    assert [row.label for row in table.rows] == ["rod", "coccus", "rod", "rod"]


def test_an_excel_sheet_below_a_title(tmp_path, read):
    file = tmp_path / "labels.xlsx"
    book = openpyxl.Workbook()
    for row in (
        ["Auswertung Kamerafallen 2023"],
        [],
        ["Dateiname", "Tierart", "Unsicher"],
        ["I1.JPG", "Reh", "x"],
        ["I2.JPG", "Fuchs", None],
    ):
        book.active.append(row)
    book.save(file)
    table = read_labels(file)
    assert [(row.photo, row.label, row.unsure) for row in table.rows] == [("I1.JPG", "Reh", True), ("I2.JPG", "Fuchs", False)]
