"""The confusion matrix, painted: labels down, predictions across; every cell opens its photos."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tldesk.core import numbers
from tldesk.desktop import theme

SMALLEST_CELL: Final = 26
LARGEST_CELL: Final = 104
LONGEST_NAME: Final = 120
SHARE_FROM: Final = 44
"""Cells at least this large also hold the row's percentage."""

UPRIGHT_FROM: Final = 56
"""Column names stand upright where a column is at least this wide; below they are turned by 90 degrees."""

_STEPS: Final = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def moved(cell: tuple[int, int], key: Qt.Key, *, size: int) -> tuple[int, int] | None:
    """The cell `key` leads to in a matrix of `size` classes; None for a key that moves nothing."""
    row, column = cell
    if key == Qt.Key.Key_Home:
        return row, 0
    if key == Qt.Key.Key_End:
        return row, size - 1
    if key not in _STEPS:
        return None
    down, right = _STEPS[key]
    return min(size - 1, max(0, row + down)), min(size - 1, max(0, column + right))


def ground(share: float, *, right: bool, surface: QColor, dark: bool) -> QColor:
    """A cell's colour: blue for right answers, orange for mistakes, stronger with its `share` (0..1) of the row."""
    full = QColor("#2f7ad6" if dark else "#3b82d9") if right else QColor("#b8641a" if dark else "#e08a3c")
    if share <= 0:
        return surface
    weight = 0.12 + 0.88 * min(1.0, share) ** 0.7
    mixed = (round(a + (b - a) * weight) for a, b in zip(surface.getRgb()[:3], full.getRgb()[:3], strict=True))  # type: ignore[index]
    return QColor(*mixed)


class ConfusionMatrix(QWidget):
    """Photos by label (row) and prediction (column). Arrow keys move, Enter or Space choose, Esc lets go.

    Signals:
        chosen(int, int): label and prediction of the cell that was chosen.
        cleared(): the choice was given up.
    """

    chosen = Signal(int, int)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[str, ...] = ()
        self._counts: tuple[tuple[int, ...], ...] = ()
        self._totals: tuple[int, ...] = ()
        self._names_width = 0
        self._current = (0, 0)
        self._chosen: tuple[int, int] | None = None
        self._hovered: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Confusion matrix"))

    def show_matrix(self, classes: Sequence[str], counts: Sequence[Sequence[int]]) -> None:
        """`counts` by [label][prediction], in the order of `classes`; empty clears."""
        self._classes = tuple(classes)
        self._counts = tuple(tuple(row) for row in counts)
        self._totals = tuple(map(sum, self._counts))
        self._names_width = self._measured_names()
        self._current, self._chosen, self._hovered = (0, 0), None, None
        self._describe()
        self.updateGeometry()
        self.update()

    @property
    def chosen_cell(self) -> tuple[int, int] | None:
        """Label and prediction of the chosen cell."""
        return self._chosen

    def choose(self, cell: tuple[int, int] | None) -> None:
        """Choose `cell`, or none; choosing the chosen one again lets go of it."""
        if cell is None or cell == self._chosen:
            self._chosen = None
            self.cleared.emit()
        else:
            self._chosen = self._current = cell
            self.chosen.emit(*cell)
        self._describe()
        self.update()

    def words(self, cell: tuple[int, int]) -> str:
        """A cell in words, as its tooltip and for screen readers."""
        row, column = cell
        total = self._totals[row]
        number = self._counts[row][column]
        share = numbers.percent(number / total) if total else self.tr("no photos are labelled so")
        return self.tr("Label {label}, predicted {prediction}: {count} of {total} ({share})").format(
            label=self._classes[row], prediction=self._classes[column], count=numbers.count(number), total=numbers.count(total), share=share
        )

    # --- geometry -------------------------------------------------------------------------------------------------

    def _measured_names(self) -> int:
        metrics = self.fontMetrics()
        return min(LONGEST_NAME, max((metrics.horizontalAdvance(name) for name in self._classes), default=0)) + theme.S8

    def _caption_height(self) -> int:
        return QFontMetricsF(theme.caption()).height().__ceil__() + theme.S4

    def _cell(self) -> int:
        size = max(1, len(self._classes))
        wide = (self.width() - self._names_width - 1) // size
        upright = wide >= UPRIGHT_FROM
        high = (self.height() - self._head_height(upright=upright) - 1) // size
        return max(SMALLEST_CELL, min(LARGEST_CELL, wide, high))

    def _head_height(self, *, upright: bool) -> int:
        names = self.fontMetrics().height() + theme.S4 if upright else min(LONGEST_NAME, self._names_width)
        return self._caption_height() + names

    def _origin(self) -> QPoint:
        return QPoint(self._names_width, self._head_height(upright=self._cell() >= UPRIGHT_FROM))

    def minimumSizeHint(self) -> QSize:
        size = len(self._classes)
        upright = size and SMALLEST_CELL >= UPRIGHT_FROM
        return QSize(self._names_width + size * SMALLEST_CELL + 2, self._head_height(upright=bool(upright)) + size * SMALLEST_CELL + 2)

    def sizeHint(self) -> QSize:
        size = max(2, len(self._classes))
        return QSize(self._names_width + size * 48 + 2, self._head_height(upright=False) + size * 48 + 2)

    def cell_rect(self, cell: tuple[int, int]) -> QRect:
        """Where `cell` is painted, in widget coordinates."""
        side, origin = self._cell(), self._origin()
        return QRect(origin.x() + cell[1] * side, origin.y() + cell[0] * side, side, side)

    def cell_at(self, point: QPoint) -> tuple[int, int] | None:
        """The cell under `point`."""
        offset = point - self._origin()
        if offset.x() < 0 or offset.y() < 0:
            return None
        row, column = offset.y() // self._cell(), offset.x() // self._cell()
        return (row, column) if row < len(self._classes) and column < len(self._classes) else None

    # --- input ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position().toPoint())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self._current = cell
            self.choose(cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.cell_at(event.position().toPoint()))

    def leaveEvent(self, _event: QEvent) -> None:
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        target = moved(self._current, key, size=len(self._classes)) if self._classes else None
        if target is not None:
            self._current = target
            self._describe()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._classes:
            self.choose(self._current)
        elif key == Qt.Key.Key_Escape and self._chosen is not None:
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._names_width = self._measured_names()
            self.update()

    def _hover(self, cell: tuple[int, int] | None) -> None:
        if cell != self._hovered:
            for touched in (cell, self._hovered):
                if touched is not None:
                    self.update(self.cell_rect(touched))
            self._hovered = cell
            self.setCursor(Qt.CursorShape.PointingHandCursor if cell else Qt.CursorShape.ArrowCursor)

    def _tell(self, event: QHelpEvent) -> None:
        cell = self.cell_at(event.pos())
        name = self._name_at(event.pos())
        if cell is not None:
            QToolTip.showText(event.globalPos(), self.words(cell), self, self.cell_rect(cell))
        elif name:
            QToolTip.showText(event.globalPos(), name, self)
        else:
            QToolTip.hideText()

    def _name_at(self, point: QPoint) -> str:
        offset, side = point - self._origin(), self._cell()
        for along, across in ((offset.x(), offset.y()), (offset.y(), offset.x())):
            if along >= 0 > across and along // side < len(self._classes):
                return self._classes[along // side]
        return ""

    def _describe(self) -> None:
        self.setAccessibleDescription(self.words(self._current) if self._classes else "")

    # --- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._classes:
            return
        painter = QPainter(self)
        self._paint_names(painter)
        side, origin, last = self._cell(), self._origin(), len(self._classes) - 1
        seen = event.rect().translated(-origin)
        for row in range(max(0, seen.top() // side), min(last, seen.bottom() // side) + 1):
            for column in range(max(0, seen.left() // side), min(last, seen.right() // side) + 1):
                self._paint_cell(painter, (row, column))
        self._paint_marks(painter)
        painter.end()

    def _paint_names(self, painter: QPainter) -> None:
        palette, side, origin = theme.colours(), self._cell(), self._origin()
        caption = self._caption_height()
        painter.setFont(theme.caption())
        painter.setPen(palette.muted)
        width = side * len(self._classes)
        painter.drawText(
            QRect(origin.x(), 0, max(width, 120), caption), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self.tr("Predicted")
        )
        corner = QRect(0, origin.y() - caption, origin.x() - theme.S8, caption)
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self.tr("Label"))
        painter.setFont(self.font())
        painter.setPen(palette.text)
        metrics = self.fontMetrics()
        for index, name in enumerate(self._classes):
            room = QRect(0, origin.y() + index * side, origin.x() - theme.S8, side)
            short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, short)
            self._paint_column_name(painter, index, name)

    def _paint_column_name(self, painter: QPainter, index: int, name: str) -> None:
        side, origin, metrics = self._cell(), self._origin(), self.fontMetrics()
        top, left = self._caption_height(), origin.x() + index * side
        if side >= UPRIGHT_FROM:
            room = QRect(left + 2, top, side - 4, origin.y() - top)
            short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, short)
            return
        painter.save()
        painter.translate(left, origin.y() - theme.S4)
        painter.rotate(-90)
        room = QRect(0, 0, origin.y() - top - theme.S4, side)
        short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
        painter.restore()

    def _paint_cell(self, painter: QPainter, cell: tuple[int, int]) -> None:
        palette = theme.colours()
        number, total = self._counts[cell[0]][cell[1]], self._totals[cell[0]]
        share = number / total if total else 0.0
        colour = ground(share, right=cell[0] == cell[1], surface=palette.surface, dark=palette.dark)
        rect = self.cell_rect(cell)
        painter.fillRect(rect.adjusted(0, 0, -1, -1), colour)
        if number == 0:
            return
        painter.setPen(theme.ink_on(colour))
        painter.setFont(theme.tabular(self.font()))
        if rect.height() < SHARE_FROM:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, numbers.count(number))
            return
        middle = rect.center().y()
        upper = QRect(rect.left(), rect.top(), rect.width(), middle - rect.top() + 2)
        lower = QRect(rect.left(), middle + 2, rect.width(), rect.bottom() - middle - 2)
        painter.drawText(upper, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, numbers.count(number))
        painter.setFont(theme.tabular(theme.caption()))
        painter.drawText(lower, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, f"{share * 100:.0f}{numbers.THIN}%")

    def _paint_marks(self, painter: QPainter) -> None:
        """Outlines of the hovered, the chosen and the current cell."""
        palette = theme.colours()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for cell, pen in (
            (self._hovered, QPen(palette.edge, 1)),
            (self._chosen, QPen(palette.text, 2)),
            (self._current if self.hasFocus() else None, QPen(palette.accent, 2, Qt.PenStyle.DashLine)),
        ):
            if cell is not None:
                painter.setPen(pen)
                rect = QRectF(self.cell_rect(cell)).adjusted(1, 1, -2, -2)
                painter.drawRect(QRectF(QPointF(rect.left(), rect.top()), rect.size()))
