"""Fine-tuning the last stages over a frozen base.

The base runs without gradients, folded, channels-last and in bfloat16 where that is faster; nothing is stored for it, because autograd
starts at the first thawed parameter. Batch norm keeps its pretrained statistics: on a few hundred photos live statistics end below the
head alone. It is folded in the thawed stages too, and unfolded again for the checkpoint.
"""

import math
import random
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from tldesk.core.errors import TldeskError
from tldesk.core.messages import Event, Progress, RequestedPhoto, Step
from tldesk.core.recipe import Recipe
from tldesk.core.results import Phase
from tldesk.engine.data import Batch, Pixels, altered, batches, normalised, plain, view_rng
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.folding import Folded
from tldesk.engine.freezing import thawed
from tldesk.engine.journal import Journal
from tldesk.engine.network import FrozenNetwork, head
from tldesk.engine.precision import half_below
from tldesk.photos.framing import Preparation, read

WARM_UP = 0.1
"""Share of all steps in which the learning rate rises."""

LARGEST_GRADIENT = 1.0
"""Norm to which gradients are clipped."""


@dataclass(frozen=True, slots=True)
class Photos:
    """The readable photos of both splits; all have labels."""

    train: tuple[RequestedPhoto, ...]
    validation: tuple[RequestedPhoto, ...]


@dataclass(slots=True)
class Sums:
    """Loss, right answers and photos of an epoch so far."""

    loss: float = 0.0
    right: float = 0.0
    photos: int = 0

    def add(self, loss: float, right: float, photos: int) -> None:
        """Add a batch's summed loss, right answers and photos."""
        self.loss, self.right, self.photos = self.loss + loss, self.right + right, self.photos + photos

    @property
    def means(self) -> tuple[float, float]:
        """Mean loss in nats and accuracy 0..1."""
        return self.loss / max(1, self.photos), self.right / max(1, self.photos)


class Tuned:
    """A folded network whose last stages train.

    Attributes:
        names: the trained parameters of `model`.
    """

    def __init__(self, original: nn.Module, recipe: Recipe, preparation: Preparation, device: Device, *, bfloat16: bool) -> None:
        self._preparation, self._device = preparation, device
        side = preparation.input_size
        example = torch.rand((2, 3, side, side), generator=torch.Generator().manual_seed(0)).mul_(2).sub_(1)
        self._folded = Folded(original, example)
        self.names = self._folded.foldable(thawed(original, recipe.thaw_stages))
        self.model = self._folded.model.to(device.torch).to(memory_format=torch.channels_last)
        for name, parameter in self.model.named_parameters():
            parameter.requires_grad_(name in self.names)
        halved = bfloat16 and half_below(self.model, self.names, device, example=example.to(device.torch))
        self._dtype = torch.bfloat16 if halved else torch.float32

    def logits(self, batch: Batch) -> torch.Tensor:
        """Logits, float32 `N, classes`, of a batch with pixels; gradients reach the thawed parameters."""
        assert batch.pixels is not None
        result: torch.Tensor = self.model(normalised(batch.pixels, self._preparation, device=self._device.torch, dtype=self._dtype))
        return result.float()

    def state(self) -> dict[str, torch.Tensor]:
        """The network's state dict under timm's names."""
        return self._folded.state(self.names)

    def optimiser(self, recipe: Recipe) -> torch.optim.AdamW:
        """AdamW: the head at the recipe's rate, the stages at a fraction of it; no decay on biases and norms."""
        own_head = {id(parameter) for parameter in head(self.model).parameters()}
        groups = []
        for name, parameter in self.model.named_parameters():
            if name in self.names:
                rate = recipe.learning_rate * (1.0 if id(parameter) in own_head else recipe.backbone_rate)
                decay = recipe.weight_decay if parameter.ndim > 1 else 0.0
                groups.append({"params": [parameter], "lr": rate, "weight_decay": decay})
        return torch.optim.AdamW(groups)


def fine_tune(
    original: nn.Module,
    recipe: Recipe,
    photos: Photos,
    *,
    preparation: Preparation,
    device: Device,
    ears: Ears,
    journal: Journal,
    bfloat16: bool,
) -> Generator[Event, None, None]:
    """Train the last stages of `original` (which becomes the last epoch's network) until the validation loss no longer falls.

    Raises:
        JobCancelledError: heard between batches; the best epoch so far is on disk.
        TldeskError: the loss is not a number.
    """
    tuned = Tuned(original, recipe, preparation, device, bfloat16=bfloat16)
    optimiser = tuned.optimiser(recipe)
    steps = recipe.epochs * math.ceil(len(photos.train) / recipe.batch_size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step / steps))
    each = len(photos.train) + len(photos.validation)
    for epoch in range(recipe.epochs):
        began = time.perf_counter()
        sums = Sums()
        for batch in _training_batches(photos.train, recipe, preparation, epoch=epoch):
            ears.listen()
            if ears.stopping:
                return
            sums.add(*_step(tuned, batch, recipe, optimiser), batch.asked)
            schedule.step()
            yield Progress(Step.FINE_TUNE, epoch * each + sums.photos, recipe.epochs * each)
        original.load_state_dict(tuned.state())
        done = epoch * each + len(photos.train), recipe.epochs * each
        validation = yield from _validated(original, photos.validation, preparation, device, ears=ears, done=done)
        yield journal.ended(
            Phase.FINE_TUNE,
            train=sums.means,
            validation=validation,
            learning_rate=recipe.learning_rate * _rate((epoch + 1) / recipe.epochs),
            seconds=time.perf_counter() - began,
            state=original.state_dict,
        )
        if journal.since_best >= recipe.patience or ears.stopping:
            return


def _rate(progress: float) -> float:
    """Share of the full learning rate: a linear rise, then half a cosine down to 2 %."""
    if progress < WARM_UP:
        return max(0.05, progress / WARM_UP)
    return 0.02 + 0.98 * (1 + math.cos(math.pi * (progress - WARM_UP) / (1 - WARM_UP))) / 2


def _training_batches(
    photos: Sequence[RequestedPhoto], recipe: Recipe, preparation: Preparation, *, epoch: int
) -> Generator[Batch, None, None]:
    order = list(photos)
    random.Random(f"{recipe.seed}/{epoch}").shuffle(order)

    def load(photo: RequestedPhoto) -> Pixels:
        rng = view_rng(recipe.seed, 1000 + epoch, photo)
        return altered(read(photo.file, preparation), preparation, flip=recipe.flip, rng=rng)

    yield from batches(order, load, size=recipe.batch_size)


def _step(tuned: Tuned, batch: Batch, recipe: Recipe, optimiser: torch.optim.Optimizer) -> tuple[float, float]:
    """One step down; gives the batch's `_figures` from before it."""
    if batch.pixels is None:
        return 0.0, 0.0
    logits = tuned.logits(batch)
    labels = _labels(batch).to(logits.device)
    loss = functional.cross_entropy(logits, labels, label_smoothing=recipe.label_smoothing)
    if not bool(torch.isfinite(loss)):
        raise TldeskError(
            "The loss is no longer a number: the training has run away.",
            kept="The best epoch before it is kept.",
            remedy="Choose a smaller learning rate and train again.",
        )
    optimiser.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_([p for p in tuned.model.parameters() if p.requires_grad], LARGEST_GRADIENT)
    optimiser.step()
    return _figures(logits, labels)


def _validated(
    model: nn.Module, photos: Sequence[RequestedPhoto], preparation: Preparation, device: Device, *, ears: Ears, done: tuple[int, int]
) -> Generator[Event, None, tuple[float, float]]:
    """Mean loss and accuracy on the validation photos, computed as every other figure is: float32, folded."""
    network = FrozenNetwork(model, preparation, device)
    before, total = done

    def load(photo: RequestedPhoto) -> Pixels:
        return plain(read(photo.file, preparation), preparation)

    sums = Sums()
    for batch in batches(photos, load, size=device.batch):
        ears.listen()
        if batch.pixels is not None:
            sums.add(*_figures(network.logits(network.pooled(batch.pixels)), _labels(batch)), len(batch.photos))
        before += batch.asked
        yield Progress(Step.FINE_TUNE, before, total)
    return sums.means


def _labels(batch: Batch) -> torch.Tensor:
    return torch.tensor([photo.label for photo in batch.photos])


def _figures(logits: torch.Tensor, labels: torch.Tensor) -> tuple[float, float]:
    """A batch's summed loss in nats, without smoothing, and the number of right answers."""
    with torch.no_grad():
        return float(functional.cross_entropy(logits, labels, reduction="sum")), float((logits.argmax(1) == labels).sum())
