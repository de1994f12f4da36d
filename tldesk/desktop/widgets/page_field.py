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
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._is_for_page(event):
            event.ignore()
            return False
        return super().event(event)

    def _is_for_page(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return not self.isUndoAvailable()
        redo = event.matches(QKeySequence.StandardKey.Redo) or QKeySequence(event.keyCombination()) in _REDO
        return redo and not self.isRedoAvailable()
