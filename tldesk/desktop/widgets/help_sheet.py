"""The keys of the page, on one sheet."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tldesk.desktop import theme

KEYS_WIDTH: Final = 180


def shortcuts(actions: Iterable[QAction]) -> list[tuple[str, str]]:
    """Keys and what they do, of the actions that have keys."""
    native = QKeySequence.SequenceFormat.NativeText
    return [
        (",  ".join(key.toString(native) for key in action.shortcuts()), action.text().replace("&", ""))
        for action in actions
        if action.shortcuts() and action.text()
    ]


class HelpSheet(QDialog):
    """Lists keys under headings; Esc closes it.

    Args:
        sections: heading and (keys, what they do).
    """

    def __init__(self, sections: Iterable[tuple[str, Iterable[tuple[str, str]]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys of this page"))
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(theme.S24, theme.S16, theme.S24, theme.S24)
        grid.setHorizontalSpacing(theme.S24)
        grid.setVerticalSpacing(theme.S8)
        grid.setColumnStretch(1, 1)
        row = 0
        for heading, keys in sections:
            row = self._add(grid, row, heading, list(keys))
        grid.setRowStretch(row, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(sheet)
        scroll.setAccessibleName(self.tr("Keys of this page"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self.resize(560, 640)

    def _add(self, grid: QGridLayout, row: int, heading: str, keys: list[tuple[str, str]]) -> int:
        """Add a section from `row` on; gives the row after it."""
        if not keys:
            return row
        title = QLabel(heading)
        title.setFont(theme.title())
        title.setContentsMargins(0, theme.S12 if row else 0, 0, 0)
        grid.addWidget(title, row, 0, 1, 2)
        for below, (key, what) in enumerate(keys, row + 1):
            name = QLabel(key)
            theme.look(name, "muted")
            name.setWordWrap(True)
            name.setFixedWidth(KEYS_WIDTH)
            does = QLabel(what)
            does.setWordWrap(True)
            grid.addWidget(name, below, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(does, below, 1, Qt.AlignmentFlag.AlignTop)
        return row + 1 + len(keys)
