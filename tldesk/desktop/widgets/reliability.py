"""Whether a model is as right as it says: accuracy over confidence."""

from collections.abc import Sequence
from math import ceil
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.results import BINS, Bin, Interval
from tldesk.desktop import theme
from tldesk.desktop.widgets.chart import UnitChart, thin_pen


class _Bars(UnitChart):
    def __init__(self) -> None:
        super().__init__()
        self._bars: Any = None
        self._bins: Sequence[Bin] = ()

    def draw(self, bins: Sequence[Bin]) -> None:
        self._bins = bins
        if self._bars is not None:
            self.getPlotItem().removeItem(self._bars)
        most = max((one.count for one in bins), default=1)
        accent = theme.colours().accent
        brushes = []
        for one in bins:
            ink = pg.mkColor(accent)
            # Bars that stand for few photos are pale: their height says little.
            ink.setAlphaF(0.25 + 0.75 * one.count / most)
            brushes.append(ink)
        self._bars = pg.BarGraphItem(
            x=[100 * (ceil(one.confidence * BINS) - 0.5) / BINS for one in bins],
            height=[100 * one.accuracy for one in bins],
            width=80 / BINS,
            brushes=brushes,
            pen=thin_pen(accent),
        )
        self.getPlotItem().addItem(self._bars)

    def recolour(self) -> None:
        super().recolour()
        if self._bars is not None:
            self.draw(self._bins)


class Reliability(QWidget):
    """The reliability diagram: bars on the dotted line are honest, below it the model is surer than it should be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = _Bars()
        up, across = QLabel(self.tr("Share that is right (%)")), QLabel(self.tr("Confidence (%)"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        for label in (up, across, self.said):
            label.setFont(theme.caption())
            theme.look(label, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        layout.addWidget(up)
        layout.addWidget(self._bars, 1)
        layout.addWidget(across, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.said)

    def show_bins(self, bins: Sequence[Bin], error: Interval | None) -> None:
        """Draw `bins`; `error` is the expected calibration error, None where there is none."""
        self._bars.draw(bins)
        self.said.setText(self._words(bins, error) if bins and error is not None else "")
        self.setAccessibleDescription(self.said.text())

    def _words(self, bins: Sequence[Bin], error: Interval) -> str:
        total = sum(one.count for one in bins)
        gap = sum(one.count * (one.confidence - one.accuracy) for one in bins) / total
        if abs(gap) < 0.01:
            lean = self.tr("on the whole as sure as it is right")
        elif gap > 0:
            lean = self.tr("on the whole surer than it is right")
        else:
            lean = self.tr("on the whole less sure than it is right")
        text = self.tr("Calibration error {error}: the model is {lean}. Pale bars stand for few photos.")
        return text.format(error=numbers.interval(error), lean=lean)
