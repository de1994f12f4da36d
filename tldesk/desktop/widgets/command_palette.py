"""Ctrl+K: every command by name."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from tldesk.desktop import theme
from tldesk.desktop.widgets.matching import matching

Index = QModelIndex | QPersistentModelIndex

KEYS_ROLE: Final = int(Qt.ItemDataRole.UserRole)

ROW_HEIGHT: Final = 32

ROWS_KEYS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _CommandsModel(QAbstractListModel):
    def __init__(self, actions: Sequence[QAction], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._names = [action.text().replace("&", "") for action in actions]
        self._shown = list(range(len(actions)))

    def narrow(self, typed: str) -> None:
        self.beginResetModel()
        self._shown = matching(self._names, typed)
        self.endResetModel()

    def action(self, row: int) -> QAction:
        return self._actions[self._shown[row]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        action = self.action(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names[self._shown[index.row()]]
        if role == KEYS_ROLE:
            return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return action.icon() if role == Qt.ItemDataRole.DecorationRole else None


class _CommandDelegate(QStyledItemDelegate):
    """Icon and name at the left, keys at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(160, ROW_HEIGHT)

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
        top = rect.center().y() - theme.ICON_SMALL // 2 + 1
        icon: QIcon = index.data(Qt.ItemDataRole.DecorationRole)
        icon.paint(painter, QRect(rect.left() + theme.S8, top, theme.ICON_SMALL, theme.ICON_SMALL))
        words = rect.adjusted(2 * theme.S8 + theme.ICON_SMALL, 0, -theme.S8, 0)
        painter.setFont(theme.body())
        painter.setPen(colours.text)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.setPen(colours.muted)
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data(KEYS_ROLE))
        painter.restore()


class CommandPalette(QDialog):
    """A field and the commands that match what is typed; Enter does the chosen one."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAccessibleName(self.tr("Find a command"))
        self.chosen: QAction | None = None
        self._model = _CommandsModel([action for action in actions if action.isEnabled() and action.text()], self)
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Type a command"))
        self._field.setAccessibleName(self.tr("Command"))
        self._field.installEventFilter(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setItemDelegate(_CommandDelegate(self._list))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S8, theme.S8, theme.S8, theme.S8)
        column.setSpacing(theme.S8)
        column.addWidget(self._field)
        column.addWidget(self._list)
        self._field.textChanged.connect(self._narrow)
        self._field.returnPressed.connect(self._choose)
        self._list.clicked.connect(self._choose)
        self.resize(480, 360)
        self._narrow("")

    def _narrow(self, typed: str) -> None:
        self._model.narrow(typed)
        self._list.setCurrentIndex(self._model.index(0))

    def _choose(self) -> None:
        index = self._list.currentIndex()
        if index.isValid():
            self.chosen = self._model.action(index.row())
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field keeps the focus; the arrows move in the list."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ROWS_KEYS:
            self._list.event(event)
            return True
        return False
