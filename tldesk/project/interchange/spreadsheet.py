"""Labels in a sheet: CSV, TSV, blanks between the columns, or an Excel workbook."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tldesk.core.errors import LabelFileError
from tldesk.project.interchange import columns
from tldesk.project.interchange.cells import plain
from tldesk.project.interchange.class_names import read_class_names
from tldesk.project.interchange.grids import Grid, parse_grid, split_cells
from tldesk.project.interchange.label_table import (
    ColumnMapping,
    LabelRow,
    LabelTable,
    OpenColumnsError,
    ReadingOptions,
    RowProblem,
    SheetView,
    does_not_fit,
    truth,
)
from tldesk.project.interchange.sheets import Sheet, as_sheet
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
    own = next((mark for mark in (",", "\t") if text.startswith(mark.join(HEAD) + "\r\n")), "")
    return from_grid(file, "csv", split_cells(file, text, own) if own else parse_grid(file, text), options)


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
        return from_grid(file, "xlsx", sheets[options.sheet], options, sheets=tuple(sheets))
    first: LabelFileError | None = None
    fitting: list[LabelTable] = []
    for grid in sheets.values():
        try:
            fitting.append(from_grid(file, "xlsx", grid, options, sheets=tuple(sheets)))
        except LabelFileError as error:
            first = first or error
    if fitting:
        # A sheet of remarks may pass for a table without names.
        return next((table for table in fitting if table.sheet and table.sheet.headed), fitting[0])
    raise first or does_not_fit(file, "all its sheets are empty.", remedy="Choose the workbook that holds the labels.")


def from_grid(file: Path, format: str, grid: Grid, options: ReadingOptions, *, sheets: tuple[str, ...] = ()) -> LabelTable:
    """The labels in a grid of cells.

    Args:
        sheets: names of the sheets of the workbook that the grid is one of.

    Raises:
        OpenColumnsError: which columns say what can't be told; see `columns.guess`.
        LabelFileError: there is no row; the mapping that a person gave does not fit.
    """
    own = bool(grid.rows) and tuple(grid.rows[0]) == HEAD
    names = [path.rsplit("/", 1)[-1] for path in options.photos]
    known = options.photos.union(names, (name.rpartition(".")[0] for name in names))
    sheet, above = (_own(file, format, grid), 0) if own else as_sheet(file, grid, photos=known)
    first_rows = tuple(tuple(row) for row in sheet.rows[:_FIRST_ROWS])
    view = SheetView(sheet.names, ColumnMapping(), first_rows, sheet.headed, grid.source, sheets)
    try:
        mapping = ColumnMapping((0,), 1, 2, 3, 4) if own and not (options.columns or options.mapping) else _mapping(sheet, options, known)
    except LabelFileError as error:
        told = columns.guess_photo(sheet, photos=known) if options.mapping is None else _partly(options.mapping, len(sheet.names))
        raise OpenColumnsError(error, replace(view, mapping=told)) from error
    rows, problems = _rows(sheet, mapping, exact=own)
    left_out = "The row above the names of the columns was" if above == 1 else f"The {above} rows above the names of the columns were"
    notices: tuple[str, ...] = (f"{left_out} left out.",) if above else ()
    if not own or options.classes_file is not None:
        rows, said = named_classes(rows, options)
        notices += said
    return LabelTable(file, format, tuple(rows), tuple(problems), notices, replace(view, mapping=mapping))


def _own(file: Path, format: str, grid: Grid) -> Sheet:
    """What tldesk wrote. In CSV, cells that would be formulas are guarded."""
    undo = plain if format == "csv" else str
    rows = [[undo(cell) for cell in [*cells, *[""] * len(HEAD)][: len(HEAD)]] for cells in grid.rows[1:]]
    return Sheet(file, HEAD, rows, grid.lines[1:], headed=True)


def _mapping(sheet: Sheet, options: ReadingOptions, known: frozenset[str]) -> ColumnMapping:
    if options.mapping is not None:
        if _partly(options.mapping, len(sheet.names)) != options.mapping or not options.mapping.complete:
            raise columns.not_told(sheet)
        return options.mapping
    if not options.columns:
        return columns.guess(sheet, photos=known)
    try:
        guessed = columns.guess(sheet, photos=known)
    except LabelFileError:
        guessed = columns.guess_photo(sheet, photos=known)
    return columns.told(sheet, options.columns, guessed)


def _partly(mapping: ColumnMapping, width: int) -> ColumnMapping:
    """What of a mapping fits a sheet of `width` columns."""

    def one(index: int | None) -> int | None:
        return index if index is not None and index < width else None

    def many(indices: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(index for index in indices if index < width)

    return ColumnMapping(
        many(mapping.photo), one(mapping.label), one(mapping.split), one(mapping.unsure), one(mapping.note), many(mapping.one_hot)
    )


def _rows(sheet: Sheet, mapping: ColumnMapping, *, exact: bool) -> tuple[list[LabelRow], list[RowProblem]]:
    """The rows; those that name no photo apart. `exact`: blanks around a text belong to it."""
    rows: list[LabelRow] = []
    problems: list[RowProblem] = []
    for cells, line in zip(sheet.rows, sheet.lines, strict=True):
        texts = list(cells) if exact else [cell.strip() for cell in cells]
        if not any(texts):
            continue
        photo = _path([texts[index] for index in mapping.photo])
        if not texts[mapping.photo[-1]]:
            problems.append(RowProblem(line, "names no photo"))
            continue
        also = (texts[mapping.photo[-1]],) if len(mapping.photo) > 1 else ()
        row = LabelRow(
            photo,
            split=None if mapping.split is None else columns.split_in(sheet, mapping.split, texts[mapping.split]),
            unsure=mapping.unsure is not None and columns.says_unsure(texts[mapping.unsure]),
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
