"""Fine-tuning stages of a backbone: which photos in which order, which stages at which rate, and what is kept after each epoch."""

import math
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from tldesk.core.messages import Event, Notice, Progress, RequestedPhoto, Step
from tldesk.core.recipe import Recipe
from tldesk.core.results import Phase
from tldesk.engine.augmentation import Alteration, altered
from tldesk.engine.data import Batch, Pixels, batches, view_rng
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.freezing import thawed_at
from tldesk.engine.journal import Journal
from tldesk.engine.losses import Criterion, Mixer, labels_of
from tldesk.engine.network import FrozenNetwork
from tldesk.engine.optimisation import Average, give_memory, memory_of, optimiser_for, set_share
from tldesk.engine.pixels import PixelCache, plain_form, training_form
from tldesk.engine.ranks import Ranks
from tldesk.engine.resume import load_progress, restore_random, save_progress
from tldesk.engine.sampling import Judged, judged_of, order_of
from tldesk.engine.schedules import Plateau, share
from tldesk.engine.steps import Stepper, Sums
from tldesk.engine.tuned import Tuned, autocast_type
from tldesk.photos.framing import Preparation

AUTO_BATCH = 32
"""Photos in a step where the recipe leaves it open and no graphics card says otherwise."""

LARGEST_AUTO_BATCH = 256
"""On a graphics card the largest one tried first; it is halved until it fits."""


@dataclass(frozen=True, slots=True)
class Photos:
    """The readable photos of both splits; all have labels."""

    train: tuple[RequestedPhoto, ...]
    validation: tuple[RequestedPhoto, ...]


@dataclass(frozen=True, slots=True)
class Workplace:
    """What a fine-tuning works with.

    Attributes:
        progress_file: where it saves what it can be resumed from. cache: the folder of all caches. bfloat16: faster here.
        ranks: the processes that train it together.
    """

    preparation: Preparation
    device: Device
    ears: Ears
    journal: Journal
    progress_file: Path
    cache: Path
    bfloat16: bool = False
    ranks: Ranks = field(default_factory=Ranks)


def fine_tune(
    original: nn.Module, recipe: Recipe, photos: Photos, place: Workplace, *, resume: bool = False
) -> Generator[Event, None, None]:
    """Train stages of `original` (which becomes the last epoch's network) until the validation figure no longer improves.

    Args:
        resume: go on from `place.progress_file`, where it is there; the journal then remembers too.

    Raises:
        JobCancelledError: heard between batches; the best epoch so far is on disk.
        TldeskError: the loss is not a number.
        RunError: what it should go on from is damaged.
    """
    torch.manual_seed(recipe.seed)
    ranks = place.ranks
    if ranks.count > 1:
        photos, bfloat16 = ranks.same(lambda: (photos, place.bfloat16))
        original.load_state_dict(ranks.same(lambda: {name: tensor.cpu() for name, tensor in original.state_dict().items()}))
        place = replace(place, bfloat16=bfloat16)
    tuning = _Tuning(original, recipe, photos, place, load_progress(place.progress_file, recipe) if resume else None)
    for epoch in range(tuning.epoch, recipe.epochs):
        if place.journal.over and epoch:
            return
        yield from tuning.run(epoch)
        if place.ears.stopping:
            return


class _Tuning:
    """A fine-tuning under way: the network with what thaws, the optimiser, the schedule and the average."""

    def __init__(self, original: nn.Module, recipe: Recipe, photos: Photos, place: Workplace, progress: dict[str, Any] | None) -> None:
        self._original, self._recipe, self._photos, self._place, self._ranks = original, recipe, photos, place, place.ranks
        classes = place.journal.classes
        labels = labels_of(photos.train)
        self._criterion = Criterion(recipe, labels=labels, classes=classes, device=place.device.torch)
        self._mixer = Mixer(recipe, classes=classes)
        self._plateau = Plateau()
        self._told: set[str] = set()
        self._how = Alteration.of(recipe)
        self._pixels = PixelCache(place.cache, place.preparation, training_form(place.preparation, self._how))
        self._plain = PixelCache(place.cache, place.preparation, plain_form(place.preparation))
        self._average: Average | None = None
        self._scaler = torch.amp.GradScaler(place.device.torch.type, enabled=autocast_type(recipe, place.device) is torch.float16)
        self.epoch = 0
        self._piece = recipe.batch_size or (LARGEST_AUTO_BATCH if place.device.torch.type == "cuda" else AUTO_BATCH)
        self._batch = (recipe.batch_size or min(self._piece, max(AUTO_BATCH, len(labels) // 20))) * recipe.accumulate
        self._ranks.require_shares(self._batch)
        self._halved = place.bfloat16
        self._stages = thawed_at(recipe, 0)
        if progress:
            self.epoch, self._piece, self._halved, self._stages = (progress[key] for key in ("epoch", "piece", "halved", "stages"))
            original.load_state_dict(progress["base"])
            place.journal.remember(progress["journal"])
        self._thaw(progress["memory"] if progress else None)
        if progress:
            self._take_up(progress)

    def _thaw(self, memory: dict[str, Any] | None) -> None:
        """Fold `original` anew with `self._stages` trained; the optimiser keeps what it remembers of those that were before."""
        place = self._place
        self._tuned = Tuned(self._original, self._recipe, place.preparation, place.device, stages=self._stages, bfloat16=self._halved)
        self._halved = self._tuned.halved
        optimiser = optimiser_for(self._recipe, self._tuned.parameters, self._tuned.rates)
        if memory:
            give_memory(optimiser, self._tuned.parameters, memory)
        self._stepper = Stepper(
            self._recipe,
            logits=self._tuned.logits,
            criterion=self._criterion,
            parameters=self._tuned.parameters,
            optimiser=optimiser,
            piece=self._piece,
            scaler=self._scaler,
            ranks=self._ranks,
        )
        if self._recipe.average:
            before = self._average
            current = self._tuned.current()
            values = {name: before.values.get(name, tensor) for name, tensor in current.items()} if before else current
            self._average = Average(self._recipe.average, values, steps=before.steps if before else 0)

    def _take_up(self, progress: dict[str, Any]) -> None:
        self._tuned.give(progress["values"])
        self._plateau = Plateau(**progress["plateau"])
        self._scaler.load_state_dict(progress["scaler"])
        if self._average:
            self._average = Average(self._recipe.average, progress["average"], steps=progress["average_steps"])
        restore_random(progress)

    def run(self, epoch: int) -> Generator[Event, None, None]:
        """One epoch, and its end unless the user stopped it half-way."""
        recipe, place = self._recipe, self._place
        if thawed_at(recipe, epoch) != self._stages:
            self._stages = thawed_at(recipe, epoch)
            memory = memory_of(self._stepper.optimiser, self._tuned.parameters)
            self._original.load_state_dict(self._tuned.state())
            self._thaw(memory)
        if recipe.compile and not self._tuned.compiled and epoch == self.epoch:
            yield Notice("torch can't compile this network on this computer; the training goes on without.")
        self._ranks.part_ways(recipe.seed, epoch)
        began, sums, at = time.perf_counter(), Sums(), 1.0
        each = len(self._photos.train) + len(self._photos.validation)
        per_epoch = math.ceil(len(self._photos.train) / self._batch)
        for number, batch in enumerate(self._batches(epoch)):
            place.ears.listen()
            if place.ears.stopping:
                return
            at = share(recipe, epoch * per_epoch + number, steps=recipe.epochs * per_epoch, per_epoch=per_epoch)
            set_share(self._stepper.optimiser, at * self._plateau.share)
            yield from self._step(batch, sums, asked=min(self._batch, len(self._photos.train) - number * self._batch))
            yield Progress(Step.FINE_TUNE, epoch * each + sums.photos, recipe.epochs * each)
        judged = yield from self._judged(done=(epoch * each + len(self._photos.train), recipe.epochs * each))
        self._plateau.heard(recipe, judged.loss)
        yield place.journal.ended(
            Phase.FINE_TUNE,
            train=sums.means,
            validation=judged,
            learning_rate=recipe.learning_rate * at * self._plateau.share,
            seconds=time.perf_counter() - began,
            state=self._original.state_dict,
            photos=each,
            thawed=self._stages,
        )
        if not self._ranks.rank:
            self._save(epoch + 1)

    def _judged(self, *, done: tuple[int, int]) -> Generator[Event, None, Judged]:
        """How the network of now, or its average, does on the validation photos: the first process looks, all hear the same."""
        self._original.load_state_dict(self._tuned.state(self._average.values if self._average else None))
        judged = None
        if not self._ranks.rank:
            judged = yield from validated(self._original, self._photos.validation, self._place, self._plain, done=done)
        judged = self._ranks.same(lambda: judged)
        assert judged is not None
        return judged

    def _step(self, batch: Batch, sums: Sums, *, asked: int) -> Iterator[Event]:
        """A step on `batch`, of which `asked` photos are in all processes; says which failed, and whether the memory was too small."""
        yield from (failure for failure in batch.failed if failure.key not in self._told)
        self._told |= {failure.key for failure in batch.failed}
        # A single photo has no statistics.
        if batch.pixels is None or (self._recipe.live_norms and len(batch.photos) == 1):
            found = self._stepper.follow()
        else:
            labels = torch.tensor(labels_of(batch.photos), device=self._place.device.torch)
            mixing = self._mixer(labels, side=batch.pixels.shape[1])
            found = self._stepper.step(partial(mixing.inputs, batch.pixels, prepare=self._tuned.inputs), mixing.targets, labels)
        sums.add(*(found or (0.0, 0.0)), asked)
        if found is None:
            return
        if self._average:
            self._average.take(self._tuned.current())
        if self._stepper.piece < self._piece:
            self._piece = self._stepper.piece
            yield Notice(
                f"The memory was too small for the batch: it is now computed in pieces of {self._piece} photos. "
                f"A step still learns from {self._batch}, so the result is the same; it takes a little longer."
            )

    def _batches(self, epoch: int) -> Generator[Batch, None, None]:
        recipe, preparation = self._recipe, self._place.preparation
        order = order_of(self._photos.train, labels_of(self._photos.train), recipe, epoch=epoch)

        def load(photo: RequestedPhoto) -> Pixels:
            return altered(self._pixels.read(photo), preparation, self._how, rng=view_rng(recipe.seed, 1000 + epoch, photo))

        starts = range(0, len(order), self._batch)
        mine = [photo for start in starts for photo in self._ranks.mine(order[start : start + self._batch])]
        count = 0
        for batch in batches(mine, load, size=len(self._ranks.mine(range(self._batch)))):
            count += 1
            yield batch
        if count < len(starts):
            # The last batch has no photo for this process, which takes the step all the same.
            yield Batch((), None, ())
        self._pixels.flush()

    def _save(self, epoch: int) -> None:
        """Write all that the next epoch depends on."""
        save_progress(
            self._place.progress_file,
            self._recipe,
            {
                "epoch": epoch,
                "piece": self._piece,
                "halved": self._halved,
                "stages": self._stages,
                "base": self._tuned.base,
                "values": {name: tensor.detach() for name, tensor in self._tuned.current().items()},
                "memory": memory_of(self._stepper.optimiser, self._tuned.parameters),
                "average": self._average.values if self._average else {},
                "average_steps": self._average.steps if self._average else 0,
                "plateau": {"share": self._plateau.share, "best": self._plateau.best, "waited": self._plateau.waited},
                "scaler": self._scaler.state_dict(),
                "journal": self._place.journal.memory(),
            },
        )


def validated(
    model: nn.Module, photos: tuple[RequestedPhoto, ...], place: Workplace, pixels: PixelCache, *, done: tuple[int, int]
) -> Generator[Event, None, Judged]:
    """How `model` does on the validation photos, computed as every other figure is: float32, folded.

    Args:
        pixels: of the plain form.
        done: photos of the step done before, and in all.
    """
    network = FrozenNetwork(model, place.preparation, place.device)
    before, total = done

    def load(photo: RequestedPhoto) -> Pixels:
        return np.asarray(pixels.read(photo))

    logits: list[torch.Tensor] = []
    labels: list[int] = []
    for batch in batches(photos, load, size=place.device.batch):
        place.ears.listen()
        if batch.pixels is not None:
            logits.append(network.logits(network.pooled(batch.pixels)))
            labels += labels_of(batch.photos)
        before += batch.asked
        yield Progress(Step.FINE_TUNE, before, total)
    pixels.flush()
    return judged_of(torch.cat([torch.empty(0, place.journal.classes), *logits]), torch.tensor(labels, dtype=torch.int64))
