"""Figures of an evaluation, from its answers. scikit-learn does the arithmetic; the interval is Wilson's (1927)."""

import math
from collections.abc import Sequence

import numpy as np
from scipy.stats import binomtest
from sklearn.metrics import confusion_matrix, log_loss, precision_recall_fscore_support

from tldesk.core.errors import RecipeError
from tldesk.core.photo import Split
from tldesk.core.results import Answer, ClassScore, Evaluation, Interval


def wilson(right: int, total: int) -> Interval:
    """The share `right / total` with its 95 % Wilson score interval; `total` must be positive."""
    bounds = binomtest(right, total).proportion_ci(confidence_level=0.95, method="wilson")
    return Interval(right / total, float(bounds.low), float(bounds.high))


def evaluation_of(
    answers: Sequence[Answer], *, split: Split, classes: tuple[str, ...], unreadable: Sequence[tuple[str, str]] = ()
) -> Evaluation:
    """All figures of `answers`, each of which must be labelled. Classes that are absent score None where a figure is undefined.

    Raises:
        RecipeError: there is no labelled answer.
    """
    labels = [answer.label for answer in answers if answer.label is not None]
    if not labels or len(labels) != len(answers):
        raise RecipeError(
            f"There is no labelled {split} photo that can be read.", remedy=f"Label photos and give some of them the split {split}."
        )
    indices = list(range(len(classes)))
    guesses = [answer.best for answer in answers]
    matrix = confusion_matrix(labels, guesses, labels=indices)
    precision, recall, f1, support = precision_recall_fscore_support(labels, guesses, labels=indices, zero_division=np.nan)
    shares = np.clip([answer.probabilities for answer in answers], 1e-12, None)
    return Evaluation(
        split=split,
        classes=classes,
        accuracy=wilson(int(np.trace(matrix)), len(labels)),
        macro_f1=float(np.nanmean(f1)),
        loss=float(log_loss(labels, shares / shares.sum(1, keepdims=True), labels=indices)),
        scores=tuple(
            ClassScore(name, _defined(precision[i]), _defined(recall[i]), _defined(f1[i]), int(support[i]))
            for i, name in enumerate(classes)
        ),
        confusion=tuple(tuple(int(count) for count in row) for row in matrix),
        answers=tuple(answers),
        unreadable=tuple(unreadable),
    )


def _defined(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
