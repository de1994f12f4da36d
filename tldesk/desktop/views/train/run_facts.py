"""All that the page shows of one run, read from its folder off the GUI thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.results import EpochMetrics, Phase
from tldesk.core.run_folder import RunFolder
from tldesk.jobs.diagnosis import Finding, diagnose, photo_counts

Counts = Mapping[Split, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run as its folder has it.

    Attributes:
        recipe: None where it can't be read, as of a run that is damaged.
        classes: their names, in the order of the recalls; empty before the first epoch.
        counts: photos of each class in each split.
    """

    recipe: Recipe | None
    epochs: Sequence[EpochMetrics]
    classes: tuple[str, ...]
    counts: Counts
    findings: tuple[Finding, ...]
    log: str

    @property
    def rated(self) -> list[EpochMetrics]:
        """The epochs that took steps of a learning rate; the head's own solver has none."""
        solved = self.recipe is not None and self.recipe.solver == "l-bfgs"
        return [epoch for epoch in self.epochs if not (solved and epoch.phase is Phase.HEAD)]


def read_facts(folder: RunFolder, *, goes_on: bool, counts: Counts | None = None) -> RunFacts:
    """Read a run.

    Args:
        goes_on: it trains now. counts: of the snapshot where they are known, for it never changes.

    Raises:
        TldeskError: the folder is damaged.
    """
    recipe, epochs = folder.recipe(), folder.epochs()
    known = photo_counts(folder) if counts is None else counts
    evaluation = None if goes_on else folder.evaluation(Split.VALIDATION)
    photos = sum(known[Split.VALIDATION].values())
    found = diagnose(recipe, epochs, known[Split.TRAIN], validation_photos=photos, evaluation=evaluation, goes_on=goes_on)
    return RunFacts(recipe, epochs, folder.facts().classes if folder.has_model else (), known, tuple(found), folder.log())
