"""The answers as a table: sortable, one row a photo."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tldesk.desktop.models.predictions import PredictionsModel
from tldesk.desktop.widgets.columns import FittedTable

WIDTHS: Final[dict[int, int]] = {
    PredictionsModel.CLASS: 180,
    PredictionsModel.CONFIDENCE: 116,
    PredictionsModel.MARGIN: 76,
    PredictionsModel.SECOND: 190,
    PredictionsModel.FLAGS: 72,
    PredictionsModel.LABEL: 100,
    PredictionsModel.PROBLEM: 130,
}
"""Pixels at first, of every column but the files, which take the rest."""

SHORTEST_NAME: Final = 140


class _MiddleDelegate(QStyledItemDelegate):
    """Names of files and classes are cut in the middle: their ends tell them apart."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class AnswersTable(FittedTable):
    """Shows what the model holds; columns that would be empty give their room to the file names."""

    def __init__(self, model: PredictionsModel, parent: QWidget | None = None) -> None:
        spare = (PredictionsModel.MARGIN, PredictionsModel.SECOND)
        super().__init__(WIDTHS, shortest=SHORTEST_NAME, spare=spare, parent=parent)
        self._model = model
        self.setModel(model)
        # In a narrow pane the columns give way.
        self.set_widths(WIDTHS)
        # Before sorting is enabled, which sorts at once.
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.setAccessibleName(self.tr("Predictions"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        middle = _MiddleDelegate(self)
        for column in (PredictionsModel.FILE, PredictionsModel.CLASS, PredictionsModel.SECOND):
            self.setItemDelegateForColumn(column, middle)
        for signal in (model.modelReset, model.rowsInserted, model.refreshed):
            signal.connect(self._hide_empty)

    def _hide_empty(self) -> None:
        table = self._model.table
        empty = set()
        if table is None or not table.labelled.any():
            empty.add(PredictionsModel.LABEL)
        if table is None or table.readable.all():
            empty.add(PredictionsModel.PROBLEM)
        if table is None or not table.unlike.any():
            empty.add(PredictionsModel.FLAGS)
        self.hide_empty(frozenset(empty))
