"""Where the evidence was: a heatmap over one whole photo, and on demand a test of it."""

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Final

import torch

from tldesk.core.errors import RunError
from tldesk.core.heatmap import HeatmapMethod
from tldesk.core.messages import Event, Explained, ExplainRequest, HeatmapChecked, Progress, Step
from tldesk.core.results import Heatmap
from tldesk.core.run_folder import RunFolder
from tldesk.engine.cam.check import CHECK_STEPS, check
from tldesk.engine.cam.methods import offered, scaled, unscaled
from tldesk.engine.cam.target import Target, look
from tldesk.engine.data import normalised, plain
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.kept import kept_network
from tldesk.engine.network import FrozenNetwork, probabilities
from tldesk.photos.framing import over_photo, read

LONG_SIDE: Final = 192
"""Cells along the longer side of the photo."""


def explain(request: ExplainRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    """Yield `Explained` with the heatmap of one photo, and `HeatmapChecked` where it is to be tested.

    Raises:
        RunError: the run has no model, or no such class. PhotoError: the photo can't be read.
    """
    yield Progress(Step.EXPLAIN, 0, 1)
    kept = kept_network(RunFolder(Path(request.run_folder)), device)
    network, facts = kept.network, kept.facts
    if request.class_index is not None and not 0 <= request.class_index < len(facts.classes):
        raise RunError("This run's model does not know that class.", remedy="Choose one of the run's classes.")
    ears.listen()
    target, size = looked_at(network, request.photo.file)
    heatmap, found = drawn(
        network, target, size, key=request.photo.key, class_index=request.class_index, method=request.method, tick=ears.listen
    )
    yield Explained(heatmap, offered(target))
    yield Progress(Step.EXPLAIN, 1, 1)
    if request.check:
        yield Progress(Step.CHECK, 0, CHECK_STEPS)
        testing = check(target, heatmap.class_index, heatmap.method, found)
        while True:
            ears.listen()
            try:
                done = next(testing)
            except StopIteration as end:
                yield HeatmapChecked(heatmap, end.value)
                return
            yield Progress(Step.CHECK, done, CHECK_STEPS)


def looked_at(network: FrozenNetwork, file: str) -> tuple[Target, tuple[int, int]]:
    """One photo as far as the map a heatmap is read from, and the photo's size as it was decoded, upright.

    Raises:
        PhotoError: the photo can't be read.
    """
    photo = read(file, network.preparation)
    pixels = torch.from_numpy(plain(photo, network.preparation).copy()).unsqueeze(0)
    return look(network.model, normalised(pixels, network.preparation, device=network.device.torch)), photo.size


def drawn(
    network: FrozenNetwork,
    target: Target,
    size: tuple[int, int],
    *,
    key: str,
    class_index: int | None = None,
    method: HeatmapMethod | None = None,
    tick: Callable[[], None] = lambda: None,
) -> tuple[Heatmap, torch.Tensor]:
    """The heatmap over the photo of `size`, and the evidence it was made of; for the most probable class, unless there is a `class_index`.

    Args:
        method: the network's usual one where it is None or makes no sense for it.
    """
    methods = offered(target)
    chosen = int(target.logits[0].argmax()) if class_index is None else class_index
    used = method if method in methods else methods[0]
    raw = unscaled(target, chosen, used, tick=tick)
    found = scaled(raw)
    values = over_photo(found.numpy(), size, network.preparation, long_side=LONG_SIDE)
    heatmap = Heatmap(
        key=key,
        class_index=chosen,
        method=used,
        rows=values.shape[0],
        columns=values.shape[1],
        values=values.tobytes(),
        probabilities=probabilities(target.logits.detach().cpu())[0],
        peak=float(raw.max()) if bool(found.any()) else 0.0,
    )
    return heatmap, found
