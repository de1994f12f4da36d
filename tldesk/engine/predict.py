"""Answering for photos, a batch at a time, in flat memory."""

from collections.abc import Generator
from pathlib import Path

from tldesk.core.messages import Event, Predicted, PredictRequest, Progress, RequestedPhoto, Step
from tldesk.core.results import Answer
from tldesk.core.run_folder import RunFolder
from tldesk.engine.checkpoint import load_checkpoint
from tldesk.engine.data import Pixels, batches, plain
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.likeness import kept_likeness
from tldesk.engine.network import FrozenNetwork, probabilities
from tldesk.photos.framing import Preparation, read


def predict(request: PredictRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    """Stream `Predicted` for each batch; photos that can't be read come as `PhotoFailed`.

    Raises:
        RunError: the run has no model.
    """
    yield Progress(Step.LOAD, 0, 1)
    folder = RunFolder(Path(request.run_folder))
    model, facts = load_checkpoint(folder)
    likeness = kept_likeness(folder)
    network = FrozenNetwork(model, Preparation.of(facts), device, mirrored=facts.mirrored)

    def load(photo: RequestedPhoto) -> Pixels:
        return plain(read(photo.file, network.preparation), network.preparation)

    done = 0
    yield Progress(Step.PREDICT, done, len(request.photos))
    for batch in batches(request.photos, load, size=device.batch):
        ears.listen()
        if batch.pixels is not None:
            pooled = network.pooled(batch.pixels)
            distances = likeness.distances(pooled).tolist() if likeness else [None] * len(pooled)
            rows = zip(batch.photos, probabilities(network.logits(pooled)), distances, strict=True)
            answers = [Answer(photo.key, photo.file, row, photo.label, distance=distance) for photo, row, distance in rows]
            yield Predicted(facts.classes, tuple(answers))
        yield from batch.failed
        done += batch.asked
        yield Progress(Step.PREDICT, done, len(request.photos))
