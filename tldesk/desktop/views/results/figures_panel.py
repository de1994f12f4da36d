"""The headline and the classes of one evaluation."""

from typing import Final

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from tldesk.core import numbers
from tldesk.core.photo import Split
from tldesk.core.results import Evaluation
from tldesk.desktop import theme
from tldesk.desktop.models.evaluation import ScoresModel
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.columns import FittedTable
from tldesk.desktop.widgets.confusion import ConfusionMatrix
from tldesk.desktop.widgets.elided import ElidedLabel

WIDTHS: Final = {ScoresModel.PRECISION: 74, ScoresModel.RECALL: 74, ScoresModel.F1: 74, ScoresModel.SUPPORT: 60}
SHORTEST_NAME: Final = 84

ROWS_AT_ONCE: Final = 6
"""So many classes are seen without scrolling, however large the matrix is."""


class Headline(QWidget):
    """The one number the page is about, with its interval, and which photos it is of.

    Signals:
        split_chosen(object): the `Split` to show.
        evaluate_wanted(object): measure the run on this `Split`.
    """

    split_chosen = Signal(object)
    evaluate_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._split = Split.TEST
        self.figure = QLabel()
        self.figure.setFont(theme.headline())
        self.bounds = QLabel()
        self.bounds.setFont(theme.tabular(theme.title()))
        theme.look(self.bounds, "muted")
        self.bounds.setToolTip(self.tr("95 % interval: with other photos of the same kind, the accuracy would lie in it 19 times of 20"))
        self.caption = ElidedLabel("", Qt.TextElideMode.ElideRight)
        theme.look(self.caption, "muted")
        self.warning = ElidedLabel("", Qt.TextElideMode.ElideRight)
        theme.look(self.warning, "warning")
        self._buttons = {Split.TEST: Button(self.tr("Test")), Split.VALIDATION: Button(self.tr("Validation"))}
        self._group = QButtonGroup(self)
        self.evaluate_button = Button()
        self.evaluate_button.clicked.connect(lambda: self.evaluate_wanted.emit(self._split))
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(theme.S12)
        first.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBaseline)
        first.addWidget(self.bounds, 0, Qt.AlignmentFlag.AlignBaseline)
        first.addStretch(1)
        first.addWidget(self.evaluate_button)
        segments = QHBoxLayout()
        segments.setSpacing(theme.S4)
        first.addLayout(segments)
        for split, button in self._buttons.items():
            button.setCheckable(True)
            theme.look(button, "segment")
            button.setAccessibleName(self.tr("Show the {split} split").format(split=button.text()))
            self._group.addButton(button)
            button.clicked.connect(lambda _on=False, split=split: self.split_chosen.emit(split))
            segments.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        layout.addLayout(first)
        layout.addWidget(self.caption)
        layout.addWidget(self.warning)

    def show_evaluation(self, split: Split, evaluation: Evaluation | None, *, measuring: bool, can_measure: bool) -> None:
        """Show the figures of `split`, None where the run was not measured on it."""
        self._split = split
        self._buttons[split].setChecked(True)
        self.bounds.setVisible(evaluation is not None)
        self.evaluate_button.setVisible(evaluation is None and can_measure)
        self.evaluate_button.setEnabled(not measuring)
        theme.look(self.evaluate_button, "accent")
        on_test = split is Split.TEST
        self.evaluate_button.setText(self.tr("Evaluate on the test split") if on_test else self.tr("Evaluate on the validation split"))
        self.warning.setVisible(not on_test)
        self.warning.setText(self.tr("The validation photos were used for early stopping, so this figure is optimistic."))
        if evaluation is None:
            self.figure.setText(numbers.DASH)
            self.caption.setText(self.tr("Measuring…") if measuring else self.tr("This run was not measured on this split yet."))
            return
        self.figure.setText(numbers.percent(evaluation.accuracy.value))
        self.bounds.setText(numbers.bounds(evaluation.accuracy))
        self.caption.setText(self._caption(evaluation))
        spoken = self.tr("Accuracy {accuracy}").format(accuracy=numbers.interval(evaluation.accuracy))
        self.figure.setAccessibleName(spoken)

    def _caption(self, evaluation: Evaluation) -> str:
        count = len(evaluation.answers)
        if evaluation.split is Split.TEST:
            words = self.tr("accuracy on %n test photo(s) the training never saw", "", count)
        else:
            words = self.tr("accuracy on %n validation photo(s)", "", count)
        if evaluation.unreadable:
            words += "; " + self.tr("%n photo(s) could not be read", "", len(evaluation.unreadable))
        return words


class ClassesPanel(QWidget):
    """Confusion matrix above, figures of each class below.

    Signals:
        cell_chosen(int, int): label and prediction whose photos are wanted.
        cell_cleared(): no cell any more.
    """

    cell_chosen = Signal(int, int)
    cell_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = ConfusionMatrix()
        self.matrix.chosen.connect(self.cell_chosen)
        self.matrix.cleared.connect(self.cell_cleared)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.matrix)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scores = ScoresModel(self)
        self.table = self._table()
        title = QLabel(self.tr("Confusion matrix"))
        title.setFont(theme.title())
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, theme.S12)
        column.setSpacing(theme.S8)
        column.addWidget(title)
        column.addWidget(self._scroll, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(self.table)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def show_evaluation(self, evaluation: Evaluation | None) -> None:
        """Show the figures, None for none."""
        self.matrix.show_matrix(evaluation.classes if evaluation else (), evaluation.confusion if evaluation else ())
        self.scores.show_scores(evaluation.scores if evaluation else ())
        self.table.setMinimumHeight(self._height_of(min(self.scores.rowCount(), ROWS_AT_ONCE)))
        self.table.setMaximumHeight(self._height_of(self.scores.rowCount()))

    def _height_of(self, rows: int) -> int:
        """What the table needs to show so many rows, in pixels."""
        header = self.table.horizontalHeader().sizeHint().height()
        return header + rows * self.table.verticalHeader().defaultSectionSize() + 2 * self.table.frameWidth() + 2

    def _table(self) -> FittedTable:
        ordered = QSortFilterProxyModel(self)
        ordered.setSourceModel(self.scores)
        ordered.setSortRole(int(ScoresModel.SortRole))
        table = FittedTable(WIDTHS, shortest=SHORTEST_NAME, spare=(ScoresModel.F1,))
        table.setModel(ordered)
        table.setSortingEnabled(True)
        table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setAccessibleName(self.tr("Figures of each class"))
        return table
