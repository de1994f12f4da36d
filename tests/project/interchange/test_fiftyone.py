import json

import pytest

from tldesk.core.errors import LabelFileError
from tldesk.core.photo import Split
from tldesk.project.interchange.formats import read_labels


def said(table):
    return [(row.photo, row.label) for row in table.rows]


def test_the_collection(shared):
    table = read_labels(shared / "labelfiles/constructed_from_spec/fiftyone_labels.json")
    assert table.rows[0].photo == "StationA/PBE/StationA__2009-04-21__00-40-00(1)"
    assert all(f"/{row.label}/" in row.photo for row in table.rows)


def test_all_ways_to_say_a_class(read):
    labels = {
        "a": 1,
        "b": "rod",
        "c": None,
        "d": {"label": "coccus", "confidence": 0.9},
        "e": [{"label": "rod"}, {"label": "coccus"}],
        "f": 7,
    }
    table = read(json.dumps({"classes": ["rod", "coccus"], "labels": labels}), "labels.json")
    assert said(table) == [("a", "coccus"), ("b", "rod"), ("c", ""), ("d", "coccus"), ("e", "rod"), ("e", "coccus")]
    assert table.problems[0].reason == "'f' has the class number 7, but there are 2 classes"


def test_classes_may_be_null(read):
    assert said(read(json.dumps({"classes": None, "labels": {"a": "rod"}}), "labels.json")) == [("a", "rod")]


def test_samples(read):
    sample = {
        "filepath": "data/a.jpg",
        "tags": ["validation", "night"],
        "ground_truth": {"_cls": "Classification", "label": "rod"},
        "model": {"_cls": "Classification", "label": "coccus"},
    }
    found = json.dumps({"samples": [sample, {"filepath": "data/b.jpg", "tags": []}]})
    table = read(found, "samples.json")
    assert said(table) == [("data/a.jpg", "rod"), ("data/b.jpg", "")]
    assert table.rows[0].split is Split.VALIDATION
    assert said(read(found, "samples.json", columns={"class": "model"}))[0] == ("data/a.jpg", "coccus")
    with pytest.raises(LabelFileError, match="no sample has a classification other"):
        read(found, "samples.json", columns={"class": "other"})
