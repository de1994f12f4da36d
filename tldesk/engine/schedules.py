"""The learning rate over a training, as a share of its highest: pure functions of the step, so that a resumed training needs no state.

One-cycle is Smith and Topin 2018 with torch's numbers (`OneCycleLR`, cosine, start at 1/25, end at 1/250,000), triangular is Smith 2017
(`CyclicLR`), cosine is Loshchilov and Hutter 2017 without restarts, after a linear warm-up (Goyal et al. 2017).
"""

import math
from dataclasses import dataclass
from typing import Final

from tldesk.core.recipe import Recipe

LOW: Final = 0.05
"""Where a warm-up and a triangular cycle start."""

END: Final = 0.02
"""Where the cosine ends."""

CYCLE_RISE: Final = 0.3
CYCLE_START: Final = 1 / 25
CYCLE_END: Final = CYCLE_START / 1e4


def share(recipe: Recipe, step: int, *, steps: int, per_epoch: int) -> float:
    """Share of the full learning rate at `step` of `steps`, `per_epoch` of them an epoch; what "plateau" adds is in `Plateau`."""
    if recipe.schedule == "one-cycle":
        return _one_cycle(step, steps)
    if recipe.schedule == "triangular":
        return _triangular(step, recipe.cycle_epochs * per_epoch)
    progress, warm_up = step / steps, recipe.warm_up / 100
    risen = max(LOW, progress / warm_up) if progress < warm_up else 1.0
    match recipe.schedule:
        case "cosine":
            return risen if progress < warm_up else END + (1 - END) * (1 + math.cos(math.pi * (progress - warm_up) / (1 - warm_up))) / 2
        case "step":
            return risen * recipe.step_factor ** (step // per_epoch // recipe.step_epochs)
        case _:
            return risen


def _one_cycle(step: int, steps: int) -> float:
    top = CYCLE_RISE * steps - 1
    if step <= top:
        return _between(CYCLE_START, 1.0, step / top)
    return _between(1.0, CYCLE_END, (step - top) / max(1e-9, steps - 1 - top))


def _between(start: float, end: float, progress: float) -> float:
    return end + (start - end) / 2 * (1 + math.cos(math.pi * min(1.0, progress)))


def _triangular(step: int, cycle: int) -> float:
    position = step % cycle / cycle
    return LOW + (1 - LOW) * (1 - abs(2 * position - 1))


@dataclass(slots=True)
class Plateau:
    """Lowers the rate when the validation loss rests, as torch's `ReduceLROnPlateau` with an absolute threshold of 0.

    Attributes:
        share: what is left of the rate.
    """

    share: float = 1.0
    best: float = math.inf
    waited: int = 0

    def heard(self, recipe: Recipe, loss: float) -> None:
        """Take in the validation loss of an epoch; does nothing with other schedules."""
        if recipe.schedule != "plateau":
            return
        if loss < self.best:
            self.best, self.waited = loss, 0
            return
        self.waited += 1
        if self.waited > recipe.step_epochs:
            self.share, self.waited = self.share * recipe.step_factor, 0
