"""COCO and COCO Camera Traps (github.com/agentmorris/MegaDetector, data_management/README): categories of whole images.

Boxes and outlines are passed over: an image is of the categories its annotations name, whatever part of it they mark.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tldesk.project.interchange.label_table import LabelRow, LabelTable, ReadingOptions, RowProblem, does_not_fit, split_of_folder
from tldesk.project.interchange.text import read_json


def is_coco(found: object) -> bool:
    """Whether JSON has the three lists of COCO."""
    return isinstance(found, dict) and all(isinstance(found.get(key), list) for key in ("images", "annotations", "categories"))


def read_coco(file: Path, _options: ReadingOptions) -> LabelTable:
    """Read a COCO file; an image without annotation gives a row without class, one with several categories several rows.

    Raises:
        LabelFileError: it is no such file, or no image has a category.
    """
    found = read_json(file)
    if not isinstance(found, dict) or not is_coco(found):
        raise does_not_fit(file, "this is no COCO file: it lacks images, annotations or categories.", remedy="Export again as COCO JSON.")
    names = {_key(each.get("id")): str(each.get("name", "")) for each in found["categories"] if isinstance(each, dict)}
    labels: dict[str, dict[str, None]] = {}
    problems: list[RowProblem] = []
    for number, annotation in enumerate(found["annotations"], 1):
        entry = annotation if isinstance(annotation, dict) else {}
        name = names.get(_key(entry.get("category_id")))
        if not name:
            problems.append(RowProblem(number, "is an annotation of no known category"))
            continue
        labels.setdefault(_key(entry.get("image_id")), {})[name] = None
    if not labels:
        raise does_not_fit(file, "no image has a category.", remedy="Export again, with the annotations.")
    rows: list[LabelRow] = []
    split = split_of_folder(file)
    for number, image in enumerate(found["images"], 1):
        row = _row(image, number) if isinstance(image, dict) else None
        if row is None:
            problems.append(RowProblem(number, "is an image without a file name"))
            continue
        rows.extend(replace(row, label=label, split=split) for label in labels.get(_key(image.get("id")), {"": None}))
    boxes = any(isinstance(each, dict) and each.get("bbox") for each in found["annotations"])
    said = ("The boxes were passed over: each photo gets the category of its boxes as its class.",) if boxes else ()
    return LabelTable(file, "coco", tuple(rows), tuple(problems), said)


def _row(image: Mapping[str, object], number: int) -> LabelRow | None:
    name = image.get("file_name")
    url = next((value for key in ("coco_url", "flickr_url", "url") if isinstance(value := image.get(key), str) and value), "")
    if isinstance(name, str) and name:
        return LabelRow(name, line=number, also=(url,) if url else ())
    return LabelRow(url, line=number) if url else None


def _key(value: object) -> str:
    """Ids are numbers in most files, texts in some, and now and then both."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
