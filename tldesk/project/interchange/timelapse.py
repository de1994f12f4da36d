"""Timelapse (saul.cpsc.ucalgary.ca/timelapse): its CSV has File, RelativePath with backslashes, DeleteFlag, and the columns of a template.

The class is in the template's choice column, as Species; where that is empty, a flag that is true names it, as Empty. Rows marked for
deletion keep their label, and the note says so.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from tldesk.project.interchange.column_names import folded
from tldesk.project.interchange.grids import Grid, read_grid
from tldesk.project.interchange.label_table import LabelRow, LabelTable, ReadingOptions, truth
from tldesk.project.interchange.spreadsheet import from_grid

_FLAGS: Final = ("empty", "person", "human", "vehicle", "animal")


def is_timelapse(head: Sequence[str]) -> bool:
    """Whether a sheet's first row is one of Timelapse's."""
    names = {folded(cell) for cell in head}
    return {"file", "relativepath"} <= names and bool({"deleteflag", "rootfolder", "imagequality"} & names)


def read_timelapse(file: Path, options: ReadingOptions) -> LabelTable:
    """Read a CSV that Timelapse exported.

    Raises:
        LabelFileError: see `spreadsheet.read_sheet`.
    """
    grid = read_grid(file, encoding=options.encoding)
    table = from_grid(file, "timelapse", grid, options)
    head = [folded(cell) for cell in grid.rows[0]]
    flags = {head.index(name): grid.rows[0][head.index(name)].strip() for name in _FLAGS if name in head}
    by_line = dict(zip(grid.lines, grid.rows, strict=True))
    delete = head.index("deleteflag") if "deleteflag" in head else None
    return replace(table, rows=tuple(_completed(row, by_line[row.line], flags, delete) for row in table.rows), format="timelapse")


def _completed(row: LabelRow, cells: list[str], flags: dict[int, str], delete: int | None) -> LabelRow:
    if not row.label:
        named = [name for index, name in flags.items() if index < len(cells) and truth(cells[index])]
        row = replace(row, label=named[0] if named else "")
    if delete is not None and delete < len(cells) and truth(cells[delete]):
        row = replace(row, note="; ".join(filter(None, (row.note, "marked for deletion in Timelapse"))))
    return row


def head_of(grid: Grid) -> list[str]:
    """The first row of a grid, or an empty one."""
    return grid.rows[0] if grid.rows else []
