"""When the model says "not sure": how many photos it answers for, how many of these answers are wrong, and what the lab accepts."""

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.abstention import ACCEPTED, Abstention, CoveragePoint, abstention, coverage_curve, photos_needed
from tldesk.core.errors import RunError
from tldesk.core.photo import Split
from tldesk.core.results import Answer
from tldesk.core.run_folder import RunFolder
from tldesk.desktop import theme
from tldesk.desktop.session import Session, banner_of
from tldesk.desktop.widgets.chart import Chart, thin_pen


class _CoverageChart(Chart):
    """Wrong answers over answered photos, with what is accepted and what comes of it."""

    def __init__(self) -> None:
        super().__init__()
        item = self.getPlotItem()
        item.setXRange(0, 100, padding=0.04)
        item.getAxis("bottom").setTicks([[(value, str(value)) for value in range(0, 101, 20)]])
        self._curve: Any = item.plot([], [])
        self._accepted = pg.InfiniteLine(angle=0)
        self._answered = pg.InfiniteLine(angle=90)
        item.addItem(self._accepted)
        item.addItem(self._answered)

    def draw(self, curve: Sequence[CoveragePoint], chosen: Abstention) -> None:
        self._curve.setData([100 * point.coverage for point in curve], [100 * point.error for point in curve])
        self._accepted.setValue(100 * chosen.accepted)
        self._answered.setValue(100 * chosen.coverage)
        self._answered.setVisible(chosen.threshold is not None)
        most = max((100 * point.error for point in curve), default=0.0)
        self.getPlotItem().setYRange(0, max(most, 200 * chosen.accepted), padding=0.04)

    def recolour(self) -> None:
        super().recolour()
        palette = theme.colours()
        self._curve.setPen(thin_pen(palette.accent))
        self._accepted.setPen(thin_pen(palette.danger, Qt.PenStyle.DashLine))
        self._answered.setPen(thin_pen(palette.text, Qt.PenStyle.DotLine))


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
        self._curve: tuple[CoveragePoint, ...] = ()
        self._in_use = False
        self.spin = QDoubleSpinBox()
        self.spin.setRange(0.5, 50)
        self.spin.setDecimals(1)
        self.spin.setSuffix("\N{NARROW NO-BREAK SPACE}%")
        self.spin.setValue(100 * ACCEPTED)
        self.spin.setMaximumWidth(84)
        self.spin.setKeyboardTracking(False)
        self.spin.setAccessibleName(self.tr("Share of wrong answers that is accepted"))
        self.spin.setToolTip(self.tr("Below the confidence that keeps this, the model says not sure (Alt+A)"))
        before = QLabel(self.tr("&Accept at most"))
        before.setBuddy(self.spin)
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        for widget in (before, self.spin, QLabel(self.tr("wrong answers"))):
            row.addWidget(widget)
        row.addStretch(1)
        self.chart = _CoverageChart()
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

    def show_answers(self, answers: Sequence[Answer], accepted: float | None) -> None:
        """Show what the validation `answers` say; `accepted` is what the model goes by, None where nothing was chosen."""
        self._answers, self._in_use = tuple(answers), accepted is not None
        self._curve = coverage_curve(answers)
        self.spin.blockSignals(True)
        self.spin.setValue(100 * (ACCEPTED if accepted is None else accepted))
        self.spin.blockSignals(False)
        self.spin.setEnabled(bool(answers))
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit()

    def _on_value(self) -> None:
        self._in_use = True
        self._say()
        self.accepted_chosen.emit(self.spin.value() / 100)

    def _say(self) -> None:
        chosen = abstention(self._answers, accepted=self.spin.value() / 100)
        self.chart.draw(self._curve, chosen)
        words = self._words(chosen)
        self.said.setText(words)
        self.setAccessibleDescription(words)

    def _words(self, chosen: Abstention) -> str:
        if not self._answers:
            return self.tr("This run was not measured on validation photos, so nothing says when it had better be not sure.")
        if chosen.threshold is None:
            text = self.tr("%n validation photo(s) are too few, or mistaken too often: nothing is called not sure.", "", chosen.photos)
            return f"{text} {self.tr('Accept more wrong answers, or label more photos and train again.')}"
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


class Sureness(QObject):
    """Keeps the panel showing what holds for a run, and the run to what is chosen there."""

    def __init__(self, session: Session, panel: SurenessPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._panel = session, panel
        self._folder: RunFolder | None = None
        self._stale = False
        panel.accepted_chosen.connect(self._on_chosen)
        panel.seen.connect(self._show)

    def show_run(self, folder: RunFolder | None) -> None:
        """Show what the run of this folder says on its validation photos, whatever split the other figures are of; None for none."""
        self._folder, self._stale = folder, True
        if self._panel.isVisible():
            self._show()

    def _show(self) -> None:
        """The answers may be many megabytes: they are read once somebody looks."""
        if not self._stale:
            return
        self._stale = False
        folder = self._folder
        answers: tuple[Answer, ...] = ()
        accepted: float | None = None
        try:
            if folder is not None and folder.has_model:
                evaluation, accepted = folder.evaluation(Split.VALIDATION), folder.facts().accepted_error
                answers = evaluation.answers if evaluation is not None else ()
        except RunError as error:
            self._session.said.emit(banner_of(error))
        self._panel.show_answers(answers, accepted)

    def _on_chosen(self, accepted: float) -> None:
        if self._folder is not None:
            self._session.choose_sureness(self._folder.path.name, accepted)
