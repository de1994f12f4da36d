"""Runs beside each other: what each left, and whether their figures are of the same photos."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tldesk.core.errors import RecipeError, RunError
from tldesk.core.photo import Split
from tldesk.core.results import EpochMetrics, Evaluation, Figure, Interval
from tldesk.core.run_folder import RunFolder
from tldesk.project.run_rows import RunRow

if TYPE_CHECKING:
    from tldesk.core.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Side:
    """One of the runs.

    Attributes:
        recipe: None where it can't be read.
        figures: on the test photos, empty where it was not measured on them.
        measured_on: names those photos and their labels; empty where there are none.
    """

    row: RunRow
    epochs: tuple[EpochMetrics, ...]
    recipe: "Recipe | None"
    figures: dict[Figure, Interval]
    measured_on: str


def read_side(row: RunRow, folder: RunFolder) -> Side:
    """Read all of a run that a comparison shows; what is damaged is left out. Its answers too are read, which takes a while for many."""
    recipe: Recipe | None = None
    evaluation: Evaluation | None = None
    with suppress(RunError, RecipeError):
        recipe = folder.recipe()
    with suppress(RunError):
        evaluation = folder.evaluation(Split.TEST)
    figures = {} if evaluation is None else evaluation.figures
    return Side(row, tuple(folder.epochs()), recipe, figures, "" if evaluation is None else _photos(evaluation))


def same_photos(sides: Sequence[Side]) -> bool:
    """Whether those that were measured were measured on the same photos with the same labels."""
    return len({side.measured_on for side in sides if side.measured_on}) <= 1


def _photos(evaluation: Evaluation) -> str:
    names = evaluation.classes
    photos = sorted((answer.file, "" if answer.label is None else names[answer.label]) for answer in evaluation.answers)
    return hashlib.blake2b(repr(photos).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
