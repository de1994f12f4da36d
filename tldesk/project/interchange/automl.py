"""Google AutoML and Vertex AI: a CSV without column names, `[ML_USE,]gs://bucket/photo[,class[,class ...]]`, or JSON Lines.

Sources: cloud.google.com/vertex-ai/docs/image-data/classification/prepare-data, cloud.google.com/ai-platform/data-labeling/docs/export.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from tldesk.core.photo import Split
from tldesk.project.interchange.grids import read_grid
from tldesk.project.interchange.label_table import LabelRow, LabelTable, ReadingOptions, RowProblem, does_not_fit, split_from
from tldesk.project.interchange.spreadsheet import named_classes
from tldesk.project.interchange.text import read_text

_UNASSIGNED: Final = "unassigned"
_JSON_KEYS: Final = ("imageGcsUri", "imageUri", "imageBytes")


def is_automl(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first rows of a sheet are of this form: ML_USE and a place, or a place in a bucket."""
    first = rows[0] if rows else []
    with_use = len(first) > 1 and _is_use(first[0]) and ("://" in first[1] or "/" in first[1])
    return with_use or bool(first and first[0].strip().startswith("gs://"))


def _is_use(cell: str) -> bool:
    return split_from(cell) is not None or cell.strip().casefold() == _UNASSIGNED


def read_automl(file: Path, options: ReadingOptions) -> LabelTable:
    """Read the CSV form. A photo with several classes gives several rows.

    Raises:
        LabelFileError: see `grids.read_grid`.
    """
    grid = read_grid(file, encoding=options.encoding)
    rows: list[LabelRow] = []
    problems: list[RowProblem] = []
    for cells, line in zip(grid.rows, grid.lines, strict=True):
        texts = [cell.strip() for cell in cells]
        split: Split | None = None
        if _is_use(texts[0]) and len(texts) > 1:
            split = split_from(texts[0])
            texts = texts[1:]
        if not texts[0]:
            problems.append(RowProblem(line, "names no photo"))
            continue
        labels = [text for text in texts[1:] if text and not _is_coordinate(text)]
        rows.extend(LabelRow(texts[0], label, split, line=line) for label in dict.fromkeys(labels or [""]))
    rows, notices = named_classes(rows, options)
    return LabelTable(file, "automl", tuple(rows), tuple(problems), notices)


def _is_coordinate(text: str) -> bool:
    """A corner of a box, in the CSV of object detection."""
    try:
        return "." in text and 0 <= float(text) <= 1
    except ValueError:
        return False


def is_automl_json(first: object) -> bool:
    """Whether the first line of a JSON Lines file is of this form."""
    return isinstance(first, dict) and (any(key in first for key in _JSON_KEYS) or "imagePayload" in first)


def read_automl_json(file: Path, options: ReadingOptions) -> LabelTable:
    """Read the JSON Lines form.

    Raises:
        LabelFileError: see `text.read_text`; or no line is of this form.
    """
    rows: list[LabelRow] = []
    problems: list[RowProblem] = []
    for line, text in enumerate(read_text(file, encoding=options.encoding).splitlines(), 1):
        if not text.strip():
            continue
        try:
            entry = json.loads(text)
        except (json.JSONDecodeError, RecursionError):
            problems.append(RowProblem(line, "is no complete JSON"))
            continue
        place = _place(entry)
        if not place:
            problems.append(RowProblem(line, "names no photo"))
            continue
        uses = entry.get("dataItemResourceLabels")
        use = next((str(value) for key, value in uses.items() if str(key).endswith("ml_use")), "") if isinstance(uses, dict) else ""
        rows.extend(LabelRow(place, label, split_from(use), line=line) for label in dict.fromkeys(_labels(entry)) or [""])
    if not rows:
        raise does_not_fit(file, "no line names a photo.", remedy="Export the data set again as JSON Lines or CSV.")
    return LabelTable(file, "automl", tuple(rows), tuple(problems))


def _place(entry: object) -> str:
    if not isinstance(entry, dict):
        return ""
    payload = entry.get("imagePayload")
    holder = payload if isinstance(payload, dict) else entry
    return next((value for key in _JSON_KEYS[:2] if isinstance(value := holder.get(key), str)), "")


def _labels(entry: Mapping[str, object]) -> Iterator[str]:
    one, many, exported = (entry.get(key) for key in ("classificationAnnotation", "classificationAnnotations", "annotations"))
    boxes = entry.get("boundingBoxAnnotations")
    for each in [one, *(many if isinstance(many, list) else []), *(boxes if isinstance(boxes, list) else [])]:
        if isinstance(each, dict) and isinstance(each.get("displayName"), str):
            yield each["displayName"]
    for each in exported if isinstance(exported, list) else []:
        found: object = each
        for key in ("annotationValue", "imageClassificationAnnotation", "annotationSpec", "displayName"):
            found = found.get(key) if isinstance(found, dict) else None
        if isinstance(found, str):
            yield found
