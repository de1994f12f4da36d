"""The rows below the head: an import of a model; the watched folder; a prediction under way, or one that was cut short."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.messages import PredictRequest
from tldesk.desktop import theme
from tldesk.desktop.session import Session
from tldesk.desktop.views.predict.importing import Importing
from tldesk.desktop.views.predict.watching import WatchRow
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.progress_row import ProgressRow
from tldesk.project.predictions import PredictionSet


class Running(QWidget):
    """The import, the watched folder, and progress with "Pause" and "Cancel" or what is lacking with "Go on".

    Hidden where there is none of it.

    Signals:
        went_on(): "Go on" was pressed.
    """

    went_on = Signal()

    def __init__(self, session: Session, ask_table: Callable[[Callable[[Path], None]], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._predicted = False
        self.progress = ProgressRow(self.tr("Cancel"))
        self.pause_button = Button(self.tr("Pause"))
        self.pause_button.setToolTip(self.tr("Hold the prediction, or let it go on (Ctrl+Shift+Space)"))
        theme.look(self.pause_button, "flat")
        self.lacking = ElidedLabel("")
        self.go_on_button = Button(self.tr("Go on"))
        self.go_on_button.setToolTip(self.tr("Answer for the photos that have no answer yet (Ctrl+R)"))
        self.importing = Importing(session.models, self)
        self.watch_row = WatchRow(session.watched, session.runs, ask_table, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S16, 0, theme.S16, theme.S12)
        column.setSpacing(theme.S8)
        column.addWidget(self.importing)
        column.addWidget(self.watch_row)
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        column.addLayout(row)
        for widget in (self.progress, self.pause_button, self.lacking, self.go_on_button):
            row.addWidget(widget)
        row.addStretch(1)
        self.progress.stopped.connect(session.cancel_answering)
        self.pause_button.clicked.connect(self.pause)
        self.go_on_button.clicked.connect(self.went_on)
        session.models.busy_changed.connect(self._show_any)
        session.watched.changed.connect(self._show_any)
        self.hide()

    def _show_any(self) -> None:
        watched = self._session.watched
        watches = watched.wanted is not None or watched.offered is not None
        self.setVisible(self._predicted or self._session.models.busy or watches)

    @property
    def predicting(self) -> bool:
        """A prediction is planned or under way; drawing a heatmap is none."""
        job = self._session.answering
        return job is not None and (job.request is None or isinstance(job.request, PredictRequest))

    def pause(self) -> None:
        """Hold the prediction under way, or let it go on."""
        job = self._session.answering
        if job is not None and self.predicting:
            if job.paused:
                self._session.resume_answering()
            else:
                self._session.pause_answering()

    def show_state(self, shown: PredictionSet | None, *, usable: bool) -> None:
        """Show what there is; `usable`: the model of the set can still answer."""
        job, predicting = self._session.answering, self.predicting
        short = shown is not None and shown.unfinished > 0 and not predicting
        self._predicted = predicting or short
        self._show_any()
        self.progress.setVisible(predicting)
        self.pause_button.setVisible(predicting and job is not None and job.request is not None)
        for widget in (self.lacking, self.go_on_button):
            widget.setVisible(short)
        if job is not None and predicting:
            step = self.tr("Paused") if job.paused else job.doing
            self.pause_button.setText(self.tr("Go on") if job.paused else self.tr("Pause"))
            self.progress.show_progress(job.title, step, done=job.done, total=job.total, eta_seconds=job.eta_seconds)
        if shown is not None and short:
            text = self.tr("{done} of {total} photos have their answer; the others were not asked for before it ended.")
            self.lacking.setText(text.format(done=numbers.count(shown.done), total=numbers.count(shown.total)))
            self.go_on_button.setEnabled(usable)
            theme.look(self.go_on_button, "accent", usable)
