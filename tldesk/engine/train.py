"""One training: the head on features, stages of the backbone, or both, as the recipe says; the best epoch is kept and measured."""

import os
import time
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import torch
from torch import nn

from tldesk.core.backbones.began import began_from
from tldesk.core.errors import RecipeError
from tldesk.core.messages import Event, Notice, PhotoFailed, Progress, RequestedPhoto, Step, TrainRequest
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.results import Phase
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import Began
from tldesk.engine import features
from tldesk.engine.augmentation import Alteration
from tldesk.engine.checkpoint import facts_for
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.features import Features, Views
from tldesk.engine.fine_tune import Photos, Workplace, fine_tune
from tldesk.engine.finish import finish
from tldesk.engine.head import Set, candidates
from tldesk.engine.head_steps import train_head_by_steps
from tldesk.engine.journal import Journal
from tldesk.engine.losses import class_weights
from tldesk.engine.network import FrozenNetwork, HeadShape, head, preparation_for
from tldesk.engine.precision import for_training, in_bfloat16
from tldesk.engine.weights import backbone_for, fingerprint_of
from tldesk.photos.framing import Preparation


def train(request: TrainRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    """Train, keep the best epoch in the run's folder, and evaluate it on the validation photos.

    Raises:
        RecipeError: too few classes or photos, or settings the backbone can't take. WeightsError: no such weights.
        RunError: it was to go on from a state that is damaged.
        JobCancelledError: finished epochs are on disk.
    """
    with _determined(on=request.recipe.deterministic):
        yield from _train(request, device, ears)


def _train(request: TrainRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    recipe, cache, folder = request.recipe, Path(request.cache_folder), RunFolder(Path(request.run_folder))
    photos = Photos(_of(request, Split.TRAIN), _of(request, Split.VALIDATION))
    _require_enough(request.classes, photos.train, photos.validation)
    yield Progress(Step.LOAD, 0, 1)
    torch.manual_seed(recipe.seed)
    model = backbone_for(recipe, classes=len(request.classes))
    preparation = preparation_for(model, image_size=recipe.image_size, framing=recipe.framing)
    network = FrozenNetwork(model, preparation, device)
    fast = for_training(network, backbone=recipe.backbone, precision=recipe.precision)
    yield Progress(Step.LOAD, 1, 1)

    folder.settle()
    journal = _journal(folder, request, preparation, ears=ears)
    resume = request.resume and folder.resume_file.is_file()
    if not resume:
        folder.begin_anew()
    failed: tuple[PhotoFailed, ...] = ()
    if recipe.head_first:
        training, validation = yield from _features(request, photos, fast, network, weights=fingerprint_of(model), ears=ears)
        photos, failed = Photos(training.photos, validation.photos), validation.failed
        _require_enough(request.classes, photos.train, photos.validation)
        if not resume:
            yield from _train_head(model, training, validation, recipe, journal=journal, ears=ears)
            model.load_state_dict(journal.kept())
    if recipe.fine_tunes and not ears.stopping:
        place = Workplace(preparation, device, ears, journal, folder.resume_file, cache, bfloat16=in_bfloat16(fast))
        yield from fine_tune(model, recipe, photos, place, resume=resume)
    model.load_state_dict(journal.kept())
    learned = training if recipe.head_first and not recipe.fine_tunes else None
    yield from finish(
        folder, model, (photos.train, photos.validation), learned=learned, failed=failed, cache=cache, device=device, ears=ears
    )
    folder.resume_file.unlink(missing_ok=True)


def _journal(folder: RunFolder, request: TrainRequest, preparation: Preparation, *, ears: Ears) -> Journal:
    recipe = request.recipe
    facts = facts_for(
        preparation,
        backbone=recipe.backbone,
        classes=request.classes,
        epoch=0,
        shape=HeadShape.of(recipe),
        mirrored=recipe.mirrored_answers,
        began=_began(folder, request),
    )
    return Journal(folder, facts, recipe, ears=ears)


def _began(folder: RunFolder, request: TrainRequest) -> Began | None:
    """What it begins from; one that goes on began from what lay here then."""
    if request.resume and folder.resume_file.is_file() and folder.has_model:
        return folder.facts().began
    return began_from(request.recipe.backbone) if request.recipe.weights == "pretrained" else None


@contextmanager
def _determined(*, on: bool) -> Iterator[None]:
    """Inside, torch takes only operations that give the same result each time, and warns of those it lacks."""
    before = torch.are_deterministic_algorithms_enabled(), torch.backends.cudnn.benchmark
    if on:
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
        torch.use_deterministic_algorithms(True, warn_only=True)
        torch.backends.cudnn.benchmark = False
    try:
        yield
    finally:
        torch.use_deterministic_algorithms(before[0], warn_only=True)
        torch.backends.cudnn.benchmark = before[1]


def _features(
    request: TrainRequest, photos: Photos, fast: FrozenNetwork, exact: FrozenNetwork, *, weights: str, ears: Ears
) -> Generator[Event, None, tuple[Features, Features]]:
    """Features to learn from, as fast as may be, and to judge by, exactly as every figure is computed."""
    recipe, cache, total = request.recipe, Path(request.cache_folder), len(photos.train) + len(photos.validation)
    views = Views(recipe.views, recipe.seed, Alteration.of(recipe))
    training = yield from features.compute(fast, photos.train, weights=weights, cache=cache, ears=ears, views=views, total=total)
    validation = yield from features.compute(
        exact, photos.validation, weights=weights, cache=cache, ears=ears, before=len(photos.train), total=total
    )
    yield from _told_of_unreadable(training, validation)
    return training, validation


def _train_head(
    model: nn.Module, training: Features, validation: Features, recipe: Recipe, *, journal: Journal, ears: Ears
) -> Generator[Event, None, None]:
    """Train the head alone, by the recipe's solver."""
    labels = _labels(training.photos).repeat_interleave(training.pooled.shape[1])
    learned = Set(training.pooled.flatten(0, 1), labels)
    judged = Set(validation.pooled[:, 0], _labels(validation.photos))
    if recipe.solver == "gradient":
        return train_head_by_steps(model, recipe, learned, judged, classes=journal.classes, journal=journal, ears=ears)
    return _follow_path(model, recipe, learned, judged, journal=journal, ears=ears)


def _follow_path(
    model: nn.Module, recipe: Recipe, learned: Set, judged: Set, *, journal: Journal, ears: Ears
) -> Generator[Event, None, None]:
    """Follow the path of penalties until the validation figure no longer improves; each step is an epoch."""
    layer = head(model)
    assert isinstance(layer, nn.Linear)
    # All photos are in every step, so that sampling some more often is the same as weighing them.
    weights = class_weights(learned.labels.tolist(), journal.classes) if recipe.imbalance != "nothing" else None
    began = time.perf_counter()
    for candidate in candidates(learned, judged, classes=journal.classes, ears=ears, weights=weights):
        with torch.no_grad():
            layer.weight.copy_(candidate.weight)
            layer.bias.copy_(candidate.bias)
        yield journal.ended(
            Phase.HEAD,
            train=(candidate.train_loss, candidate.train_accuracy),
            validation=candidate.validation,
            learning_rate=1.0,
            seconds=time.perf_counter() - began,
            state=model.state_dict,
        )
        ears.listen()
        if journal.over or ears.stopping:
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
