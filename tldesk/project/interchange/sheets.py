"""Grids that are known to have a row of names, or none: which row that is, and what the columns are called."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

from tldesk.project.interchange.column_names import LABEL_NAMES, PHOTO_NAMES, folded
from tldesk.project.interchange.grids import Grid, looks_like_photo
from tldesk.project.interchange.label_table import does_not_fit

SAMPLE: Final = 2_000
_TITLE_ROWS: Final = 20


@dataclass(frozen=True)
class Sheet:
    """A grid that is known to have a row of names, or none.

    Attributes:
        names: the columns' names; "column 1" and so on where the sheet has none.
        rows: the rows below the names, each as wide as the sheet.
    """

    file: Path
    names: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    headed: bool

    @cached_property
    def folded_names(self) -> tuple[str, ...]:
        """The names as they are compared; empty texts where the sheet has none of its own."""
        return tuple(folded(name) for name in self.names) if self.headed else ("",) * len(self.names)

    def column(self, index: int) -> list[str]:
        """The texts of a column that are not empty, of a sample of rows from all over the sheet."""
        step = max(1, len(self.rows) // SAMPLE)
        return [text for row in self.rows[::step] if (text := row[index].strip())]

    def find(self, names: Sequence[str], *, but: Sequence[int] = ()) -> int | None:
        """The column with the first of `names` that there is."""
        for name in names:
            for index, there in enumerate(self.folded_names):
                if there == name and index not in but:
                    return index
        return None


def as_sheet(file: Path, grid: Grid, *, photos: frozenset[str]) -> tuple[Sheet, int]:
    """Find the row that names the columns, where there is one; gives the sheet and the number of rows above that, as a title has.

    Raises:
        LabelFileError: there is no row, or none below the names.
    """
    if not grid.rows:
        raise does_not_fit(file, "there is no row in it.", remedy="Choose the file, or the sheet, that holds the labels.")
    width = grid.width
    rows = [[*row, *[""] * (width - len(row))] for row in grid.rows]
    above = _rows_above(rows)
    first = [cell.strip() for cell in rows[above]]
    if not _names_columns(first, rows[above + 1 : above + 1 + SAMPLE], photos):
        above, first = 0, [cell.strip() for cell in rows[0]]
    if above or _names_columns(first, rows[1 : 1 + SAMPLE], photos):
        if len(rows) == above + 1:
            raise does_not_fit(
                file, "it has names of columns and no rows below them.", line=grid.lines[above], remedy="Export the labels again."
            )
        return Sheet(file, tuple(first), rows[above + 1 :], grid.lines[above + 1 :], headed=True), above
    return Sheet(file, tuple(f"column {number}" for number in range(1, width + 1)), rows, grid.lines, headed=False), 0


def _rows_above(rows: Sequence[Sequence[str]]) -> int:
    """Rows at the top that are emptier than the names of the columns below them, such as a title and a date; 0 where one names a photo."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[: 10 * _TITLE_ROWS]]
    usual = Counter(filled).most_common(1)[0][0]
    top = next((index for index, row in enumerate(rows[:_TITLE_ROWS]) if any(map(looks_like_photo, row))), len(rows[:_TITLE_ROWS]))
    # The first row that is fuller than all above it: one whose words are known, else one as full as the rest.
    fuller = [index for index in range(top) if index and filled[index] > max(filled[:index])]
    for index in fuller:
        known = {folded(cell) for cell in rows[index]}
        if not known.isdisjoint(PHOTO_NAMES) and not known.isdisjoint(LABEL_NAMES):
            return index
    return next((index for index in fuller if filled[index] * 2 > usual > 1 and max(filled[:index]) * 2 <= usual), 0)


def _names_columns(first: Sequence[str], body: Sequence[Sequence[str]], photos: frozenset[str]) -> bool:
    if any(looks_like_photo(cell) or cell in photos for cell in first):
        return False
    if any(folded(cell) in PHOTO_NAMES or folded(cell) in LABEL_NAMES for cell in first):
        return True
    for index in range(len(first)):
        column = [row[index] for row in body if row[index].strip()]
        if column and sum(looks_like_photo(cell) for cell in column) * 2 > len(column):
            return True
        # A word above numbers is a name.
        if column and all(is_number(cell) for cell in column) and first[index] and not is_number(first[index]):
            return not any(PurePosixPath(cell).stem in photos for cell in first)
    return False


def is_number(text: str) -> bool:
    """Whether a text is a number, with a point or a comma before its fraction."""
    try:
        float(text.strip().replace(",", "."))
    except ValueError:
        return False
    return True
