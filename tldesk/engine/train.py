"""One training: features, the head, then the last stages if the recipe says so; the best epoch is kept and measured."""

import time
from collections import Counter
from collections.abc import Generator, Sequence
from pathlib import Path

import torch
from torch import nn

from tldesk.core.errors import RecipeError
from tldesk.core.messages import Event, Notice, Progress, RequestedPhoto, Step, TrainRequest
from tldesk.core.photo import Split
from tldesk.core.results import Phase
from tldesk.core.run_folder import RunFolder
from tldesk.engine import features
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.evaluate import measure
from tldesk.engine.features import Features, Views
from tldesk.engine.fine_tune import Photos, fine_tune
from tldesk.engine.head import Set, candidates
from tldesk.engine.journal import Journal
from tldesk.engine.network import FrozenNetwork, head, preparation_for
from tldesk.engine.precision import for_training, in_bfloat16
from tldesk.engine.weights import backbone_for, fingerprint_of


def train(request: TrainRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    """Train, keep the best epoch in the run's folder, and evaluate it on the validation photos.

    Raises:
        RecipeError: too few classes or photos, or settings the backbone can't take. WeightsError: no such weights.
        JobCancelledError: finished epochs are on disk.
    """
    photos = Photos(_of(request, Split.TRAIN), _of(request, Split.VALIDATION))
    _require_enough(request.classes, photos.train, photos.validation)
    recipe, cache = request.recipe, Path(request.cache_folder)
    yield Progress(Step.LOAD, 0, 1)
    torch.manual_seed(recipe.seed)
    model = backbone_for(recipe, classes=len(request.classes))
    preparation = preparation_for(model, image_size=recipe.image_size)
    network = FrozenNetwork(model, preparation, device)
    fast = for_training(network, backbone=recipe.backbone)
    yield Progress(Step.LOAD, 1, 1)

    training, validation = yield from _features(request, photos, fast, network, weights=fingerprint_of(model), ears=ears)
    photos = Photos(training.photos, validation.photos)
    _require_enough(request.classes, photos.train, photos.validation)

    folder = RunFolder(Path(request.run_folder))
    folder.settle()
    journal = Journal(folder, backbone=recipe.backbone, classes=request.classes, preparation=preparation, ears=ears)
    yield from _train_head(model, training, validation, classes=len(request.classes), patience=recipe.patience, journal=journal, ears=ears)
    if recipe.method == "two-stage" and not ears.stopping:
        model.load_state_dict(journal.kept())
        yield from fine_tune(
            model, recipe, photos, preparation=preparation, device=device, ears=ears, journal=journal, bfloat16=in_bfloat16(fast)
        )
    model.load_state_dict(journal.kept())
    yield from measure(
        folder,
        model,
        folder.facts(),
        photos.validation,
        split=Split.VALIDATION,
        cache=cache,
        device=device,
        ears=ears,
        failed=validation.failed,
    )


def _features(
    request: TrainRequest, photos: Photos, fast: FrozenNetwork, exact: FrozenNetwork, *, weights: str, ears: Ears
) -> Generator[Event, None, tuple[Features, Features]]:
    """Features to learn from, as fast as may be, and to judge by, exactly as every figure is computed."""
    recipe, cache, total = request.recipe, Path(request.cache_folder), len(photos.train) + len(photos.validation)
    views = Views(recipe.views, recipe.seed, recipe.flip)
    training = yield from features.compute(fast, photos.train, weights=weights, cache=cache, ears=ears, views=views, total=total)
    validation = yield from features.compute(
        exact, photos.validation, weights=weights, cache=cache, ears=ears, before=len(photos.train), total=total
    )
    yield from _told_of_unreadable(training, validation)
    return training, validation


def _train_head(
    model: nn.Module, training: Features, validation: Features, *, classes: int, patience: int, journal: Journal, ears: Ears
) -> Generator[Event, None, None]:
    """Follow the path of penalties until the validation loss no longer falls; each step is an epoch."""
    views = training.pooled.shape[1]
    labels = _labels(training.photos)
    learned = Set(training.pooled.flatten(0, 1), labels.repeat_interleave(views))
    judged = Set(validation.pooled[:, 0], _labels(validation.photos))
    layer = head(model)
    assert isinstance(layer, nn.Linear)
    began = time.perf_counter()
    for candidate in candidates(learned, judged, classes=classes, ears=ears):
        with torch.no_grad():
            layer.weight.copy_(candidate.weight)
            layer.bias.copy_(candidate.bias)
        yield journal.ended(
            Phase.HEAD,
            train=(candidate.train_loss, candidate.train_accuracy),
            validation=(candidate.validation_loss, candidate.validation_accuracy),
            learning_rate=1.0,
            seconds=time.perf_counter() - began,
            state=model.state_dict,
        )
        ears.listen()
        if journal.since_best >= patience or ears.stopping:
            return
        began = time.perf_counter()


def _labels(photos: Sequence[RequestedPhoto]) -> torch.Tensor:
    return torch.tensor([photo.label for photo in photos])


def _of(request: TrainRequest, split: Split) -> tuple[RequestedPhoto, ...]:
    known = range(len(request.classes))
    return tuple(photo for photo in request.photos if photo.split is split and photo.label is not None and photo.label in known)


def _told_of_unreadable(*parts: Features) -> Generator[Event, None, None]:
    count = sum(len(part.failed) for part in parts)
    if count:
        yield Notice(f"{count} photo{' was' if count == 1 else 's were'} left out because {'it' if count == 1 else 'they'} can't be read.")


def _require_enough(classes: tuple[str, ...], train: Sequence[RequestedPhoto], validation: Sequence[RequestedPhoto]) -> None:
    """Raise `RecipeError`, in plain words, where nothing can be learned from these photos."""
    if len(classes) < 2:
        raise RecipeError("A model needs at least two classes to tell apart.", remedy="Add a class and label some photos with it.")
    counts = Counter(photo.label for photo in train)
    empty = [name for index, name in enumerate(classes) if not counts[index]]
    if empty:
        raise RecipeError(
            f"No photo that can be read is there to learn {_listed(empty)} from.",
            remedy="Label more photos of it, give some the split train, or delete the class.",
        )
    if not validation:
        raise RecipeError(
            "There are no validation photos, so nothing says when to stop.",
            remedy="Label a few more photos, or give some the split validation.",
        )


def _listed(names: list[str]) -> str:
    quoted = [f"'{name}'" for name in names[:5]]
    return ", ".join(quoted) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
