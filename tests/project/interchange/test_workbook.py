import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from tldesk.core.errors import LabelFileError
from tldesk.core.photo import Split
from tldesk.project.interchange.formats import detect
from tldesk.project.interchange.workbook import read_workbook, workbook_bytes


def book(*sheets):
    made = Workbook()
    made.remove(made.active)
    for title, rows, state in sheets:
        sheet = made.create_sheet(title)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_a_workbook(read):
    rows = [["Photo", "Species", "Split"], ["a.jpg", "rod", "train"], [12, "coccus", "test"], [None, None, None], ["c.jpg", True, None]]
    table = read(book(("Labels", rows, "visible")), "labels.xlsx")
    assert table.format == "xlsx"
    assert [(row.photo, row.label, row.split, row.line) for row in table.rows] == [
        ("a.jpg", "rod", Split.TRAIN, 2),
        ("12", "coccus", Split.TEST, 3),
        ("c.jpg", "true", None, 5),
    ]


def test_the_first_sheet_that_fits(read):
    notes = [["about", "this"], ["made", "by hand"]]
    rows = [["photo", "label"], ["a.jpg", "rod"], ["b.jpg", "coccus"]]
    data = book(("read me", notes, "visible"), ("hidden", [["photo", "label"], ["x.jpg", "y"]], "hidden"), ("data", rows, "visible"))
    assert read(data, "labels.xlsx").classes == ("rod", "coccus")
    assert read(data, "labels.xlsx", sheet="hidden").classes == ("y",)
    with pytest.raises(LabelFileError, match="no sheet 'nothing'"):
        read(data, "labels.xlsx", sheet="nothing")


def test_values_become_the_text_a_person_sees(tmp_path):
    file = tmp_path / "labels.xlsx"
    file.write_bytes(book(("s", [["x", 3, 2.0, 2.5, True, dt.date(2026, 11, 22), "_x000D_"]], "visible")))
    assert read_workbook(file)["s"].rows == [["x", "3", "2", "2.5", "true", "2026-11-22T00:00:00", "\r"]]


def test_texts_stay_texts(tmp_path):
    file = tmp_path / "labels.xlsx"
    rows = [["photo"], ["=1+1"], ["+1"], ["-1"], ["@x"], ["#N/A"], ["1"], [" a\r\n\tb "], ["\x01"], ["_x0041_"], ["\ufffe"]]
    file.write_bytes(workbook_bytes("Labels", rows, widths=[10]))
    assert read_workbook(file)["Labels"].rows == rows
    with zipfile.ZipFile(file) as packed:
        text = packed.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in text
    assert b'quotePrefix="1"' in zipfile.ZipFile(file).read("xl/styles.xml")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"<c/>" * 5_000_000)
    with pytest.raises(LabelFileError, match="unpacks to 20 MB"):
        read_workbook(file)


def test_entities_are_refused(tmp_path):
    file = tmp_path / "laugh.xlsx"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("[Content_Types].xml", '<!DOCTYPE lolz [<!ENTITY a "b">]><Types/>')
        packed.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(LabelFileError, match="entities"):
        read_workbook(file)


def test_a_damaged_workbook(tmp_path):
    file = tmp_path / "labels.xlsx"
    data = book(("s", [["photo", "label"], ["a.jpg", "rod"]], "visible"))
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(file, "w") as cut:
        for name in packed.namelist():
            content = packed.read(name)
            cut.writestr(name, content[:200] if "sheet1" in name else content)
    with pytest.raises(LabelFileError, match=r"labels.xlsx: .*damaged"):
        read_workbook(file)


def test_a_sheet_that_lies_about_its_size(tmp_path):
    file = tmp_path / "labels.xlsx"
    data = book(("s", [["photo", "label"], ["a.jpg", "rod"]], "visible"))
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(file, "w") as lying:
        for name in packed.namelist():
            lying.writestr(name, packed.read(name).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert read_workbook(file)["s"].rows == [["photo", "label"], ["a.jpg", "rod"]]


@pytest.mark.parametrize(("content", "said"), [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel 97-2003"), (None, "another office program")])
def test_workbooks_of_other_kinds(tmp_path, content, said):
    file = tmp_path / "labels.xls"
    if content is None:
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("content.xml", "<x/>")
    else:
        file.write_bytes(content)
    with pytest.raises(LabelFileError, match=said) as caught:
        detect(file)
    assert ".xlsx" in caught.value.remedy
