import itertools
import math

import pytest
import torch

from tldesk.core.recipe import Recipe
from tldesk.engine.schedules import Plateau, share

STEPS, PER_EPOCH = 60, 10


def rates(**values: object) -> list[float]:
    recipe = Recipe(method="whole").with_values(values)
    return [share(recipe, step, steps=STEPS, per_epoch=PER_EPOCH) for step in range(STEPS)]


def torchs(make) -> list[float]:
    """Rates of a scheduler of torch at a full rate of 1, taken step by step."""
    optimiser = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = make(optimiser)
    found = []
    for _ in range(STEPS):
        found.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        scheduler.step()
    return found


def test_one_cycle_is_torchs():
    theirs = torchs(lambda o: torch.optim.lr_scheduler.OneCycleLR(o, max_lr=1.0, total_steps=STEPS + 1, cycle_momentum=False))
    longer = [share(Recipe(schedule="one-cycle"), step, steps=STEPS + 1, per_epoch=PER_EPOCH) for step in range(STEPS)]
    assert longer == pytest.approx(theirs, abs=1e-9)


def test_triangular_is_torchs():
    theirs = torchs(lambda o: torch.optim.lr_scheduler.CyclicLR(o, base_lr=0.05, max_lr=1.0, step_size_up=15, cycle_momentum=False))
    assert rates(schedule="triangular", cycle_epochs=3) == pytest.approx(theirs)


def test_steps_are_torchs():
    theirs = torchs(lambda o: torch.optim.lr_scheduler.StepLR(o, step_size=2 * PER_EPOCH, gamma=0.5))
    assert rates(schedule="step", step_epochs=2, step_factor=0.5, warm_up=0) == pytest.approx(theirs)


def test_cosine_is_torchs_to_its_lower_end():
    theirs = torchs(lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=STEPS, eta_min=0.02))
    assert rates(schedule="cosine", warm_up=0) == pytest.approx(theirs)


@pytest.mark.parametrize("schedule", ["cosine", "step", "plateau", "constant"])
def test_a_warm_up_rises_in_a_line_to_the_full_rate(schedule: str):
    found = rates(schedule=schedule, warm_up=20, step_epochs=50)
    assert found[:12] == pytest.approx([max(0.05, step / 12) for step in range(12)])
    assert found[12] == pytest.approx(1)


def test_a_constant_rate_stays():
    assert set(rates(schedule="constant", warm_up=0)) == {1.0}


def test_a_plateau_lowers_the_rate_as_torchs_does():
    recipe = Recipe(schedule="plateau", step_epochs=2, step_factor=0.5)
    losses = [1.0, 0.9, 0.95, 0.9, 0.93, 0.91, 0.8, 0.8, 0.8, 0.8, 0.7, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75]
    optimiser = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    theirs = torch.optim.lr_scheduler.ReduceLROnPlateau(optimiser, factor=0.5, patience=2, threshold=0.0, threshold_mode="abs")
    ours = Plateau()
    shares = []
    for loss in losses:
        ours.heard(recipe, loss)
        theirs.step(loss)
        assert ours.share == pytest.approx(optimiser.param_groups[0]["lr"])
        shares.append(ours.share)
    assert len(set(shares)) >= 3


def test_other_schedules_do_not_hear_of_plateaus():
    plateau = Plateau()
    for _ in range(20):
        plateau.heard(Recipe(schedule="cosine"), 1.0)
    assert plateau == Plateau(1.0, math.inf, 0)


@pytest.mark.parametrize("schedule", ["cosine", "one-cycle", "triangular", "step", "plateau", "constant"])
@pytest.mark.parametrize("steps", [1, 2, 3, 500])
def test_every_schedule_stays_between_nothing_and_the_full_rate(schedule: str, steps: int):
    recipe = Recipe(schedule=schedule)
    found = [share(recipe, step, steps=steps, per_epoch=1) for step in range(steps)]
    assert all(0 < value <= 1 + 1e-9 for value in found)
    assert schedule in {"triangular", "constant", "plateau"} or steps < 500 or found[-1] < 0.03
    assert all(abs(b - a) < 0.2 for a, b in itertools.pairwise(found)) or schedule in {"step", "triangular"} or steps < 500
