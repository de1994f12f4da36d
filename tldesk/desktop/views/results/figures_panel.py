"""The figures of one evaluation in several views, and those of each class below."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tldesk.core.results import Evaluation, Figure
from tldesk.desktop import theme
from tldesk.desktop.models.evaluation import FiguresModel, ScoresModel
from tldesk.desktop.views.results.confusion_panel import ConfusionPanel
from tldesk.desktop.views.results.map_panel import MapPanel
from tldesk.desktop.views.results.sureness_panel import SurenessPanel
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.columns import FittedTable
from tldesk.desktop.widgets.empty_state import EmptyState
from tldesk.desktop.widgets.flow import FlowLayout
from tldesk.desktop.widgets.reliability import Reliability
from tldesk.desktop.widgets.score_curves import ScoreCurves

WIDTHS: Final = {ScoresModel.PRECISION: 74, ScoresModel.RECALL: 74, ScoresModel.F1: 74, ScoresModel.SUPPORT: 60}
FIGURE_WIDTHS: Final = {FiguresModel.VALUE: 80, FiguresModel.BOUNDS: 120}
SHORTEST_NAME: Final = 76

ROWS_AT_ONCE: Final = (3, 1)
"""So many classes are seen without scrolling, however large the matrix is: where there is height, and where there is little."""

LOW: Final = 520
"""Pixels of height below which there is little."""


class FiguresPanel(QWidget):
    """Confusion matrix, curves, calibration, all figures or the map of photos above; precision, recall and F1 of each class below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.confusion = ConfusionPanel()
        self.curves = ScoreCurves()
        self.reliability = Reliability()
        self.map = MapPanel()
        self.sureness = SurenessPanel()
        self.figures = FiguresModel(self)
        figures = FittedTable(FIGURE_WIDTHS, shortest=SHORTEST_NAME)
        figures.setModel(self.figures)
        figures.setAccessibleName(self.tr("All figures"))
        self.scores = ScoresModel(self)
        self._ordered = QSortFilterProxyModel(self)
        self._ordered.setSourceModel(self.scores)
        self._ordered.setSortRole(int(ScoresModel.SortRole))
        self.table = self._class_table()
        self._stack = QStackedWidget()
        self.empty = EmptyState("chart-box-outline", self.tr("No figures yet"), "")
        self._has_figures = False
        # They go to a second line where the pane is narrow.
        self._tabs = QWidget()
        self._segments = FlowLayout(theme.S4, self._tabs)
        self._segments.setContentsMargins(0, 0, 0, 0)
        self._group = QButtonGroup(self)
        for name, page in (
            (self.tr("Confusion"), self.confusion),
            (self.tr("Curves"), self.curves),
            (self.tr("Calibration"), self.reliability),
            (self.tr("Not sure"), self.sureness),
            (self.tr("Figures"), figures),
            (self.tr("Map"), self.map),
        ):
            self._add_page(name, page)
        self._wanted: QWidget = self.confusion
        self._needs_none = (self.sureness, self.map)
        self._stack.addWidget(self.empty)
        self._lay_out()

    def _add_page(self, name: str, page: QWidget) -> None:
        button = Button(name)
        button.setCheckable(True)
        button.setChecked(self._stack.count() == 0)
        theme.look(button, "segment")
        button.clicked.connect(lambda: self._show_page(page))
        self._group.addButton(button, self._stack.count())
        self._segments.addWidget(button)
        self._stack.addWidget(page)

    def _show_page(self, page: QWidget) -> None:
        self._wanted = page
        self._stack.setCurrentWidget(page if self._has_figures or page in self._needs_none else self.empty)

    def _lay_out(self) -> None:
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, theme.S12)
        column.setSpacing(theme.S12)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(self.table)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def show_evaluation(self, evaluation: Evaluation | None, *, colours: Mapping[str, str]) -> None:
        """Show the figures, None for none; `colours` of the classes by name."""
        scores = evaluation.scores if evaluation else ()
        self.confusion.show_evaluation(evaluation)
        self.curves.show_scores(scores, colours)
        error = evaluation.figures.get(Figure.CALIBRATION_ERROR) if evaluation else None
        self.reliability.show_bins(evaluation.reliability if evaluation else (), error)
        self.figures.show_figures(evaluation.figures if evaluation else {})
        self.scores.show_scores(scores)
        self.table.setVisible(evaluation is not None)
        self._has_figures = evaluation is not None
        self._show_page(self._wanted)
        self._share_out()

    def show_lack(self, *, measuring: bool, can_measure: bool) -> None:
        """Say in place of figures why there are none, and what brings them."""
        if measuring:
            words = self.tr("The run is being measured on these photos. The figures appear here.")
        elif can_measure:
            words = self.tr("This run was not measured on these photos. Press Evaluate above, and its figures and mistakes appear here.")
        else:
            words = self.tr("This run has no model to measure, as no epoch has ended. Train it again.")
        self.empty.set_words(self.empty.title, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """What is above the table gets what the table does not need, and in a low panel more than that."""
        rows, little = self.scores.rowCount(), self.height() < LOW
        self.table.setMinimumHeight(self._height_of(min(rows, ROWS_AT_ONCE[little])))
        self.table.setMaximumHeight(self._height_of(rows))
        if little:
            self.splitter.setSizes([self.height(), 0])

    def _height_of(self, rows: int) -> int:
        """What the table needs to show so many rows, in pixels."""
        header = self.table.horizontalHeader().sizeHint().height()
        return header + rows * self.table.verticalHeader().defaultSectionSize() + 2 * self.table.frameWidth() + 2

    def _class_table(self) -> FittedTable:
        table = FittedTable(WIDTHS, shortest=SHORTEST_NAME, spare=(ScoresModel.F1,))
        table.setModel(self._ordered)
        table.setSortingEnabled(True)
        table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setAccessibleName(self.tr("Figures of each class"))
        table.selectionModel().currentRowChanged.connect(self._on_class)
        return table

    def _on_class(self, index: QModelIndex) -> None:
        self.curves.choose(self._ordered.mapToSource(index).row() if index.isValid() else None)
