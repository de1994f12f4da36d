"""Writing labels out: CSV, TSV, an Excel workbook, or JSON. What is written reads back the same, whatever the names are."""

import csv
import io
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from tldesk.core.files import write_atomically
from tldesk.project.classes import classes
from tldesk.project.interchange.cells import safe
from tldesk.project.interchange.label_table import LabelRow, does_not_fit
from tldesk.project.interchange.own_json import own_json
from tldesk.project.interchange.spreadsheet import HEAD
from tldesk.project.interchange.workbook import workbook_bytes
from tldesk.project.layout import cannot_write
from tldesk.project.photos import all_photos
from tldesk.project.store import Project

_WIDTHS: Final = (60, 24, 12, 10, 40)


def label_rows(project: Project, *, only: Collection[int] | None = None) -> tuple[list[str], list[LabelRow]]:
    """The names of the classes, and what the project says of each photo, in natural order of the paths.

    Unlabelled and missing photos are in it too, so that nothing is lost.

    Args:
        only: ids of the photos wanted; None for all.
    """
    there = classes(project)
    names = {one.id: one.name for one in there}
    wanted = None if only is None else frozenset(only)
    rows = [
        LabelRow(
            photo.path,
            names.get(photo.class_id, "") if photo.class_id is not None else "",
            photo.split,
            photo.unsure,
            photo.note,
            line=number,
        )
        for number, photo in enumerate((each for each in all_photos(project) if wanted is None or each.id in wanted), 1)
    ]
    return [one.name for one in there], rows


def free_file(file: Path) -> Path:
    """`file`, or where something of that name is there, the first free name with a number behind it."""
    number, free = 1, file
    while os.path.lexists(free):
        number += 1
        free = file.with_name(f"{file.stem} ({number}){file.suffix}")
    return free


def write_labels(file: Path, class_names: Sequence[str], rows: Iterable[LabelRow]) -> None:
    """Write a label file; its suffix says which: `.csv`, `.tsv`, `.xlsx` or `.json`. A cell can't become a formula in any of them.

    CSV and TSV are UTF-8 with a byte order mark, which spreadsheets need to read letters beyond ASCII.

    Raises:
        LabelFileError: another suffix.
        ProjectError: the disk is full or the place can't be written; an older file of that name is unchanged then.
    """
    try:
        write_atomically(file, label_bytes(file, class_names, rows))
    except OSError as error:
        raise cannot_write(file, error) from error


def label_bytes(file: Path, class_names: Sequence[str], rows: Iterable[LabelRow]) -> bytes:
    """What `write_labels` writes.

    Raises:
        LabelFileError: see there.
    """
    write = _WRITERS.get(file.suffix.casefold())
    if write is None:
        raise does_not_fit(file, "labels can't be written to a file of this kind.", remedy=f"End its name in {', '.join(_WRITERS)}.")
    return write(class_names, rows)


def export_labels(project: Project, file: Path) -> int:
    """Write all labels of the project to `file`; gives the number of photos that have one.

    Raises:
        LabelFileError, ProjectError: see `write_labels`.
    """
    names, rows = label_rows(project)
    write_labels(file, names, rows)
    return sum(bool(row.label) for row in rows)


def _cells(row: LabelRow) -> tuple[str, ...]:
    return (row.photo, row.label, row.split or "", "yes" if row.unsure else "", row.note)


def _csv(_class_names: Sequence[str], rows: Iterable[LabelRow], *, delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(HEAD)
    writer.writerows([safe(cell) for cell in _cells(row)] for row in rows)
    # A file name that is no text is written as its bytes.
    return text.getvalue().encode("utf-8-sig", "surrogateescape")


def _xlsx(_class_names: Sequence[str], rows: Iterable[LabelRow]) -> bytes:
    return workbook_bytes("Labels", [HEAD, *map(_cells, rows)], widths=_WIDTHS)


def _json(class_names: Sequence[str], rows: Iterable[LabelRow]) -> bytes:
    return own_json(class_names, rows).encode("utf-8")


_WRITERS: Final[Mapping[str, Callable[[Sequence[str], Iterable[LabelRow]], bytes]]] = {
    ".csv": _csv,
    ".tsv": partial(_csv, delimiter="\t"),
    ".xlsx": _xlsx,
    ".json": _json,
}
"""The writers by suffix."""
