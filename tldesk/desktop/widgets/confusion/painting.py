"""Paints a confusion matrix: the cells, then the names over what is scrolled under them."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.widgets.confusion.geometry import Geometry
from tldesk.desktop.widgets.confusion.table import ConfusionTable, Measure

BOTH_FROM: Final = 44
"""Cells at least this large hold the count and the percentage."""

_Align = Qt.AlignmentFlag


def ground(share: float, *, right: bool, surface: QColor, dark: bool) -> QColor:
    """A cell's colour: blue for right answers, orange for mistakes, stronger with its `share` (0..1)."""
    full = QColor("#2f7ad6" if dark else "#3b82d9") if right else QColor("#b8641a" if dark else "#e08a3c")
    if share <= 0:
        return surface
    weight = 0.12 + 0.88 * min(1.0, share) ** 0.7
    mixed = (round(a + (b - a) * weight) for a, b in zip(surface.getRgb()[:3], full.getRgb()[:3], strict=True))  # type: ignore[index]
    return QColor(*mixed)


class MatrixPainter:
    """Paints the cells and names of `table` with `painter`, in a viewport of size `room`."""

    def __init__(self, painter: QPainter, table: ConfusionTable, geometry: Geometry, *, measure: Measure, font: QFont, room: QSize) -> None:
        self._painter, self._table, self._geometry, self._measure = painter, table, geometry, measure
        self._font, self._room = font, room
        self._metrics = QFontMetrics(font)
        self._palette = theme.colours()

    def cells(self, area: QRect) -> None:
        """Those that reach into `area`."""
        geometry = self._geometry
        self._painter.setClipRect(QRect(geometry.names, geometry.head, self._room.width(), self._room.height()))
        rows, columns = geometry.seen(area)
        for row in rows:
            for column in columns:
                self._cell((row, column))
        self._painter.setClipping(False)

    def _cell(self, place: tuple[int, int]) -> None:
        palette, painter = self._palette, self._painter
        cell = self._table.cell(place)
        number, share = self._table.counts[cell[0]][cell[1]], self._table.share(cell, self._measure) or 0.0
        colour = ground(share, right=cell[0] == cell[1], surface=palette.surface, dark=palette.dark)
        rect = self._geometry.rect(place)
        painter.fillRect(rect.adjusted(0, 0, -1, -1), colour)
        if number == 0:
            return
        words = [numbers.count(number), f"{share * 100:.0f}{numbers.THIN}%"]
        if self._measure is not Measure.COUNT:
            words.reverse()
        painter.setPen(theme.ink_on(colour))
        painter.setFont(theme.tabular(self._font))
        if rect.height() < BOTH_FROM:
            # The sign of a percentage has no room, and the choice above the matrix says what the figures are.
            painter.setFont(theme.tabular(theme.caption()))
            painter.drawText(rect, _Align.AlignCenter, words[0].removesuffix(f"{numbers.THIN}%"))
            return
        middle = rect.center().y()
        upper = QRect(rect.left(), rect.top(), rect.width(), middle - rect.top() + 2)
        lower = QRect(rect.left(), middle + 2, rect.width(), rect.bottom() - middle - 2)
        painter.drawText(upper, _Align.AlignHCenter | _Align.AlignBottom, words[0])
        painter.setFont(theme.tabular(theme.caption()))
        painter.drawText(lower, _Align.AlignHCenter | _Align.AlignTop, words[1])

    def names(self, *, across: str, down: str) -> None:
        """The classes' names beside and above, and `down` and `across`, what the rows and columns stand for."""
        geometry, painter = self._geometry, self._painter
        rows, columns = geometry.seen(QRect(geometry.names, geometry.head, self._room.width(), self._room.height()))
        painter.setFont(self._font)
        painter.setPen(self._palette.text)
        painter.setClipRect(QRect(0, geometry.head, geometry.names, self._room.height()))
        for row in rows:
            room = QRect(0, geometry.row(row), geometry.names - theme.S8, geometry.side)
            painter.drawText(room, _Align.AlignRight | _Align.AlignVCenter, self._short(self._name(row), room.width()))
        painter.setClipRect(QRect(geometry.names, 0, self._room.width(), geometry.head))
        for column in columns:
            self._column_name(column)
        painter.setClipping(False)
        self._captions(across=across, down=down)

    def _column_name(self, column: int) -> None:
        geometry, painter, name = self._geometry, self._painter, self._name(column)
        left, side, height = geometry.column(column), geometry.side, geometry.head - geometry.caption
        if geometry.upright:
            room = QRect(left + 2, geometry.caption, side - 4, height)
            painter.drawText(room, _Align.AlignHCenter | _Align.AlignVCenter, self._short(name, room.width()))
            return
        painter.save()
        painter.translate(left, geometry.head - theme.S4)
        painter.rotate(-90)
        room = QRect(0, 0, height - theme.S4, side)
        painter.drawText(room, _Align.AlignLeft | _Align.AlignVCenter, self._short(name, room.width()))
        painter.restore()

    def _captions(self, *, across: str, down: str) -> None:
        geometry, painter = self._geometry, self._painter
        painter.setFont(theme.caption())
        painter.setPen(self._palette.muted)
        above = QRect(geometry.names, 0, max(geometry.cells.width(), 120), geometry.caption)
        painter.drawText(above, _Align.AlignLeft | _Align.AlignTop, across)
        corner = QRect(0, geometry.head - geometry.caption, geometry.names - theme.S8, geometry.caption)
        painter.drawText(corner, _Align.AlignRight | _Align.AlignBottom, down)

    def _name(self, position: int) -> str:
        return self._table.classes[self._table.shown[position]]

    def _short(self, name: str, room: int) -> str:
        """Cut in the middle: names of one beginning are told apart by their ends."""
        return self._metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)
