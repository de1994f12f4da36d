"""FiftyOne (docs.voxel51.com): `labels.json` of FiftyOneImageClassificationDataset, and `samples.json` of FiftyOneDataset.

In the first, photos are named by their path below `data/` without suffix, and labels are indices into `classes`, names, objects with a
`label`, lists of these, or null.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from tldesk.project.interchange.column_names import folded
from tldesk.project.interchange.label_table import (
    LabelRow,
    LabelTable,
    ReadingOptions,
    RowProblem,
    does_not_fit,
    split_from,
    split_of_folder,
)
from tldesk.project.interchange.text import read_json

_FIELDS: Final = ("groundtruth", "label", "labels", "class", "classification")


def is_fiftyone(found: object) -> bool:
    """Whether JSON is one of the two files."""
    if not isinstance(found, dict):
        return False
    samples = found.get("samples")
    return isinstance(found.get("labels"), dict) or (
        isinstance(samples, list) and bool(samples) and isinstance(samples[0], dict) and "filepath" in samples[0]
    )


def read_fiftyone(file: Path, options: ReadingOptions) -> LabelTable:
    """Read one of the two files.

    Raises:
        LabelFileError: it is neither, or no sample has a classification.
    """
    found = read_json(file)
    if not isinstance(found, dict) or not is_fiftyone(found):
        raise does_not_fit(file, "this is no label file of FiftyOne.", remedy="Export again as FiftyOneImageClassificationDataset.")
    if isinstance(found.get("samples"), list):
        return _samples(file, [each for each in found["samples"] if isinstance(each, dict)], options.columns.get("class", ""))
    classes = found.get("classes")
    names = [str(name) for name in classes] if isinstance(classes, list) else []
    rows: list[LabelRow] = []
    problems: list[RowProblem] = []
    split = split_of_folder(file)
    for number, (photo, label) in enumerate(found["labels"].items(), 1):
        try:
            labels = _names(label, names)
        except LookupError:
            problems.append(RowProblem(number, f"'{photo}' has the class number {label}, but there are {len(names)} classes"))
            continue
        rows.extend(LabelRow(photo, name, split, line=number) for name in labels or [""])
    return LabelTable(file, "fiftyone", tuple(rows), tuple(problems))


def _names(label: object, classes: Sequence[str]) -> list[str]:
    match label:
        case bool() | None:
            return []
        case int():
            if not 0 <= label < len(classes):
                raise LookupError(label)
            return [classes[label]]
        case str():
            return [label] if label else []
        case list():
            return list(dict.fromkeys(name for each in label for name in _names(each, classes)))
        case dict():
            inner = label.get("classifications", label.get("label"))
            return _names(inner, classes)
    return []


def _samples(file: Path, samples: Sequence[Mapping[str, object]], wanted: str) -> LabelTable:
    fields = Counter(key for sample in samples for key, value in sample.items() if _is_classification(value))
    if not fields or (wanted and wanted not in fields):
        known = ", ".join(fields) or "none"
        raise does_not_fit(file, f"no sample has a classification{f' {wanted}' if wanted else ''}.", remedy=f"There are: {known}.")
    field = wanted or next((key for name in _FIELDS for key in fields if folded(key) == name), fields.most_common(1)[0][0])
    rows: list[LabelRow] = []
    problems: list[RowProblem] = []
    for number, sample in enumerate(samples, 1):
        tags = sample.get("tags")
        splits = [split for tag in tags if (split := split_from(str(tag)))] if isinstance(tags, list) else []
        row = LabelRow(str(sample.get("filepath", "")), split=splits[0] if splits else None, line=number)
        try:
            labels = _names(sample.get(field), ())
        except LookupError:
            problems.append(RowProblem(number, f"'{row.photo}' has a number for its class"))
            continue
        rows.extend(replace(row, label=name) for name in labels or [""])
    said = (f"The class is the field '{field}'; there are also {', '.join(key for key in fields if key != field)}.",)
    return LabelTable(file, "fiftyone", tuple(rows), tuple(problems), said if len(fields) > 1 else ())


def _is_classification(value: object) -> bool:
    return isinstance(value, dict) and value.get("_cls") in ("Classification", "Classifications")
