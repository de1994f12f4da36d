"""The plots of a report, as figures a template can draw."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import dist, isfinite, sqrt
from typing import Final

from tldesk.core.numbers import DASH, decimal, percent
from tldesk.core.results import ClassScore, EpochMetrics, Evaluation

PLOT_WIDTH: Final = 420
PLOT_HEIGHT: Final = 180
SQUARE: Final = 240
SEEN: Final = 1.0
"""Points of a curve in a square that are closer than this look like one."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a plot: SVG points, and its value at the epoch that was kept (else the last one) in words."""

    name: str
    points: str
    value: str
    dashed: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """Training and validation over the epochs; `low` and `high` are the ends of the vertical axis in words.

    `kept_x` is where on the horizontal axis the epoch lies whose weights were kept; None where that is not known.
    """

    title: str
    curves: tuple[Curve, ...]
    low: str
    high: str
    epochs: int
    kept_x: float | None


@dataclass(frozen=True, slots=True)
class ClassCurve:
    """One class against all others: SVG points in a square plot (0..`SQUARE`, down), and the area under it in words."""

    name: str
    points: str
    value: str
    weakest: bool


@dataclass(frozen=True, slots=True)
class ScorePlot:
    """A curve for each class, in the unit square; the weakest one comes last, so that it lies above the others."""

    title: str
    across: str
    up: str
    curves: tuple[ClassCurve, ...]


@dataclass(frozen=True, slots=True)
class Sureness:
    """Answers of about one confidence, in words, and where their point lies in a square plot (0..`SQUARE`, down)."""

    confidence: str
    accuracy: str
    count: int
    x: float
    y: float
    radius: float


def plots(epochs: Sequence[EpochMetrics], kept: int | None) -> list[Plot]:
    """Loss and accuracy over the epochs; `kept` is the epoch whose weights were kept."""
    if len(epochs) < 2:
        return []
    place = next((index for index, epoch in enumerate(epochs) if epoch.epoch == kept), None)
    losses = [e.train_loss for e in epochs], [e.validation_loss for e in epochs]
    accuracies = [e.train_accuracy for e in epochs], [e.validation_accuracy for e in epochs]
    top = max((value for line in losses for value in line if isfinite(value)), default=1.0)
    bottom = min((value for line in accuracies for value in line if isfinite(value)), default=0.0)
    if bottom == 1.0:
        bottom = 0.0  # a line that is always right runs along the top
    return [
        _plot("Loss (nats)", losses, low=0.0, high=top or 1.0, words=lambda value: f"{value:.2f}", kept=place),
        _plot("Accuracy", accuracies, low=bottom, high=1.0, words=percent, kept=place),
    ]


def _plot(
    title: str, lines: tuple[list[float], list[float]], *, low: float, high: float, words: Callable[[float], str], kept: int | None
) -> Plot:
    """A loss that is no number (a training that went astray) leaves a gap, and a dash as its value."""
    span = (high - low) or 1.0
    step = PLOT_WIDTH / (len(lines[0]) - 1)
    curves = []
    for name, values, dashed in (("training", lines[0], True), ("validation", lines[1], False)):
        points = [(i * step, PLOT_HEIGHT * (1 - (y - low) / span)) for i, y in enumerate(values) if isfinite(y)]
        value = values[-1 if kept is None else kept]
        curves.append(Curve(name, " ".join(f"{x:.1f},{y:.1f}" for x, y in points), words(value) if isfinite(value) else DASH, dashed))
    kept_x = None if kept is None else kept * step
    return Plot(title, tuple(curves), words(low), words(high), len(lines[0]), kept_x)


def score_plots(scores: Sequence[ClassScore]) -> list[ScorePlot]:
    """Receiver operating characteristic and precision over recall; none where no class has a curve."""
    roc = [(score.name, score.roc, score.roc_auc) for score in scores]
    recalls = [(score.name, score.precision_recall, score.average_precision) for score in scores]
    made = [
        ScorePlot("Receiver operating characteristic", "False positive rate", "True positive rate", _class_curves(roc)),
        ScorePlot("Precision over recall", "Recall", "Precision", _class_curves(recalls)),
    ]
    return [plot for plot in made if plot.curves]


def _class_curves(given: Sequence[tuple[str, Sequence[tuple[float, float]], float | None]]) -> tuple[ClassCurve, ...]:
    known = sorted(((area, name, places) for name, places, area in given if area is not None and places), key=lambda one: -one[0])
    return tuple(
        ClassCurve(name, _in_square(places), decimal(area), weakest=rank == len(known))
        for rank, (area, name, places) in enumerate(known, 1)
    )


def _in_square(places: Sequence[tuple[float, float]]) -> str:
    """The points in a square plot, without those that lie on the one before as far as one can see."""
    kept: list[tuple[float, float]] = []
    for x, y in places:
        point = SQUARE * x, SQUARE * (1 - y)
        if not kept or dist(kept[-1], point) >= SEEN:
            kept.append(point)
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in kept)


def sureness(evaluation: Evaluation) -> list[Sureness]:
    """The reliability diagram: a point for each lot of answers, its area as their number."""
    most = max((one.count for one in evaluation.reliability), default=0)
    return [
        Sureness(
            percent(one.confidence),
            percent(one.accuracy),
            one.count,
            SQUARE * one.confidence,
            SQUARE * (1 - one.accuracy),
            3 + 9 * sqrt(one.count / most),
        )
        for one in evaluation.reliability
        if one.count
    ]
