"""Evaluating a run on a split."""

from collections.abc import Generator, Sequence
from pathlib import Path

import torch

from tldesk.core.errors import RecipeError
from tldesk.core.exported import keep_imported
from tldesk.core.messages import Evaluated, EvaluateRequest, Event, PhotoFailed, Progress, RequestedPhoto, Step
from tldesk.core.photo import Split
from tldesk.core.results import Answer, Evaluation
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import ModelFacts
from tldesk.engine import features
from tldesk.engine.checkpoint import load_checkpoint
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.features import Features
from tldesk.engine.likeness import Likeness, kept_likeness
from tldesk.engine.metrics import evaluation_of
from tldesk.engine.network import FrozenNetwork, probabilities
from tldesk.engine.weights import fingerprint_of
from tldesk.photos.framing import Preparation


def evaluate(request: EvaluateRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    """Measure the run on the request's photos and write `evaluation-<split>.json`; figures that an imported model came with are put aside.

    Raises:
        RunError: the run has no model. RecipeError: no labelled photo could be read.
    """
    yield Progress(Step.LOAD, 0, 1)
    folder = RunFolder(Path(request.run_folder))
    model, facts = load_checkpoint(folder)
    _require_known_labels(request.photos, facts)
    network = FrozenNetwork(model, Preparation.of(facts), device, mirrored=facts.mirrored)
    found = yield from features.compute(
        network, request.photos, weights=fingerprint_of(model), cache=Path(request.cache_folder), ears=ears, step=Step.EVALUATE
    )
    evaluation = judged(found, logits_of(network, found, facts), facts, split=request.split, likeness=kept_likeness(folder))
    keep_imported(folder.path, request.split)
    folder.write_evaluation(evaluation)
    yield Evaluated(evaluation)


def logits_of(network: FrozenNetwork, found: Features, facts: ModelFacts) -> torch.Tensor:
    """Logits `N, classes` of the plain views of the photos."""
    return network.logits(found.pooled[:, 0]) if found.photos else torch.empty(0, len(facts.classes))


def judged(
    found: Features,
    logits: torch.Tensor,
    facts: ModelFacts,
    *,
    split: Split,
    likeness: Likeness | None,
    failed: Sequence[PhotoFailed] = (),
) -> Evaluation:
    """The figures of photos whose `logits`, `N, classes`, are known; `failed` are photos of the split already found unreadable.

    Raises:
        RecipeError: there is no photo.
    """
    distances = likeness.distances(found.pooled[:, 0]).tolist() if likeness and found.photos else [None] * len(found.photos)
    answers = [
        Answer(photo.key, photo.file, row, photo.label, photo.group, distance)
        for photo, row, distance in zip(found.photos, probabilities(logits), distances, strict=True)
    ]
    unreadable = [(failure.file, failure.reason) for failure in (*failed, *found.failed)]
    return evaluation_of(answers, split=split, classes=facts.classes, unreadable=unreadable)


def _require_known_labels(photos: Sequence[RequestedPhoto], facts: ModelFacts) -> None:
    for photo in photos:
        if photo.label is None or not 0 <= photo.label < len(facts.classes):
            raise RecipeError(
                f"{Path(photo.file).name} has a label that this run's model does not know.", remedy="Train a new run with today's classes."
            )
