from collections.abc import Iterable

import pytest
import torch

from tldesk.core.recipe import Recipe
from tldesk.core.results import Phase
from tldesk.engine.checkpoint import facts_for
from tldesk.engine.ears import Ears
from tldesk.engine.journal import Journal
from tldesk.engine.network import create, preparation_for
from tldesk.engine.sampling import Judged

# Each is the best by another figure: the loss, the accuracy, the mean recall.
EPOCHS = {
    "loss": Judged(0.3, 0.80, (0.9, 0.5)),
    "accuracy": Judged(0.5, 0.90, (1.0, 0.2)),
    "balanced accuracy": Judged(0.4, 0.85, (0.8, 0.9)),
}


@pytest.fixture(scope="module")
def model() -> torch.nn.Module:
    return create("test_efficientnet", classes=2)


def kept(lab, model, recipe: Recipe, epochs: Iterable[Judged]) -> Journal:
    """A journal that heard `epochs` of a fine-tuning, until it said that it is enough."""
    lab.run.path.mkdir()
    facts = facts_for(preparation_for(model), backbone="test_efficientnet", classes=("a", "b"), epoch=0)
    journal = Journal(lab.run, facts, recipe, ears=Ears(lambda: None))
    for judged in epochs:
        if journal.over:
            break
        journal.ended(Phase.FINE_TUNE, train=(0.1, 1.0), validation=judged, learning_rate=1e-3, seconds=1.0, state=model.state_dict)
    return journal


@pytest.mark.parametrize("monitor", EPOCHS)
def test_the_best_epoch_is_that_of_the_figure_one_watches(lab, model, monitor):
    kept(lab, model, Recipe(monitor=monitor, patience=9), EPOCHS.values())
    best = 1 + list(EPOCHS).index(monitor)
    assert lab.run.facts().epoch == best
    assert max(epoch.epoch for epoch in lab.run.epochs() if epoch.best) == best


@pytest.mark.parametrize(("least_gain", "patience", "heard"), [(0.0, 2, 8), (0.02, 2, 3), (0.02, 4, 8), (0.05, 4, 5), (0.005, 2, 8)])
def test_patience_ends_where_the_gain_is_too_small(lab, model, least_gain, patience, heard):
    falling = [Judged(1.0 - 0.01 * number, 0.5, (0.5, 0.5)) for number in range(8)]
    kept(lab, model, Recipe(least_gain=least_gain, patience=patience), falling)
    epochs = lab.run.epochs()
    assert len(epochs) == heard
    # What is kept is the best of all, however small its gain.
    assert epochs[-1].best
