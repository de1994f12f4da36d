"""Figures of an evaluation, from its answers. They agree with scikit-learn, which draws the curves."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import auc, average_precision_score, precision_recall_curve, roc_curve

from tldesk.core.errors import RecipeError
from tldesk.core.photo import Split
from tldesk.core.results import BINS, Answer, Bin, ClassScore, Evaluation, Figure, Interval
from tldesk.engine.intervals import bootstrap, units_of, wilson

Numbers = NDArray[np.float64]

CURVE_POINTS = 200
"""At most so many points of a curve are kept; no screen shows more."""

SMALLEST_SHARE = 1e-12
"""A probability of 0 counts as this, so that the log loss of a certain mistake is finite."""


def evaluation_of(
    answers: Sequence[Answer], *, split: Split, classes: tuple[str, ...], unreadable: Sequence[tuple[str, str]] = ()
) -> Evaluation:
    """All figures of `answers`, each of which must be labelled. Classes that are absent score None where a figure is undefined.

    Raises:
        RecipeError: there is no labelled answer.
    """
    labels = np.array([answer.label for answer in answers if answer.label is not None])
    if not len(labels) or len(labels) != len(answers):
        raise RecipeError(
            f"There is no labelled {split} photo that can be read.", remedy=f"Label photos and give some of them the split {split}."
        )
    counted = _Counted(np.array([answer.probabilities for answer in answers]), labels)
    confusion = counted.confusion(np.ones(len(labels)))
    return Evaluation(
        split=split,
        classes=classes,
        figures=_figures(counted, [answer.group for answer in answers]),
        scores=tuple(_score(name, index, confusion, counted) for index, name in enumerate(classes)),
        confusion=tuple(tuple(int(count) for count in row) for row in confusion),
        reliability=counted.reliability(),
        answers=tuple(answers),
        unreadable=tuple(unreadable),
    )


def _figures(counted: "_Counted", groups: Sequence[str]) -> dict[Figure, Interval]:
    figures = bootstrap(counted.figures, groups)
    units = int(units_of(groups).max()) + 1
    for figure, hit in counted.hits.items():
        if units == len(groups):
            figures[figure] = wilson(int(hit.sum()), units)
        elif figures[figure].low is None:
            # Every group is right as often, so that resampling says nothing: each group counts once.
            share = float(hit.mean())
            bounds = wilson(round(share * units), units)
            figures[figure] = Interval(share, bounds.low, bounds.high)
    return figures


class _Counted:
    """Answers as arrays, so that figures of a thousand resamples take a moment.

    Args:
        shares: probabilities, `N, C`. labels: class indices, `N`.
    """

    def __init__(self, shares: Numbers, labels: NDArray[np.int64]) -> None:
        self.shares, self.labels = shares, labels
        self._classes = shares.shape[1]
        # The most probable class first; of equal ones the first, as `Answer.best` has it.
        ranking = np.argsort(-shares, axis=1, kind="stable")
        self._guesses = ranking[:, 0]
        self._cells = labels * self._classes + self._guesses
        rank = np.argmax(ranking == labels[:, None], axis=1)
        tops = {Figure.ACCURACY: 1, Figure.TOP_3: 3, Figure.TOP_5: 5}
        self.hits = {figure: rank < top for figure, top in tops.items() if top == 1 or top < self._classes}
        clipped = np.clip(shares, SMALLEST_SHARE, None)
        self._losses = -np.log((clipped / clipped.sum(1, keepdims=True))[np.arange(len(labels)), labels])
        self._confidence = shares.max(1)
        self._bins = np.clip(np.ceil(self._confidence * BINS).astype(np.int64) - 1, 0, BINS - 1)

    def confusion(self, weights: Numbers) -> Numbers:
        """Photos by [label][prediction], `C, C`."""
        counts = np.bincount(self._cells, weights, self._classes**2).astype(np.float64)
        return counts.reshape(self._classes, self._classes)

    def figures(self, weights: Numbers) -> dict[Figure, float]:
        """Every figure where photo i counts `weights[i]` times; NaN where one is undefined."""
        total = weights.sum()
        return {
            **{figure: float(weights @ hit / total) for figure, hit in self.hits.items()},
            **_of_confusion(self.confusion(weights)),
            Figure.LOG_LOSS: float(weights @ self._losses / total),
            Figure.CALIBRATION_ERROR: self._calibration_error(weights),
        }

    def _calibration_error(self, weights: Numbers) -> float:
        """The gap between confidence and accuracy, averaged over the answers (expected calibration error, Guo et al. 2017)."""
        gap = np.bincount(self._bins, weights * (self._confidence - self.hits[Figure.ACCURACY]), BINS)
        return float(np.abs(gap).sum() / weights.sum())

    def reliability(self) -> tuple[Bin, ...]:
        """The bins that hold answers."""
        counts, right, confident = (
            np.bincount(self._bins, values, BINS) for values in (None, self.hits[Figure.ACCURACY].astype(float), self._confidence)
        )
        return tuple(Bin(float(confident[i] / counts[i]), float(right[i] / counts[i]), int(counts[i])) for i in range(BINS) if counts[i])


def _of_confusion(matrix: Numbers) -> dict[Figure, float]:
    """Figures of a confusion matrix; means over classes leave out those where the figure is undefined.

    Kappa: Cohen 1960, Educ. Psychol. Meas. 20, 37. Matthews correlation of several classes: Gorodkin 2004, Comput. Biol. Chem. 28, 367.
    """
    labelled, predicted, right, total = matrix.sum(1), matrix.sum(0), np.diag(matrix), matrix.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = np.where(predicted > 0, right / predicted, np.nan)
        recall = np.where(labelled > 0, right / labelled, np.nan)
        both = labelled + predicted
        f1 = np.where(both > 0, 2 * right / both, np.nan)
        chance = labelled @ predicted / total**2
        kappa = (right.sum() / total - chance) / (1 - chance)
        spread = (total**2 - labelled @ labelled) * (total**2 - predicted @ predicted)
        correlation = (right.sum() * total - labelled @ predicted) / math.sqrt(spread) if spread > 0 else 0.0
    return {
        Figure.BALANCED_ACCURACY: _mean(recall),
        Figure.MACRO_PRECISION: _mean(precision),
        Figure.MACRO_F1: _mean(f1),
        Figure.KAPPA: float(kappa),
        Figure.MCC: float(correlation),
    }


def _mean(values: Numbers) -> float:
    there = values[~np.isnan(values)]
    return float(there.mean()) if len(there) else math.nan


def _score(name: str, index: int, confusion: Numbers, counted: _Counted) -> ClassScore:
    labelled, predicted, right = confusion[index].sum(), confusion[:, index].sum(), confusion[index, index]
    positive = counted.labels == index
    score = ClassScore(
        name,
        float(right / predicted) if predicted else None,
        float(right / labelled) if labelled else None,
        float(2 * right / (labelled + predicted)) if labelled + predicted else None,
        int(labelled),
    )
    if not positive.any() or positive.all():
        return score
    shares = counted.shares[:, index]
    false, true, _ = roc_curve(positive, shares)
    precision, recall, _ = precision_recall_curve(positive, shares)
    return ClassScore(
        name,
        score.precision,
        score.recall,
        score.f1,
        score.support,
        roc_auc=float(auc(false, true)),
        average_precision=float(average_precision_score(positive, shares)),
        roc=_thinned(false, true),
        precision_recall=_thinned(recall[::-1], precision[::-1]),
    )


def _thinned(x: Numbers, y: Numbers) -> tuple[tuple[float, float], ...]:
    kept = np.unique(np.linspace(0, len(x) - 1, min(len(x), CURVE_POINTS)).round().astype(int))
    return tuple((float(x[i]), float(y[i])) for i in kept)
