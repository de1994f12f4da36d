"""A line to type in on a page that has an undo of its own."""

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

_REDO: Final = (QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y"))
"""Qt knows only one of them on each system; the pages take both."""


class PageField(QLineEdit):
    """Leaves the keys of undo and redo to the page where nothing that was typed can be taken back or typed again."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
                event.ignore()
                return False
            if _redoes(event):
                event.setAccepted(self.isRedoAvailable())
                return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _redoes(event) and self.isRedoAvailable():
            self.redo()
        else:
            super().keyPressEvent(event)


def _redoes(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Redo) or QKeySequence(event.keyCombination()) in _REDO
