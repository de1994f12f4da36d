from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
import torch
from torch import nn
from torch.nn import functional

from tldesk.core.errors import TldeskError
from tldesk.core.recipe import Recipe
from tldesk.engine.device import out_of_memory
from tldesk.engine.losses import Criterion
from tldesk.engine.optimisation import Rate, optimiser_for
from tldesk.engine.steps import Stepper


def stepper_for(model: nn.Module, recipe: Recipe, *, piece: int) -> Stepper:
    named = dict(model.named_parameters())
    optimiser = optimiser_for(recipe, named, {name: Rate(recipe.learning_rate, 0.0) for name in named})
    criterion = Criterion(recipe, labels=[0, 1, 1], classes=2, device=torch.device("cpu"))
    return Stepper(recipe, logits=model, criterion=criterion, parameters=named, optimiser=optimiser, piece=piece)


def some(count: int = 12) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    labels = torch.randint(0, 2, (count,), generator=generator)
    return torch.randn(count, 5, generator=generator), functional.one_hot(labels, 2).float(), labels


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


class Wide(nn.Module):
    """Needs 64 MiB for each photo."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(5, 2))

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        wide = inputs[:, :1].expand(-1, 16 * 2**20).contiguous()
        return inputs @ self.weight + 0 * wide[:, :2]


def step_with_less_and_less(answers: Connection) -> None:
    """Steps on 12 photos in a process that may take only so many more bytes: what the pieces were, and how it ended."""
    import resource

    torch.set_num_threads(1)
    recipe = Recipe(method="whole", learning_rate=0.1, optimiser="sgd", clip=0.0)
    expected = Wide()
    stepper_for(expected, recipe, piece=1).step(*some())
    model = Wide()
    stepper = stepper_for(model, recipe, piece=12)
    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + 300 * 2**20, resource.RLIM_INFINITY))
    stepper.step(*some())
    answers.send((stepper.piece, torch.allclose(expected.weight, model.weight, atol=1e-6)))
    resource.setrlimit(resource.RLIMIT_AS, (taken + 2**20, resource.RLIM_INFINITY))
    try:
        stepper.step(*some())
    except (MemoryError, RuntimeError) as error:
        answers.send((stepper.piece, out_of_memory(error)))


def test_too_little_memory_makes_the_pieces_smaller_and_the_step_stays():
    ours, theirs = get_context("spawn").Pipe()
    child = get_context("spawn").Process(target=step_with_less_and_less, args=(theirs,))
    child.start()
    theirs.close()
    assert ours.recv() == (3, True)
    # Where not even one photo fits, it is said.
    assert ours.recv() == (1, True)
    child.join(60)
