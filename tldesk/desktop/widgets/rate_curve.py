"""The loss over the learning rates that were tried, with the one that is suggested."""

import math
from collections.abc import Sequence
from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.widgets.chart import Chart, thin_pen

LEAST: Final = 1e-12
"""Stands for a rate of nothing, which has no place on a logarithmic axis."""


class RateCurve(Chart):
    """Rates on a logarithmic axis; the suggestion is a line with its dot, the recipe's own rate a dotted one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("Loss over the learning rate"))
        self.setMinimumHeight(220)
        item = self.getPlotItem()
        item.setLogMode(x=True, y=False)
        self.line = item.plot([], [])
        self.suggested = pg.InfiniteLine(angle=90, movable=False)
        self.current = pg.InfiniteLine(angle=90, movable=False)
        for mark in (self.suggested, self.current):
            mark.hide()
            item.addItem(mark, ignoreBounds=True)

    def show_curve(self, rates: Sequence[float], losses: Sequence[float], *, suggestion: float, current: float) -> None:
        """Draw losses in nats over rates, and mark two of them."""
        self.line.setData(list(rates), list(losses))
        for mark, rate in ((self.suggested, suggestion), (self.current, current)):
            mark.setValue(math.log10(max(LEAST, rate)))
            mark.show()
        places = [math.log10(max(LEAST, rate)) for rate in (*rates, suggestion, current)]
        self.getPlotItem().setXRange(min(places), max(places), padding=0.03)
        self.setAccessibleDescription(
            self.tr("The lowest loss is {loss} at the rate {rate}; suggested is {suggestion}").format(
                loss=numbers.decimal(min(losses)), rate=f"{rates[losses.index(min(losses))]:.2g}", suggestion=f"{suggestion:.2g}"
            )
        )

    def recolour(self) -> None:
        super().recolour()
        palette = theme.colours()
        self.line.setPen(thin_pen(palette.accent))
        self.suggested.setPen(thin_pen(palette.good))
        self.current.setPen(thin_pen(palette.muted, Qt.PenStyle.DotLine))
