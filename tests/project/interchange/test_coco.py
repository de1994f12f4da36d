import json

import pytest

from tldesk.core.errors import LabelFileError
from tldesk.core.photo import Split
from tldesk.project.interchange.formats import read_labels


def coco(images, annotations, categories=({"id": 1, "name": "rod"}, {"id": 2, "name": "coccus"})):
    return json.dumps({"images": images, "annotations": annotations, "categories": list(categories)})


def test_the_collection(shared):
    table = read_labels(shared / "labelfiles/constructed_from_spec/coco_categories_only.json")
    assert table.rows[0].photo == "StationA/PBE/StationA__2009-04-21__00-40-00(1).JPG"
    assert all(f"/{row.label}/" in row.photo for row in table.rows)


def test_categories_of_whole_images(read):
    images = [{"id": 7, "file_name": "a.jpg"}, {"id": "8", "file_name": "b.jpg"}, {"id": 9, "file_name": "c.jpg"}, {"id": 10}]
    annotations = [
        {"image_id": 7, "category_id": 1, "bbox": [0, 0, 1, 1]},
        {"image_id": 7, "category_id": 1, "bbox": [0, 0, 2, 2]},
        {"image_id": 8.0, "category_id": "2"},
        {"image_id": 8, "category_id": 1},
        {"image_id": 8, "category_id": 99},
    ]
    table = read(coco(images, annotations), "coco.json")
    assert [(row.photo, row.label) for row in table.rows] == [("a.jpg", "rod"), ("b.jpg", "coccus"), ("b.jpg", "rod"), ("c.jpg", "")]
    assert [problem.reason for problem in table.problems] == ["is an annotation of no known category", "is an image without a file name"]
    assert "boxes" in table.notices[0]


def test_the_split_is_the_folder(tmp_path):
    (tmp_path / "valid").mkdir()
    file = tmp_path / "valid" / "_annotations.coco.json"
    file.write_text(coco([{"id": 1, "file_name": "a.jpg"}], [{"image_id": 1, "category_id": 1}]), encoding="utf-8")
    assert read_labels(file).rows[0].split is Split.VALIDATION


def test_without_any_category(read):
    with pytest.raises(LabelFileError, match="no image has a category"):
        read(coco([{"id": 1, "file_name": "a.jpg"}], []), "coco.json")
