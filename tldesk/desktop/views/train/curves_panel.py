"""The middle of Train: how the chosen run goes or went."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.errors import TldeskError
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import RunState
from tldesk.desktop import theme
from tldesk.desktop.models.epochs import EpochsModel
from tldesk.desktop.session import Job
from tldesk.desktop.views.train.findings_panel import FindingsPanel
from tldesk.desktop.views.train.live_line import LiveLine
from tldesk.desktop.views.train.log_panel import LogPanel
from tldesk.desktop.views.train.recalls_table import RecallsTable
from tldesk.desktop.views.train.run_facts import Counts, RunFacts, read_facts
from tldesk.desktop.widgets.background import Latest
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.columns import FittedTable
from tldesk.desktop.widgets.curves import Curves
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.empty_state import EmptyState
from tldesk.desktop.widgets.run_chip import RunChip
from tldesk.project.run_rows import RunRow

WIDTHS: Final = dict(enumerate((104, 84, 80, 84, 80, 64, 72, 76), start=1))
SPARE: Final = (EpochsModel.RATE, EpochsModel.PACE, EpochsModel.TRAIN_ACCURACY, EpochsModel.TRAIN_LOSS, EpochsModel.TIME)
SHORTEST_EPOCH: Final = 56


class CurvesPanel(QWidget):
    """Name, state, progress, findings; then curves, classes, epochs or log of one run.

    Signals:
        results_wanted(str): the page Results is to show this run.
        resume_wanted(str): this run is to go on where it was broken off.
        acted(): the button of the empty page.
    """

    results_wanted = Signal(str)
    resume_wanted = Signal(str)
    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: RunRow | None = None
        self._folder: RunFolder | None = None
        self._counts: Counts | None = None
        self._stale = False
        self._reading = Latest(self)
        self._reading.ready.connect(self._take)
        self._reading.failed.connect(self._on_failed)
        self.empty = EmptyState("chart-line", "", "", text_width=300)
        self.empty.acted.connect(self.acted)
        self.name = ElidedLabel()
        self.name.setFont(theme.title())
        self.chip = RunChip()
        self.figure = ElidedLabel("", Qt.TextElideMode.ElideRight)
        theme.look(self.figure, "muted")
        self.said = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.results_button = Button(self.tr("See results"))
        self.results_button.clicked.connect(self._on_results)
        self.resume_button = Button(self.tr("Resume"))
        self.resume_button.setToolTip(self.tr("Go on where this training was broken off, as if it had not been"))
        self.resume_button.clicked.connect(self._on_resume)
        self.live = LiveLine()
        self.live.setContentsMargins(theme.S16, 0, theme.S16, theme.S12)
        self.findings = FindingsPanel()
        self.curves = Curves()
        self.recalls = RecallsTable()
        self.epochs = EpochsModel(self)
        self.table = self._table()
        self.log = LogPanel()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.live)

    def _page(self) -> QWidget:
        heading = QHBoxLayout()
        heading.setSpacing(theme.S12)
        heading.addWidget(self.name)
        heading.addWidget(self.chip)
        heading.addStretch(1)
        heading.addWidget(self.resume_button)
        heading.addWidget(self.results_button)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        column.setSpacing(theme.S12)
        column.addLayout(heading)
        for widget in (self.figure, self.said, self.findings):
            column.addWidget(widget)
        column.addLayout(self._segments())
        column.addWidget(self.parts, 1)
        return page

    def _segments(self) -> QHBoxLayout:
        """The buttons that choose what is shown of the run."""
        self.parts = QStackedWidget()
        self.segments = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(theme.S4)
        for name, part in (
            (self.tr("Curves"), self._scrolled(self.curves)),
            (self.tr("Classes"), self.recalls),
            (self.tr("Epochs"), self.table),
            (self.tr("Log"), self.log),
        ):
            button = Button(name)
            button.setCheckable(True)
            theme.look(button, "segment")
            self.segments.addButton(button, self.parts.addWidget(part))
            row.addWidget(button)
        row.addStretch(1)
        self.segments.button(0).setChecked(True)
        self.segments.idClicked.connect(self.parts.setCurrentIndex)
        return row

    @staticmethod
    def _scrolled(curves: Curves) -> QScrollArea:
        """Beside a long finding a low window has no room for all charts."""
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(curves)
        return area

    def _table(self) -> FittedTable:
        table = FittedTable(WIDTHS, shortest=SHORTEST_EPOCH, spare=SPARE)
        table.setModel(self.epochs)
        table.setAccessibleName(self.tr("Epochs"))
        return table

    @property
    def run(self) -> RunRow | None:
        """The run that is shown."""
        return self._run

    def show_nothing(self, title: str, text: str, action: str = "") -> None:
        """There is no run to show: what goes here, and the button that puts it here."""
        self._run = self._folder = self._counts = None
        self._reading.forget()
        self.findings.show_nothing()
        self.empty.set_words(title, text, action)
        self._pages.setCurrentIndex(0)

    def show_run(self, run: RunRow, folder: RunFolder, *, results_next: bool, can_resume: bool) -> None:
        """Show a run; what its folder holds is read off the GUI thread and follows."""
        if self._run is None or self._run.record.id != run.record.id:
            self._clear()
        self._run, self._folder = run, folder
        self._pages.setCurrentIndex(1)
        self.name.setText(run.record.name)
        self.chip.show_state(run.record.state, said=run.record.said, imported=bool(run.record.origin))
        self.said.setText(run.record.said)
        self.said.setVisible(bool(run.record.said))
        theme.look(self.said, "danger", run.record.state is RunState.FAILED)
        theme.look(self.said, "muted", run.record.state is not RunState.FAILED)
        self.figure.setText(self._figure(run))
        self.figure.setVisible(bool(self.figure.text()))
        self.resume_button.setVisible(can_resume)
        self.results_button.setVisible(run.has_model and run.record.state is not RunState.TRAINING)
        theme.look(self.results_button, "accent", results_next)
        self.read_again()

    def read_again(self) -> None:
        """Something came into the folder of the run. What comes while it is read is read afterwards, so that a fast run is seen too."""
        run, folder, counts = self._run, self._folder, self._counts
        if run is None or folder is None:
            return
        self._stale = self._reading.busy
        if not self._stale:
            goes_on = run.record.state is RunState.TRAINING
            self._reading.ask(lambda: (run.record.id, read_facts(folder, goes_on=goes_on, counts=counts)))

    def show_job(self, job: Job | None) -> None:
        """The training under way, or none."""
        self.live.show_job(job)

    def _clear(self) -> None:
        """What is shown is of another run."""
        self._reading.forget()
        self._counts = None
        self.findings.show_nothing()
        self.curves.show_epochs([])
        self.epochs.show_epochs([])
        self.log.show_log("")

    def _take(self, read: tuple[str, RunFacts]) -> None:
        run_id, facts = read
        if self._run is None or self._run.record.id != run_id:
            return
        self._counts = facts.counts
        self.curves.show_epochs(facts.epochs, rated=facts.rated)
        self.recalls.show_facts(facts)
        bar = self.table.verticalScrollBar()
        follows = bar.value() == bar.maximum()
        self.epochs.show_epochs(facts.epochs)
        if follows:
            self.table.scrollToBottom()
        self.log.show_log(facts.log)
        self.findings.show_findings(run_id, facts.recipe, facts.findings)
        if self._run.record.state is RunState.TRAINING:
            self.live.show_epoch(facts.epochs[-1] if facts.epochs else None)
        if self._stale:
            self.read_again()

    def _on_failed(self, error: TldeskError) -> None:
        """A folder that is damaged has no curves; why is listed where the run is."""
        self._clear()
        self.said.setText(str(error))
        self.said.show()

    def _figure(self, run: RunRow) -> str:
        """The accuracy that counts, once it is known: on the test split, before that on validation."""
        if run.test is not None:
            return self.tr("Test {accuracy}").format(accuracy=numbers.interval(run.test))
        return self.tr("Validation {accuracy}").format(accuracy=numbers.percent(run.validation)) if run.validation is not None else ""

    def _on_results(self) -> None:
        if self._run is not None:
            self.results_wanted.emit(self._run.record.id)

    def _on_resume(self) -> None:
        if self._run is not None:
            self.resume_wanted.emit(self._run.record.id)
