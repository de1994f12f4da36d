"""Loss, accuracy and learning rate by epoch, training and validation told apart by colour and by dash."""

import math
from collections.abc import Sequence
from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.results import EpochMetrics, Phase
from tldesk.desktop import theme
from tldesk.desktop.widgets.chart import Chart, thin_pen
from tldesk.desktop.widgets.elided import ElidedLabel

REDRAW_MS: Final = 100
"""Epochs that end within this time are drawn together."""

DOTS_UP_TO: Final = 40
"""With so few epochs each is a dot as well, so that a run of one epoch shows something."""

ACCURACY_AXIS: Final = {"yMin": -4.0, "yMax": 106.0, "minYRange": 12.0}
"""Percent: room for dots and for the number 100 at the ends, and no ticks for hundredths where every epoch has the same accuracy."""

TRAINING: Final = "training"
VALIDATION: Final = "validation"
RATE: Final = "rate"

LOSS: Final = "loss"
ACCURACY: Final = "accuracy"
LEARNING_RATE: Final = "learning rate"

AXIS_WIDTH: Final = 60
"""Pixels: room for a learning rate such as 0.00089."""

LOW_CHART: Final = 80
"""Pixels the learning rate needs at least: its shape says all."""


def series_colour(series: str) -> QColor:
    """Blue for training, orange for validation: a pair that colour-blind people can tell apart, 3:1 on both surfaces."""
    if series == RATE:
        return theme.colours().muted
    dark = theme.colours().dark
    if series == TRAINING:
        return QColor("#6cb0ff" if dark else "#0b57c4")
    return QColor("#f0a040" if dark else "#b35900")


def series_pen(series: str) -> QPen:
    """Validation is dashed."""
    return thin_pen(series_colour(series), Qt.PenStyle.DashLine if series == VALIDATION else Qt.PenStyle.SolidLine)


class _Sample(QWidget):
    """A short piece of a series' line, for the legend."""

    def __init__(self, series: str) -> None:
        super().__init__()
        self._series = series
        self.setFixedSize(QSize(28, 12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() / 2
        painter.setPen(series_pen(self._series))
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(series_colour(self._series))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(self.width() / 2, middle), 2.5, 2.5)
        painter.end()


class EpochAxis(pg.AxisItem):  # type: ignore[misc]
    """Ticks at whole epochs only."""

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        spacings = [(max(1.0, float(round(step))), offset) for step, offset in super().tickSpacing(minVal, maxVal, size)]
        return list(dict.fromkeys(spacings))


class PercentAxis(pg.AxisItem):  # type: ignore[misc]
    """No ticks beyond 0 and 100, where there is room for the line only."""

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        return [(step, [value for value in values if 0 <= value <= 100]) for step, values in super().tickValues(minVal, maxVal, size)]


class _Plot(Chart):
    """One figure over epochs, with a line for each series."""

    def __init__(self, *series: str, unit: str = "") -> None:
        axes = {"bottom": EpochAxis(orientation="bottom")} | ({"left": PercentAxis(orientation="left")} if unit == "%" else {})
        super().__init__(axisItems=axes)
        self._unit = unit
        item = self.getPlotItem()
        item.getAxis("left").setWidth(AXIS_WIDTH)
        self._lines: dict[str, Any] = {one: item.plot([], []) for one in series}
        self._best = pg.InfiniteLine(angle=90, movable=False)
        self._thaw = pg.InfiniteLine(angle=90, movable=False)
        for line in (self._best, self._thaw):
            line.hide()
            item.addItem(line, ignoreBounds=True)

    def recolour(self) -> None:
        super().recolour()
        palette = theme.colours()
        for series, line in self._lines.items():
            line.setPen(series_pen(series))
            line.setSymbolPen(None)
            line.setSymbolBrush(series_colour(series))
        self._best.setPen(thin_pen(palette.muted, Qt.PenStyle.DotLine))
        self._thaw.setPen(thin_pen(palette.line))

    def draw(self, epochs: Sequence[float], values: dict[str, list[float]], *, best: float | None, thaw: float | None) -> None:
        for series, line in self._lines.items():
            # pyqtgraph warns of a line without any number.
            known = any(math.isfinite(value) for value in values[series])
            line.setData(
                epochs if known else [], values[series] if known else [], symbol="o" if len(epochs) <= DOTS_UP_TO else None, symbolSize=5
            )
        for mark, place in ((self._best, best), (self._thaw, thaw)):
            mark.setVisible(place is not None)
            if place is not None:
                mark.setValue(place)
        if RATE in self._lines:
            # From nothing on: a schedule is read by how much of the rate is left.
            highest = max((rate for rate in values[RATE] if not math.isnan(rate)), default=1.0)
            self.getPlotItem().setYRange(0, 1.2 * highest, padding=0)
            self.getPlotItem().getAxis("left").setTicks([[(0, "0"), (highest, f"{highest:.2g}")]])
        elif len(epochs) > 1:
            self.getPlotItem().enableAutoRange(axis="y")
        else:
            # What fits around a single number would make a great difference of nothing.
            highest = max((value for series in values.values() for value in series if math.isfinite(value)), default=0.0)
            self.getPlotItem().setYRange(0, 100 if self._unit == "%" else 1.2 * highest or 1)
        first, last = (epochs[0], epochs[-1]) if epochs else (0, 1)
        margin = 0.1 if last > first else 0.5
        self.getPlotItem().setXRange(first - margin, last + margin, padding=0.01)


class Curves(QWidget):
    """Live curves of one run: the best epoch dotted, the start of fine-tuning a hairline.

    Each chart is made and drawn in a turn of the event loop of its own: each takes a good part of what a turn may take.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Curves of loss, accuracy and learning rate"))
        self._epochs: tuple[EpochMetrics, ...] = ()
        self._rated: frozenset[int] = frozenset()
        self._plots: dict[str, _Plot] = {}
        self._waiting: list[str] = []
        self._held: list[_Plot] = []
        self._redraw = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._redraw.timeout.connect(self._draw)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._draw_next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S8)
        self._places = {
            LOSS: self._place(self.tr("Loss (nats)"), legend=True),
            ACCURACY: self._place(self.tr("Accuracy (%)"), legend=False),
            LEARNING_RATE: self._place(self.tr("Learning rate of the head"), legend=False),
        }
        for figure, place in self._places.items():
            layout.addWidget(place, 1 if figure == LEARNING_RATE else 3)
            place.hide()
        self._nothing = QLabel(self._in_words(), wordWrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        theme.look(self._nothing, "muted")
        layout.addWidget(self._nothing, 1)
        self._foot = ElidedLabel("", Qt.TextElideMode.ElideRight)
        self._foot.setFont(theme.caption())
        theme.look(self._foot, "muted")
        self._foot.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._foot.hide()
        layout.addWidget(self._foot)
        self._draw()

    def _place(self, text: str, *, legend: bool) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        column.addLayout(self._heading(text, legend=legend))
        return place

    def _plot(self, figure: str) -> _Plot:
        if figure not in self._plots:
            plot = _Plot(RATE) if figure == LEARNING_RATE else _Plot(TRAINING, VALIDATION, unit="%" if figure == ACCURACY else "")
            if figure == ACCURACY:
                plot.getPlotItem().setLimits(**ACCURACY_AXIS)
            if figure == LEARNING_RATE:
                plot.setMinimumHeight(LOW_CHART)
            layout = self._places[figure].layout()
            assert isinstance(layout, QVBoxLayout)
            layout.addWidget(plot, 1)
            self._plots[figure] = plot
        return self._plots[figure]

    @property
    def epochs(self) -> tuple[EpochMetrics, ...]:
        """What is drawn, or will be within `REDRAW_MS`."""
        return self._epochs

    def show_epochs(self, epochs: Sequence[EpochMetrics], *, rated: Sequence[EpochMetrics] = ()) -> None:
        """Draw `epochs`, oldest first; none clears. `rated`: those that had a learning rate."""
        self._epochs = tuple(epochs)
        self._rated = frozenset(epoch.epoch for epoch in rated)
        for figure in self._places.keys() - self._figures():
            self._places[figure].hide()
        self._nothing.setVisible(not epochs)
        self._foot.setVisible(bool(epochs))
        if not self._redraw.isActive():
            self._redraw.start()
        self._foot.setText(self._legend())
        self._nothing.setText(self._in_words())
        self.setAccessibleDescription(self._in_words())

    def _legend(self) -> str:
        """What the upright lines mean, where there are any."""
        if self._thaw() is not None:
            return self.tr("Epoch  ·  dotted: the best  ·  grey: fine-tuning begins")
        return self.tr("Epoch  ·  dotted: the best")

    def _thaw(self) -> float | None:
        """Where fine-tuning begins after the head was trained."""
        if not self._epochs or self._epochs[0].phase is not Phase.HEAD:
            return None
        return next((float(e.epoch) - 0.5 for e in self._epochs if e.phase is Phase.FINE_TUNE), None)

    def _heading(self, text: str, *, legend: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        label = QLabel(text)
        label.setFont(theme.caption())
        row.addWidget(label)
        row.addStretch(1)
        if legend:
            for series, name in ((TRAINING, self.tr("Training")), (VALIDATION, self.tr("Validation"))):
                row.addWidget(_Sample(series))
                caption = QLabel(name)
                caption.setFont(theme.caption())
                row.addWidget(caption)
        return row

    def _in_words(self) -> str:
        if not self._epochs:
            return self.tr("No epoch has ended yet.")
        last = self._epochs[-1]
        return self.tr("Epoch {epoch}: validation accuracy {accuracy}, validation loss {loss}").format(
            epoch=last.epoch, accuracy=numbers.percent(last.validation_accuracy), loss=numbers.decimal(last.validation_loss)
        )

    def _figures(self) -> list[str]:
        """What there is to draw."""
        return [LOSS, ACCURACY, *([LEARNING_RATE] if self._rated else [])] if self._epochs else []

    def _draw(self) -> None:
        self._waiting = list(self._places)
        self._turn.start()

    def _draw_next(self) -> None:
        if self._held:
            self._held.pop().setUpdatesEnabled(True)
            return
        if not self._waiting:
            self._turn.stop()
            return
        figure, epochs = self._waiting.pop(0), self._epochs
        best = next((float(e.epoch) for e in reversed(epochs) if e.best), None)
        values = {
            LOSS: {TRAINING: [e.train_loss for e in epochs], VALIDATION: [e.validation_loss for e in epochs]},
            ACCURACY: {TRAINING: [100 * e.train_accuracy for e in epochs], VALIDATION: [100 * e.validation_accuracy for e in epochs]},
            LEARNING_RATE: {RATE: [e.learning_rate if e.epoch in self._rated else math.nan for e in epochs]},
        }[figure]
        # One after the other they come into view. To lay them out fills this turn; the new one and those that give way are painted in
        # turns of their own.
        if figure in self._figures() and self._places[figure].isHidden():
            self._held = [plot for name, plot in self._plots.items() if name == figure or not self._places[name].isHidden()]
            for plot in self._held:
                plot.setUpdatesEnabled(False)
        self._places[figure].setVisible(figure in self._figures())
        self._plot(figure).draw([float(e.epoch) for e in epochs], _finite(values), best=best, thaw=self._thaw())


def _finite(values: dict[str, list[float]]) -> dict[str, list[float]]:
    """Infinities as NaN, which pyqtgraph leaves out of the line."""
    return {series: [v if math.isfinite(v) else math.nan for v in line] for series, line in values.items()}
