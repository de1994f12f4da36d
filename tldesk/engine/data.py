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
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from tldesk.core.errors import PhotoError
from tldesk.core.messages import PhotoFailed, RequestedPhoto
from tldesk.photos.framing import Preparation, prepared

Pixels = NDArray[np.uint8]


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
    with ThreadPoolExecutor(decoding_threads(), thread_name_prefix="decode") as pool:
        waiting: deque[list[tuple[RequestedPhoto, Future[Pixels]]]] = deque()
        chunks = _chunks(photos, size)
        try:
            while True:
                while len(waiting) < ahead and (chunk := next(chunks, None)):
                    waiting.append([(photo, pool.submit(load, photo)) for photo in chunk])
                if not waiting:
                    return
                yield _collected(waiting.popleft())
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _chunks(photos: Iterable[RequestedPhoto], size: int) -> Iterator[list[RequestedPhoto]]:
    source = iter(photos)
    while chunk := list(islice(source, size)):
        yield chunk


def _collected(loading: list[tuple[RequestedPhoto, "Future[Pixels]"]]) -> Batch:
    read_ones: list[RequestedPhoto] = []
    arrays: list[Pixels] = []
    failed: list[PhotoFailed] = []
    for photo, future in loading:
        try:
            arrays.append(future.result())
            read_ones.append(photo)
        except PhotoError as error:
            failed.append(PhotoFailed(photo.key, photo.file, error.cause, error.lasting))
    pixels = torch.from_numpy(np.stack(arrays)) if arrays else None
    return Batch(tuple(read_ones), pixels, tuple(failed))


def normalised(pixels: torch.Tensor, preparation: Preparation, *, device: torch.device, dtype: torch.dtype = torch.float32) -> torch.Tensor:
    """uint8 `N, S, S, 3` to the network's input `N, 3, S, S` (channels-last in memory), in the same order of operations as torchvision."""
    inputs: Any = pixels.to(device, non_blocking=True).permute(0, 3, 1, 2).to(torch.float32).div(255)
    mean = torch.tensor(preparation.mean, device=device).view(1, 3, 1, 1)
    std = torch.tensor(preparation.std, device=device).view(1, 3, 1, 1)
    result: torch.Tensor = inputs.sub_(mean).div_(std).to(dtype)
    return result
