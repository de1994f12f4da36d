"""The common form of label files: whatever made a file, it is read into a `LabelTable`, and labels are written from one."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tldesk.core.errors import LabelFileError
from tldesk.core.photo import Split
from tldesk.project.folders import split_named

MAX_BYTES: Final = 512 * 1024 * 1024
"""A label file larger than this is refused: a million rows take about a tenth of it."""


@dataclass(frozen=True, slots=True)
class LabelRow:
    """What a file says about one photo. A file may say something twice, or two things: then there are several rows.

    Attributes:
        photo: what names the photo, as written: a path, a file name, a stem or a URL.
        label: the class's name; empty where the file gives the photo none.
        unsure: whoever labelled it was not certain.
        line: where it stands in `source`, from 1: the line of a text, the row of a sheet, the entry of a list.
        source: name of the file, where a table was read from several; else empty.
        also: other names of the photo, tried in order where `photo` finds nothing.
    """

    photo: str
    label: str = ""
    split: Split | None = None
    unsure: bool = False
    note: str = ""
    line: int = 0
    source: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that could not be read, and why. The others are read all the same."""

    line: int
    reason: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which columns of a sheet say what, by index from 0.

    Attributes:
        photo: columns whose texts, joined with "/", name the photo, outermost folder first.
        label: the column of the class; None where `one_hot` says it.
        one_hot: columns that stand for a class each, with 1 or true where the photo is of it.
    """

    photo: tuple[int, ...] = ()
    label: int | None = None
    split: int | None = None
    unsure: int | None = None
    note: int | None = None
    one_hot: tuple[int, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether it says which photo and which class; only then can rows be read."""
        return bool(self.photo) and (self.label is not None or bool(self.one_hot))


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet as a person may look at it, to correct the mapping: `names` of the columns and the first rows as they are.

    Attributes:
        headed: the names are the sheet's own; else they are "column 1" and so on.
        sheet: its name, where it is one of a workbook; `sheets` are the names of all of them that have rows.
    """

    names: tuple[str, ...]
    mapping: ColumnMapping
    first_rows: tuple[tuple[str, ...], ...]
    headed: bool = True
    sheet: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelTable:
    """A label file, read.

    Attributes:
        file: the file or folder it was read from.
        format: the format's key, as in `formats.FORMATS`.
        rows: in the order of the file.
        problems: rows that could not be read.
        notices: what the reader decided that a person may want to know, one sentence each.
        sheet: the columns, where the format has any.
    """

    file: Path
    format: str
    rows: tuple[LabelRow, ...]
    problems: tuple[RowProblem, ...] = ()
    notices: tuple[str, ...] = ()
    sheet: SheetView | None = None

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the classes, in the order they are met."""
        return tuple(dict.fromkeys(row.label for row in self.rows if row.label))


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What a person says about a file, where guessing is not enough.

    Attributes:
        columns: names (or numbers from 1) of columns by role: photo, class, split, unsure, note; "+" joins several path columns. For
            Label Studio, `class` names the control that holds the class.
        mapping: the columns by index; goes before `columns` and before what the reader would guess.
        classes_file: a file that names numeric classes.
        encoding: of the text, as Python calls it; found out by default.
        sheet: name of the sheet of a workbook; the first that fits by default.
        photos: paths of the photos at hand, relative; they help to tell which column names photos.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    mapping: ColumnMapping | None = None
    classes_file: Path | None = None
    encoding: str = ""
    sheet: str = ""
    photos: frozenset[str] = frozenset()


class OpenColumnsError(LabelFileError):
    """A sheet was read, but which columns hold the photo and the class can't be told: `sheet` shows it, so that a person can say it."""

    def __init__(self, error: LabelFileError, sheet: SheetView) -> None:
        super().__init__(error.what, kept=error.kept, remedy=error.remedy)
        self.sheet = sheet


ZIP_ERRORS: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError),
    *(NotImplementedError, RuntimeError, ValueError, LookupError),
)
"""What `zipfile` raises of a damaged file, or of one packed in a way it does not know."""


def does_not_fit(file: Path, what: str, *, line: int = 0, remedy: str) -> LabelFileError:
    """The error of a label file that can't be used: names the file and the line."""
    where = f"{file.name}, line {line}" if line else file.name
    return LabelFileError(f"{where}: {what}", kept="No label was changed.", remedy=remedy)


def read_bytes(file: Path, *, limit: int = MAX_BYTES) -> bytes:
    """The content of `file`.

    Raises:
        LabelFileError: it is not there, can't be read, is empty or larger than `limit`.
    """
    try:
        size = file.stat().st_size
        if size > limit:
            raise does_not_fit(
                file, f"it has {size / 1e6:.0f} MB, more than a label file can have.", remedy="Choose the file that holds the labels."
            )
        data = file.read_bytes()
    except OSError as error:
        raise does_not_fit(
            file, f"it can't be read ({error.strerror or type(error).__name__}).", remedy="Check the name, and that you may read the file."
        ) from error
    if not data.strip(b"\x00\r\n\t "):
        raise does_not_fit(file, "the file is empty.", remedy="Export the labels again from the program that made it.")
    return data


_YES: Final = frozenset(
    (
        *("1", "1.0", "1,0", "true", "t", "yes", "y", "x", "✓", "✔"),
        *("ja", "j", "wahr", "oui", "vrai", "sí", "si", "sì", "verdadero", "vero", "sim"),
    )
)
_NO: Final = frozenset(("0", "0.0", "0,0", "false", "f", "no", "n", "", "-", *("nein", "falsch", "non", "faux", "nee", "não", "falso")))


def truth(text: str) -> bool | None:
    """A yes or no as tables write it; None for anything else. An empty text is no."""
    folded = text.strip().casefold()
    return True if folded in _YES else False if folded in _NO else None


def split_from(text: str) -> Split | None:
    """The split a cell names; None for anything else, as UNASSIGNED."""
    return split_named(text.strip())


def split_of_folder(file: Path) -> Split | None:
    """The split named by the folder that holds `file`, as in `train/_classes.csv`."""
    return split_named(file.absolute().parent.name)
