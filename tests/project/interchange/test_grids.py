from pathlib import Path

import pytest

from tldesk.core.errors import LabelFileError
from tldesk.project.interchange.grids import parse_grid, sniff

HERE = Path("labels.csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    text = "\n".join(delimiter.join(row) for row in (("photo", "label"), ("a.jpg", "rod"), ("b.jpg", "coccus")))
    assert sniff(text) == delimiter
    assert parse_grid(HERE, text).rows[1] == ["a.jpg", "rod"]


def test_a_delimiter_inside_of_texts_does_not_mislead():
    text = 'photo;label\na.jpg;"rod, long"\nb.jpg;coccus, round, small\nc.jpg;"a ""quoted"" one"\n'
    assert [row[1] for row in parse_grid(HERE, text).rows] == ["label", "rod, long", "coccus, round, small", 'a "quoted" one']


def test_lines_are_those_of_the_file():
    grid = parse_grid(HERE, 'photo,label\r\n\r\n"a\nb.jpg",rod\r\nc.jpg,coccus')
    assert grid.rows == [["photo", "label"], ["a\nb.jpg", "rod"], ["c.jpg", "coccus"]]
    assert grid.lines == [1, 2, 5] or grid.lines == [1, 3, 5]


def test_the_line_of_excel_is_obeyed():
    grid = parse_grid(HERE, "sep=|\nphoto|label\na,1.jpg|rod\n")
    assert grid.rows == [["photo", "label"], ["a,1.jpg", "rod"]]
    assert grid.lines == [2, 3]


def test_old_line_ends():
    assert parse_grid(HERE, "photo,label\ra.jpg,rod\rb.jpg,coccus\r").rows == [["photo", "label"], ["a.jpg", "rod"], ["b.jpg", "coccus"]]


def test_blanks_after_the_comma_before_a_quotation():
    assert parse_grid(HERE, 'photo, label\na.jpg, "rod, long"\n').rows[1] == ["a.jpg", "rod, long"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a.jpg   rod\nlong_name.jpg   coccus\n", [["a.jpg", "rod"], ["long_name.jpg", "coccus"]]),
        ("a.jpg rod\nb.jpg coccus\n", [["a.jpg", "rod"], ["b.jpg", "coccus"]]),
        ("my photo 1.jpg rod\nmy photo 2.jpg coccus\n", [["my photo 1.jpg", "rod"], ["my photo 2.jpg", "coccus"]]),
        ("1025794 707-320\n0481847 Cessna 172\n", [["1025794", "707-320"], ["0481847", "Cessna 172"]]),
        ("a.jpg 1 0 2\nb.jpg 1 1 3\n", [["a.jpg", "1", "0", "2"], ["b.jpg", "1", "1", "3"]]),
        ("filename    label\na.jpg       rod\nb.jpg       coccus\n", [["filename", "label"], ["a.jpg", "rod"], ["b.jpg", "coccus"]]),
    ],
)
def test_blanks_between_the_columns(text, rows):
    assert parse_grid(Path("labels.txt"), text).rows == rows


def test_remarks_above_the_table_are_left_out_but_names_of_columns_are_kept():
    grid = parse_grid(HERE, "#Image CLASS SPECIES\nAbyssinian_100 1 1\nbeagle_2 2 2\n")
    assert grid.rows[0] == ["Image", "CLASS", "SPECIES"]
    grid = parse_grid(HERE, "# made by hand\n# twice\nphoto,label\na.jpg,rod\n")
    assert grid.rows == [["photo", "label"], ["a.jpg", "rod"]]
    assert grid.lines == [3, 4]


def test_a_photo_whose_name_begins_with_a_hash():
    assert parse_grid(HERE, "#1.jpg,rod\n#2.jpg,coccus\n").rows == [["#1.jpg", "rod"], ["#2.jpg", "coccus"]]


def test_a_cell_without_end_names_the_line():
    with pytest.raises(LabelFileError, match=r"labels.csv, line 2"):
        parse_grid(HERE, 'photo,label\n"' + "x" * 17_000_000)
