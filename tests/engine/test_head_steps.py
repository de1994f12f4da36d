import pytest
import torch

from tldesk.core.recipe import Recipe
from tldesk.engine.checkpoint import facts_for
from tldesk.engine.ears import Ears
from tldesk.engine.head import Set, candidates
from tldesk.engine.head_steps import train_head_by_steps
from tldesk.engine.journal import Journal
from tldesk.engine.network import HeadShape, create, head, preparation_for


def corners(count: int, *, seed: int, dimensions: int) -> Set:
    """Two classes that no line parts: same signs against different signs, on features of odd scales."""
    generator = torch.Generator().manual_seed(seed)
    features = torch.randn(count, dimensions, generator=generator)
    labels = (features[:, 0] * features[:, 1] > 0).long()
    features[:, 1] = 50 * features[:, 1] + 200
    features[:, 2:] = 3.0
    return Set(features, labels)


def trained(lab, recipe: Recipe, make):
    torch.manual_seed(0)
    model = create("test_resnet", classes=2, shape=HeadShape.of(recipe))
    layer = head(model)
    first = layer if isinstance(layer, torch.nn.Linear) else layer[0]
    train, validation = (make(count, seed=seed, dimensions=first.in_features) for count, seed in ((400, 0), (200, 1)))
    lab.run.path.mkdir()
    facts = facts_for(preparation_for(model), backbone="test_resnet", classes=("same", "different"), epoch=0, shape=HeadShape.of(recipe))
    ears = Ears(lambda: None)
    journal = Journal(lab.run, facts, recipe, ears=ears)
    list(train_head_by_steps(model, recipe, train, validation, classes=2, journal=journal, ears=ears))
    return model, train, validation


def accuracy(model, photos: Set) -> float:
    with torch.no_grad():
        return float((head(model)(photos.features).argmax(1) == photos.labels).float().mean())


STEPS = {"learning_rate": 0.01, "head_epochs": 40, "patience": 100, "head_solver": "gradient", "label_smoothing": 0.0}


@pytest.mark.parametrize(("hidden", "enough"), [("", False), ("32", True), ("32, 16", True)])
def test_hidden_layers_part_what_no_line_can(lab, hidden, enough):
    recipe = Recipe().with_values({**STEPS, "hidden_layers": hidden, "activation": "gelu", "weight_decay": 0.05})
    model, _, validation = trained(lab, recipe, corners)
    assert (accuracy(model, validation) > 0.75) is enough
    last = lab.run.epochs()[-1]
    assert last.validation_accuracy == pytest.approx(accuracy(model, validation))


def test_steps_come_near_the_exact_optimum(lab):
    def line(count: int, *, seed: int, dimensions: int) -> Set:
        made = corners(count, seed=seed, dimensions=dimensions)
        doubt = 35 * torch.randn(count, generator=torch.Generator().manual_seed(seed + 10))
        return Set(made.features, (made.features[:, 1] + doubt > 200).long())

    _, train, validation = trained(lab, Recipe().with_values(STEPS), line)
    best = min(c.validation.loss for c in candidates(train, validation, classes=2, ears=Ears(lambda: None)))
    assert min(e.validation_loss for e in lab.run.epochs()) < best + 0.05


def test_the_average_is_what_is_judged_and_kept(lab):
    recipe = Recipe().with_values({**STEPS, "average": 0.999, "head_epochs": 3, "learning_rate": 0.1, "hidden_layers": "32"})
    model, _, validation = trained(lab, recipe, corners)
    last = lab.run.epochs()[-1]
    assert last.validation_accuracy == pytest.approx(accuracy(model, validation))
