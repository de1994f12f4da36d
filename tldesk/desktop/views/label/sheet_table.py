"""The first rows of a label file as they are, with the role of each column above it, to be corrected."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableWidget, QTableWidgetItem, QWidget

from tldesk.desktop import theme
from tldesk.desktop.models.column_roles import Role, role_of, with_role

if TYPE_CHECKING:
    from tldesk.project.interchange.label_table import ColumnMapping, SheetView

MOST_COLUMNS: Final = 200
"""Columns that are shown; more than that can't be looked through anyway."""

NARROWEST: Final = 148
WIDEST: Final = 320


class SheetTable(QTableWidget):
    """Shows one sheet.

    Signals:
        mapped(object): the user gave a column another role: the `ColumnMapping` there is now.
    """

    mapped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: SheetView | None = None
        self._roles = {
            Role.IGNORE: self.tr("Leave out"),
            Role.PHOTO: self.tr("Photo"),
            Role.CLASS: self.tr("Class"),
            Role.ONE_HOT: self.tr("Class: yes or no"),
            Role.SPLIT: self.tr("Split"),
            Role.UNSURE: self.tr("Unsure"),
            Role.NOTE: self.tr("Note"),
        }
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("First rows of the file"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_sheet(self, sheet: "SheetView") -> None:
        """Show `sheet` and the roles its columns have."""
        self._sheet = sheet
        width = min(len(sheet.names), MOST_COLUMNS)
        self.clear()
        self.setColumnCount(width)
        self.setRowCount(1 + len(sheet.first_rows))
        self.setHorizontalHeaderLabels(
            [name or self.tr("column {number}").format(number=at) for at, name in enumerate(sheet.names[:width], 1)]
        )
        self.setRowHeight(0, 36)
        for column in range(width):
            self.setCellWidget(0, column, self._chooser(sheet, column))
        for number, row in enumerate(sheet.first_rows, 1):
            for column, text in enumerate(row[:width]):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(number, column, item)
        self._mute(sheet.mapping)
        self._share()

    def _share(self) -> None:
        """Give the columns the room there is, within reason."""
        room = self.viewport().width() // max(1, self.columnCount())
        for column in range(self.columnCount()):
            self.setColumnWidth(column, max(NARROWEST, min(WIDEST, room)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _chooser(self, sheet: "SheetView", column: int) -> QComboBox:
        box = QComboBox()
        for role, words in self._roles.items():
            box.addItem(words, role)
        box.setCurrentIndex(box.findData(role_of(sheet.mapping, column)))
        name = self.tr("Role of the column {name}").format(name=sheet.names[column])
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.activated.connect(partial(self._choose, column))
        return box

    def _choose(self, column: int, at: int) -> None:
        if self._sheet is None:
            return
        role = Role(list(self._roles)[at])
        if role is not role_of(self._sheet.mapping, column):
            self.mapped.emit(with_role(self._sheet.mapping, column, role, rows=self._sheet.first_rows))

    def _mute(self, mapping: "ColumnMapping") -> None:
        """Columns that are left out step back."""
        for column in range(self.columnCount()):
            if role_of(mapping, column) is not Role.IGNORE:
                continue
            for row in range(1, self.rowCount()):
                item = self.item(row, column)
                if item is not None:
                    item.setForeground(theme.colours().muted)

    def focus_first(self) -> None:
        """Put the keyboard's focus on the role of the first column."""
        first = self.cellWidget(0, 0)
        if first is not None:
            first.setFocus()
