"""Evaluating a run on a split."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import nn

from tldesk.core.errors import RecipeError
from tldesk.core.messages import Evaluated, EvaluateRequest, Event, PhotoFailed, Progress, RequestedPhoto, Step
from tldesk.core.photo import Split
from tldesk.core.results import Answer
from tldesk.core.run_folder import ModelFacts, RunFolder
from tldesk.engine import features
from tldesk.engine.calibration import FEWEST_PHOTOS, divide_head, temperature
from tldesk.engine.checkpoint import load_checkpoint, save_checkpoint
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.metrics import evaluation_of
from tldesk.engine.network import FrozenNetwork, probabilities
from tldesk.engine.weights import fingerprint_of
from tldesk.photos.framing import Preparation


def evaluate(request: EvaluateRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    """Measure the run on the request's photos and write `evaluation-<split>.json`.

    Raises:
        RunError: the run has no model. RecipeError: no labelled photo could be read.
    """
    yield Progress(Step.LOAD, 0, 1)
    folder = RunFolder(Path(request.run_folder))
    model, facts = load_checkpoint(folder)
    yield from measure(
        folder, model, facts, request.photos, split=request.split, cache=Path(request.cache_folder), device=device, ears=ears
    )


def measure(
    folder: RunFolder,
    model: nn.Module,
    facts: ModelFacts,
    photos: Sequence[RequestedPhoto],
    *,
    split: Split,
    cache: Path,
    device: Device,
    ears: Ears,
    failed: Sequence[PhotoFailed] = (),
    calibrate: bool = False,
) -> Generator[Event, None, None]:
    """`evaluate` for a network that is already loaded; `model` as `load_checkpoint` gives it.

    Args:
        failed: photos of the split already found unreadable.
        calibrate: first make the model as sure as it is right on these photos, where they are enough, and write its checkpoint anew.
    """
    for photo in photos:
        if photo.label is None or not 0 <= photo.label < len(facts.classes):
            raise RecipeError(
                f"{Path(photo.file).name} has a label that this run's model does not know.", remedy="Train a new run with today's classes."
            )
    network = FrozenNetwork(model, Preparation.of(facts), device, mirrored=facts.mirrored)
    found = yield from features.compute(network, photos, weights=fingerprint_of(model), cache=cache, ears=ears, step=Step.EVALUATE)
    logits = network.logits(found.pooled[:, 0]) if found.photos else torch.empty(0, len(facts.classes))
    if calibrate and len(found.photos) >= FEWEST_PHOTOS:
        by = temperature(logits, torch.tensor([photo.label for photo in found.photos]))
        divide_head(model, by)
        save_checkpoint(folder, model.state_dict(), replace(facts, temperature=facts.temperature * by))
        logits = logits / by
    shares = probabilities(logits)
    answers = [Answer(photo.key, photo.file, row, photo.label, photo.group) for photo, row in zip(found.photos, shares, strict=True)]
    evaluation = evaluation_of(
        answers, split=split, classes=facts.classes, unreadable=[(failure.file, failure.reason) for failure in (*failed, *found.failed)]
    )
    folder.write_evaluation(evaluation)
    yield Evaluated(evaluation)
