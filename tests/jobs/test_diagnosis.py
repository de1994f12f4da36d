from collections.abc import Sequence
from dataclasses import replace

import pytest

from tldesk.core.recipe import Recipe, preset
from tldesk.core.results import EpochMetrics, Phase
from tldesk.jobs.diagnosis import Condition, Finding, diagnose

STANDARD = preset("standard").recipe
PLENTY = {"rods": 100, "cocci": 120}


def epoch(
    number: int, train: tuple[float, float], validation: tuple[float, float], *, best: bool, phase: Phase = Phase.FINE_TUNE
) -> EpochMetrics:
    return EpochMetrics(number, phase, *train, *validation, 1e-3, 1.0, best=best)


def run(
    train: Sequence[tuple[float, float]], validation: Sequence[tuple[float, float]], phase: Phase = Phase.FINE_TUNE
) -> list[EpochMetrics]:
    """Epochs of (loss, accuracy); those that lower the validation loss are the best so far."""
    made, lowest = [], float("inf")
    for number, (taught, judged) in enumerate(zip(train, validation, strict=True), 1):
        made.append(epoch(number, taught, judged, best=judged[0] < lowest, phase=phase))
        lowest = min(lowest, judged[0])
    return made


HEALTHY = run(
    [(0.9, 0.7), (0.5, 0.85), (0.35, 0.9), (0.3, 0.93), (0.28, 0.94), (0.27, 0.945)],
    [(0.8, 0.75), (0.5, 0.86), (0.4, 0.89), (0.36, 0.91), (0.35, 0.915), (0.352, 0.915)],
)


def found(recipe: Recipe, epochs: Sequence[EpochMetrics], *, photos: int = 200) -> dict[Condition, Finding]:
    return {finding.condition: finding for finding in diagnose(recipe, epochs, PLENTY, validation_photos=photos)}


def test_a_healthy_run_has_no_findings() -> None:
    assert found(STANDARD.with_values({"epochs": 6}), HEALTHY) == {}


def test_overfitting() -> None:
    epochs = run(
        [(0.9, 0.7), (0.4, 0.9), (0.1, 0.98), (0.02, 1.0), (0.01, 1.0)],
        [(0.8, 0.72), (0.6, 0.8), (0.65, 0.8), (0.8, 0.79), (0.95, 0.78)],
    )
    finding = found(STANDARD, epochs)[Condition.OVERFITTING]
    assert "after epoch 2 the validation loss rose from 0.600 to 0.950" in finding.evidence
    better = STANDARD.with_values(dict(finding.change))
    assert better.dropout >= 0.3
    assert better.weight_decay > STANDARD.weight_decay
    assert better.policy == "trivialaugment"


@pytest.mark.parametrize(
    ("train", "validation"),
    [
        pytest.param([(0.6, 0.75), (0.5, 0.833), (0.48, 0.833), (0.4, 0.85)], [0.05, 0.007, 0.02, 0.048], id="training is the worse"),
        pytest.param([(0.6, 0.75), (0.01, 1.0), (0.009, 1.0), (0.002, 1.0)], [0.05, 0.02, 0.02, 0.048], id="a single rise"),
    ],
)
def test_a_validation_loss_that_rises_alone_is_no_overfitting(train: list[tuple[float, float]], validation: list[float]) -> None:
    assert Condition.OVERFITTING not in found(STANDARD, run(train, [(loss, 1.0) for loss in validation]))
    lasting = run([(0.6, 0.75), (0.01, 1.0), (0.009, 1.0), (0.002, 1.0)], [(loss, 1.0) for loss in (0.05, 0.02, 0.04, 0.048)])
    assert Condition.OVERFITTING in found(STANDARD, lasting)


def test_overfitting_of_a_head_asks_for_more_altered_copies() -> None:
    epochs = run([(0.3, 0.95), (0.05, 1.0)], [(0.6, 0.82), (0.55, 0.84)], Phase.HEAD)
    finding = found(Recipe(), epochs)[Condition.OVERFITTING]
    assert finding.change == {"views": 3}


def test_a_gap_within_chance_is_no_overfitting() -> None:
    epochs = run([(0.3, 0.95), (0.05, 1.0)], [(0.6, 0.82), (0.4, 0.86)], Phase.HEAD)
    assert Condition.OVERFITTING in found(Recipe(), epochs, photos=500)
    assert found(Recipe(), epochs, photos=20) == {}


def test_underfitting_of_features_asks_for_fine_tuning() -> None:
    epochs = run([(1.2, 0.6), (1.1, 0.62)], [(1.2, 0.6), (1.15, 0.61)], Phase.HEAD)
    assert found(Recipe(), epochs)[Condition.UNDERFITTING].change == {"method": "two-stage"}


def test_a_run_cut_short_asks_for_more_epochs() -> None:
    epochs = run([(0.9, 0.7), (0.6, 0.85), (0.45, 0.88), (0.35, 0.9)], [(0.8, 0.75), (0.6, 0.85), (0.5, 0.87), (0.42, 0.9)])
    finding = found(STANDARD, epochs)[Condition.UNDERFITTING]
    assert finding.change == {"epochs": 8}
    assert "still falling" in finding.evidence


@pytest.mark.parametrize("losses", [(0.9, 1.4, 2.0), (0.9, float("inf"), 0.8), (0.5, 0.7, 0.6, 0.8, 0.7, 0.9, 0.54, 0.56)])
def test_a_rate_too_high(losses: tuple[float, ...]) -> None:
    epochs = run([(loss, 0.5) for loss in losses], [(loss, 0.5) for loss in losses])
    findings = found(STANDARD, epochs)
    assert list(findings) == [Condition.RATE_TOO_HIGH]
    assert findings[Condition.RATE_TOO_HIGH].change == {"learning_rate": STANDARD.learning_rate / 3}


def test_a_small_loss_that_comes_and_goes_with_the_crops_blames_no_rate() -> None:
    epochs = run([(0.04, 1.0), (0.19, 0.99), (0.07, 1.0)], [(0.46, 0.8), (0.47, 0.87), (0.44, 0.8)])
    assert Condition.RATE_TOO_HIGH not in found(STANDARD, epochs)


def test_a_rate_too_low() -> None:
    losses = [1.5 * 0.985**n for n in range(6)]
    epochs = run([(loss, 0.6) for loss in losses], [(loss, 0.9) for loss in losses])
    finding = found(STANDARD.with_values({"epochs": 10}), epochs)[Condition.RATE_TOO_LOW]
    assert finding.change == {"learning_rate": pytest.approx(3e-3)}


def test_a_plateau() -> None:
    epochs = run(
        [(0.9 - 0.1 * n, 0.8) for n in range(6)], [(0.6, 0.86), (0.5, 0.87), (0.499, 0.87), (0.501, 0.87), (0.5, 0.87), (0.502, 0.87)]
    )
    change = found(STANDARD.with_values({"epochs": 10}), epochs)[Condition.PLATEAU].change
    assert change == {"thaw_stages": 4, "schedule": "plateau"}


def test_validation_that_jumps() -> None:
    shares = (0.8, 0.9, 0.7, 0.9, 0.72, 0.9)
    epochs = run([(0.9 - 0.1 * n, 0.9) for n in range(6)], [(0.7 - 0.05 * n, share) for n, share in enumerate(shares)])
    assert "2 times" in found(STANDARD.with_values({"epochs": 10}), epochs)[Condition.UNSTABLE_VALIDATION].evidence
    assert Condition.UNSTABLE_VALIDATION not in found(STANDARD.with_values({"epochs": 10}), epochs, photos=10)


HEAD = run([(0.5, 0.9), (0.3, 0.95)], [(0.4, 0.88), (0.3, 0.91)], Phase.HEAD)


def tuned_after_the_head(validation: Sequence[tuple[float, float]]) -> list[EpochMetrics]:
    """The head's two epochs, then fine-tuned ones; best are those that are better than all before them."""
    made, lowest = list(HEAD), HEAD[-1].validation_loss
    for number, judged in enumerate(validation, 3):
        made.append(epoch(number, (0.5 - 0.05 * number, 0.95), judged, best=judged[0] < lowest))
        lowest = min(lowest, judged[0])
    return made


def test_a_fine_tuning_that_only_fell_behind_the_head_is_gentler_the_next_time() -> None:
    epochs = tuned_after_the_head([(0.66, 0.78), (0.36, 0.88), (0.38, 0.87), (0.31, 0.9)])
    finding = found(STANDARD, epochs)[Condition.NO_BETTER_THAN_THE_HEAD]
    assert "a validation loss of 0.300 with 91.0\u202f% right" in finding.evidence
    assert "epoch 6, to a validation loss of 0.310 with 90.0\u202f% right" in finding.evidence
    assert "The model of the head was kept." in finding.evidence
    assert finding.change == {"learning_rate": STANDARD.learning_rate / 3}
    by_steps = STANDARD.with_values({"head_solver": "gradient"})
    assert found(by_steps, epochs)[Condition.NO_BETTER_THAN_THE_HEAD].change == {"backbone_rate": STANDARD.backbone_rate / 3}
    assert STANDARD.with_values(dict(finding.change)).learning_rate < STANDARD.learning_rate


def test_a_gentle_fine_tuning_that_did_not_help_is_left_out_the_next_time() -> None:
    epochs = tuned_after_the_head([(0.31, 0.91), (0.32, 0.9), (0.33, 0.9), (0.33, 0.9)])
    assert found(STANDARD, epochs)[Condition.NO_BETTER_THAN_THE_HEAD].change == {"method": "features"}


@pytest.mark.parametrize(
    ("monitor", "head", "tuned"),
    [
        ("loss", "a validation loss of 0.300 with 91.0\u202f% right", "epoch 4, to a validation loss of 0.280 with 88.0\u202f% right"),
        ("accuracy", "came to 91.0\u202f% right", "epoch 5, to 90.5\u202f% right"),
        ("balanced accuracy", "a balanced accuracy of 86.0\u202f% with 91.0", "epoch 6, to a balanced accuracy of 85.0\u202f% with 87.0"),
    ],
)
def test_the_best_epoch_is_the_one_by_what_the_recipe_goes_by(monitor: str, head: str, tuned: str) -> None:
    judged = [(0.33, 0.86), (0.28, 0.88), (0.35, 0.905), (0.36, 0.87)]
    balances = (0.8, 0.82, 0.83, 0.85)
    epochs = [*HEAD[:-1], replace(HEAD[-1], recalls=(0.92, None, 0.8))]
    for number, (one, balanced) in enumerate(zip(judged, balances, strict=True), 3):
        recalls = (balanced - 0.1, None, balanced + 0.1)
        epochs.append(replace(epoch(number, (0.3, 0.95), one, best=False), recalls=recalls))
    evidence = found(STANDARD.with_values({"monitor": monitor}), epochs)[Condition.NO_BETTER_THAN_THE_HEAD].evidence
    assert head in evidence
    assert tuned in evidence


def test_balanced_accuracy_in_runs_without_recalls_is_the_accuracy() -> None:
    epochs = tuned_after_the_head([(0.31, 0.88), (0.32, 0.905), (0.33, 0.9), (0.34, 0.9)])
    evidence = found(STANDARD.with_values({"monitor": "balanced accuracy"}), epochs)[Condition.NO_BETTER_THAN_THE_HEAD].evidence
    assert "epoch 4, to 90.5\u202f% right" in evidence
    assert "balanced" not in evidence


def test_a_head_cut_short_asks_for_more_epochs_of_the_head() -> None:
    recipe = Recipe(head_solver="gradient", head_epochs=3)
    epochs = run([(0.9, 0.7), (0.6, 0.85), (0.45, 0.88)], [(0.8, 0.75), (0.6, 0.85), (0.5, 0.87)], Phase.HEAD)
    assert found(recipe, epochs)[Condition.UNDERFITTING].change == {"head_epochs": 6}
    assert found(recipe.with_values({"head_epochs": 30}), epochs) == {}


def test_what_did_not_help_is_not_told_to_go_on_in_another_way() -> None:
    creeping = [(1.5 * 0.985**number, 0.6) for number in range(6)]
    jumping = [(0.50, 0.78), (0.501, 0.5), (0.499, 0.8), (0.5, 0.5), (0.501, 0.8), (0.498, 0.5)]
    tuned = [epoch(3 + n, train, judged, best=False) for n, (train, judged) in enumerate(zip(creeping, jumping, strict=True))]
    recipe = STANDARD.with_values({"epochs": 6})
    alone = {Condition.UNDERFITTING, Condition.RATE_TOO_LOW, Condition.PLATEAU, Condition.UNSTABLE_VALIDATION}
    assert set(found(recipe, tuned)) == alone
    assert set(found(recipe, [*HEAD, *tuned])) == {Condition.NO_BETTER_THAN_THE_HEAD}


def test_a_fine_tuning_that_helped_or_had_no_head_before_it_is_no_finding() -> None:
    helped = tuned_after_the_head([(0.66, 0.78), (0.36, 0.88), (0.29, 0.9), (0.31, 0.9)])
    assert Condition.NO_BETTER_THAN_THE_HEAD not in found(STANDARD, helped)
    assert Condition.NO_BETTER_THAN_THE_HEAD not in found(STANDARD, HEAD)
    assert Condition.NO_BETTER_THAN_THE_HEAD not in found(preset("scratch").recipe, HEALTHY)


def test_whether_fine_tuning_helps_is_not_said_before_it_could() -> None:
    epochs = tuned_after_the_head([(0.66, 0.78), (0.36, 0.88), (0.38, 0.87), (0.37, 0.87)])
    assert Condition.NO_BETTER_THAN_THE_HEAD in found(STANDARD, epochs)
    going_on = diagnose(STANDARD, epochs, PLENTY, validation_photos=200, goes_on=True)
    assert Condition.NO_BETTER_THAN_THE_HEAD not in {one.condition for one in going_on}


def test_a_run_that_was_broken_off_is_not_told_what_more_epochs_might_have_mended() -> None:
    behind = tuned_after_the_head([(0.66, 0.78), (0.36, 0.88), (0.38, 0.87)])
    long = STANDARD.with_values({"epochs": 30})
    assert Condition.NO_BETTER_THAN_THE_HEAD not in found(long, behind)
    stopped = [*behind[:-1], replace(behind[-1], stops=True)]
    assert Condition.NO_BETTER_THAN_THE_HEAD in found(long, stopped)
    poor = run([(1.0, 0.5), (0.8, 0.6), (0.7, 0.65)], [(1.0, 0.5), (0.9, 0.58), (0.8, 0.62)])
    assert Condition.UNDERFITTING in found(STANDARD.with_values({"epochs": 3}), poor)
    assert Condition.UNDERFITTING not in found(long, poor)
    only_the_head = run([(1.2, 0.6)], [(1.2, 0.6)], Phase.HEAD)
    assert Condition.UNDERFITTING not in found(STANDARD, only_the_head)
    assert Condition.UNDERFITTING in found(Recipe(), only_the_head)


def test_imbalance_and_too_few_photos() -> None:
    findings = diagnose(STANDARD, HEALTHY, {"rods": 300, "cocci": 12}, validation_photos=200)
    assert {finding.condition for finding in findings} >= {Condition.IMBALANCE, Condition.TOO_FEW_PHOTOS}
    by = {finding.condition: finding for finding in findings}
    assert by[Condition.IMBALANCE].change == {"imbalance": "class-weights"}
    assert "12 of cocci" in by[Condition.TOO_FEW_PHOTOS].evidence
    assert not by[Condition.TOO_FEW_PHOTOS].change
    weighted = STANDARD.with_values({"imbalance": "class-weights"})
    assert Condition.IMBALANCE not in {f.condition for f in diagnose(weighted, HEALTHY, {"rods": 300, "cocci": 12}, validation_photos=200)}


def test_every_correction_is_a_recipe() -> None:
    cases = [
        (Recipe(), run([(1.2, 0.6)], [(1.2, 0.6)], Phase.HEAD)),
        (STANDARD, run([(0.9, 0.5), (1.4, 0.5)], [(0.9, 0.5), (1.4, 0.5)])),
        (STANDARD, run([(0.9, 0.7), (0.01, 1.0)], [(0.5, 0.8), (0.9, 0.8)])),
    ]
    for recipe, epochs in cases:
        for finding in diagnose(recipe, epochs, {"rods": 300, "cocci": 12}, validation_photos=300):
            assert not finding.change or recipe.with_values(dict(finding.change)) != recipe


def test_while_a_training_goes_on_only_what_more_epochs_wont_mend_is_said() -> None:
    poor = run([(1.0, 0.5), (0.98, 0.52), (0.97, 0.53), (0.965, 0.53)], [(1.0, 0.5), (0.99, 0.5), (0.985, 0.51), (0.984, 0.51)])
    conditions = {one.condition for one in diagnose(STANDARD, poor, PLENTY, validation_photos=200, goes_on=True)}
    assert Condition.UNDERFITTING not in conditions
    assert Condition.UNDERFITTING in found(STANDARD, poor)
    worse = run([(0.5, 0.9), (0.8, 0.7), (1.3, 0.5)], [(0.5, 0.9), (0.8, 0.7), (1.3, 0.5)])
    assert diagnose(STANDARD, worse[:2], PLENTY, validation_photos=200, goes_on=True) == []
    now = diagnose(STANDARD, worse, PLENTY, validation_photos=200, goes_on=True)
    assert [one.condition for one in now] == [Condition.RATE_TOO_HIGH]


def test_few_photos_are_told_from_the_first_epoch_on() -> None:
    findings = diagnose(STANDARD, HEALTHY[:1], {"rods": 5, "cocci": 9}, validation_photos=4, goes_on=True)
    assert [one.condition for one in findings] == [Condition.TOO_FEW_PHOTOS]
