import pytest

from tldesk.core.errors import LabelFileError
from tldesk.core.photo import Split
from tldesk.project.interchange.formats import read_labels


def test_the_collection(shared):
    rows = read_labels(shared / "labelfiles/automl/mluse_rows.csv").rows
    assert [(row.photo, row.label, row.split, row.line) for row in rows] == [
        ("gs://folder/image1.jpg", "daisy", Split.TRAIN, 1),
        ("gs://folder/image2.jpg", "dandelion", Split.TEST, 2),
        ("gs://folder/image2.jpg", "tulip", Split.TEST, 2),
        ("gs://folder/image2.jpg", "rose", Split.TEST, 2),
        ("gs://folder/image3.jpg", "daisy", None, 3),
    ]
    rows = read_labels(shared / "labelfiles/constructed_from_spec/automl_mluse.csv").rows
    assert [row.split for row in rows[:3]] == [Split.TRAIN, Split.VALIDATION, Split.TEST]


def test_vertex_spells_its_splits_in_small_letters(read):
    table = read("training,gs://b/a.jpg,rod\nvalidation,gs://b/b.jpg,coccus\ntest,gs://b/c.jpg\n")
    assert [(row.label, row.split) for row in table.rows] == [("rod", Split.TRAIN), ("coccus", Split.VALIDATION), ("", Split.TEST)]


def test_boxes_are_passed_over(read):
    table = read("TRAIN,gs://b/a.jpg,rod,0.1,0.2,,,0.3,0.4,,\nTEST,gs://b/b.jpg,coccus,0.1,0.2,,,0.3,0.4,,\n")
    assert [row.label for row in table.rows] == ["rod", "coccus"]


def test_json_lines(read):
    table = read(
        '{"imageGcsUri": "gs://b/a.jpg", "classificationAnnotation": {"displayName": "daisy"}, '
        '"dataItemResourceLabels": {"aiplatform.googleapis.com/ml_use": "training"}}\n'
        '{"imageGcsUri": "gs://b/b.jpg", "classificationAnnotations": [{"displayName": "daisy"}, {"displayName": "rose"}]}\n'
        '{"imageGcsUri": "gs://b/c.jpg"}\n'
        "{broken\n"
        '{"imagePayload": {"imageUri": "gs://b/d.jpg"}, "annotations": [{"annotationValue": {"imageClassificationAnnotation": '
        '{"annotationSpec": {"displayName": "tulip"}}}}]}\n',
        "import.jsonl",
    )
    assert [(row.photo, row.label, row.split) for row in table.rows] == [
        ("gs://b/a.jpg", "daisy", Split.TRAIN),
        ("gs://b/b.jpg", "daisy", None),
        ("gs://b/b.jpg", "rose", None),
        ("gs://b/c.jpg", "", None),
        ("gs://b/d.jpg", "tulip", None),
    ]
    assert table.problems[0].line == 4


def test_json_lines_that_name_nothing(read):
    with pytest.raises(LabelFileError, match="no line names a photo"):
        read('{"imageBytes": "x"}\n{"imageBytes": "y"}\n', "import.jsonl")
