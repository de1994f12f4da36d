"""Label Studio (labelstud.io/guide/export): its JSON, JSON-MIN and CSV exports of choices on images.

Cancelled annotations say nothing. Of several annotations of one task, those marked as ground truth win; else each gives its rows, and
where they differ the photo is listed as contradictory.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tldesk.project.interchange.column_names import folded
from tldesk.project.interchange.grids import looks_like_photo, read_grid
from tldesk.project.interchange.label_table import LabelRow, LabelTable, ReadingOptions, RowProblem, does_not_fit
from tldesk.project.interchange.spreadsheet import from_grid
from tldesk.project.interchange.text import read_json

_KINDS: Final = ("choices", "taxonomy", "labels")
_IMAGE_KEYS: Final = ("image", "img", "photo", "picture", "image_url", "url", "file", "path")
_MIN_KEYS: Final = ("choice", "label", "class", "species", "category")
_MIN_EXTRA: Final = frozenset({"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time"})


def is_label_studio(found: object) -> bool:
    """Whether JSON is an export of Label Studio, whole or minimal."""
    first = found[0] if isinstance(found, list) and found else found
    if not isinstance(first, dict):
        return False
    whole = isinstance(first.get("data"), dict) and any(key in first for key in ("annotations", "completions", "predictions"))
    return whole or len(_MIN_EXTRA & first.keys()) >= 3


@dataclass(frozen=True, slots=True)
class _Choice:
    """One choice in one annotation: the control it was made with, and the tag it was made for."""

    control: str
    object: str
    label: str


def read_label_studio(file: Path, options: ReadingOptions) -> LabelTable:
    """Read an export. `options.columns["class"]` names the control (or key) that holds the class, where there are several.

    Raises:
        LabelFileError: it is no such export, or has no choices.
    """
    found = read_json(file)
    entries = found if isinstance(found, list) else [found]
    tasks = [task for task in entries if isinstance(task, dict)]
    if not tasks or len(tasks) < len(entries):
        raise does_not_fit(file, "this is no export of Label Studio.", remedy="Export again as JSON.")
    if any("data" in task for task in tasks):
        return _whole(file, tasks, options.columns.get("class", ""))
    return _minimal(file, tasks, options.columns.get("class", ""))


def is_label_studio_sheet(head: Sequence[str]) -> bool:
    """Whether a sheet's first row is that of the CSV or TSV export."""
    return len(_MIN_EXTRA & {cell.strip() for cell in head}) >= 4


def read_label_studio_sheet(file: Path, options: ReadingOptions) -> LabelTable:
    """Read a CSV or TSV export. Several choices stand in one cell, as JSON.

    Raises:
        LabelFileError: see `spreadsheet.from_grid`.
    """
    grid = read_grid(file, encoding=options.encoding)
    head = [cell.strip() for cell in grid.rows[0]] if grid.rows else []
    if options.mapping is None and "class" not in options.columns:
        named = [name for name in head if name not in _MIN_EXTRA and name.casefold() not in _IMAGE_KEYS]
        control = next((name for name in named if folded(name) in _MIN_KEYS), named[0] if len(named) == 1 else "")
        options = replace(options, columns={**options.columns, "class": control}) if control else options
    table = from_grid(file, "label-studio-csv", grid, options)
    rows = [replace(row, label=label) for row in table.rows for label in _names(row.label) or [""]]
    return replace(table, rows=tuple(rows))


def _whole(file: Path, tasks: Sequence[Mapping[str, object]], wanted: str) -> LabelTable:
    answers = [list(_annotations(task)) for task in tasks]
    controls = Counter(choice.control for task in answers for annotation in task for choice in annotation)
    control = _chosen(file, controls, wanted)
    rows: list[LabelRow] = []
    problems: list[RowProblem] = []
    for number, (task, annotations) in enumerate(zip(tasks, answers, strict=True), 1):
        choices = [choice for annotation in annotations for choice in annotation if choice.control == control]
        photo = _photo(task, choices)
        if not photo:
            problems.append(RowProblem(number, "names no photo"))
            continue
        upload = task.get("file_upload")
        also = (upload,) if isinstance(upload, str) and looks_like_photo(upload) else ()
        labels = dict.fromkeys(choice.label for choice in choices)
        rows.extend(LabelRow(photo, label, line=number, also=also) for label in labels or [""])
    others = [name for name in controls if name != control]
    said = (f"The class is the choice '{control}'; there are also {', '.join(others)}.",) if others else ()
    return LabelTable(file, "label-studio", tuple(rows), tuple(problems), said)


def _chosen(file: Path, controls: Counter[str], wanted: str) -> str:
    if wanted:
        if wanted not in controls:
            raise does_not_fit(file, f"there is no choice named '{wanted}'.", remedy=f"Name one of: {', '.join(controls) or 'none'}.")
        return wanted
    if not controls:
        raise does_not_fit(
            file,
            "no task has a choice, so there are no classes in it.",
            remedy="Export a project whose photos were classified with Choices.",
        )
    return next((name for name in controls if folded(name) in _MIN_KEYS), controls.most_common(1)[0][0])


def _annotations(task: Mapping[str, object]) -> Iterator[list[_Choice]]:
    found = task.get("annotations", task.get("completions"))
    kept = [each for each in found if isinstance(each, dict) and not each.get("was_cancelled")] if isinstance(found, list) else []
    for annotation in [each for each in kept if each.get("ground_truth")] or kept:
        result = annotation.get("result")
        yield [choice for item in result if isinstance(item, dict) for choice in _choices(item)] if isinstance(result, list) else []


def _choices(item: Mapping[str, object]) -> Iterator[_Choice]:
    value = item.get("value")
    control, shown = str(item.get("from_name", "")), str(item.get("to_name", "")).lstrip("$")
    # Labels on a region are boxes; on the whole photo they have no corner.
    if not isinstance(value, dict) or "x" in value or "points" in value:
        return
    for kind in _KINDS:
        names = value.get(kind)
        for name in names if isinstance(names, list) else []:
            # A taxonomy gives the path from the root: the leaf is the class.
            leaf = name[-1] if isinstance(name, list) and name else name
            if isinstance(leaf, str) and leaf.strip():
                yield _Choice(control, shown, leaf)


def _photo(task: Mapping[str, object], choices: Sequence[_Choice]) -> str:
    data = task.get("data")
    texts = {key: value for key, value in data.items() if isinstance(value, str) and value} if isinstance(data, dict) else {}
    wanted = [choice.object for choice in choices[:1]]
    for key in (*wanted, *_IMAGE_KEYS):
        if key in texts:
            return texts[key]
    like = [value for value in texts.values() if looks_like_photo(value.split("?")[0]) or "/data/" in value]
    upload = task.get("file_upload")
    return like[0] if like else upload if isinstance(upload, str) else ""


def _minimal(file: Path, tasks: Sequence[Mapping[str, object]], wanted: str) -> LabelTable:
    keys = Counter(key for task in tasks for key in task)
    choice = wanted if wanted in keys else next((key for key in _MIN_KEYS if key in keys), "")
    image = next((key for key in _IMAGE_KEYS if key in keys and key != choice), "")
    image = image or next((key for key in keys if isinstance(v := tasks[0].get(key), str) and looks_like_photo(v)), "")
    if not choice:
        left = [key for key in keys if key not in _MIN_EXTRA and key != image]
        choice = left[0] if len(left) == 1 else ""
    if not image or not choice:
        raise does_not_fit(
            file, f"which key holds the class can't be told; there are {', '.join(keys)}.", remedy="Name it, as in class=species."
        )
    rows: list[LabelRow] = []
    for number, task in enumerate(tasks, 1):
        names = _names(task.get(choice))
        rows.extend(LabelRow(str(task.get(image, "")), name, line=number) for name in names or [""])
    return LabelTable(file, "label-studio", tuple(row for row in rows if row.photo))


def _names(value: object) -> list[str]:
    """A choice as JSON-MIN and CSV write it: a text, a list, or an object with `choices`, maybe as JSON in a text."""
    if isinstance(value, str) and value.startswith('{"choices"'):
        try:
            value = json.loads(value)
        except json.JSONDecodeError:
            return [str(value)]
    if isinstance(value, dict):
        value = value.get("choices")
    if isinstance(value, list):
        return [name for name in value if isinstance(name, str)]
    return [value] if isinstance(value, str) and value else []
