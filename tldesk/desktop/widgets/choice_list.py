"""A field to type into and below it the list of what fits: the field keeps the focus, the arrows move in the list."""

from abc import abstractmethod
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tldesk.desktop import theme

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT: Final = 32
MOVES: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ChoiceDelegate(QStyledItemDelegate):
    """A mark at the left, the words beside it; the current row stands out."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(160, ROW_HEIGHT)

    @abstractmethod
    def paint_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint what the row says, `rect` being all of it; the font is the body's, the pen the text's."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.colours()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selection)
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        painter.setFont(theme.body())
        painter.setPen(colours.text)
        self.paint_row(painter, rect, index)
        painter.restore()


class ChoiceList(QListView):
    """The list of `model` that `field` moves in."""

    def __init__(self, model: QAbstractItemModel, delegate: ChoiceDelegate, field: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        delegate.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        field.installEventFilter(self)

    def choose_first(self) -> None:
        """Make the first row the current one."""
        self.setCurrentIndex(self.model().index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in MOVES:
            self.event(event)
            return True
        return super().eventFilter(watched, event)
