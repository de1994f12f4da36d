import pytest

from tldesk.core.errors import LabelFileError
from tldesk.core.photo import Split


def said(table):
    return [(row.photo, row.label, row.line) for row in table.rows]


def test_a_list_of_objects(read):
    table = read('[{"image": "a.jpg", "label": "rod", "split": "val"}, {"image": "b.jpg", "label": {"name": "coccus"}}]', "labels.json")
    assert (table.format, said(table)) == ("records", [("a.jpg", "rod", 1), ("b.jpg", "coccus", 2)])
    assert table.rows[0].split is Split.VALIDATION


def test_an_object_a_line(read):
    table = read('{"file_name": "a.jpg", "label": 0}\n\n{"file_name": "b.jpg", "label": 1}\n', "metadata.jsonl")
    assert said(table) == [("a.jpg", "0", 1), ("b.jpg", "1", 3)]


def test_from_photo_to_class(read):
    assert said(read('{"a.jpg": "rod", "b.jpg": "coccus"}', "labels.json")) == [("a.jpg", "rod", 1), ("b.jpg", "coccus", 2)]


def test_columns_can_be_told(read):
    content = '[{"f": "a.jpg", "x": "1", "y": "u"}, {"f": "b.jpg", "x": "2", "y": "v"}]'
    assert said(read(content, "labels.json", columns={"class": "y"}))[0] == ("a.jpg", "u", 1)


def test_a_line_that_was_cut_short(read):
    with pytest.raises(LabelFileError, match=r"metadata.jsonl, line 2"):
        read('{"file_name": "a.jpg", "label": "rod"}\n{"file_name": "b.j', "metadata.jsonl")
