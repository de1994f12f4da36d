"""The middle of Train: how the chosen run goes or went."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tldesk.core import numbers
from tldesk.core.errors import RunError
from tldesk.core.photo import Split
from tldesk.core.run_folder import RunFolder
from tldesk.desktop import theme
from tldesk.desktop.models.epochs import EpochsModel
from tldesk.desktop.session import Job
from tldesk.desktop.views.train.findings_panel import FindingsPanel
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.columns import FittedTable
from tldesk.desktop.widgets.curves import Curves
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.empty_state import EmptyState
from tldesk.desktop.widgets.progress_row import ProgressRow
from tldesk.desktop.widgets.run_chip import RunChip
from tldesk.project.run_rows import RunRow

WIDTHS: Final = dict(enumerate((92, 84, 80, 84, 80, 56), start=1))
SHORTEST_EPOCH: Final = 56


class CurvesPanel(QWidget):
    """Name, state, progress, curves and epochs of one run.

    Signals:
        results_wanted(str): the page Results is to show this run.
        acted(): the button of the empty page.
    """

    results_wanted = Signal(str)
    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: RunRow | None = None
        self.empty = EmptyState("chart-line", "", "", text_width=300)
        self.empty.acted.connect(self.acted)
        self.name = ElidedLabel()
        self.name.setFont(theme.title())
        self.chip = RunChip()
        self.figure = ElidedLabel("", Qt.TextElideMode.ElideRight)
        theme.look(self.figure, "muted")
        self.results_button = Button(self.tr("See results"))
        self.results_button.clicked.connect(self._on_results)
        self.said = ElidedLabel("", Qt.TextElideMode.ElideRight)
        theme.look(self.said, "muted")
        self.progress = ProgressRow("")
        self.progress.setContentsMargins(theme.S16, 0, theme.S16, theme.S12)
        self.progress.hide()
        foot = QHBoxLayout()
        foot.addWidget(self.progress)
        foot.addStretch(1)
        self.findings = FindingsPanel()
        self.curves = Curves()
        self.epochs = EpochsModel(self)
        self.table = self._table()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)

    def _page(self) -> QWidget:
        heading = QHBoxLayout()
        heading.setSpacing(theme.S12)
        heading.addWidget(self.name)
        heading.addWidget(self.chip)
        heading.addStretch(1)
        heading.addWidget(self.results_button)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.curves)
        self.splitter.addWidget(self.table)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        column.setSpacing(theme.S12)
        column.addLayout(heading)
        column.addWidget(self.figure)
        column.addWidget(self.said)
        column.addWidget(self.findings)
        column.addWidget(self.splitter, 1)
        return page

    def _table(self) -> FittedTable:
        table = FittedTable(WIDTHS, shortest=SHORTEST_EPOCH, spare=(EpochsModel.TRAIN_ACCURACY, EpochsModel.TRAIN_LOSS, EpochsModel.TIME))
        table.setModel(self.epochs)
        table.setAccessibleName(self.tr("Epochs"))
        table.setMinimumHeight(96)
        return table

    @property
    def run(self) -> RunRow | None:
        """The run that is shown."""
        return self._run

    def show_nothing(self, title: str, text: str, action: str = "") -> None:
        """There is no run to show: what goes here, and the button that puts it here."""
        self._run = None
        self.findings.show_nothing()
        self.empty.set_words(title, text, action)
        self._pages.setCurrentIndex(0)

    def show_run(self, run: RunRow, folder: RunFolder, *, results_next: bool) -> None:
        """Show a run as its folder has it now."""
        follows = self._run is not None and self._run.record.id == run.record.id
        self._run = run
        self._pages.setCurrentIndex(1)
        self.name.setText(run.record.name)
        self.chip.show_state(run.record.state, said=run.record.said)
        self.said.setText(run.record.said)
        self.said.setVisible(bool(run.record.said))
        self.figure.setText(self._figure(run, folder))
        self.figure.setVisible(bool(self.figure.text()))
        epochs = folder.epochs()
        self.curves.show_epochs(epochs)
        self.epochs.show_epochs(epochs)
        if not follows or self.table.verticalScrollBar().value() == self.table.verticalScrollBar().maximum():
            self.table.scrollToBottom()
        self.findings.show_run(folder)
        self.results_button.setVisible(run.has_model)
        theme.look(self.results_button, "accent", results_next)

    def show_progress(self, job: Job | None) -> None:
        """The training under way, or none."""
        self.progress.setVisible(job is not None)
        if job is not None:
            self.progress.show_progress(job.title, job.step, done=job.done, total=job.total, eta_seconds=job.eta_seconds)

    def _figure(self, run: RunRow, folder: RunFolder) -> str:
        """The accuracy that counts, once it is known: on the test split, before that on validation."""
        try:
            test = folder.evaluation(Split.TEST)
        except RunError:
            test = None
        if test is not None:
            return self.tr("Test {accuracy}").format(accuracy=numbers.interval(test.accuracy))
        return self.tr("Validation {accuracy}").format(accuracy=numbers.percent(run.validation)) if run.validation is not None else ""

    def _on_results(self) -> None:
        if self._run is not None:
            self.results_wanted.emit(self._run.record.id)
