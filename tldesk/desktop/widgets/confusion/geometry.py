"""Where the cells and names of a confusion matrix lie."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt

SMALLEST_CELL: Final = 26
LARGEST_CELL: Final = 104
LONGEST_NAME: Final = 120
UPRIGHT_FROM: Final = 56
"""Column names stand upright where a column is at least this wide; below they are turned by 90 degrees."""

_STEPS: Final = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def moved(place: tuple[int, int], key: Qt.Key, *, size: int) -> tuple[int, int] | None:
    """The place `key` leads to in a matrix of `size` classes; None for a key that moves nothing."""
    row, column = place
    if key == Qt.Key.Key_Home:
        return row, 0
    if key == Qt.Key.Key_End:
        return row, size - 1
    if key not in _STEPS:
        return None
    down, right = _STEPS[key]
    return min(size - 1, max(0, row + down)), min(size - 1, max(0, column + right))


@dataclass(frozen=True, slots=True)
class Geometry:
    """Places of a matrix of `size` classes, in pixels of the viewport.

    Attributes:
        side: of a cell. names: the width of the labels' column. head: the height of the predictions' row; both stay when one scrolls.
        caption: the height of the words above the head. scrolled: how far the cells are.
    """

    size: int
    side: int
    names: int
    head: int
    caption: int
    scrolled: QPoint

    @classmethod
    def fitting(cls, room: QSize, *, size: int, names: int, line: int, caption: int, scrolled: QPoint) -> "Geometry":
        """Cells as large as `room` allows; `line` is the height of a name."""
        count = max(1, size)
        wide = (room.width() - names - 1) // count
        head = caption + (line if wide >= UPRIGHT_FROM else min(LONGEST_NAME, names))
        high = (room.height() - head - 1) // count
        side = max(SMALLEST_CELL, min(LARGEST_CELL, wide, high))
        if wide >= UPRIGHT_FROM > side:  # the height decides, and turns the names
            head = caption + min(LONGEST_NAME, names)
            side = max(SMALLEST_CELL, min(LARGEST_CELL, wide, (room.height() - head - 1) // count))
        return cls(size, side, names, head, caption, scrolled)

    @property
    def upright(self) -> bool:
        """Whether the names of the columns are."""
        return self.side >= UPRIGHT_FROM

    @property
    def cells(self) -> QSize:
        """All cells together."""
        return QSize(self.size * self.side, self.size * self.side)

    def rect(self, place: tuple[int, int]) -> QRect:
        """Where a place is painted."""
        return QRect(self.column(place[1]), self.row(place[0]), self.side, self.side)

    def row(self, number: int) -> int:
        """Top of a row."""
        return self.head + number * self.side - self.scrolled.y()

    def column(self, number: int) -> int:
        """Left of a column."""
        return self.names + number * self.side - self.scrolled.x()

    def place_at(self, point: QPoint) -> tuple[int, int] | None:
        """The place under `point`."""
        if point.x() < self.names or point.y() < self.head:
            return None
        row, column = self._row_at(point), self._column_at(point)
        return (row, column) if row is not None and column is not None else None

    def name_at(self, point: QPoint) -> int | None:
        """The place of the class whose name is under `point`."""
        if (point.x() < self.names) == (point.y() < self.head):
            return None
        return self._row_at(point) if point.x() < self.names else self._column_at(point)

    def _row_at(self, point: QPoint) -> int | None:
        return self._within((point.y() - self.head + self.scrolled.y()) // self.side)

    def _column_at(self, point: QPoint) -> int | None:
        return self._within((point.x() - self.names + self.scrolled.x()) // self.side)

    def _within(self, number: int) -> int | None:
        return number if 0 <= number < self.size else None

    def seen(self, area: QRect) -> tuple[range, range]:
        """The rows and columns that reach into `area`."""
        top, bottom = area.top() - self.head + self.scrolled.y(), area.bottom() - self.head + self.scrolled.y()
        left, right = area.left() - self.names + self.scrolled.x(), area.right() - self.names + self.scrolled.x()
        return self._between(top, bottom), self._between(left, right)

    def _between(self, first: int, last: int) -> range:
        return range(max(0, first // self.side), min(self.size, last // self.side + 1))
