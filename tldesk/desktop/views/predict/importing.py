"""How far the import of a model is, and the way to end it."""

import time

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tldesk.desktop.session.models import Models
from tldesk.desktop.widgets.progress_row import ProgressRow


class Importing(QWidget):
    """Progress of `models` with "Cancel"; hidden while nothing is imported."""

    def __init__(self, models: Models, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models = models
        self._began = 0.0
        self.progress = ProgressRow(self.tr("Cancel"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.progress)
        row.addStretch(1)
        self.progress.stopped.connect(models.cancel)
        models.busy_changed.connect(self._on_busy)
        models.progressed.connect(self._on_progress)
        self._on_busy()

    def _on_busy(self) -> None:
        if self._models.busy:
            self._began = time.monotonic()
            self._show(0, 0, None)
        self.setVisible(self._models.busy)

    def _on_progress(self, done: int, total: int) -> None:
        # What an import that was cancelled still had on its way comes after `busy_changed`.
        if self._models.busy and done:
            self._show(done, total, (time.monotonic() - self._began) * (total - done) / done)

    def _show(self, done: int, total: int, seconds: float | None) -> None:
        self.progress.show_progress(self.tr("Importing the model"), "", done=done, total=total, eta_seconds=seconds)
