"""Whatever is wrong inside a file, reading it ends in rows or in an error that says so in words."""

import contextlib
import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tldesk.core.errors import LabelFileError
from tldesk.project.interchange.formats import FORMATS, read_labels

ODD = st.sampled_from([None, True, 0, -1, 1.5, "", [], {}, "x" * 50, [None], {"a": None}, [[]], [{}], 10**30, "\x00"])
FILES = {
    "coco.json": {
        "images": [{"id": 1, "file_name": "a.jpg"}],
        "annotations": [{"image_id": 1, "category_id": 2, "bbox": [0, 0, 1, 1]}],
        "categories": [{"id": 2, "name": "rod"}],
    },
    "studio.json": [
        {
            "id": 1,
            "data": {"image": "/data/upload/1/abcdef01-a.jpg"},
            "file_upload": "abcdef01-a.jpg",
            "annotations": [{"was_cancelled": False, "result": [{"from_name": "c", "to_name": "image", "value": {"choices": ["rod"]}}]}],
        }
    ],
    "studio-min.json": [{"id": 1, "image": "a.jpg", "choice": "rod", "annotator": 1, "annotation_id": 1, "created_at": ""}],
    "labels.json": {"classes": ["rod"], "labels": {"a": 0, "b": {"label": "rod"}, "c": ["rod"]}},
    "samples.json": {"samples": [{"filepath": "a.jpg", "tags": ["train"], "ground_truth": {"_cls": "Classification", "label": "rod"}}]},
    "vertex.json": {
        "imageGcsUri": "gs://b/a.jpg",
        "classificationAnnotation": {"displayName": "rod"},
        "dataItemResourceLabels": {"ml_use": "test"},
    },
    "labelme.json": {"flags": {"rod": True}, "shapes": [], "imagePath": "a.jpg"},
    "datapackage.json": {"resources": [{"name": "media", "path": "media.csv"}, {"name": "observations", "path": ["o.csv"]}]},
    "own.json": {
        "kind": "tldesk labels",
        "version": 1,
        "classes": ["rod"],
        "photos": [{"photo": "a.jpg", "label": "rod", "split": "train"}],
    },
    "records.json": [{"file": "a.jpg", "label": {"name": "rod"}}, {"file": "b.jpg", "label": ["rod"]}],
}


@st.composite
def damaged(draw, value):
    """`value` with parts of it replaced or left out."""
    if draw(st.integers(0, 9)) == 0:
        return draw(ODD)
    if isinstance(value, dict):
        return {key: draw(damaged(each)) for key, each in value.items() if draw(st.integers(0, 19))}
    return [draw(damaged(each)) for each in value] if isinstance(value, list) else value


def read_or_refuse(file, key="auto"):
    with contextlib.suppress(LabelFileError):
        read_labels(file, format=key)


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_json(tmp_path, name, data):
    (tmp_path / name).write_text(json.dumps(data.draw(damaged(FILES[name]))), encoding="utf-8")
    read_or_refuse(tmp_path / name)
    read_or_refuse(tmp_path / name, data.draw(st.sampled_from([one.key for one in FORMATS])))


def packed(name):
    stream = io.BytesIO()
    if name == "labels.xlsx":
        book = Workbook()
        for row in (["photo", "label"], ["a.jpg", "rod"], ["b.jpg", 3]):
            book.active.append(row)
        book.save(stream)
    else:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("manifest.json", '{"type": "image"}')
            archive.writestr("Rod-!-0.jpg", b"photo" * 100)
    return stream.getvalue()


WHOLE = {
    "labels.csv": b'photo,label,split\na.jpg,rod,train\n"b, c.jpg",coccus,test\n',
    "labels.xlsx": packed("labels.xlsx"),
    "project.tm": packed("project.tm"),
}


@pytest.mark.parametrize("name", WHOLE)
@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_bytes(tmp_path, name, data):
    content = bytearray(WHOLE[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content)))
        if data.draw(st.booleans()):
            content[place : place + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=4))
        else:
            del content[place:]
    (tmp_path / name).write_bytes(content)
    read_or_refuse(tmp_path / name)
