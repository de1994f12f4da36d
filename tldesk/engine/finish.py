"""What is done with the best epoch when a training ends: the model learns how sure it is, when to say "not sure", and what it has seen."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import nn

from tldesk.core.abstention import abstention
from tldesk.core.messages import Evaluated, Event, PhotoFailed, RequestedPhoto, Step
from tldesk.core.photo import Split
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import ModelFacts
from tldesk.engine import features
from tldesk.engine.calibration import FEWEST_PHOTOS, divide_head, temperature
from tldesk.engine.checkpoint import save_checkpoint
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.evaluate import judged, logits_of
from tldesk.engine.features import Features
from tldesk.engine.likeness import COMPUTED, KEPT, Likeness, sample, threshold
from tldesk.engine.network import FrozenNetwork
from tldesk.engine.weights import fingerprint_of
from tldesk.photos.framing import Preparation


def finish(
    folder: RunFolder,
    model: nn.Module,
    photos: tuple[Sequence[RequestedPhoto], Sequence[RequestedPhoto]],
    *,
    learned: Features | None,
    failed: Sequence[PhotoFailed],
    cache: Path,
    device: Device,
    ears: Ears,
) -> Generator[Event, None, None]:
    """Measure the model on the validation photos and write what they say of it into the run's folder.

    Args:
        model: the best epoch's, on the CPU; its head is divided by the temperature.
        photos: those to train on and those of validation.
        learned: features of those to train on as this very model has them; None: some are computed.
        failed: validation photos already found unreadable.
    """
    facts = folder.facts()
    network = FrozenNetwork(model, Preparation.of(facts), device, mirrored=facts.mirrored)
    weights = fingerprint_of(model)
    found = yield from features.compute(network, photos[1], weights=weights, cache=cache, ears=ears, step=Step.EVALUATE)
    logits = logits_of(network, found, facts)
    logits, facts = _calibrated(model, logits, found, facts)
    if learned is None:
        some = [photos[0][place] for place in sample(photos[0], at_most=COMPUTED)]
        learned = yield from features.compute(network, some, weights=weights, cache=cache, ears=ears, step=Step.EVALUATE)
    likeness = Likeness.to(learned.pooled[sample(learned.photos, at_most=KEPT), 0]) if learned.photos else None
    evaluation = judged(found, logits, facts, split=Split.VALIDATION, likeness=likeness, failed=failed)
    chosen = abstention(evaluation.answers)
    facts = replace(facts, accepted_error=chosen.accepted, sure_from=chosen.threshold)
    if likeness:
        likeness.keep(folder)
        facts = replace(facts, unlike_from=threshold(likeness.distances(found.pooled[:, 0])))
    save_checkpoint(folder, model.state_dict(), facts)
    folder.write_evaluation(evaluation)
    yield Evaluated(evaluation)


def _calibrated(model: nn.Module, logits: torch.Tensor, found: Features, facts: ModelFacts) -> tuple[torch.Tensor, ModelFacts]:
    """Divide the head of `model` by the temperature; the logits and facts it then has. Too few photos leave all as it is."""
    if len(found.photos) < FEWEST_PHOTOS:
        return logits, facts
    by = temperature(logits, torch.tensor([photo.label for photo in found.photos]))
    divide_head(model, by)
    return logits / by, replace(facts, temperature=facts.temperature * by)
