"""Several processes that fine-tune together, on several GPUs or machines: `python -m torch.distributed.run ... -m tldesk train FOLDER`.

The first process (rank 0) plans, and sends its request to the others. All then do the same training side by side, but for the steps of
the fine-tuning: there each takes its share of every batch, the gradients are averaged by the number of photos, and all take the same step,
so that a step learns from the recipe's batch however many processes there are. What could differ between machines is decided by rank 0:
which photos can be read, the weights to begin with, and how an epoch did on the validation photos. Only rank 0 writes the run; the
others write to a folder of their own that is thrown away.

The processes find each other by accelerate, from the environment that torchrun sets. All must see the photos under the same paths.
"""

import os
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import torch
from torch import nn

from tldesk.core.errors import RecipeError, TldeskError
from tldesk.core.messages import TrainRequest
from tldesk.engine.device import best_device

T = TypeVar("T")

PATIENCE: Final = timedelta(days=7)
"""How long one process waits for another that still lives: rank 0 may compare many photos. One that died is noticed at once."""


class Ranks:
    """The processes of one training. One alone is rank 0 of 1, for which all of this does nothing."""

    def __init__(self) -> None:
        self.rank, self.count = rank_and_count()
        if self.count > 1:
            from accelerate import PartialState

            PartialState(cpu=best_device().torch.type != "cuda", timeout=PATIENCE)

    def require_shares(self, batch: int) -> None:
        """Raise `RecipeError` where a batch has too few photos for a share each."""
        if batch < self.count:
            raise RecipeError(
                f"A batch of {batch} can't be shared by {self.count} processes.", remedy="Choose a larger batch, or start fewer processes."
            )

    def part_ways(self, seed: int, epoch: int) -> None:
        """Give all processes but rank 0 random numbers of their own for an epoch, so that no two drop out the same."""
        if self.rank:
            torch.manual_seed(random.Random(f"{seed}/{epoch}/{self.rank}").getrandbits(63))

    def mine(self, batch: Sequence[T]) -> Sequence[T]:
        """This process's share of a batch."""
        return batch[self.rank :: self.count]

    def same(self, make: Callable[[], T]) -> T:
        """What rank 0 makes, for all.

        Raises:
            TldeskError: another process has ended.
        """
        if self.count == 1:
            return make()
        from accelerate.utils import broadcast_object_list

        box: list[Any] = [None if self.rank else make()]
        with _others_alive():
            broadcast_object_list(box)
        made: T = box[0]
        return made

    def averaged(self, parameters: Sequence[nn.Parameter], *, photos: int, sums: Sequence[float]) -> tuple[int, list[float]]:
        """Make every gradient the mean over the photos of all processes; one without photos has none to give.

        Args:
            photos: of this process, over which its gradients are a mean.
            sums: numbers to be summed up over all processes.

        Returns:
            Photos of all processes, and the sums.

        Raises:
            TldeskError: another process has ended.
        """
        if self.count == 1:
            return photos, list(sums)
        from accelerate.utils import reduce

        first = parameters[0]
        gradients = [torch.zeros_like(p) if p.grad is None else p.grad.mul(photos) for p in parameters]
        numbers = torch.tensor([float(photos), *sums], device=first.device, dtype=torch.float64)
        flat = torch.cat([gradient.flatten() for gradient in gradients])
        with _others_alive():
            total, flat = reduce(numbers, "sum").tolist(), reduce(flat, "sum")
        start = 0
        for parameter in parameters:
            part = flat[start : start + parameter.numel()].view_as(parameter)
            parameter.grad = part.div(max(1.0, total[0]))
            start += parameter.numel()
        return round(total[0]), total[1:]


def rank_and_count() -> tuple[int, int]:
    """This process's number among those of a training, from 0, and how many they are; from the environment that torchrun sets."""
    return int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))


@contextmanager
def _others_alive() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:
        raise TldeskError(
            "Another process of this training has ended, so that it can't go on.",
            kept="The finished epochs are kept, and the best of them can predict.",
            remedy="Look at what that process said, start all processes again, and go on with: tldesk train FOLDER --resume RUN",
        ) from error


@contextmanager
def shared(request: TrainRequest | None) -> Iterator[TrainRequest]:
    """The request of rank 0, for all; each other process gets a folder of its own for it, with what a resumed run goes on from.

    Args:
        request: None in all processes but rank 0.
    """
    ranks = Ranks()
    sent, files = ranks.same(lambda: (request, _files_of(request)))
    assert sent is not None
    if not ranks.rank:
        yield sent
        return
    with tempfile.TemporaryDirectory(prefix="tldesk-rank-") as scratch:
        for name, content in files.items():
            file = Path(scratch) / name
            (file if content is None else file.parent).mkdir(parents=True, exist_ok=True)
            if content is not None:
                file.write_bytes(content)
        yield replace(sent, run_folder=scratch)


def _files_of(request: TrainRequest | None) -> dict[str, bytes | None]:
    """What a run has left so far, by path inside its folder, where it is to be resumed; None stands for a folder, which may be empty."""
    if request is None or not request.resume:
        return {}
    folder = Path(request.run_folder)
    return {str(file.relative_to(folder)): file.read_bytes() if file.is_file() else None for file in sorted(folder.rglob("*"))}
