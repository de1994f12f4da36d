"""The pooled features of photos, for maps, search and suggestions."""

from collections.abc import Generator
from pathlib import Path

from tldesk.core.messages import Embedded, EmbedRequest, Event, Progress, Step
from tldesk.core.run_folder import RunFolder
from tldesk.engine import features
from tldesk.engine.checkpoint import load_checkpoint
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.network import FrozenNetwork
from tldesk.engine.weights import fingerprint_of
from tldesk.photos.framing import Preparation

CHUNK = 512
"""Photos in one `Embedded` event."""


def embed(request: EmbedRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    """Stream `Embedded` with the run's pooled features of the request's photos, from the cache where they are there.

    Raises:
        RunError: the run has no model.
    """
    yield Progress(Step.LOAD, 0, 1)
    model, facts = load_checkpoint(RunFolder(Path(request.run_folder)))
    network = FrozenNetwork(model, Preparation.of(facts), device, mirrored=facts.mirrored)
    found = yield from features.compute(
        network, request.photos, weights=fingerprint_of(model), cache=Path(request.cache_folder), ears=ears, step=Step.EMBED
    )
    for start in range(0, len(found.photos), CHUNK):
        keys = tuple(photo.key for photo in found.photos[start : start + CHUNK])
        vectors = found.pooled[start : start + CHUNK, 0].contiguous().numpy()
        yield Embedded(keys, network.dimensions, vectors.tobytes())
