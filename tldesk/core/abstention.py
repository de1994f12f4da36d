"""When a model had better say "not sure": the confidence from which its answers are wrong no more often than is accepted.

Selective classification with guaranteed risk: Geifman & El-Yaniv 2017, "Selective classification for deep neural networks". Answers are
left out, least confident first, until what is left is good enough by an upper bound on its errors (lemma 3.1). The bounds are asked for
at fixed coverages and not by halving, as in their algorithm 1: few answers have as poor a bound as wrong ones, and halving can step
over all that lies between.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tldesk.core.results import Answer

ACCEPTED: Final = 0.05
"""The share of wrong answers that is accepted until somebody says otherwise."""

DELTA: Final = 0.05
"""How often the promise may fail: one validation split in twenty is luckier than that."""

LEVELS: Final = 20
"""Coverages that are tried; each bound may fail, and all together no more often than `DELTA`."""

POINTS: Final = 200
"""Points of a curve; more can't be told apart."""


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """The answers at or above `threshold`: what share of all they are, and what share of them is wrong; all in 0..1."""

    threshold: float
    coverage: float
    error: float


@dataclass(frozen=True, slots=True)
class Abstention:
    """What comes of accepting a share of wrong answers.

    Attributes:
        accepted: the share of the given answers that may be wrong, 0..1.
        threshold: answers less confident than this are "not sure"; None where even the surest answers are too few to say.
        coverage: the share of the photos that is answered. error: the share of these answers that is wrong on these photos.
        bound: what that share is at most on photos like these, but for one split in twenty; None where nothing is promised.
        photos: how many photos this is read from.
    """

    accepted: float
    threshold: float | None
    coverage: float
    error: float
    bound: float | None
    photos: int


def coverage_curve(answers: Sequence[Answer]) -> tuple[CoveragePoint, ...]:
    """Accuracy against coverage, surest answers first, at most `POINTS` points; answers without a label are left out."""
    points = _points(answers)
    step = max(1, math.ceil(len(points) / POINTS))
    return tuple(point for place, point in enumerate(points) if place % step == 0 or place == len(points) - 1)


def abstention(answers: Sequence[Answer], *, accepted: float = ACCEPTED) -> Abstention:
    """The lowest threshold at which no more than `accepted` of the answers are wrong.

    It is promised where the photos are enough for the bound. Where they are not, it is estimated from the answers as they are, each
    threshold with one more wrong answer than it has, so that a handful of right ones proves nothing (Laplace's rule of succession).
    """
    points = _points(answers)
    total = sum(answer.label is not None for answer in answers)
    # The bound takes the photos as independent of each other, which those of one group are not.
    kept, bound = _promised(points, total, accepted) if _independent(answers) else (None, None)
    if kept is None:
        good = [point for point in points if (point.error * _count(point, total) + 1) / (_count(point, total) + 2) <= accepted]
        kept = good[-1] if good else None
    if kept is None:
        return Abstention(accepted, None, 0.0, 0.0, None, total)
    return Abstention(accepted, kept.threshold, kept.coverage, kept.error, bound, total)


def _independent(answers: Sequence[Answer]) -> bool:
    groups = [answer.group for answer in answers if answer.label is not None and answer.group]
    return len(set(groups)) == len(groups)


def photos_needed(accepted: float) -> int:
    """How many right answers, without a wrong one among them, it takes to promise `accepted`."""
    return math.ceil(math.log(DELTA / LEVELS) / math.log(1 - accepted))


def _promised(points: Sequence[CoveragePoint], total: int, accepted: float) -> tuple[CoveragePoint | None, float | None]:
    """The largest of the coverages tried whose bound is good enough, with the bound."""
    tried = {bisect_left(points, level / LEVELS, key=lambda point: point.coverage) for level in range(1, LEVELS + 1)} if points else set()
    for place in sorted(tried, reverse=True):
        point = points[min(place, len(points) - 1)]
        if point.error > accepted:  # no bound lies below what was seen
            continue
        count = _count(point, total)
        bound = upper_bound(round(point.error * count), count, delta=DELTA / LEVELS)
        if bound <= accepted:
            return point, bound
    return None, None


def upper_bound(wrong: int, count: int, *, delta: float) -> float:
    """The largest share of wrong answers under which `wrong` or fewer of `count` still happen with probability `delta`."""
    if wrong >= count:
        return 1.0
    low, high = wrong / count, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        if _at_most(wrong, count, middle) > delta:
            low = middle
        else:
            high = middle
    return high


def _at_most(wrong: int, count: int, share: float) -> float:
    """The probability of at most `wrong` of `count`, each with probability `share` in 0..1."""
    if share in (0.0, 1.0):
        return float(share == 0.0)
    odds = math.log(share) - math.log1p(-share)
    term = count * math.log1p(-share)
    total = math.exp(term)
    for number in range(1, wrong + 1):
        term += math.log((count - number + 1) / number) + odds
        total += math.exp(term)
    return total


def _points(answers: Sequence[Answer]) -> list[CoveragePoint]:
    """One for each confidence that occurs, surest first."""
    judged = sorted(((answer.confidence, answer.best == answer.label) for answer in answers if answer.label is not None), reverse=True)
    points: list[CoveragePoint] = []
    wrong = 0
    for place, (confidence, right) in enumerate(judged, 1):
        wrong += not right
        if place == len(judged) or judged[place][0] < confidence:
            points.append(CoveragePoint(confidence, place / len(judged), wrong / place))
    return points


def _count(point: CoveragePoint, total: int) -> int:
    return round(point.coverage * total)
