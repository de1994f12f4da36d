"""The curves of several runs in one chart each: loss and accuracy on the validation photos."""

import math
from collections.abc import Sequence
from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.core.results import EpochMetrics
from tldesk.desktop import theme
from tldesk.desktop.widgets.chart import Chart, thin_pen
from tldesk.desktop.widgets.curves import ACCURACY_AXIS, EpochAxis

LIGHT: Final = ("#0b57c4", "#b35900", "#00735c", "#a3316f", "#5b5b5b", "#6b5b00")
DARK: Final = ("#6cb0ff", "#f0a040", "#4cc9a0", "#f28cc0", "#b8b8b8", "#d6d64a")
"""Okabe and Ito's order of hues, as dark or as light as 3:1 on the surface asks; told apart by dash and mark as well."""

DASHES: Final = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DashDotLine,
)
MARKS: Final = ("o", "s", "t", "d", "+", "x")
MOST_MARKS: Final = 12
"""Epochs of a curve that have a mark; more would hide each other."""
SWATCH: Final = QSize(28, 12)


def run_colour(place: int) -> QColor:
    """The colour of the run at `place` of those compared, in the theme's shade."""
    return QColor((DARK if theme.colours().dark else LIGHT)[place])


def run_pen(place: int) -> QPen:
    """The pen of its curves."""
    return thin_pen(run_colour(place), DASHES[place])


def _draw_swatch(painter: QPainter, place: int) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(run_pen(place))
    middle = SWATCH.height() / 2
    painter.drawLine(0, round(middle), SWATCH.width(), round(middle))
    painter.translate(SWATCH.width() / 2, middle)
    pg.graphicsItems.ScatterPlotItem.drawSymbol(painter, MARKS[place], 7, QPen(Qt.PenStyle.NoPen), QBrush(run_colour(place)))


def swatch(place: int) -> QIcon:
    """A short piece of a run's curve with its mark."""
    pixmap = QPixmap(SWATCH)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _draw_swatch(painter, place)
    painter.end()
    return QIcon(pixmap)


class Swatch(QWidget):
    """The same, for a legend; it follows the theme."""

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.setFixedSize(SWATCH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        _draw_swatch(painter, self._place)
        painter.end()


class _Overlaid(Chart):
    """One figure over epochs, a line for each run."""

    def __init__(self, lines: Sequence[tuple[list[float], list[float]]], *, percent: bool) -> None:
        super().__init__(axisItems={"bottom": EpochAxis(orientation="bottom")})
        item = self.getPlotItem()
        if percent:
            item.setLimits(**ACCURACY_AXIS)
        self._lines: list[Any] = []
        self._marks: list[Any] = []
        for place, (epochs, values) in enumerate(lines):
            # What is not finite is left out, not drawn as NaN: pyqtgraph warns of a line that has nothing else.
            points = [(epoch, value) for epoch, value in zip(epochs, values, strict=True) if math.isfinite(value)]
            step = -(-len(points) // MOST_MARKS) or 1
            self._lines.append(item.plot(*_apart(points)))
            self._marks.append(item.plot(*_apart(points[::step]), pen=None, symbol=MARKS[place], symbolSize=7))
        last = max((epochs[-1] for epochs, _ in lines if epochs), default=1.0)
        item.setXRange(1.0, max(2.0, last), padding=0.02)

    def recolour(self) -> None:
        super().recolour()
        for place, (line, marks) in enumerate(zip(self._lines, self._marks, strict=True)):
            line.setPen(run_pen(place))
            marks.setSymbolPen(None)
            marks.setSymbolBrush(run_colour(place))


class RunCurves(QWidget):
    """Validation loss and validation accuracy of up to six runs, side by side, with a legend.

    Args:
        runs: name and epochs of each.
    """

    def __init__(self, runs: Sequence[tuple[str, Sequence[EpochMetrics]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Curves of the runs"))
        self.setAccessibleDescription(", ".join(name for name, _ in runs))
        epochs = [[float(epoch.epoch) for epoch in each] for _, each in runs]
        losses = [[epoch.validation_loss for epoch in each] for _, each in runs]
        accuracies = [[100 * epoch.validation_accuracy for epoch in each] for _, each in runs]
        charts = QHBoxLayout()
        charts.setSpacing(theme.S16)
        for title, values, percent in (
            (self.tr("Validation loss (nats) by epoch"), losses, False),
            (self.tr("Validation accuracy (%) by epoch"), accuracies, True),
        ):
            column = QVBoxLayout()
            column.setSpacing(theme.S4)
            label = QLabel(title)
            label.setFont(theme.caption())
            column.addWidget(label)
            column.addWidget(_Overlaid(list(zip(epochs, values, strict=True)), percent=percent), 1)
            charts.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(charts)


def _apart(points: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [epoch for epoch, _ in points], [value for _, value in points]
