"""A plot in the theme's colours that can't be dragged about."""

from functools import partial
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy

from tldesk.desktop import theme


def thin_pen(colour: QColor, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """One pixel wide at any zoom: wider pens are twenty times slower in pyqtgraph."""
    pen = QPen(colour, 1, style)
    pen.setCosmetic(True)
    return pen


class Chart(pg.PlotWidget):  # type: ignore[misc]
    """An empty plot; `recolour` is called when it is shown and when the theme changes, and takes care of what is drawn in it."""

    def __init__(self, **options: Any) -> None:
        # Without its menus, which nobody can open here, a plot is made in half the time.
        super().__init__(background=None, enableMenu=False, **options)
        item = self.getPlotItem()
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        item.setClipToView(True)
        item.getAxis("left").enableAutoSIPrefix(False)
        item.getAxis("left").setWidth(48)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(110)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def recolour(self) -> None:
        """Take the colours of the theme."""
        palette = theme.colours()
        self.setBackground(palette.surface)
        for side in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(thin_pen(palette.line))
            axis.setTextPen(QPen(palette.muted))
            axis.setStyle(tickFont=theme.tabular(theme.caption()), tickLength=-4)
        self.getPlotItem().getAxis("left").setLabel(None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Qt sends one while the plot is still being made.
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self.recolour()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            # What made the room another has filled this turn of the event loop: the painting, which is dear, gets one of its own.
            self.setUpdatesEnabled(False)
            QTimer.singleShot(0, self, partial(self.setUpdatesEnabled, True))

    def showEvent(self, event: QShowEvent) -> None:
        self.recolour()
        super().showEvent(event)


class UnitChart(Chart):
    """Both axes from 0 to 100 percent, with a hairline along the diagonal that one or the other kind of plot is read against."""

    def __init__(self, *, rising: bool = True) -> None:
        super().__init__()
        item = self.getPlotItem()
        item.setXRange(0, 100, padding=0.04)
        item.setYRange(0, 100, padding=0.02)
        item.disableAutoRange()
        for side in ("left", "bottom"):
            item.getAxis(side).setTicks([[(value, str(value)) for value in range(0, 101, 20)]])
        self._diagonal = item.plot([0, 100], [0, 100]) if rising else None

    def recolour(self) -> None:
        super().recolour()
        if self._diagonal is not None:
            self._diagonal.setPen(thin_pen(theme.colours().muted, Qt.PenStyle.DotLine))
