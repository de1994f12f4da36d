"""A job under way, in one row: what, how far, how long, and the way to end it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.widgets.button import Button


class ProgressRow(QWidget):
    """Shows a title, a step, a bar, an estimate, and one button (none where `stop_text` is empty).

    Signals:
        stopped(): the button was pressed.
    """

    stopped = Signal()

    def __init__(self, stop_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._time = QLabel()
        self._time.setFont(theme.tabular(theme.body()))
        theme.look(self._time, "muted")
        self._stop = Button(stop_text)
        self._stop.setFlat(True)
        theme.look(self._stop, "flat")
        self._stop.clicked.connect(self.stopped)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S8)
        for widget in (self._words, self._bar, self._time, self._stop):
            row.addWidget(widget)
        # Only now: a button without a parent would be shown as a window of its own.
        self._stop.setVisible(bool(stop_text))

    def show_progress(self, title: str, step: str, *, done: int, total: int, eta_seconds: float | None) -> None:
        """Show how far the job is; `total` 0 while unknown, `eta_seconds` None likewise."""
        words = self.tr("{title}: {step}").format(title=title, step=step) if step and step != title else title
        self._words.setText(words)
        # A progress bar repaints at once, and with it everything in the window that waits for its turn: let it wait too.
        self._bar.setUpdatesEnabled(False)
        self._bar.setRange(0, max(0, total))
        self._bar.setValue(done)
        self._bar.setUpdatesEnabled(True)
        self._bar.setAccessibleName(words)
        self._time.setText(self._estimate(done, total, eta_seconds))

    def _estimate(self, done: int, total: int, eta_seconds: float | None) -> str:
        if eta_seconds is not None:
            return self.tr("{time} left").format(time=numbers.duration(eta_seconds))
        if total:
            return self.tr("{done} of {total}").format(done=numbers.count(done), total=numbers.count(total))
        return ""
