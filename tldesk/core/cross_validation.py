"""What a cross-validation leaves behind: the figures of each fold, and their mean, spread and interval."""

from dataclasses import dataclass, field

from tldesk.core.results import Figure, Interval


@dataclass(frozen=True, slots=True)
class Fold:
    """One fold, numbered from 1: the figures of a model trained on all others, on the `photos` of this one."""

    number: int
    photos: int
    figures: dict[Figure, float]


@dataclass(frozen=True, slots=True)
class FoldFigure:
    """A figure over the folds: its mean with the 95 % interval of that, and the standard deviation between folds (of a sample)."""

    mean: Interval
    spread: float


@dataclass(frozen=True, slots=True)
class CrossValidation:
    """`cross-validation.json`.

    Attributes:
        wanted: folds that the recipe asked for. folds: those that were trained to their end; fewer where the user stopped.
        figures: those that are defined on every fold; empty while there are fewer than two.
    """

    wanted: int
    folds: tuple[Fold, ...] = ()
    figures: dict[Figure, FoldFigure] = field(default_factory=dict)
