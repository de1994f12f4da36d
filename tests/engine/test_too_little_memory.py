"""What happens where the memory is too small: in a process of its own, which may take only so many more bytes."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from tldesk.core.messages import OutOfMemory, TrainRequest
from tldesk.core.recipe import Recipe
from tldesk.engine.device import out_of_memory
from tldesk.engine.serve import serve
from tldesk.engine.steps import Stepper

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")

MIB = 2**20


class Wide(nn.Module):
    """Needs 32 MiB for each photo."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(5, 2))

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        wide = inputs[:, :1].expand(-1, 8 * MIB).contiguous()
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
    stepper.step(inputs, nn.functional.one_hot(labels, 2).float(), labels)


def with_less_and_less(answers: Connection, request: TrainRequest) -> None:
    torch.set_num_threads(1)
    expected, model = Wide(), Wide()
    step(stepper_for(expected, piece=1))
    stepper = stepper_for(model, piece=12)
    with at_most(150 * MIB):
        step(stepper)
    answers.send((stepper.piece, torch.allclose(expected.weight, model.weight, atol=1e-6)))
    with at_most(MIB):
        try:
            step(stepper)
        except (MemoryError, RuntimeError) as error:
            answers.send((stepper.piece, out_of_memory(error)))
    with at_most(100 * MIB):
        (*_, ending) = serve(request, lambda: None)
    answers.send(ending)
    # torch takes seconds to leave.
    os._exit(0)


@pytest.fixture(scope="module")
def answers(tmp_path_factory, coloured) -> Iterator[Any]:
    """What the process says, in its order: pieces and weights, pieces and the error, the ending."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "run").mkdir()
    recipe = Recipe(backbone="test_efficientnet", weights="random", image_size=1024, views=0, precision="float32")
    request = TrainRequest(str(folder / "run"), recipe, ("blue", "green", "red"), coloured, str(folder / "cache"))
    ours, theirs = get_context("spawn").Pipe()
    child = get_context("spawn").Process(target=with_less_and_less, args=(theirs, request))
    child.start()
    theirs.close()
    yield [ours.recv() for _ in range(3)]
    child.join(60)


def test_the_pieces_get_smaller_and_the_step_stays(answers):
    assert answers[0] == (3, True)


def test_where_not_even_one_photo_fits_it_is_said(answers):
    assert answers[1] == (1, True)


def test_a_training_ends_with_the_name_of_the_device(answers):
    assert isinstance(answers[2], OutOfMemory)
    assert answers[2].device.startswith("CPU")
