"""Roboflow's multi-class export: `_classes.csv` in each of train, valid and test, with a column of 0 and 1 for each class."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tldesk.project.interchange.grids import read_grid
from tldesk.project.interchange.label_table import LabelTable, ReadingOptions, split_of_folder
from tldesk.project.interchange.spreadsheet import from_grid


def is_roboflow(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a sheet begins like such a file: filename, then nothing but 0 and 1."""
    cells = [cell.strip() for row in rows[1:] for cell in row[1:]]
    return len(rows) > 1 and len(rows[0]) > 2 and rows[0][0].strip() == "filename" and set(cells) <= {"0", "1"}


def read_roboflow(file: Path, options: ReadingOptions) -> LabelTable:
    """Read one such file; the split is the name of its folder. A photo of several classes gives several rows.

    Raises:
        LabelFileError: see `spreadsheet.read_sheet`.
    """
    table = from_grid(file, "roboflow", read_grid(file, encoding=options.encoding), options)
    split = split_of_folder(file)
    return replace(table, rows=tuple(replace(row, split=row.split or split) for row in table.rows))
