import json

import pytest

from tldesk.core.errors import LabelFileError
from tldesk.project.interchange.formats import read_labels


def one(path, **flags):
    found = {"version": "5.5.0", "flags": flags, "shapes": [], "imagePath": path, "imageData": None, "imageHeight": 2, "imageWidth": 2}
    return json.dumps(found)


def test_one_file(read):
    table = read(one("a.jpg", rod=False, coccus=True), "a.json")
    assert (table.format, [(row.photo, row.label) for row in table.rows]) == ("labelme", [("a.jpg", "coccus")])


def test_a_folder_of_them(tmp_path):
    files = {
        "a.json": one("a.jpg", rod=True),
        "json/b.json": one("..\\photos\\b.jpg", rod=False, coccus=True),
        "json/c.json": one("c.jpg", rod=True, coccus=True),
        "json/d.json": one("d.jpg", rod=False, coccus=False),
        "json/settings.json": '{"x": 1}',
        "json/cut.json": '{"version": ',
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    table = read_labels(tmp_path)
    assert [(row.photo, row.label, row.source) for row in table.rows] == [
        ("a.jpg", "rod", "a.json"),
        ("photos/b.jpg", "coccus", "b.json"),
        ("json/c.jpg", "rod", "c.json"),
        ("json/c.jpg", "coccus", "c.json"),
        ("json/d.jpg", "", "d.json"),
    ]
    assert {problem.source for problem in table.problems} == {"settings.json", "cut.json"}


def test_outlines_only(read):
    with pytest.raises(LabelFileError, match="no photo has flags") as caught:
        read(one("a.jpg"), "a.json")
    assert "--flags" in caught.value.remedy
