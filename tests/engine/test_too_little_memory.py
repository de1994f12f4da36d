"""What happens where the memory is too small: in a process of its own, which may take only so many more bytes."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from tldesk.core.messages import OutOfMemory, TrainRequest
from tldesk.core.recipe import Recipe
from tldesk.engine.data import normalised
from tldesk.engine.device import out_of_memory
from tldesk.engine.losses import Mixer
from tldesk.engine.serve import serve
from tldesk.engine.steps import Stepper
from tldesk.photos.framing import EMBEDDED_PREPARATION

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")

MIB = 2**20


class Wide(nn.Module):
    """Needs 64 MiB for each photo."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(5, 2))

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        wide = inputs[:, :1].expand(-1, 16 * MIB).contiguous()
        return inputs @ self.weight + 0 * wide[:, :2]


@contextmanager
def at_most(more: int) -> Iterator[None]:
    """Inside, the process may take so many bytes more than it has."""
    import resource

    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + more, resource.RLIM_INFINITY))
    yield
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def stepper_for(model: nn.Module, *, piece: int) -> Stepper:
    return Stepper(
        Recipe(method="whole", clip=0.0),
        logits=model,
        criterion=lambda logits, targets: -(targets * logits.log_softmax(1)).sum(1),
        parameters=dict(model.named_parameters()),
        optimiser=torch.optim.SGD(model.parameters(), lr=0.1),
        piece=piece,
    )


def step(stepper: Stepper) -> None:
    labels = torch.arange(12) % 2
    inputs = torch.rand((12, 5), generator=torch.Generator().manual_seed(0))
    stepper.step(inputs.__getitem__, nn.functional.one_hot(labels, 2).float(), labels)


def mixed_step(piece: int, *, limit: int) -> tuple[int, torch.Tensor]:
    """A step on mixed photos of 1024 pixels, 12 MiB each as the network takes them; the piece it came to and the weights."""
    model = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(3, 2))
    nn.init.eye_(model[2].weight)
    nn.init.zeros_(model[2].bias)
    stepper, labels = stepper_for(model, piece=piece), torch.arange(12) % 2
    pixels = torch.arange(0, 240, 20, dtype=torch.uint8).view(12, 1, 1, 1).expand(12, 1024, 1024, 3)
    torch.manual_seed(0)
    mixing = Mixer(Recipe(mixup=1.0), classes=2)(labels, side=1024)
    prepare = partial(normalised, preparation=replace(EMBEDDED_PREPARATION, input_size=1024), device=labels.device)
    with at_most(limit):
        stepper.step(partial(mixing.inputs, pixels, prepare=prepare), mixing.targets, labels)
    return stepper.piece, model[2].weight.detach()


def with_less_and_less(answers: Connection, request: TrainRequest) -> None:
    torch.set_num_threads(1)
    expected, model = Wide(), Wide()
    step(stepper_for(expected, piece=1))
    stepper = stepper_for(model, piece=12)
    # Three photos fit and six do not, also beside what the first error itself takes to be told.
    with at_most(320 * MIB):
        step(stepper)
    answers.send((stepper.piece, torch.allclose(expected.weight, model.weight, atol=1e-6)))
    with at_most(MIB):
        try:
            step(stepper)
        except (MemoryError, RuntimeError) as error:
            answers.send((stepper.piece, out_of_memory(error)))
    _, expected_weight = mixed_step(1, limit=1024 * MIB)
    piece, weight = mixed_step(12, limit=150 * MIB)
    answers.send((piece, torch.allclose(expected_weight, weight, atol=1e-6) and not torch.equal(weight, torch.eye(2, 3))))
    with at_most(100 * MIB):
        (*_, ending) = serve(request, lambda: None)
    answers.send(ending)
    # torch takes seconds to leave.
    os._exit(0)


ATTEMPTS = 4


def said(folder: Path, photos: Any) -> list[Any]:
    """What the process says until it ends, in its order; less where it died."""
    (folder / "run").mkdir()
    recipe = Recipe(backbone="test_efficientnet", weights="random", image_size=1024, views=0, precision="float32")
    request = TrainRequest(str(folder / "run"), recipe, ("blue", "green", "red"), photos, str(folder / "cache"))
    ours, theirs = get_context("spawn").Pipe()
    child = get_context("spawn").Process(target=with_less_and_less, args=(theirs, request))
    child.start()
    theirs.close()
    heard = []
    with suppress(EOFError):
        heard.extend(iter(ours.recv, None))
    child.join(60)
    return heard


@pytest.fixture(scope="module")
def answers(tmp_path_factory, coloured) -> list[Any]:
    """Pieces and weights, pieces and the error, pieces and weights of mixed photos, the ending.

    Where the limit is met by what can't raise, as the start of a thread, the process dies, as an engine that is killed; then another tries.
    """
    tries = (said(tmp_path_factory.mktemp("small"), coloured) for _ in range(ATTEMPTS))
    return next(heard for heard in tries if len(heard) == 4)


def test_the_pieces_get_smaller_and_the_step_stays(answers):
    assert answers[0] == (3, True)


def test_where_not_even_one_photo_fits_it_is_said(answers):
    assert answers[1] == (1, True)


def test_photos_are_made_and_mixed_in_pieces_too(answers):
    piece, same = answers[2]
    assert 1 <= piece < 12
    assert same


def test_a_training_ends_with_the_name_of_the_device(answers):
    assert isinstance(answers[3], OutOfMemory)
    assert answers[3].device.startswith("CPU")
