"""When the model says "not sure": how many photos it answers for, how many of these answers are wrong, and what the lab accepts."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.abstention import ACCEPTED, Abstention, CoveragePoint, abstention, coverage_curve, photos_needed
from tldesk.core.never_unsure import reason
from tldesk.core.results import Answer
from tldesk.desktop import theme
from tldesk.desktop.resources import translated
from tldesk.desktop.widgets.background import Latest
from tldesk.desktop.widgets.coverage_chart import CoverageChart
from tldesk.desktop.widgets.decimal_box import DecimalBox


class SurenessPanel(QWidget):
    """The curve, the share of wrong answers that is accepted, and what that means in words.

    Signals:
        accepted_chosen(float): another share, 0..1. seen(): it is shown now.
    """

    accepted_chosen = Signal(float)
    seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers: tuple[Answer, ...] = ()
        self._in_use = False
        self.spin = self._spin()
        before = QLabel(self.tr("&Accept at most"))
        before.setBuddy(self.spin)
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        for widget in (before, self.spin, QLabel(self.tr("wrong answers"))):
            row.addWidget(widget)
        row.addStretch(1)
        self.chart = CoverageChart()
        self._work = Latest(self)
        self._work.ready.connect(self._say)
        up, across = QLabel(self.tr("Wrong answers (%)")), QLabel(self.tr("Photos that are answered, the surest first (%)"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        for label in (up, across):
            label.setFont(theme.caption())
            theme.look(label, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        layout.addLayout(row)
        layout.addSpacing(theme.S4)
        layout.addWidget(self.said)
        layout.addSpacing(theme.S8)
        layout.addWidget(up)
        layout.addWidget(self.chart, 1)
        layout.addWidget(across, 0, Qt.AlignmentFlag.AlignHCenter)
        self.spin.valueChanged.connect(self._on_value)
        self.show_answers((), None)

    def _spin(self) -> DecimalBox:
        spin = DecimalBox()
        spin.setRange(0.5, 50)
        spin.setSuffix("\N{NARROW NO-BREAK SPACE}%")
        spin.setValue(100 * ACCEPTED)
        spin.setMaximumWidth(84)
        spin.setKeyboardTracking(False)
        spin.setAccessibleName(self.tr("Share of wrong answers that is accepted"))
        spin.setToolTip(self.tr("Below the confidence that keeps this, the model says not sure (Alt+A)"))
        return spin

    def show_answers(self, answers: Sequence[Answer], accepted: float | None) -> None:
        """Show what the validation `answers` say; `accepted` is what the model goes by, None where nothing was chosen."""
        self._answers, self._in_use = tuple(answers), accepted is not None
        self.spin.blockSignals(True)
        self.spin.setValue(100 * (ACCEPTED if accepted is None else accepted))
        self.spin.blockSignals(False)
        self.spin.setEnabled(bool(answers))
        self._work_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit()

    def _on_value(self) -> None:
        self._in_use = True
        self._work_out()
        self.accepted_chosen.emit(self.spin.value() / 100)

    def _work_out(self) -> None:
        """Twenty thousand answers take a third of a second."""
        self._work.ask(partial(_worked_out, self._answers, self.spin.value() / 100))

    def _say(self, found: tuple[tuple[CoveragePoint, ...], Abstention]) -> None:
        curve, chosen = found
        self.chart.draw(curve, chosen)
        words = self._words(chosen)
        self.said.setText(words)
        self.setAccessibleDescription(words)

    def _words(self, chosen: Abstention) -> str:
        if not self._answers:
            return self.tr("This run was not measured on validation photos, so nothing says when it had better be not sure.")
        if chosen.threshold is None:
            more = self.tr("Accept more wrong answers, or label more photos and train again.")
            text = translated(reason(chosen), "sureness").format(count=numbers.count(chosen.photos))
            return f"{text} {more}"
        parts = [
            self.tr("Answers below {threshold} are not sure: {share} of the photos.").format(
                threshold=numbers.percent(chosen.threshold), share=numbers.percent(1 - chosen.coverage)
            ),
            self.tr("Of the others, {error} were wrong on %n validation photo(s).", "", chosen.photos).format(
                error=numbers.percent(chosen.error)
            ),
        ]
        if chosen.bound is None:
            text = self.tr("An estimate, no promise: that takes at least {count} right answers without a mistake among them.")
            parts.append(text.format(count=numbers.count(photos_needed(chosen.accepted))))
        else:
            text = self.tr("On photos like these it will be at most {bound}, with 95 % certainty.")
            parts.append(text.format(bound=numbers.percent(chosen.bound)))
        if not self._in_use:
            parts.append(self.tr("This run does not go by it yet: choose a share."))
        return " ".join(parts)


def _worked_out(answers: Sequence[Answer], accepted: float) -> tuple[tuple[CoveragePoint, ...], Abstention]:
    return coverage_curve(answers), abstention(answers, accepted=accepted)
