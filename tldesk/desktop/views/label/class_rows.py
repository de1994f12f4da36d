"""How a row of the sidebar is painted: swatch with key, name, count, and the class's part of the labelled photos."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tldesk.core import numbers
from tldesk.desktop import resources, theme
from tldesk.desktop.models.classes import ROW_ROLE, ClassRow
from tldesk.desktop.widgets.class_chip import SWATCH, paint_swatch

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT: Final = 32
BAR_HEIGHT: Final = 3
FILLED: Final = "filled"
NAME_LEFT: Final = theme.S12 + SWATCH + theme.S8


class ClassRowDelegate(QStyledItemDelegate):
    """Paints one row.

    Args:
        hot: gives the row that photos are being dragged over, or None.
    """

    def __init__(self, hot: Callable[[], int | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hot = hot

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ClassRow = index.data(ROW_ROLE)
        full: QRect = option.rect
        rect = full.adjusted(theme.S8, 1, -theme.S8, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option.state, hot=self._hot() == index.row())
        swatch = QRectF(rect.left() + theme.S8, rect.center().y() - SWATCH / 2 + 1, SWATCH, SWATCH)
        if row.photo_class is not None:
            paint_swatch(painter, swatch, colour=row.photo_class.colour, key=row.photo_class.key)
            self._paint_bar(painter, rect, row)
        else:
            name = "tag-off-outline" if row.unlabelled else "image-multiple-outline"
            resources.icon(name).paint(painter, swatch.toRect())
        self._paint_words(painter, rect, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, hot: bool) -> None:
        colours = theme.colours()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        outlined = hot or bool(state & QStyle.StateFlag.State_HasFocus)
        if not (chosen or outlined or state & QStyle.StateFlag.State_MouseOver):
            return
        painter.setPen(QPen(colours.accent, 2 if hot else 1) if outlined else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(colours.selection if chosen or hot else colours.raised)
        painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)

    def _paint_bar(self, painter: QPainter, rect: QRect, row: ClassRow) -> None:
        """A line under the name: the longest is that of the largest class."""
        assert row.photo_class is not None
        left = rect.left() + NAME_LEFT - theme.S4
        width = (rect.right() - theme.S8 - left) * row.bar
        if width > 0:
            ground = QColor(row.photo_class.colour)
            ground.setAlpha(150)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            line = QRectF(left, rect.bottom() - BAR_HEIGHT, max(width, BAR_HEIGHT), BAR_HEIGHT)
            painter.drawRoundedRect(line, BAR_HEIGHT / 2, BAR_HEIGHT / 2)

    def _paint_words(self, painter: QPainter, rect: QRect, row: ClassRow) -> None:
        colours = theme.colours()
        count, figures = numbers.count(row.count), theme.tabular(theme.body())
        room = rect.adjusted(theme.S8 + SWATCH + theme.S8, 0, -theme.S8, 0)
        painter.setFont(figures)
        painter.setPen(colours.muted)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        room.setRight(room.right() - QFontMetrics(figures).horizontalAdvance(count) - theme.S8)
        painter.setFont(theme.body())
        painter.setPen(colours.text)
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Only once: counts change while a name is being typed, and must not take it back."""
        if not editor.property(FILLED):
            editor.setProperty(FILLED, True)
            super().setEditorData(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(NAME_LEFT, 1, -theme.S12, -1))
