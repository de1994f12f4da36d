"""The foot of the window: the device, the reading of the folder, the jobs under way."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tldesk.core import numbers
from tldesk.core.messages import Command, TrainRequest
from tldesk.desktop import theme
from tldesk.desktop.session import Job, ScanProgress, Session
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.icon_label import IconLabel
from tldesk.desktop.widgets.progress_row import ProgressRow

HEIGHT = 33


class StatusBar(QWidget):
    """Says what goes on, and lets it be stopped."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._device = ElidedLabel(self.tr("Starting the engine"), Qt.TextElideMode.ElideRight)
        self._device.setAccessibleDescription(self.tr("What computes"))
        self._scan = QLabel()
        theme.look(self._scan, "muted")
        self.training = ProgressRow(self.tr("Stop"))
        self.answering = ProgressRow(self.tr("Cancel"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S12, 1, theme.S8, 0)
        row.setSpacing(theme.S8)
        row.addWidget(IconLabel("chip", theme.ICON_SMALL, colour=lambda: theme.colours().muted))
        row.addWidget(self._device)
        row.addStretch(1)
        row.addWidget(self._scan)
        row.addSpacing(theme.S12)
        row.addWidget(self.answering)
        row.addWidget(self.training)
        self.setFixedHeight(HEIGHT)
        self.training.stopped.connect(self._stop_training)
        self.answering.stopped.connect(session.cancel_answering)
        session.ready.connect(lambda _device: self._show_device())
        session.job.connect(lambda _job: self._show_jobs())
        session.scanning.connect(self._show_scan)
        session.opened.connect(self._forget)
        self._show_device()
        self._show_jobs()

    def _show_device(self) -> None:
        said = self._session.trouble or self._session.device
        if said:
            self._device.setText(said)
        self._device.set_hint(self._session.without_gpu)

    def _stop_training(self) -> None:
        """A training keeps its best epoch; a measurement and a learning-rate test have nothing to keep."""
        job = self._session.training
        if job is None:
            self._session.cancel_rate_test()
            return
        keeps = job is not None and isinstance(job.request, TrainRequest)
        self._session.stop_training(Command.STOP if keeps else Command.CANCEL)

    def _show_jobs(self) -> None:
        self._show(self.training, self._session.training or self._session.rate_test)
        self._show(self.answering, self._session.answering)

    def _show(self, row: ProgressRow, job: Job | None) -> None:
        row.setVisible(job is not None)
        if job is not None:
            row.show_progress(job.title, job.doing, done=job.done, total=job.total, eta_seconds=job.eta_seconds)

    def _show_scan(self, progress: ScanProgress) -> None:
        found = numbers.count(progress.found)
        self._scan.setText("" if progress.finished else self.tr("Reading the folder: {found} found").format(found=found))

    def _forget(self) -> None:
        self._scan.setText("")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.colours().line)
        painter.end()
