"""The learning-rate range test (Smith 2017, section 3.3): the rate grows from step to step, and the loss tells where it is too large."""

from collections.abc import Callable, Generator, Iterator
from itertools import count
from pathlib import Path
from typing import Final

import torch
from torch import nn

from tldesk.core.errors import RecipeError, TldeskError
from tldesk.core.messages import Event, Progress, RateTested, RateTestRequest, RequestedPhoto, Step
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.engine import features
from tldesk.engine.augmentation import Alteration, altered
from tldesk.engine.data import Batch, Pixels, batches, view_rng
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.freezing import thawed_at
from tldesk.engine.head import Set, standardised
from tldesk.engine.losses import Criterion, labels_of
from tldesk.engine.network import FrozenNetwork, head, preparation_for
from tldesk.engine.optimisation import Rate, optimiser_for, set_share
from tldesk.engine.precision import for_training, in_bfloat16
from tldesk.engine.sampling import order_of
from tldesk.engine.steps import Inputs, Stepper
from tldesk.engine.tuned import Tuned
from tldesk.engine.weights import backbone_for, fingerprint_of
from tldesk.photos.framing import read

STEPS: Final = 60
LOWEST: Final = 1e-6
HIGHEST: Final = 1.0
AUTO_BATCH: Final = 32

RUN_AWAY: Final = 4.0
"""How many times the lowest loss is too much to go on."""

SMOOTHING: Final = 0.8
"""Share of the losses so far in the smoothed one, corrected for its start as Adam's averages are."""

Batches = Iterator[tuple[Inputs, torch.Tensor]]


def try_rates(request: RateTestRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    """Yield `RateTested`.

    Raises:
        RecipeError: the recipe takes no steps, or there is no photo to learn from.
        JobCancelledError: heard between steps.
    """
    recipe = request.recipe
    photos = tuple(photo for photo in request.photos if photo.split is Split.TRAIN and photo.label is not None)
    if not recipe.takes_steps:
        raise RecipeError("This recipe has no learning rate: its head is found exactly.", remedy="Choose a method that trains stages.")
    if not photos:
        raise RecipeError("There is no training photo to try learning rates on.", remedy="Label some photos first.")
    yield Progress(Step.LOAD, 0, 1)
    torch.manual_seed(recipe.seed)
    model = backbone_for(recipe, classes=len(request.classes))
    network = FrozenNetwork(model, preparation_for(model, image_size=recipe.image_size, framing=recipe.framing), device)
    fast = for_training(network, backbone=recipe.backbone, precision=recipe.precision)
    yield Progress(Step.LOAD, 1, 1)
    if recipe.fine_tunes:
        stepper, source = _of_stages(model, recipe, photos, fast, classes=len(request.classes))
    else:
        weights, cache = fingerprint_of(model), Path(request.cache_folder)
        found = yield from features.compute(fast, photos, weights=weights, cache=cache, ears=ears)
        known = Set(found.pooled[:, 0], torch.tensor(labels_of(found.photos)))
        stepper, source = _of_head(model, recipe, known, classes=len(request.classes))
    yield from _tried(stepper, source, recipe, ears, classes=len(request.classes))


def _tried(stepper: Stepper, source: Batches, recipe: Recipe, ears: Ears, *, classes: int) -> Generator[Event, None, None]:
    rates: list[float] = []
    losses: list[float] = []
    average = 0.0
    for step in range(STEPS):
        ears.listen()
        rate = LOWEST * (HIGHEST / LOWEST) ** (step / (STEPS - 1))
        set_share(stepper.optimiser, rate / recipe.learning_rate)
        inputs, labels = next(source)
        targets = nn.functional.one_hot(labels, classes).float()
        try:
            loss = stepper.step(inputs, targets, labels)[0] / len(labels)
        except TldeskError:  # no number any more: beyond the end of the curve
            break
        average = SMOOTHING * average + (1 - SMOOTHING) * loss
        smoothed = average / (1 - SMOOTHING ** (step + 1))
        rates.append(rate)
        losses.append(smoothed)
        yield Progress(Step.RATE_TEST, step + 1, STEPS)
        if smoothed > RUN_AWAY * min(losses):
            break
    if not rates:
        raise RecipeError("The loss is no number at the lowest learning rate already.", remedy="Choose another backbone or other photos.")
    best = rates[losses.index(min(losses))]
    yield RateTested(tuple(rates), tuple(losses), best / 10)


def _stepper(
    recipe: Recipe,
    parameters: dict[str, nn.Parameter],
    rates: dict[str, Rate],
    labels: list[int],
    *,
    classes: int,
    logits: Callable[[torch.Tensor], torch.Tensor],
    device: torch.device,
) -> Stepper:
    criterion = Criterion(recipe, labels=labels, classes=classes, device=device)
    optimiser = optimiser_for(recipe, parameters, rates)
    return Stepper(
        recipe, logits=logits, criterion=criterion, parameters=parameters, optimiser=optimiser, piece=recipe.batch_size or AUTO_BATCH
    )


def _of_head(model: nn.Module, recipe: Recipe, known: Set, *, classes: int) -> tuple[Stepper, Batches]:
    layer = head(model).train()
    parameters = dict(layer.named_parameters())
    rates = {name: Rate(recipe.learning_rate, 0.0) for name in parameters}
    labels = known.labels.tolist()
    standard = standardised(known.features)[2]

    def source() -> Batches:
        for epoch in count():
            order = torch.tensor(order_of(range(len(labels)), labels, recipe, epoch=epoch))
            for chosen in torch.split(order, recipe.batch_size or AUTO_BATCH):
                yield standard[chosen].__getitem__, known.labels[chosen]

    return _stepper(recipe, parameters, rates, labels, classes=classes, logits=layer, device=torch.device("cpu")), source()


def _of_stages(
    model: nn.Module, recipe: Recipe, photos: tuple[RequestedPhoto, ...], fast: FrozenNetwork, *, classes: int
) -> tuple[Stepper, Batches]:
    preparation, device, how = fast.preparation, fast.device, Alteration.of(recipe)
    tuned = Tuned(model, recipe, preparation, device, stages=thawed_at(recipe, 0), bfloat16=in_bfloat16(fast))
    labels = labels_of(photos)

    def load(photo: RequestedPhoto) -> Pixels:
        return altered(read(photo.file, preparation), preparation, how, rng=view_rng(recipe.seed, 1000, photo))

    def of(pixels: torch.Tensor, batch: Batch) -> tuple[Inputs, torch.Tensor]:
        return lambda part: tuned.inputs(pixels[part]), torch.tensor(labels_of(batch.photos), device=device.torch)

    def source() -> Batches:
        for epoch in count():
            order = order_of(photos, labels, recipe, epoch=epoch)
            readable = 0
            for batch in batches(order, load, size=recipe.batch_size or AUTO_BATCH):
                if batch.pixels is not None:
                    readable += len(batch.photos)
                    yield of(batch.pixels, batch)
            if not readable:
                raise RecipeError("No training photo can be read.", remedy="Look whether the disk with the photos is there.")

    stepper = _stepper(recipe, tuned.parameters, tuned.rates, labels, classes=classes, logits=tuned.logits, device=device.torch)
    return stepper, source()
