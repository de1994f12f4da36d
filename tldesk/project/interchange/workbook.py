"""Excel workbooks (.xlsx): cells as text, in and out.

A workbook is a zip of XML: one that unpacks to far more than it weighs, or that declares entities, is refused before it is parsed.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from tldesk.project.interchange.grids import Grid
from tldesk.project.interchange.label_table import ZIP_ERRORS, does_not_fit, read_bytes

_UNPACKED: Final = 512 * 1024 * 1024
_RATIO: Final = 200
_SMALL: Final = 8 * 1024 * 1024
_COLUMNS: Final = 2_000
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Characters XML can't hold or would change, and texts that look like their escapes (ECMA-376 part 1, 22.9.2.19).
_UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def is_workbook(file: Path, data: bytes) -> bool:
    """Whether the bytes are a workbook of Excel 2007 or later.

    Raises:
        LabelFileError: they are one of an older Excel, or of another office program, which are not read.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise does_not_fit(file, "this is a workbook of Excel 97-2003, or a protected one.", remedy="Save it as .xlsx without a password.")
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
    except ZIP_ERRORS:
        return False
    if "content.xml" in names or any(name.endswith(".iwa") for name in names):
        raise does_not_fit(file, "this is a workbook of another office program.", remedy="Save it as .xlsx or CSV, and choose that file.")
    return "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names)


def read_workbook(file: Path) -> dict[str, Grid]:
    """The sheets of a workbook as text, by name; formulas as the values last computed. Hidden sheets come last.

    Raises:
        LabelFileError: it is no workbook, damaged, or packed so that it would fill the memory.
    """
    data = read_bytes(file)
    try:
        _refuse_bombs(file, data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
        grids = {}
        for sheet in sheets:
            # What a sheet says of its size may be wrong, and would widen every row.
            sheet.reset_dimensions()
            grids[sheet.title] = _grid(sheet.iter_rows(values_only=True), sheet.title)
        book.close()
    except (*ZIP_ERRORS, InvalidFileException, TypeError, AttributeError, ParseError) as error:
        raise does_not_fit(
            file, f"the workbook is damaged ({type(error).__name__}).", remedy="Open it in a spreadsheet and save it again as .xlsx."
        ) from error
    return grids


def _grid(values: Iterable[Sequence[object]], source: str) -> Grid:
    rows: list[list[str]] = []
    lines: list[int] = []
    for line, row in enumerate(values, 1):
        cells = [_text(value) for value in row[:_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            rows.append(cells)
            lines.append(line)
    return Grid(rows, lines, source)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))


def _refuse_bombs(file: Path, data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        unpacked = sum(part.file_size for part in parts)
        swollen = any(part.file_size > _SMALL and part.file_size > _RATIO * max(1, part.compress_size) for part in parts)
        if unpacked > _UNPACKED or swollen or len(parts) > 10_000:
            raise does_not_fit(
                file,
                f"the workbook unpacks to {unpacked / 1e6:.0f} MB, more than a list of labels can have.",
                remedy="Save the sheet with the labels alone as .xlsx or CSV, and choose that file.",
            )
        for part in parts:
            with packed.open(part) as stream:
                if b"<!DOCTYPE" in stream.read(4096).upper():
                    raise does_not_fit(
                        file, "the workbook declares XML entities, which none does.", remedy="Save the labels as CSV, and choose that file."
                    )


def workbook_bytes(title: str, rows: Iterable[Sequence[str | float]], *, widths: Sequence[int]) -> bytes:
    """A workbook of one sheet: the first row in bold and kept in sight, every text a text that stays one when it is edited."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for index, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + index)].width = width
    for number, row in enumerate(rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet)
            cells.append(cell)
            if not isinstance(text, str):
                cell.value = text
                continue
            cell.value = _UNFIT.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
            # Without this, openpyxl takes "=..." for a formula and "#N/A" for an error.
            cell.data_type = "s"
            cell.quotePrefix = True
            if not number:
                cell.font = Font(bold=True)
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
