"""A course of shares as a strip of cells, the darker the higher; for a table of many rows."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tldesk.desktop import theme

MARGIN: Final = 6
WIDEST_CELL: Final = 18.0


def shade(share: float | None) -> QColor:
    """From the ground to the accent; transparent for None."""
    palette = theme.colours()
    if share is None:
        return QColor(Qt.GlobalColor.transparent)
    low, high, part = palette.raised, palette.accent, min(1.0, max(0.0, share))
    pairs = ((low.red(), high.red()), (low.green(), high.green()), (low.blue(), high.blue()))
    return QColor(*(round(a + (b - a) * part) for a, b in pairs))


class CourseDelegate(QStyledItemDelegate):
    """Paints what the role `role` gives: shares 0..1 or None, oldest first. Where they are many, each cell is the mean of several."""

    def __init__(self, role: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().paint(painter, option, index)
        shares: Sequence[float | None] = index.data(self._role) or ()
        room = QRectF(option.rect).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        if not shares or room.width() < 1:
            return
        count = min(len(shares), max(1, int(room.width() // 2)))
        width = min(WIDEST_CELL, room.width() / count)
        gap = 1 if width >= 4 else 0
        for cell in range(count):
            part = shares[cell * len(shares) // count : (cell + 1) * len(shares) // count]
            known = [share for share in part if share is not None]
            place = QRectF(room.left() + cell * width, room.top(), width - gap, room.height())
            painter.fillRect(place, shade(sum(known) / len(known) if known else None))
