"""The table of answers: sortable, one row a photo."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from tldesk.desktop import theme
from tldesk.desktop.models.predictions import PredictionsModel
from tldesk.desktop.session import Session
from tldesk.desktop.widgets.columns import FittedTable
from tldesk.project.predictions import PredictionRow

WIDTHS: Final = {
    PredictionsModel.CLASS: 130,
    PredictionsModel.CONFIDENCE: 96,
    PredictionsModel.SECOND: 170,
    PredictionsModel.LABEL: 120,
    PredictionsModel.PROBLEM: 190,
}
"""Pixels at first, of every column but the files, which take the rest."""

SHORTEST_NAME: Final = 140


class _FileDelegate(QStyledItemDelegate):
    """File names are cut in the middle: their ends tell them apart."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class AnswersTable(QWidget):
    """Shows one prediction set.

    Signals:
        chosen(object): the `PredictionRow` that is selected, None for none.
    """

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PredictionsModel(session, self)
        self.ordered = QSortFilterProxyModel(self)
        self.ordered.setSourceModel(self.model)
        self.ordered.setSortRole(int(PredictionsModel.SortRole))
        self.view = FittedTable(WIDTHS, shortest=SHORTEST_NAME, spare=(PredictionsModel.SECOND,))
        self.view.setModel(self.ordered)
        self.view.setSortingEnabled(True)
        self.view.setAccessibleName(self.tr("Predictions"))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setItemDelegateForColumn(PredictionsModel.FILE, _FileDelegate(self.view))
        self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.view.horizontalHeader().setSortIndicatorClearable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S8, 0, 0, 0)
        layout.addWidget(self.view)
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self.model.modelReset.connect(self._on_rows)
        self.model.rowsInserted.connect(self._on_rows)

    @property
    def row(self) -> PredictionRow | None:
        """The selected answer."""
        return self.model.row_at(self.ordered.mapToSource(self.view.currentIndex()).row())

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.row)

    def _fit(self) -> None:
        """Columns that would be empty give their room to the file names."""
        rows = self.model.rows
        empty = set()
        if not any(row.label is not None for row in rows):
            empty.add(PredictionsModel.LABEL)
        if not any(row.problem for row in rows):
            empty.add(PredictionsModel.PROBLEM)
        self.view.hide_empty(frozenset(empty))

    def _on_rows(self) -> None:
        """The first photo is chosen until one chooses another."""
        rows = self.model.rows
        self._fit()
        if rows and not self.view.currentIndex().isValid():
            self.view.selectRow(0)
        elif not rows:
            self.chosen.emit(None)
