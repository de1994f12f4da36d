"""95 % intervals: Wilson's for proportions of photos that stand alone, the bootstrap's for everything else."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from tldesk.core.results import Figure, Interval

Numbers = NDArray[np.float64]
Measure = Callable[[Numbers], Mapping[Figure, float]]

RESAMPLES = 1000
SEED = 0


def wilson(right: int, total: int) -> Interval:
    """The share `right / total` with its Wilson score interval (Wilson 1927); `total` must be positive."""
    bounds = binomtest(right, total).proportion_ci(confidence_level=0.95, method="wilson")
    return Interval(right / total, float(bounds.low), float(bounds.high))


def bootstrap(measure: Measure, groups: Sequence[str]) -> dict[Figure, Interval]:
    """Figures with their percentile intervals over 1,000 resamples (Efron & Tibshirani 1993, chapter 13).

    Photos of one group are drawn together (the cluster bootstrap: Field & Welsh 2007, J. R. Stat. Soc. B 69, 369): photos of one plate or
    burst are right or wrong together, and as many as there are they say little more than one. An interval that collapses, as where
    every answer is right, says nothing and is left out.

    Args:
        measure: the figures where photo i counts `weights[i]` times; NaN where one is undefined.
        groups: of each photo; empty where it stands alone.
    """
    values = measure(np.ones(len(groups)))
    drawn: dict[Figure, list[float]] = {figure: [] for figure in values}
    for weights in _resamples(groups):
        for figure, value in measure(weights).items():
            if np.isfinite(value):
                drawn[figure].append(value)
    return {figure: _interval(value, drawn[figure]) for figure, value in values.items() if np.isfinite(value)}


def _interval(value: float, drawn: Sequence[float]) -> Interval:
    if not drawn or max(drawn) - min(drawn) < 1e-12:
        return Interval(float(value), None, None)
    low, high = np.percentile(drawn, (2.5, 97.5))
    return Interval(float(value), float(low), float(high))


def units_of(groups: Sequence[str]) -> NDArray[np.int64]:
    """What each photo is drawn with, numbered from 0: its group, or itself where that is empty."""
    units = [f"g{group}" if group else f"p{index}" for index, group in enumerate(groups)]
    return np.unique(units, return_inverse=True)[1].astype(np.int64)


def _resamples(groups: Sequence[str]) -> Iterator[Numbers]:
    """How often each photo was drawn, `RESAMPLES` times."""
    of_photo = units_of(groups)
    count = int(of_photo.max()) + 1
    rng = np.random.default_rng(SEED)
    for _ in range(RESAMPLES):
        times = np.bincount(rng.integers(0, count, count), minlength=count).astype(np.float64)
        yield times[of_photo]
