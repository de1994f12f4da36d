"""Pooled features, computed once per photo and kept on disk.

The cache lies in a folder per *space* (backbone and weights, preparation, precision, view), as safetensors shards with the photos'
fingerprints and a checksum in the header. Shards are written atomically and only added, so two engines may share a cache; a damaged
one is deleted and its photos are computed again. The whole folder is safe to delete.
"""

import hashlib
import json
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save

from tldesk.core.errors import TldeskError
from tldesk.core.files import write_atomically
from tldesk.core.messages import Event, PhotoFailed, Progress, RequestedPhoto, Step
from tldesk.engine.augmentation import UNALTERED, Alteration, altered
from tldesk.engine.data import Batch, Pixels, batches, plain, view_rng
from tldesk.engine.ears import Ears
from tldesk.engine.network import FrozenNetwork
from tldesk.engine.precision import in_bfloat16
from tldesk.photos.framing import read

SHARD: Final = 512
"""Photos in a shard: what a crash or a cancel loses at most."""


@dataclass(frozen=True, slots=True)
class Views:
    """Which views of a photo are wanted: the plain one first, then `altered` random ones drawn with `seed`."""

    altered: int = 0
    seed: int = 0
    how: Alteration = UNALTERED

    def names(self) -> list[str]:
        """One name a view; equal names are equal views."""
        return ["plain", *(f"view {number}, seed {self.seed}, {self.how}" for number in range(1, self.altered + 1))]


@dataclass(frozen=True, slots=True)
class Features:
    """Photos that could be read, their pooled features (float32 `N, views, D`), and those that could not."""

    photos: tuple[RequestedPhoto, ...]
    pooled: torch.Tensor
    failed: tuple[PhotoFailed, ...]


class FeatureStore:
    """The cached features of one space.

    Args:
        folder: all caches of a project.
        space: everything the features depend on besides the photo.
    """

    def __init__(self, folder: Path, space: str) -> None:
        self._folder = folder / hashlib.blake2b(space.encode(), digest_size=12).hexdigest()
        self._rows: dict[str, torch.Tensor] = {}
        self._new: dict[str, torch.Tensor] = {}
        for shard in sorted(self._folder.glob("*.safetensors")):
            self._read(shard)

    def get(self, fingerprint: str) -> torch.Tensor | None:
        """Features `D` of the photo, or None."""
        return self._rows.get(fingerprint)

    def put(self, fingerprint: str, row: torch.Tensor) -> None:
        """Keep the features `D` of a photo; on disk with the next full shard or `flush`. A photo without fingerprint is not kept."""
        if fingerprint:
            self._rows[fingerprint] = self._new[fingerprint] = row
            if len(self._new) >= SHARD:
                self.flush()

    def flush(self) -> None:
        """Write what is new as a shard."""
        if not self._new:
            return
        rows = torch.stack(list(self._new.values())).contiguous()
        about = {"fingerprints": json.dumps(list(self._new)), "checksum": _checksum(rows)}
        self._folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self._folder / f"{uuid4().hex}.safetensors", save({"pooled": rows}, metadata=about))
        self._new.clear()

    def _read(self, shard: Path) -> None:
        try:
            with safe_open(shard, framework="pt") as stream:
                about, rows = stream.metadata(), stream.get_tensor("pooled")
            names = json.loads(about["fingerprints"])
            sound = len(names) == len(rows) and about["checksum"] == _checksum(rows)
        except (OSError, SafetensorError, ValueError, KeyError, TypeError):
            sound = False
        if sound:
            self._rows.update(zip(names, rows, strict=True))
        else:
            shard.unlink(missing_ok=True)


def _checksum(rows: torch.Tensor) -> str:
    return hashlib.blake2b(np.ascontiguousarray(rows.numpy()).tobytes(), digest_size=16).hexdigest()


def space(network: FrozenNetwork, *, weights: str, view: str) -> str:
    """The name of all that features depend on besides the photo; `weights` is `weights.fingerprint_of` the network."""
    precision = "bfloat16" if in_bfloat16(network) else "float32"
    return f"{weights} | {network.preparation} | mirrored {network.mirrored} | {precision} on {network.device.torch.type} | {view}"


def compute(
    network: FrozenNetwork,
    photos: Sequence[RequestedPhoto],
    *,
    weights: str,
    cache: Path,
    ears: Ears,
    views: Views | None = None,
    step: Step = Step.FEATURES,
    before: int = 0,
    total: int = 0,
) -> Generator[Event, None, Features]:
    """The pooled features of `photos`, from the cache where they are there.

    Args:
        before, total: photos done before, and the total, where this is a part of a larger step.

    Raises:
        JobCancelledError: heard between batches; what was computed is in the cache.
        TldeskError: the network gave values that are no numbers.
    """
    wanted = views or Views()
    stores = [FeatureStore(cache, space(network, weights=weights, view=name)) for name in wanted.names()]
    missing = [photo for photo in photos if any(store.get(photo.fingerprint) is None for store in stores)]
    total = total or len(photos)
    done = before + len(photos) - len(missing)
    yield Progress(step, done, total)
    fresh: dict[str, dict[int, torch.Tensor]] = {}
    failed: list[PhotoFailed] = []
    try:
        for batch in _rows(network, missing, stores, wanted, fresh):
            failed += batch.failed
            yield from batch.failed
            done += batch.asked
            yield Progress(step, done, total)
            ears.listen()
    finally:
        for store in stores:
            store.flush()
    return _stacked(photos, stores, fresh, failed=failed, dimensions=network.dimensions)


def _rows(
    network: FrozenNetwork,
    missing: Sequence[RequestedPhoto],
    stores: Sequence[FeatureStore],
    wanted: Views,
    fresh: dict[str, dict[int, torch.Tensor]],
) -> Iterator[Batch]:
    """Compute the views that some of `missing` lack, a batch at a time, into `stores` and, by the photo's key, into `fresh`."""
    needed = [i for i, store in enumerate(stores) if any(store.get(photo.fingerprint) is None for photo in missing)]

    def load(photo: RequestedPhoto) -> Pixels:
        return _views(photo, network, wanted, needed)

    with closing(batches(missing, load, size=max(1, network.device.batch // max(1, len(needed))))) as loading:
        for batch in loading:
            if batch.pixels is not None:
                rows = _finite(network.pooled(batch.pixels.flatten(0, 1))).view(len(batch.photos), len(needed), -1)
                for photo, row in zip(batch.photos, rows, strict=True):
                    fresh[photo.key] = dict(zip(needed, row, strict=True))
                    for view, features in fresh[photo.key].items():
                        stores[view].put(photo.fingerprint, features)
            yield batch


def _views(photo: RequestedPhoto, network: FrozenNetwork, wanted: Views, needed: Iterable[int]) -> Pixels:
    """The needed views of one photo, uint8 `views, S, S, 3`."""
    decoded = read(photo.file, network.preparation)
    return np.stack(
        [
            plain(decoded, network.preparation)
            if view == 0
            else altered(decoded, network.preparation, wanted.how, rng=view_rng(wanted.seed, view, photo))
            for view in needed
        ]
    )


def _stacked(
    photos: Sequence[RequestedPhoto],
    stores: Sequence[FeatureStore],
    fresh: dict[str, dict[int, torch.Tensor]],
    *,
    failed: Sequence[PhotoFailed],
    dimensions: int,
) -> Features:
    """The rows of all photos but those that `failed`: what was just computed, else what is kept."""
    unread = {failure.key for failure in failed}
    kept = [photo for photo in photos if photo.key not in unread]
    result = torch.empty((len(kept), len(stores), dimensions))
    for row, photo in enumerate(kept):
        for view, store in enumerate(stores):
            found = fresh.get(photo.key, {}).get(view)
            cached = found if found is not None else store.get(photo.fingerprint)
            assert cached is not None, photo.key
            result[row, view] = cached
    return Features(tuple(kept), result, tuple(failed))


def _finite(rows: torch.Tensor) -> torch.Tensor:
    if not bool(torch.isfinite(rows).all()):
        raise TldeskError(
            "The backbone gave values that are not numbers.",
            kept="Labels and earlier runs are kept.",
            remedy="Choose another backbone or its pretrained weights.",
        )
    return rows
