"""Ctrl+K: every command by name."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence, QPainter
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from tldesk.desktop import theme
from tldesk.desktop.widgets.choice_list import ChoiceDelegate, ChoiceList, Index
from tldesk.desktop.widgets.matching import matching

KEYS_ROLE: Final = int(Qt.ItemDataRole.UserRole)


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


class _CommandDelegate(ChoiceDelegate):
    """Icon and name at the left, keys at the right."""

    def paint_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        top = rect.center().y() - theme.ICON_SMALL // 2 + 1
        icon: QIcon = index.data(Qt.ItemDataRole.DecorationRole)
        icon.paint(painter, QRect(rect.left() + theme.S8, top, theme.ICON_SMALL, theme.ICON_SMALL))
        words = rect.adjusted(2 * theme.S8 + theme.ICON_SMALL, 0, -theme.S8, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, index.data())
        painter.setPen(theme.colours().muted)
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, index.data(KEYS_ROLE))


class CommandPalette(QDialog):
    """A field and the commands that match what is typed; Enter does the chosen one."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(self.tr("Find a command"))
        self.setAccessibleName(self.windowTitle())
        self.chosen: QAction | None = None
        self._model = _CommandsModel([action for action in actions if action.isEnabled() and action.text()], self)
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Type a command"))
        self._field.setAccessibleName(self.tr("Command"))
        self._list = ChoiceList(self._model, _CommandDelegate(), self._field)
        self._list.setAccessibleName(self.tr("Commands"))
        self.nothing = QLabel(self.tr("Nothing found"))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        theme.look(self.nothing, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S8, theme.S8, theme.S8, theme.S8)
        column.setSpacing(theme.S8)
        column.addWidget(self._field)
        column.addWidget(self._list, 1)
        column.addWidget(self.nothing, 1)
        self._field.textChanged.connect(self._narrow)
        self._field.returnPressed.connect(self._choose)
        self._list.clicked.connect(self._choose)
        self.resize(480, 360)
        self._narrow("")

    def _narrow(self, typed: str) -> None:
        self._model.narrow(typed)
        self._list.choose_first()
        found = self._model.rowCount() > 0
        self._list.setVisible(found)
        self.nothing.setVisible(not found)

    def _choose(self) -> None:
        index = self._list.currentIndex()
        if index.isValid():
            self.chosen = self._model.action(index.row())
            self.accept()
