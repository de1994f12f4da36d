"""From a file to the network's input: exactly torchvision's evaluation transform, only faster to get there.

Photos travel as uint8 arrays of shape `S, S, 3` and are normalised on the device. Decoding and scaling release the GIL, so a few
threads keep ahead of the network; the number of batches under way is bounded, so memory stays flat.
"""

import os
import random
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from tldesk.core.errors import PhotoError
from tldesk.core.messages import PhotoFailed, RequestedPhoto
from tldesk.photos.framing import Preparation, prepared

Pixels = NDArray[np.uint8]
_Part = TypeVar("_Part")
_Begun = TypeVar("_Begun")


def plain(photo: Image.Image, preparation: Preparation) -> Pixels:
    """What the network sees of `photo`: uint8 `S, S, 3`, see `framing.prepared`."""
    return np.asarray(prepared(photo, preparation))


def view_rng(seed: int, view: int, photo: RequestedPhoto) -> random.Random:
    """Random numbers that depend on the photo and the view, not on the order in which threads end."""
    return random.Random(f"{seed}/{view}/{photo.fingerprint or photo.file}")


def decoding_threads() -> int:
    """As many as the processor has cores, within reason."""
    return max(2, min(8, os.cpu_count() or 2))


@dataclass(frozen=True, slots=True)
class Batch:
    """Photos that could be read, with their pixels (uint8, `N, ...` as the loader gives them), and the failures among them."""

    photos: tuple[RequestedPhoto, ...]
    pixels: torch.Tensor | None
    failed: tuple[PhotoFailed, ...]

    @property
    def asked(self) -> int:
        """How many photos were tried."""
        return len(self.photos) + len(self.failed)


def batches(photos: Sequence[RequestedPhoto], load: Callable[[RequestedPhoto], Pixels], *, size: int) -> Generator[Batch, None, None]:
    """Load `photos` in order on threads, `size` at a time, a few batches ahead of the consumer. Unreadable ones never stop a batch."""
    ahead = max(2, (2 * decoding_threads()) // size)

    def begun(pool: ThreadPoolExecutor, chunk: list[RequestedPhoto]) -> list[tuple[RequestedPhoto, Future[Pixels]]]:
        return [(photo, pool.submit(load, photo)) for photo in chunk]

    for loading in in_order(chunks(photos, size), begun, threads=decoding_threads(), ahead=ahead):
        yield collected((photo, future.result) for photo, future in loading)


def in_order(
    parts: Iterator[_Part], begin: Callable[[ThreadPoolExecutor, _Part], _Begun], *, threads: int, ahead: int
) -> Generator[_Begun, None, None]:
    """Begin the work on each of `parts` on a pool of threads and yield what `begin` gave, in order; at most `ahead` are under way."""
    with ThreadPoolExecutor(threads, thread_name_prefix="decode") as pool:
        waiting: deque[_Begun] = deque()
        try:
            while True:
                while len(waiting) < ahead and (part := next(parts, None)) is not None:
                    waiting.append(begin(pool, part))
                if not waiting:
                    return
                yield waiting.popleft()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def chunks(photos: Iterable[RequestedPhoto], size: int) -> Iterator[list[RequestedPhoto]]:
    """`photos` in order, `size` at a time."""
    source = iter(photos)
    while chunk := list(islice(source, size)):
        yield chunk


def collected(loading: Iterable[tuple[RequestedPhoto, Callable[[], Pixels]]]) -> Batch:
    """The batch of photos, each with what gives its pixels or raises a `PhotoError`."""
    read_ones: list[RequestedPhoto] = []
    arrays: list[Pixels] = []
    failed: list[PhotoFailed] = []
    for photo, load in loading:
        try:
            arrays.append(load())
            read_ones.append(photo)
        except PhotoError as error:
            failed.append(PhotoFailed(photo.key, photo.file, error.cause, error.lasting))
    pixels = torch.from_numpy(np.stack(arrays)) if arrays else None
    return Batch(tuple(read_ones), pixels, tuple(failed))


def normalised(pixels: torch.Tensor, preparation: Preparation, *, device: torch.device, dtype: torch.dtype = torch.float32) -> torch.Tensor:
    """uint8 `N, S, S, 3` to the network's input `N, 3, S, S` (channels-last in memory), in the same order of operations as torchvision."""
    inputs: Any = pixels.to(device, non_blocking=True).permute(0, 3, 1, 2).to(torch.float32).div_(255)
    mean = torch.tensor(preparation.mean, device=device).view(1, 3, 1, 1)
    std = torch.tensor(preparation.std, device=device).view(1, 3, 1, 1)
    result: torch.Tensor = inputs.sub_(mean).div_(std).to(dtype)
    return result
