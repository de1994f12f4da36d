"""The learning-rate test: its progress, its curve, and the rate it suggests."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from tldesk.core.messages import ENDINGS, Cancelled, Ending, Finished, RateTested, RateTestRequest, Request, phrase
from tldesk.core.recipe import Recipe
from tldesk.desktop import theme
from tldesk.desktop.resources import ending_in_words
from tldesk.desktop.session import Session
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.rate_curve import RateCurve

WIDTH: Final = 620
DIGITS: Final = 2
"""More would say that the test knows the rate better than it does."""


def rounded(rate: float) -> float:
    """`rate` with as many digits as mean something."""
    return float(f"{rate:.{DIGITS}g}")


class RateSheet(QDialog):
    """Tries learning rates for a recipe as soon as it opens; closing it cancels that.

    Signals:
        used(float): this rate is to be the recipe's.
    """

    used = Signal(float)

    def __init__(self, session: Session, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._recipe = session, recipe
        self.rate: float | None = None
        self.setWindowTitle(self.tr("Find a learning rate"))
        self.step = QLabel()
        theme.look(self.step, "muted")
        self.said = QLabel(wordWrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the learning-rate test"))
        self.curve = RateCurve()
        self.use_button = Button()
        theme.look(self.use_button, "accent")
        self.use_button.hide()
        self.cancel_button = Button(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Leave the recipe as it is (Esc)"))
        self.cancel_button.clicked.connect(self.reject)
        self.use_button.clicked.connect(self._use)
        self._lay_out()
        session.job.connect(self._show_job)
        session.rates_tried.connect(self._take)
        session.ended.connect(self._on_ended)
        session.opened.connect(self.reject)

    def _lay_out(self) -> None:
        what = QLabel(wordWrap=True)
        what.setText(
            self.tr(
                "The recipe learns from a few batches at larger and larger rates: where the loss falls a rate is useful, "
                "where it shoots up it is too large, and a tenth of the rate with the lowest loss is a safe choice."
            )
        )
        self._pages = QStackedWidget()
        waiting = QWidget()
        column = QVBoxLayout(waiting)
        column.addStretch(1)
        column.addWidget(self.step)
        column.addWidget(self.bar)
        column.addStretch(1)
        self._pages.addWidget(waiting)
        self._pages.addWidget(self._drawn())
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.use_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        layout.setSpacing(theme.S12)
        layout.addWidget(what)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.said)
        layout.addLayout(buttons)
        self.resize(WIDTH, self.sizeHint().height())

    def _drawn(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        captions = (QLabel(self.tr("Loss (nats)")), QLabel(self.tr("Learning rate, on a logarithmic axis")))
        for caption in captions:
            caption.setFont(theme.caption())
            theme.look(caption, "muted")
        captions[1].setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(captions[0])
        column.addWidget(self.curve, 1)
        column.addWidget(captions[1])
        return page

    def begin(self) -> None:
        """Open the sheet and try the rates."""
        self.open()
        self._session.test_rates(self._recipe)
        self._show_job()

    def done(self, result: int) -> None:
        # However it is closed, nobody waits for the test any more.
        for signal, slot in ((self._session.job, self._show_job), (self._session.opened, self.reject)):
            signal.disconnect(slot)
        self._session.rates_tried.disconnect(self._take)
        self._session.ended.disconnect(self._on_ended)
        self._session.cancel_rate_test()
        super().done(result)

    def _show_job(self) -> None:
        job = self._session.rate_test
        if job is not None and self.rate is None:
            self.step.setText(job.doing)
            self.bar.setRange(0, max(0, job.total))
            self.bar.setValue(job.done)

    def _take(self, recipe: Recipe, found: RateTested) -> None:
        if recipe != self._recipe:
            return
        self.rate = rounded(found.suggestion)
        self.curve.show_curve(found.rates, found.losses, suggestion=found.suggestion, current=recipe.learning_rate)
        self._pages.setCurrentIndex(1)
        text = self.tr("Suggested: {suggested} (the solid line). The recipe has {current} (the dotted line).")
        self.said.setText(text.format(suggested=f"{self.rate:g}", current=f"{recipe.learning_rate:g}"))
        self.use_button.setText(self.tr("Use {rate}").format(rate=f"{self.rate:g}"))
        self.use_button.setToolTip(self.tr("Write this rate into the recipe (Enter)"))
        self.use_button.show()
        self.use_button.setDefault(True)
        self.use_button.setFocus()

    def _on_ended(self, request: Request, ending: Ending) -> None:
        """Without a curve there is nothing to wait for."""
        if isinstance(request, RateTestRequest) and isinstance(ending, ENDINGS) and self.rate is None:
            self.bar.setRange(0, 1)
            self.bar.setValue(0)
            self.step.clear()
            self.said.setText("" if isinstance(ending, Finished | Cancelled) else ending_in_words(phrase(ending)))
            self.cancel_button.setText(self.tr("Close"))

    def _use(self) -> None:
        if self.rate is not None:
            self.used.emit(self.rate)
            self.accept()
