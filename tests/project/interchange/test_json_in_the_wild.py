"""JSON files as other programs write them, shortened."""

import json

import pytest

from tldesk.core.errors import LabelFileError

JSON = {
    "Hugging Face metadata": (
        '{"file_name": "0001.png", "label": "cat"}\n{"file_name": "0002.png", "label": "dog"}\n',
        [("0001.png", "cat"), ("0002.png", "dog")],
    ),
    "SageMaker Ground Truth": (
        '{"source-ref":"s3://b/img1.jpg","animals":0,"animals-metadata":{"class-name":"cat","confidence":0.9}}\n'
        '{"source-ref":"s3://b/img2.jpg","animals":1,"animals-metadata":{"class-name":"dog","confidence":0.9}}\n'
        '{"source-ref":"s3://b/img3.jpg","animals":1,"animals-metadata":{"class-name":"dog","confidence":0.9}}\n',
        [("s3://b/img1.jpg", "cat"), ("s3://b/img2.jpg", "dog"), ("s3://b/img3.jpg", "dog")],
    ),
    "photos by class": (json.dumps({"cat": ["a.jpg", "b.jpg"], "dog": ["c.jpg"]}), [("a.jpg", "cat"), ("b.jpg", "cat"), ("c.jpg", "dog")]),
    "Vertex AI, boxes": (
        '{"imageGcsUri":"gs://b/1.jpg","boundingBoxAnnotations":[{"displayName":"cat","xMin":0}],"dataItemResourceLabels":{}}\n'
        '{"imageGcsUri":"gs://b/2.jpg","classificationAnnotation":{"displayName":"dog"}}\n',
        [("gs://b/1.jpg", "cat"), ("gs://b/2.jpg", "dog")],
    ),
    "FiftyOne samples": (
        json.dumps(
            {
                "samples": [
                    {
                        "filepath": "data/1.jpg",
                        "tags": ["train"],
                        "metadata": None,
                        "_media_type": "image",
                        "ground_truth": {"_id": {"$oid": "5"}, "_cls": "Classification", "tags": [], "label": "cat", "confidence": None},
                    },
                    {"filepath": "data/2.jpg", "tags": [], "ground_truth": None},
                ]
            }
        ),
        [("data/1.jpg", "cat"), ("data/2.jpg", "")],
    ),
    "FiftyOne labels": (
        json.dumps(
            {"classes": ["cat", "dog"], "labels": {"image_1": 0, "image_2": None, "sub/image_3": {"label": "dog", "attributes": {}}}}
        ),
        [("image_1", "cat"), ("image_2", ""), ("sub/image_3", "dog")],
    ),
    "COCO Camera Traps": (
        json.dumps(
            {
                "info": {"version": 1.0},
                "images": [
                    {"id": "a-1", "file_name": "x\\IMG_1.JPG", "location": 3, "seq_id": "s"},
                    {"id": "a-2", "file_name": "IMG_2.JPG"},
                ],
                "annotations": [
                    {"id": "q", "image_id": "a-1", "category_id": 0},
                    {"id": "r", "image_id": "a-2", "category_id": 3, "sequence_level_annotation": True},
                ],
                "categories": [{"id": 0, "name": "empty"}, {"id": 3, "name": "human"}],
            }
        ),
        [("x\\IMG_1.JPG", "empty"), ("IMG_2.JPG", "human")],
    ),
}


@pytest.mark.parametrize("name", JSON)
def test_json(read, name):
    text, wanted = JSON[name]
    assert [(row.photo, row.label) for row in read(text, "labels.json").rows] == wanted


def test_camtrap_dp_of_before_version_1_names_sequences(tmp_path, read):
    (tmp_path / "media.csv").write_text(
        "mediaID,deploymentID,sequenceID,captureMethod,timestamp,filePath,fileName,fileMediatype\n"
        "m1,d1,s1,motionDetection,2020-01-01T10:00:00Z,a/1.jpg,1.jpg,image/jpeg\n"
        "m2,d1,s1,motionDetection,2020-01-01T10:00:01Z,a/2.jpg,2.jpg,image/jpeg\n"
        "m3,d1,s2,motionDetection,2020-01-01T11:00:00Z,a/3.jpg,3.jpg,image/jpeg\n",
        encoding="utf-8",
    )
    table = read(
        "observationID,deploymentID,sequenceID,mediaID,timestamp,observationType,scientificName,count\n"
        "o1,d1,s1,,2020-01-01T10:00:00Z,animal,Vulpes vulpes,1\no2,d1,s2,,2020-01-01T11:00:00Z,blank,,\n",
        "observations.csv",
    )
    assert [(row.photo, row.label) for row in table.rows] == [
        ("a/1.jpg", "Vulpes vulpes"),
        ("a/2.jpg", "Vulpes vulpes"),
        ("a/3.jpg", "blank"),
    ]


VIA = {
    f"{name}{size}": {"filename": name, "size": size, "regions": [], "file_attributes": {"species": species}}
    for name, size, species in (("I1.JPG", 12, "oak"), ("I2.JPG", 34, "beech"))
}


@pytest.mark.parametrize("found", [VIA, {"_via_settings": {}, "_via_img_metadata": VIA, "_via_attributes": {}}])
def test_attributes_of_files_of_the_vgg_image_annotator(read, found):
    assert [(row.photo, row.label) for row in read(json.dumps(found), "via.json").rows] == [("I1.JPG", "oak"), ("I2.JPG", "beech")]


def test_objects_that_hold_only_objects_are_refused(read):
    line = json.dumps({"data_row": {"external_id": "I1.JPG"}, "projects": {"p": {"labels": []}}})
    with pytest.raises(LabelFileError, match="inside further objects"):
        read(f"{line}\n{line}\n", "export.ndjson")
