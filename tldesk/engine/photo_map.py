"""A map of photos: their pooled features in two dimensions, first by PCA, then by t-SNE."""

import threading
import warnings
from collections.abc import Generator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE

from tldesk.core.messages import Event, Mapped, MapRequest, Notice, Progress, Step
from tldesk.core.run_folder import RunFolder
from tldesk.engine import features
from tldesk.engine.checkpoint import load_checkpoint
from tldesk.engine.device import Device
from tldesk.engine.ears import Ears
from tldesk.engine.network import FrozenNetwork
from tldesk.engine.weights import fingerprint_of
from tldesk.photos.framing import Preparation

MOST: Final = 5_000
"""Of more photos t-SNE takes minutes, and the map stays that of the PCA."""

FEWEST: Final = 10
"""Fewer photos have no neighbourhoods that t-SNE could keep."""

_DIMENSIONS: Final = 50
"""What t-SNE starts from (van der Maaten & Hinton 2008, section 4.2)."""

_PERPLEXITY: Final = 30.0
_LISTEN_S: Final = 0.2

Vectors = NDArray[np.float32]


def lay_out(request: MapRequest, device: Device, ears: Ears) -> Generator[Event, None, None]:
    """Stream `Mapped`: at once the PCA's, later the t-SNE's, which keeps neighbours together where the PCA lays clusters over each other.

    Raises:
        RunError: the run has no model.
    """
    yield Progress(Step.LOAD, 0, 1)
    model, facts = load_checkpoint(RunFolder(Path(request.run_folder)))
    network = FrozenNetwork(model, Preparation.of(facts), device, mirrored=facts.mirrored)
    found = yield from features.compute(
        network, request.photos, weights=fingerprint_of(model), cache=Path(request.cache_folder), ears=ears, step=Step.EMBED
    )
    pooled = found.pooled[:, 0]
    if len(pooled) < 3:
        yield Notice("A map needs at least three photos that can be read.")
        return
    keys = tuple(photo.key for photo in found.photos)
    predictions = tuple(network.logits(pooled).argmax(1).tolist())
    main = principal(pooled.numpy())
    yield Mapped(keys, _unit(main[:, :2]).tobytes(), predictions, facts.classes, "PCA")
    if not FEWEST <= len(keys) <= MOST:
        return
    yield Progress(Step.MAP, 0, 0)
    yield Mapped(keys, _unit(neighbours(main, ears)).tobytes(), predictions, facts.classes, "t-SNE")


def principal(vectors: Vectors) -> Vectors:
    """The first principal components of `vectors` (`N, D`, N at least 3): `N, at most 50`, at least two."""
    with warnings.catch_warnings():
        # Photos that are all the same have no variance to divide.
        warnings.simplefilter("ignore", RuntimeWarning)
        found: Vectors = PCA(min(_DIMENSIONS, *vectors.shape), random_state=0).fit_transform(vectors).astype(np.float32)
    return found


def neighbours(vectors: Vectors, ears: Ears) -> Vectors:
    """t-SNE of `vectors` (`N, D`) in `N, 2`, begun from their first two columns so that one sees where things went.

    scikit-learn can't be interrupted: cancelled, it is left to end by itself in its thread, and nobody hears of it.

    Raises:
        JobCancelledError: the user cancelled.
    """
    start = vectors[:, :2] / (vectors[:, 0].std() or 1.0) * 1e-4
    found: list[Vectors] = []
    perplexity = min(_PERPLEXITY, (len(vectors) - 1) / 3)

    failed: list[MemoryError] = []

    def work() -> None:
        try:
            found.append(TSNE(2, perplexity=perplexity, init=start, random_state=0).fit_transform(vectors))
        except MemoryError as error:
            failed.append(error)

    thread = threading.Thread(target=work, name="t-SNE", daemon=True)
    thread.start()
    while thread.is_alive():
        ears.listen()
        thread.join(_LISTEN_S)
    if failed:
        raise failed[0]
    return found[0]


def _unit(places: Vectors) -> Vectors:
    """`places` moved and scaled, both axes alike, into -1..1."""
    middle = (places.max(0) + places.min(0)) / 2
    centred = places - middle
    found: Vectors = (centred / (np.abs(centred).max() or 1.0)).astype(np.float32)
    return found
