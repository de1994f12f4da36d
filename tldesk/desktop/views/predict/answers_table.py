"""The table of answers: sortable, one row a photo."""

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from tldesk.desktop.models.predictions import PredictionsModel
from tldesk.desktop.session import Session
from tldesk.project.predictions import PredictionRow


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
        self.view = QTableView()
        self.view.setModel(self.ordered)
        self.view.setSortingEnabled(True)
        self.view.setAccessibleName(self.tr("Predictions"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(28)
        header = self.view.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(PredictionsModel.FILE, QHeaderView.ResizeMode.Stretch)
        for column, width in (
            (PredictionsModel.CLASS, 140),
            (PredictionsModel.CONFIDENCE, 110),
            (PredictionsModel.SECOND, 170),
            (PredictionsModel.LABEL, 120),
            (PredictionsModel.PROBLEM, 160),
        ):
            self.view.setColumnWidth(column, width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
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

    def _on_rows(self) -> None:
        """Columns that would be empty give their room away; the first photo is chosen until one chooses another."""
        rows = self.model.rows
        self.view.setColumnHidden(PredictionsModel.LABEL, not any(row.label is not None for row in rows))
        self.view.setColumnHidden(PredictionsModel.PROBLEM, not any(row.problem for row in rows))
        if rows and not self.view.currentIndex().isValid():
            self.view.selectRow(0)
        elif not rows:
            self.chosen.emit(None)
