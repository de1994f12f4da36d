"""What a training's curves and figures say about it, in plain words, and which setting to change.

The rules are those one reads curves by; each names its source. They are thresholds, not proofs: the evidence stands beside every finding.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from math import isfinite, sqrt
from typing import Final

from tldesk.core.numbers import decimal, percent
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.results import EpochMetrics, Evaluation
from tldesk.core.run_folder import RunFolder
from tldesk.jobs.curves_case import Case
from tldesk.jobs.snapshot import read_snapshot

GAP: Final = 0.10
"""So much more accurate on training than on validation photos is more than chance and than a healthy run has."""

LOW_ACCURACY: Final = 0.85
"""A model that is right less often even on its training photos has not learned what they show."""

GENERALISATION_LOSS: Final = 0.10
"""A validation loss so far above its best is past the turning point (Prechelt 1998, "Early stopping, but when?", the criterion GL)."""

LEARNED: Final = 0.98
"""Training accuracy from which on the loss is no sign of steps too large."""

FEW_PHOTOS: Final = 20
"""Training photos of a class below which its figures are mostly chance (learning curves: Figueroa et al. 2012, BMC Med. Inform. 12, 8)."""

LOPSIDED: Final = 5
"""Times as many photos in the largest class as in the smallest (Buda et al. 2018, Neural Networks 106, 249)."""

FLAT: Final = 0.01
"""A loss that moves by less, as a share of itself, stands still."""

ENOUGH: Final = 3
"""Epochs of a phase before its curves say something while the training goes on."""


MOST_EPOCHS: Final = {"epochs": 500, "head_epochs": 1000}
"""What a recipe takes at most."""


class Condition(StrEnum):
    """What may be wrong with a training."""

    RATE_TOO_HIGH = "learning rate too high"
    NO_BETTER_THAN_THE_HEAD = "fine-tuning did not help"
    OVERFITTING = "overfitting"
    UNDERFITTING = "underfitting"
    RATE_TOO_LOW = "learning rate too low"
    PLATEAU = "plateau"
    UNSTABLE_VALIDATION = "unstable validation"
    IMBALANCE = "imbalance"
    TOO_FEW_PHOTOS = "too few photos"


MENDED_BY_EPOCHS: Final = {Condition.UNDERFITTING, Condition.NO_BETTER_THAN_THE_HEAD}
"""What is not said while a training goes on, nor of one that was broken off."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that may be wrong.

    Attributes:
        evidence: what was seen, with its numbers. advice: what to do, in one sentence.
        change: settings of the recipe that do it; empty where only photos help.
    """

    condition: Condition
    evidence: str
    advice: str
    change: Mapping[str, object] = field(default_factory=dict)


_Rule = Callable[[Case], Finding | None]


def photo_counts(folder: RunFolder) -> dict[Split, dict[str, int]]:
    """Photos of each class in each split of a run's snapshot.

    Raises:
        RunError: the snapshot is damaged.
    """
    counts: dict[Split, dict[str, int]] = {split: {} for split in Split}
    for row in read_snapshot(folder):
        counts[row.split][row.label] = counts[row.split].get(row.label, 0) + 1
    return counts


def diagnose(
    recipe: Recipe,
    epochs: Sequence[EpochMetrics],
    counts: Mapping[str, int],
    *,
    validation_photos: int,
    evaluation: Evaluation | None = None,
    goes_on: bool = False,
) -> list[Finding]:
    """What may be wrong with a training, the gravest first.

    Args:
        epochs: oldest first; only those of the last phase are looked at.
        counts: training photos by class.
        evaluation: on the validation split, where there is one.
        goes_on: the training is under way: what more epochs may mend is not said, and nothing of the first ones.
    """
    last = [epoch for epoch in epochs if epoch.phase is epochs[-1].phase]
    head = next((epoch for epoch in reversed(epochs[: len(epochs) - len(last)]) if epoch.best), None)
    findings = list(_of_photos(recipe, counts, evaluation))
    if last:
        case = Case(recipe, last, validation_photos, head)
        said = [] if goes_on and len(last) < ENOUGH else list(_of_curves(case))
        if goes_on or not case.complete:
            said = [finding for finding in said if finding.condition not in MENDED_BY_EPOCHS]
        findings = [*said, *findings]
    return findings


def _of_curves(case: Case) -> Iterator[Finding]:
    high = _rate_too_high(case)
    if high is not None:
        # Curves that jump about say nothing else.
        yield high
        return
    no_better = _no_better_than_the_head(case)
    if no_better is not None:
        yield no_better
        # How the fine-tuning that is thrown away went on: the advice of the other rules would be for it, and against this one.
        rules: tuple[_Rule, ...] = (_overfitting,)
    else:
        rules = (_overfitting, _underfitting, _rate_too_low, _plateau, _unstable)
    yield from (finding for rule in rules if (finding := rule(case)) is not None)


def _rate_too_high(case: Case) -> Finding | None:
    """The training loss rises or is no number: steps leap over the valley (Bengio 2012, "Practical recommendations", 3.1; a third of the
    rate is the usual next try).
    """
    losses = [epoch.train_loss for epoch in case.epochs]
    if not case.by_gradient or len(losses) < 2:
        return None
    change = {"learning_rate": case.recipe.learning_rate / 3}
    advice = f"Train with a third of the learning rate, {decimal(case.recipe.learning_rate / 3, 5)}."
    if not all(map(isfinite, losses)):
        return Finding(Condition.RATE_TOO_HIGH, "The training loss became infinite.", advice, change)
    if case.epochs[-1].train_accuracy >= LEARNED:
        # What is left of the loss is that of a few hard crops, and another few in each epoch.
        return None
    rises = sum(later > 1.02 * before for before, later in pairwise(losses))
    if losses[-1] > 1.1 * losses[0] or (len(losses) > 4 and rises > (len(losses) - 1) / 2):
        evidence = f"The training loss rose in {rises} of {len(losses) - 1} epochs, from {decimal(losses[0])} to {decimal(losses[-1])}."
        return Finding(Condition.RATE_TOO_HIGH, evidence, advice, change)
    return None


def _no_better_than_the_head(case: Case) -> Finding | None:
    """No fine-tuned epoch is better than the head before it: steps that are too large distort pretrained features before they learn from
    few photos (Kumar et al. 2022, "Fine-Tuning can Distort Pretrained Features and Underperform Out-of-Distribution", ICLR).
    """
    recipe, head, tuned = case.recipe, case.head, case.best
    if head is None or not case.complete or any(epoch.best for epoch in case.epochs):
        return None
    best_of = f"the best of {len(case.epochs)} fine-tuned epochs, epoch {tuned.epoch},"
    evidence = f"The head alone came to {case.judged(head)}, {best_of} to {case.judged(tuned)}. The model of the head was kept."
    if case.epochs[0].validation_loss <= (1 + GENERALISATION_LOSS) * head.validation_loss:
        advice = "Quick look gives this model in a fraction of the time; fine-tune again once there are more photos."
        return Finding(Condition.NO_BETTER_THAN_THE_HEAD, evidence, advice, {"method": "features"})
    # The head's exact solver knows no rate, so that this one is only that of the fine-tuning.
    change = {"learning_rate": recipe.learning_rate / 3} if recipe.solver == "l-bfgs" else {"backbone_rate": recipe.backbone_rate / 3}
    return Finding(Condition.NO_BETTER_THAN_THE_HEAD, evidence, "Fine-tune more gently, at a third of the rate.", change)


def _overfitting(case: Case) -> Finding | None:
    """Better and better on the training photos, not so on others (Goodfellow et al. 2016, "Deep Learning", 5.2 and 7.8)."""
    best, last = case.best, case.epochs[-1]
    share = best.validation_accuracy
    chance = 2 * sqrt(max(share * (1 - share), 0.01) / max(1, case.validation_photos))
    gap = best.train_accuracy - share
    rose = case.by_gradient and last.validation_loss > (1 + GENERALISATION_LOSS) * best.validation_loss
    if gap <= max(GAP, chance) and not (rose and _drifts_apart(case)):
        return None
    evidence = f"{percent(best.train_accuracy)} right on the training photos, {percent(share)} on the validation photos"
    if rose:
        evidence += (
            f"; after epoch {best.epoch} the validation loss rose from {decimal(best.validation_loss)} to {decimal(last.validation_loss)}"
        )
    recipe = case.recipe
    if not case.by_gradient:
        change: dict[str, object] = {"views": min(4, recipe.views + 2)}
        return Finding(Condition.OVERFITTING, evidence + ".", "Label more photos, or learn from more altered copies of each.", change)
    change = {"dropout": max(0.3, recipe.dropout), "weight_decay": min(0.2, max(0.05, 3 * recipe.weight_decay))}
    if recipe.policy == "none":
        change["policy"] = "trivialaugment"
    return Finding(Condition.OVERFITTING, evidence + ".", "Alter the training photos more, and add dropout and weight decay.", change)


def _drifts_apart(case: Case) -> bool:
    """Whether training went on to get better while validation, for more than one epoch, did not, and is the worse of the two."""
    best, last = case.best, case.epochs[-1]
    after = [epoch.validation_loss for epoch in case.epochs if epoch.epoch > best.epoch][-2:]
    past = len(after) == 2 and min(after) > (1 + GENERALISATION_LOSS) * best.validation_loss
    ahead = last.train_loss < last.validation_loss and all(one.train_accuracy >= one.validation_accuracy for one in (best, last))
    return past and ahead and last.train_loss < best.train_loss


def _underfitting(case: Case) -> Finding | None:
    """Not even right on the training photos, or stopped while still learning (Goodfellow et al. 2016, 5.2; Smith 2018, arXiv 1803.09820,
    section 3).
    """
    recipe, best, last = case.recipe, case.best, case.epochs[-1]
    before = case.epochs[-2].validation_loss if len(case.epochs) > 1 else last.validation_loss
    setting, planned = case.planned
    cut_short = case.by_gradient and last.best and len(case.epochs) >= planned and last.validation_loss < (1 - FLAT) * before
    if cut_short:
        evidence = f"The last of {len(case.epochs)} epochs was the best, and the validation loss was still falling."
        return Finding(
            Condition.UNDERFITTING, evidence, "Train for twice as many epochs.", {setting: min(MOST_EPOCHS[setting], 2 * planned)}
        )
    if best.train_accuracy >= LOW_ACCURACY or best.validation_accuracy >= LOW_ACCURACY:
        return None
    evidence = (
        f"Only {percent(best.train_accuracy)} of the training photos are answered right, {percent(best.validation_accuracy)} of the others."
    )
    if recipe.method == "features":
        return Finding(Condition.UNDERFITTING, evidence, "Train the last stages of the backbone too.", {"method": "two-stage"})
    change = {"thaw_stages": min(20, recipe.thaw_stages + 2), "epochs": min(500, 2 * recipe.epochs)}
    return Finding(Condition.UNDERFITTING, evidence, "Thaw more stages and train for longer, or choose a larger backbone.", change)


def _rate_too_low(case: Case) -> Finding | None:
    """The loss creeps down evenly (Smith 2018, figure 1): the same path could be gone in fewer epochs."""
    losses = [epoch.train_loss for epoch in case.epochs]
    if not case.by_gradient or len(losses) < 4 or case.epochs[-1].train_accuracy > 0.95:
        return None
    falls = [1 - later / before for before, later in pairwise(losses) if before > 0]
    if len(falls) == len(losses) - 1 and all(0 < fall < 0.03 for fall in falls) and case.best is case.epochs[-1]:
        evidence = (
            f"The training loss fell in every epoch, but only from {decimal(losses[0])} to {decimal(losses[-1])} in {len(losses)} epochs."
        )
        rate = min(10.0, 3 * case.recipe.learning_rate)
        return Finding(
            Condition.RATE_TOO_LOW, evidence, f"Train with three times the learning rate, {decimal(rate, 5)}.", {"learning_rate": rate}
        )
    return None


def _plateau(case: Case) -> Finding | None:
    """The validation loss stands still, short of good (Goodfellow et al. 2016, 11.4)."""
    losses = [epoch.validation_loss for epoch in case.epochs][-4:]
    if not case.by_gradient or len(losses) < 4 or case.best.validation_accuracy > 0.95:
        return None
    if max(losses) - min(losses) > 2 * FLAT * min(losses):
        return None
    evidence = f"The validation loss stayed at {decimal(losses[-1])} for {len(losses)} epochs."
    change = {"thaw_stages": min(20, case.recipe.thaw_stages + 2), "schedule": "plateau"}
    return Finding(
        Condition.PLATEAU, evidence, "Thaw more stages and lower the rate where the loss stands still; more epochs won't help.", change
    )


def _unstable(case: Case) -> Finding | None:
    """Accuracies that jump by more than chance allows: two proportions of n photos differ by 2 standard errors once in 20 times."""
    shares = [epoch.validation_accuracy for epoch in case.epochs]
    if not case.by_gradient or len(shares) < 4 or not case.validation_photos:
        return None
    mean = sum(shares) / len(shares)
    chance = 2 * sqrt(2 * max(mean * (1 - mean), 0.01) / case.validation_photos)
    drops = [before - later for before, later in pairwise(shares) if before - later > chance]
    if len(drops) < 2:
        return None
    evidence = f"The validation accuracy fell by up to {percent(max(drops))} from one epoch to the next, {len(drops)} times."
    change = {"learning_rate": case.recipe.learning_rate / 3, "average": max(0.98, case.recipe.average)}
    return Finding(Condition.UNSTABLE_VALIDATION, evidence, "Train with a lower rate and keep a running average of the weights.", change)


def _of_photos(recipe: Recipe, counts: Mapping[str, int], evaluation: Evaluation | None) -> Iterator[Finding]:
    if not counts:
        return
    rarest, fewest = min(counts.items(), key=lambda item: item[1])
    commonest, most = max(counts.items(), key=lambda item: item[1])
    if most >= LOPSIDED * fewest and recipe.imbalance == "nothing":
        evidence = f"{commonest} has {most} training photos, {rarest} only {fewest}"
        recall = next((score.recall for score in (evaluation.scores if evaluation else ()) if score.name == rarest), None)
        if recall is not None:
            evidence += f", of whose validation photos {percent(recall)} were found"
        yield Finding(Condition.IMBALANCE, evidence + ".", "Let rare classes count more.", {"imbalance": "class-weights"})
    few = sorted(name for name, count in counts.items() if count < FEW_PHOTOS)
    if few:
        named = ", ".join(few[:3]) + (f" and {len(few) - 3} more" if len(few) > 3 else "")
        evidence = f"{named}: fewer than {FEW_PHOTOS} training photos, {fewest} of {rarest}."
        yield Finding(Condition.TOO_FEW_PHOTOS, evidence, "Label more photos of them; that helps more than any setting.")
