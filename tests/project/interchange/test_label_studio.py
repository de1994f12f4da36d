import json

import pytest

from tldesk.core.errors import LabelFileError
from tldesk.project.interchange.formats import read_labels


def task(image, *annotations, **more):
    return {"id": 1, "data": {"image": image}, "annotations": list(annotations), **more}


def annotation(*choices, control="species", cancelled=False, truth=False):
    result = [{"type": "choices", "from_name": control, "to_name": "image", "value": {"choices": list(choices)}}]
    return {"result": result, "was_cancelled": cancelled, "ground_truth": truth}


def said(table):
    return [(row.photo, row.label) for row in table.rows]


def test_the_collection(shared):
    table = read_labels(shared / "labelfiles/constructed_from_spec/labelstudio_export.json")
    assert {row.line: row.label for row in table.rows if not row.label} == {6: "", 8: ""}
    assert table.rows[1].photo == "/data/local-files/?d=StationA/PBE/StationA__2009-04-23__00-07-00(1).JPG"
    one = read_labels(shared / "labelfiles/labelstudio/previous_export.json").rows[0]
    assert (one.photo, one.label) == ("https://pytest.labelstud.io/mypets.jpg", "Cat")
    strange = read_labels(shared / "labelfiles/labelstudio/csv_test2.json").rows[0]
    assert (strange.photo, strange.label) == ("rawWork:spotify:publisher:WCPWW008648058000", 'Yes " "" \n \t \t а б в \n')


def test_several_people(read):
    tasks = [
        task("a.jpg", annotation("rod"), annotation("rod")),
        task("b.jpg", annotation("rod"), annotation("coccus")),
        task("c.jpg", annotation("rod"), annotation("coccus", truth=True)),
        task("d.jpg", annotation("rod", cancelled=True)),
    ]
    assert said(read(json.dumps(tasks), "e.json")) == [
        ("a.jpg", "rod"),
        ("b.jpg", "rod"),
        ("b.jpg", "coccus"),
        ("c.jpg", "coccus"),
        ("d.jpg", ""),
    ]


def test_several_controls(read):
    both = annotation("rod")
    both["result"] += annotation("blurred", control="quality")["result"]
    table = read(json.dumps([task("a.jpg", both)]), "e.json")
    assert said(table) == [("a.jpg", "rod")]
    assert "quality" in table.notices[0]
    assert said(read(json.dumps([task("a.jpg", both)]), "e.json", columns={"class": "quality"})) == [("a.jpg", "blurred")]
    with pytest.raises(LabelFileError, match="no choice named 'colour'"):
        read(json.dumps([task("a.jpg", both)]), "e.json", columns={"class": "colour"})


def test_the_older_form_and_other_keys(read):
    old = {"id": 1, "data": {"picture_of_plate": "/data/upload/x.png"}, "completions": [annotation("rod")]}
    assert said(read(json.dumps([old]), "e.json")) == [("/data/upload/x.png", "rod")]


def test_a_taxonomy_gives_its_leaf_and_boxes_give_nothing(read):
    taxonomy = {"result": [{"type": "taxonomy", "from_name": "t", "to_name": "image", "value": {"taxonomy": [["Aves", "Anas"]]}}]}
    boxes = {"result": [{"from_name": "b", "to_name": "image", "value": {"x": 1, "y": 2, "labels": ["Car"]}}]}
    assert said(read(json.dumps([task("a.jpg", taxonomy)]), "e.json")) == [("a.jpg", "Anas")]
    with pytest.raises(LabelFileError, match="no task has a choice"):
        read(json.dumps([task("a.jpg", boxes)]), "e.json")


def test_the_minimal_form(read):
    entry = {"image": "/data/upload/2/1a2b3c4d-x.jpg", "id": 3, "choice": "rod", "annotator": 1, "annotation_id": 2, "lead_time": 1.5}
    other = {**entry, "image": "y.jpg", "choice": {"choices": ["rod", "coccus"]}}
    assert said(read(json.dumps([entry, other]), "min.json")) == [
        ("/data/upload/2/1a2b3c4d-x.jpg", "rod"),
        ("y.jpg", "rod"),
        ("y.jpg", "coccus"),
    ]


def test_its_csv(read):
    head = "annotation_id,annotator,choice,created_at,id,image,lead_time\n"
    table = read(head + "1,1,rod,2026,1,/data/upload/1/x.jpg,2.1\n2,1,coccus,2026,2,y.jpg,3\n")
    assert said(table) == [("/data/upload/1/x.jpg", "rod"), ("y.jpg", "coccus")]
