"""How far the training under way is: the step, how long, how fast, how much memory."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.messages import Step, TrainRequest
from tldesk.core.results import EpochMetrics
from tldesk.desktop import theme
from tldesk.desktop.session import Job
from tldesk.desktop.widgets.elided import ElidedLabel

GAP: Final = "  ·  "
BAR_HEIGHT: Final = 6

OF_PHOTOS: Final = frozenset({Step.FEATURES, Step.FINE_TUNE, Step.EVALUATE})
"""Steps that count photos."""


class LiveLine(QWidget):
    """Hidden while nothing trains."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last: EpochMetrics | None = None
        self._job: Job | None = None
        self.step = ElidedLabel("", Qt.TextElideMode.ElideRight)
        self.time = QLabel()
        self.facts = ElidedLabel("", Qt.TextElideMode.ElideRight)
        for label in (self.time, self.facts):
            label.setFont(theme.tabular(theme.body()))
            theme.look(label, "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(BAR_HEIGHT)
        row = QHBoxLayout()
        row.setSpacing(theme.S12)
        row.addWidget(self.step, 1)
        row.addWidget(self.time)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        column.addLayout(row)
        column.addWidget(self.bar)
        column.addWidget(self.facts)
        self.hide()

    def show_job(self, job: Job | None) -> None:
        """The training or measurement under way, None for none."""
        if job is None or (self._job is not None and job.request is not self._job.request):
            self._last = None
        self._job = job
        self.setVisible(job is not None)
        if job is None:
            return
        self.step.setText(self._step(job))
        # A progress bar repaints at once, and with it everything in the window that waits for its turn: let it wait too.
        self.bar.setUpdatesEnabled(False)
        self.bar.setRange(0, max(1, job.total) if job.paused else max(0, job.total))
        self.bar.setValue(job.done)
        self.bar.setUpdatesEnabled(True)
        self.bar.setAccessibleName(self.step.text())
        self.time.setText(self._time(job))
        self._show_facts()

    def show_epoch(self, last: EpochMetrics | None) -> None:
        """The epoch that ended last in the training under way."""
        self._last = last
        self._show_facts()

    def _step(self, job: Job) -> str:
        step = job.doing
        request = job.request
        if isinstance(request, TrainRequest) and job.step == Step.FINE_TUNE and job.total:
            epochs = request.recipe.epochs
            now = min(epochs, job.done * epochs // job.total + 1)
            step = self.tr("{step}, epoch {now} of {epochs}").format(step=step, now=now, epochs=epochs)
        return self.tr("Paused: {step}").format(step=step) if job.paused else step

    def _time(self, job: Job) -> str:
        if job.paused:
            return ""
        if job.eta_seconds is not None:
            return self.tr("{time} left").format(time=numbers.duration(job.eta_seconds))
        if job.total > 1:
            return self.tr("{done} of {total}").format(done=numbers.count(job.done), total=numbers.count(job.total))
        return ""

    def _show_facts(self) -> None:
        said: list[str] = []
        pace = self._job.pace if self._job is not None and self._job.step in OF_PHOTOS else None
        if pace is not None:
            said.append(self.tr("{number} photos/s").format(number=numbers.decimal(pace, 1)))
        if self._last is not None and self._last.memory:
            said.append(self.tr("{size} of memory").format(size=numbers.gigabytes(self._last.memory)))
        self.facts.setText(GAP.join(said))
