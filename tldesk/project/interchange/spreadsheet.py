"""Labels in a sheet: CSV, TSV, blanks between the columns, or an Excel workbook."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tldesk.core.errors import LabelFileError
from tldesk.project.interchange import columns
from tldesk.project.interchange.cells import plain
from tldesk.project.interchange.class_names import read_class_names
from tldesk.project.interchange.columns import Sheet
from tldesk.project.interchange.grids import Grid, parse_grid, split_cells
from tldesk.project.interchange.label_table import (
    ColumnMapping,
    LabelRow,
    LabelTable,
    ReadingOptions,
    RowProblem,
    SheetView,
    does_not_fit,
    split_from,
    truth,
)
from tldesk.project.interchange.text import read_text
from tldesk.project.interchange.workbook import read_workbook

HEAD = ("photo", "label", "split", "unsure", "note")
"""The columns of the sheets that tldesk writes. A sheet with exactly these has its guarded cells undone."""

_FIRST_ROWS = 20


def read_sheet(file: Path, options: ReadingOptions) -> LabelTable:
    """Read a table of text.

    Raises:
        LabelFileError: see `grids.read_grid` and `columns.guess`.
    """
    text = read_text(file, encoding=options.encoding)
    # Our own file is read to the letter: nothing in it is told from what it looks like.
    own = text.startswith(",".join(HEAD) + "\r\n") and not options.columns
    return from_grid(file, "csv", split_cells(file, text, ",") if own else parse_grid(file, text), options)


def read_excel(file: Path, options: ReadingOptions) -> LabelTable:
    """Read the first sheet of a workbook that can be a table of labels, or the one that `options` name.

    Raises:
        LabelFileError: see `workbook.read_workbook` and `columns.guess`; there is no sheet of that name.
    """
    sheets = {name: grid for name, grid in read_workbook(file).items() if grid.rows}
    if options.sheet:
        if options.sheet not in sheets:
            known = ", ".join(f"'{name}'" for name in sheets)
            raise does_not_fit(file, f"there is no sheet '{options.sheet}' with rows in it.", remedy=f"Choose one of: {known}.")
        return from_grid(file, "xlsx", sheets[options.sheet], options)
    first: LabelFileError | None = None
    fitting: list[LabelTable] = []
    for grid in sheets.values():
        try:
            fitting.append(from_grid(file, "xlsx", grid, options))
        except LabelFileError as error:
            first = first or error
    if fitting:
        # A sheet of remarks may pass for a table without names.
        return next((table for table in fitting if table.sheet and table.sheet.headed), fitting[0])
    raise first or does_not_fit(file, "all its sheets are empty.", remedy="Choose the workbook that holds the labels.")


def from_grid(file: Path, format: str, grid: Grid, options: ReadingOptions) -> LabelTable:
    """The labels in a grid of cells.

    Raises:
        LabelFileError: see `columns.guess`.
    """
    if grid.rows and tuple(grid.rows[0]) == HEAD and not options.columns:
        return _own(file, format, grid)
    names = [path.rsplit("/", 1)[-1] for path in options.photos]
    known = options.photos.union(names, (name.rpartition(".")[0] for name in names))
    sheet = columns.as_sheet(file, grid, photos=known)
    mapping = _mapping(sheet, options, known)
    rows, problems = _rows(sheet, mapping)
    rows, notices = named_classes(rows, options)
    view = SheetView(sheet.names, mapping, tuple(tuple(row) for row in sheet.rows[:_FIRST_ROWS]), sheet.headed)
    return LabelTable(file, format, tuple(rows), tuple(problems), notices, view)


def _own(file: Path, format: str, grid: Grid) -> LabelTable:
    """What tldesk wrote. In CSV, cells that would be formulas are guarded."""
    undo = plain if format == "csv" else str
    rows = []
    for cells, line in zip(grid.rows[1:], grid.lines[1:], strict=True):
        photo, label, split, unsure, note = (undo(cell) for cell in [*cells, *[""] * len(HEAD)][: len(HEAD)])
        rows.append(LabelRow(photo, label, split_from(split), truth(unsure) is True, note, line))
    view = SheetView(HEAD, ColumnMapping((0,), 1, 2, 3, 4), tuple(tuple(row) for row in grid.rows[1 : 1 + _FIRST_ROWS]))
    return LabelTable(file, format, tuple(rows), sheet=view)


def _mapping(sheet: Sheet, options: ReadingOptions, known: frozenset[str]) -> ColumnMapping:
    if not options.columns:
        return columns.guess(sheet, photos=known)
    try:
        guessed = columns.guess(sheet, photos=known)
    except LabelFileError:
        guessed = None
    return columns.told(sheet, options.columns, guessed)


def _rows(sheet: Sheet, mapping: ColumnMapping) -> tuple[list[LabelRow], list[RowProblem]]:
    rows: list[LabelRow] = []
    problems: list[RowProblem] = []
    for cells, line in zip(sheet.rows, sheet.lines, strict=True):
        texts = [cell.strip() for cell in cells]
        if not any(texts):
            continue
        photo = _path([texts[index] for index in mapping.photo])
        if not texts[mapping.photo[-1]]:
            problems.append(RowProblem(line, "names no photo"))
            continue
        also = (texts[mapping.photo[-1]],) if len(mapping.photo) > 1 else ()
        row = LabelRow(
            photo,
            split=None if mapping.split is None else split_from(texts[mapping.split]),
            unsure=mapping.unsure is not None and truth(texts[mapping.unsure]) is True,
            note="" if mapping.note is None else texts[mapping.note],
            line=line,
            also=also,
        )
        if mapping.label is not None:
            rows.append(replace(row, label=texts[mapping.label]))
            continue
        chosen = [sheet.names[index].strip() for index in mapping.one_hot if truth(texts[index])]
        rows.extend(replace(row, label=name) for name in chosen or [""])
    return rows, problems


def _path(parts: Sequence[str]) -> str:
    """Folder and file as one path; a file that repeats its folder is left as it is."""
    if len(parts) == 1:
        return parts[0]
    named = [part.replace("\\", "/").rstrip("/") if index else part.replace("\\", "/").strip("/") for index, part in enumerate(parts)]
    return "/".join(part for part in named if part)


def named_classes(rows: list[LabelRow], options: ReadingOptions) -> tuple[list[LabelRow], tuple[str, ...]]:
    """Put names for numbers, from the class-names file where there is one; say so where numbers stay.

    Raises:
        LabelFileError: see `class_names.read_class_names`.
    """
    if options.classes_file is not None:
        names, said = read_class_names(options.classes_file).renamed([row.label for row in rows])
        rows = [replace(row, label=name) for row, name in zip(rows, names, strict=True)]
        return rows, (said,) if said else ()
    labels = {row.label for row in rows if row.label}
    if labels and all(label.replace(".", "", 1).isdecimal() for label in labels):
        return rows, ("The classes are numbers. A file with their names, one a line, gives them names.",)
    return rows, ()
