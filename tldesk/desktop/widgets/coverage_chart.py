"""How many photos a model answers for, and how many of these answers are wrong."""

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt

from tldesk.core.abstention import Abstention, CoveragePoint
from tldesk.desktop import theme
from tldesk.desktop.widgets.chart import Chart, thin_pen


class CoverageChart(Chart):
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
        """Show the curve, and what was chosen on it."""
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
