"""A table that can be read in wide and in narrow panes."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget


class FittedTable(QTableView):
    """Rows without a grid; the first column takes what the others leave.

    Args:
        widths: pixels of every column but the first.
        shortest: least pixels of the first column.
        spare: columns that are hidden, the first one first, while there is too little room.
    """

    def __init__(
        self, widths: Mapping[int, int], *, shortest: int, spare: tuple[int, ...] = (), row_height: int = 28, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._widths, self._shortest, self._spare = dict(widths), shortest, spare
        self._empty: frozenset[int] = frozenset()
        self._give_way = False
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def set_widths(self, widths: Mapping[int, int]) -> None:
        """Give the columns but the first other widths, which give way where the room is small; as for a model that shows something else."""
        self._widths, self._give_way = dict(widths), True
        self.fit()

    def hide_empty(self, columns: frozenset[int]) -> None:
        """Hide these columns, because nothing stands in them."""
        self._empty = columns
        self.fit()

    def fit(self) -> None:
        """Share out the width there is."""
        if self.model() is None:
            return
        room = self.viewport().width()
        shown = {column: width for column, width in self._widths.items() if column not in self._empty}
        for column in self._spare:
            if sum(shown.values()) + self._shortest > room:
                shown.pop(column, None)
        wanted = sum(shown.values())
        if self._give_way and wanted > room - self._shortest:
            part = max(0.3, (room - self._shortest) / wanted)
            shown = {column: round(width * part) for column, width in shown.items()}
        for column in self._widths:
            self.setColumnHidden(column, column not in shown)
        for column, width in shown.items():
            self.setColumnWidth(column, width)
        self.setColumnWidth(0, max(self._shortest, room - sum(shown.values())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
