"""Plain JSON: objects in a list or one a line whose keys are like columns, or one object from photo to class or class to photos."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from tldesk.project.interchange.grids import Grid, looks_like_photo
from tldesk.project.interchange.label_table import LabelTable, ReadingOptions, does_not_fit
from tldesk.project.interchange.spreadsheet import from_grid
from tldesk.project.interchange.text import parse_json, read_text

_INNER_KEYS: Final = ("label", "name", "path", "class", "class-name", "class_name")
"""Keys of an object inside an object whose text stands for it; "class-name" is of SageMaker Ground Truth."""


def is_records(found: object) -> bool:
    """Whether JSON is of this form."""
    if isinstance(found, list):
        return bool(found) and all(isinstance(each, dict) for each in found[:50])
    return isinstance(found, dict) and (_names_photos(found) or _lists_photos(found) or bool(_attributes(found)))


def _attributes(found: Mapping[str, object]) -> list[dict[str, object]]:
    """File names and attributes of each file in a VGG Image Annotator file, with or without the settings around it; else none."""
    files = found.get("_via_img_metadata", found)
    each = list(files.values()) if isinstance(files, dict) else []
    if not all(isinstance(one, dict) and "filename" in one and isinstance(one.get("file_attributes"), dict) for one in each):
        return []
    return [{"filename": one["filename"], **one["file_attributes"]} for one in each]


def _names_photos(found: Mapping[str, object]) -> bool:
    return bool(found) and all(looks_like_photo(str(key)) and isinstance(value, str | int) for key, value in found.items())


def _lists_photos(found: Mapping[str, object]) -> bool:
    lists = [value for value in found.values() if isinstance(value, list)]
    named = [name for value in lists for name in value]
    return bool(named) and len(lists) == len(found) and all(isinstance(name, str) and looks_like_photo(name) for name in named)


def read_records(file: Path, options: ReadingOptions) -> LabelTable:
    """Read the objects as the rows of a sheet, their keys as its columns.

    Raises:
        LabelFileError: it is not of this form; or see `columns.guess`.
    """
    text = read_text(file, encoding=options.encoding)
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if lines and lines[0][1].lstrip().startswith("{") and len(lines) > 1 and lines[0][1].rstrip().endswith("}"):
        found: object = [_object(file, line, number) for number, line in lines]
        numbers = [number for number, _ in lines]
    else:
        found = parse_json(file, text)
        numbers = list(range(1, len(found) + 1)) if isinstance(found, list | dict) else []
    if not is_records(found):
        raise does_not_fit(file, "these are no objects that name photos.", remedy="Export the labels as CSV.")
    if isinstance(found, dict) and _attributes(found):
        found = _attributes(found)
        numbers = list(range(1, len(found) + 1))
    elif isinstance(found, dict) and _lists_photos(found):
        pairs = [(str(name), str(key)) for key, names in found.items() for name in names]
        return from_grid(file, "records", Grid([["photo", "label"], *map(list, pairs)], list(range(len(pairs) + 1))), options)
    if isinstance(found, dict):
        rows = [["photo", "label"], *([str(key), str(value)] for key, value in found.items())]
        return from_grid(file, "records", Grid(rows, [0, *numbers]), options)
    entries = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    keys = list(dict.fromkeys(key for each in entries for key in each))
    rows = [[str(key) for key in keys], *(list(_cells(each, keys)) for each in entries)]
    if not any(cell for row in rows[1:] for cell in row):
        raise does_not_fit(file, "all that these objects hold is inside further objects.", remedy="Export the labels as CSV.")
    return from_grid(file, "records", Grid(rows, [0, *numbers[: len(entries)]]), options)


def _object(file: Path, line: str, number: int) -> object:
    try:
        return json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise does_not_fit(
            file, "this line is not complete JSON.", line=number, remedy="Export the labels once more; the file may have been cut short."
        ) from error


def _cells(entry: Mapping[str, object], keys: Iterable[str]) -> Iterable[str]:
    for key in keys:
        value = entry.get(key)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, dict):
            value = next(
                (inner for name in _INNER_KEYS if isinstance(inner := value.get(name), str)),
                None,
            )
        yield "" if value is None or isinstance(value, list) else str(value).lower() if isinstance(value, bool) else str(value)
