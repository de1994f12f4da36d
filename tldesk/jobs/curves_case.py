"""A training as the rules of `diagnosis` see it: the epochs of its last phase, the best of them, and what was before."""

from collections.abc import Sequence
from dataclasses import dataclass

from tldesk.core.numbers import decimal, percent
from tldesk.core.recipe import Recipe
from tldesk.core.results import EpochMetrics, Phase


@dataclass(frozen=True, slots=True)
class Case:
    """A run; `epochs` are those of its last phase, oldest first, `head` the best before it."""

    recipe: Recipe
    epochs: Sequence[EpochMetrics]
    validation_photos: int
    head: EpochMetrics | None

    @property
    def by_gradient(self) -> bool:
        """Whether there were steps of a learning rate: the head's own solver has none."""
        return self.epochs[0].phase is Phase.FINE_TUNE or self.recipe.solver == "gradient"

    @property
    def planned(self) -> tuple[str, int]:
        """The setting that says how many epochs the phase has at most, and its value; only where there were steps."""
        name = "epochs" if self.epochs[0].phase is Phase.FINE_TUNE else "head_epochs"
        return name, getattr(self.recipe, name)

    @property
    def complete(self) -> bool:
        """Whether the training came to its end: by its last epoch, or by early stopping. The head's own solver ends by itself."""
        last = self.epochs[-1]
        if last.phase is Phase.HEAD and self.recipe.fine_tunes:
            return False
        return last.stops or not self.by_gradient or len(self.epochs) >= self.planned[1]

    @property
    def best(self) -> EpochMetrics:
        """Of these epochs, by what the recipe goes by where none of them is the best of the run."""
        return next((epoch for epoch in reversed(self.epochs) if epoch.best), min(self.epochs, key=self._cost))

    def _cost(self, epoch: EpochMetrics) -> tuple[float, float]:
        """What the best epoch has the least of; between equals the loss decides."""
        share = _balanced(epoch) if self.recipe.monitor == "balanced accuracy" else epoch.validation_accuracy
        return epoch.validation_loss if self.recipe.monitor == "loss" else -share, epoch.validation_loss

    def judged(self, epoch: EpochMetrics) -> str:
        """How good an epoch is, in words: by what the recipe goes by, and how many answers are right."""
        right = f"{percent(epoch.validation_accuracy)} right"
        if self.recipe.monitor == "loss":
            return f"a validation loss of {decimal(epoch.validation_loss)} with {right}"
        known = self.recipe.monitor == "balanced accuracy" and epoch.recalls
        return f"a balanced accuracy of {percent(_balanced(epoch))} with {right}" if known else right


def _balanced(epoch: EpochMetrics) -> float:
    """The mean recall of the classes; the accuracy in runs of earlier versions, which did not write the recalls down."""
    known = [recall for recall in epoch.recalls if recall is not None]
    return sum(known) / len(known) if known else epoch.validation_accuracy
