import pytest
import torch
from torch import nn
from torch.nn import functional

from tldesk.core.errors import TldeskError
from tldesk.core.recipe import Recipe
from tldesk.engine.device import out_of_memory
from tldesk.engine.losses import Criterion
from tldesk.engine.optimisation import Rate, optimiser_for
from tldesk.engine.steps import Inputs, Stepper


def stepper_for(model: nn.Module, recipe: Recipe, *, piece: int) -> Stepper:
    named = dict(model.named_parameters())
    optimiser = optimiser_for(recipe, named, {name: Rate(recipe.learning_rate, 0.0) for name in named})
    criterion = Criterion(recipe, labels=[0, 1, 1], classes=2, device=torch.device("cpu"))
    return Stepper(recipe, logits=model, criterion=criterion, parameters=named, optimiser=optimiser, piece=piece)


def some(count: int = 12) -> tuple[Inputs, torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    labels = torch.randint(0, 2, (count,), generator=generator)
    return torch.randn(count, 5, generator=generator).__getitem__, functional.one_hot(labels, 2).float(), labels


def linear() -> nn.Linear:
    torch.manual_seed(0)
    return nn.Linear(5, 2)


@pytest.mark.parametrize("piece", [1, 5, 12, 100])
@pytest.mark.parametrize("values", [{}, {"imbalance": "class-weights"}, {"loss": "focal", "l1": 0.1}])
def test_a_batch_in_pieces_takes_the_step_of_the_whole(piece, values):
    recipe = Recipe(method="whole", learning_rate=0.1, optimiser="sgd", clip=0.0).with_values(values)
    whole, parts = linear(), linear()
    expected = stepper_for(whole, recipe, piece=12).step(*some())
    assert stepper_for(parts, recipe, piece=piece).step(*some()) == pytest.approx(expected)
    assert torch.allclose(parts.weight, whole.weight, atol=1e-6)


class Picky(nn.Linear):
    """Says oneDNN's words for more than so many photos at once, as it does where it has no memory and where it lacks an operation."""

    most = 3

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        if len(inputs) > self.most:
            raise RuntimeError("could not create a primitive")
        return super().forward(inputs)


def test_an_operation_that_is_not_there_is_not_taken_for_too_little_memory():
    model = Picky(5, 2)
    model.most = 0
    stepper = stepper_for(model, Recipe(method="whole"), piece=12)
    with pytest.raises(RuntimeError, match="could not create a primitive") as caught:
        stepper.step(*some())
    assert not out_of_memory(caught.value)


def test_where_a_smaller_piece_helped_it_is_the_memory():
    model = Picky(5, 2)
    stepper = stepper_for(model, Recipe(method="whole"), piece=12)
    stepper.step(*some())
    assert stepper.piece == 3
    model.most = 0
    with pytest.raises(MemoryError):
        stepper.step(*some())


def test_gradients_are_clipped():
    free, clipped = linear(), linear()
    for model, clip in ((free, 0.0), (clipped, 0.01)):
        stepper_for(model, Recipe(method="whole", learning_rate=1.0, optimiser="momentum", clip=clip), piece=12).step(*some())
    start = torch.cat([linear().weight.flatten(), linear().bias]).detach()
    long, short = (float((torch.cat([m.weight.flatten(), m.bias]).detach() - start).norm()) for m in (free, clipped))
    assert short == pytest.approx(0.01, rel=1e-3)
    assert long > 5 * short


def test_l1_pulls_weights_to_zero():
    recipe = Recipe(method="whole", learning_rate=0.05, optimiser="sgd")
    plain, sparse = linear(), linear()
    for model, values in ((plain, {}), (sparse, {"l1": 0.3})):
        stepper = stepper_for(model, recipe.with_values(values), piece=12)
        for _ in range(40):
            stepper.step(*some())
    assert float(sparse.weight.detach().abs().sum()) < 0.4 * float(plain.weight.detach().abs().sum())


def test_a_loss_that_is_no_number_is_explained_with_the_rate():
    model = linear()
    model.weight.data[0, 0] = float("nan")
    with pytest.raises(TldeskError, match=r"at the learning rate 0\.5 the training has run away") as caught:
        stepper_for(model, Recipe(method="whole", learning_rate=0.5), piece=12).step(*some())
    assert "0.05 or less" in caught.value.remedy
    assert "best epoch" in caught.value.kept
