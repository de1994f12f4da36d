"""Photos decoded once: their pixels, at the size training needs, in files that are mapped into memory.

The cache lies in a folder per *form* (what was made of the photo, see `training_form` and `plain_form`), as safetensors shards of uint8
pictures under the photos' fingerprints, with their checksums. Shards are written atomically and only added, so that several runs share a
cache; it never grows beyond its limit, the shards least recently used make room, and the whole folder is safe to delete. A picture is
the same whether it came from the cache or from the file, so that a repeated or resumed training does not depend on what is cached.
"""

import hashlib
import json
import os
import shutil
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, sqrt
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import numpy as np
from PIL import Image
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from tldesk.core.files import write_atomically
from tldesk.core.messages import RequestedPhoto
from tldesk.engine.augmentation import REACH, Alteration
from tldesk.engine.data import Pixels
from tldesk.photos.framing import INTERPOLATIONS, REDUCING_GAP, Preparation, prepared, read

LIMIT: Final = 8 << 30
"""Bytes of the whole cache, all forms together; where less than four times as much is free on the disk, a quarter of that."""

SHARD: Final = 32 << 20
"""Bytes of a shard, about: what a crash or a cancel loses at most."""

ROOM: Final = 1.25
"""Photos up to so many times too large are kept as they are: scaling them would cost more than it saves."""


@dataclass(frozen=True, slots=True)
class Form:
    """What is made of a photo; equal names make equal pictures."""

    name: str
    made: Callable[[Image.Image], Image.Image]


def plain_form(preparation: Preparation) -> Form:
    """What the network sees of a photo, bit for bit."""
    return Form(f"plain, {preparation}", lambda photo: prepared(photo, preparation))


def training_form(preparation: Preparation, how: Alteration) -> Form:
    """The photo as large as `augmentation.altered` needs it, with the parts that it may cut from.

    The smallest random crop is stretched to the network's input, so the shorter side (with letterbox framing the longer one) has
    `input / sqrt(crop)` pixels: 317 for 224 and crops of half the area. It is never less than an unaltered photo needs, nor more than
    twice that, which is what photos are decoded at.
    """
    side = min(2 * preparation.resize, max(preparation.resize, ceil(preparation.input_size / sqrt(how.crop))))

    def made(photo: Image.Image) -> Image.Image:
        if preparation.framing == "crop":
            photo = _middle(photo)
        short, long = min(photo.size), max(photo.size)
        scale = side / (long if preparation.framing == "letterbox" else short)
        across, down = (side / photo.width, side / photo.height) if preparation.framing == "squash" else (scale, scale)
        width, height = (max(1, round(length * by)) for length, by in ((photo.width, across), (photo.height, down)))
        if photo.width * photo.height <= ROOM**2 * width * height:
            return photo
        return photo.resize((width, height), INTERPOLATIONS[preparation.interpolation], reducing_gap=REDUCING_GAP)

    return Form(f"training, {side} px, {preparation.framing}, {preparation.interpolation}", made)


def _middle(photo: Image.Image) -> Image.Image:
    """`photo` without the ends of its longer side that no crop reaches."""
    most = ceil(REACH * min(photo.size))
    if max(photo.size) <= most:
        return photo
    width, height = (min(length, most) for length in photo.size)
    left, top = (photo.width - width) // 2, (photo.height - height) // 2
    return photo.crop((left, top, left + width, top + height))


class PixelCache:
    """The cached pictures of one form; `read` and `keep` may be called from several threads.

    Args:
        folder: all caches of a project.
        limit: see `LIMIT`.
    """

    def __init__(self, folder: Path, preparation: Preparation, form: Form, *, limit: int = LIMIT) -> None:
        self._root = folder / "pixels"
        self._folder = self._root / hashlib.blake2b(form.name.encode(), digest_size=12).hexdigest()
        self._preparation, self._form, self._limit = preparation, form, limit
        self._lock = threading.Lock()
        self._known: dict[str, tuple[Path, int]] = {}
        self._shards: dict[Path, Any] = {}
        self._new: dict[str, Pixels] = {}
        self._new_bytes = 0
        self._full = False
        for shard in sorted(self._folder.glob("*.safetensors")):
            self._map(shard)

    def read(self, photo: RequestedPhoto) -> Image.Image:
        """The picture of `photo`, from the cache or else from its file.

        Raises:
            PhotoError: it is not cached and can't be read.
        """
        cached = self._cached(photo.fingerprint)
        return cached or self.keep(photo, read(photo.file, self._preparation))

    def keep(self, photo: RequestedPhoto, decoded: Image.Image) -> Image.Image:
        """The picture of `photo`, which was `framing.read` already, now cached. One without fingerprint is not cached."""
        picture = self._form.made(decoded)
        with self._lock:
            if photo.fingerprint and not self._full and photo.fingerprint not in self._known and photo.fingerprint not in self._new:
                self._new[photo.fingerprint] = np.ascontiguousarray(picture)
                self._new_bytes += self._new[photo.fingerprint].nbytes
                if self._new_bytes >= SHARD:
                    self._write()
        return picture

    def flush(self) -> None:
        """Write what is new as a shard. A disk that is full or can't be written ends the caching, not the training."""
        with self._lock:
            self._write()

    def _cached(self, fingerprint: str) -> Image.Image | None:
        with self._lock:
            waiting = self._new.get(fingerprint)
            shard, checksum = self._known.get(fingerprint, (self._folder, 0))
            mapped = self._shards.get(shard)
        if waiting is not None:
            return Image.fromarray(waiting)
        if not mapped:
            return None
        pixels: Pixels = mapped.get_tensor(fingerprint)
        if zlib.crc32(pixels.data) == checksum:
            return Image.fromarray(pixels)
        self._drop(shard)
        return None

    def _drop(self, shard: Path) -> None:
        """Forget a damaged shard; its photos are decoded again."""
        with self._lock:
            self._shards.pop(shard, None)
            self._known = {name: place for name, place in self._known.items() if place[0] != shard}
            _removed(shard)

    def _write(self) -> None:
        if not self._new or self._full:
            return
        about = {"checksums": json.dumps({name: zlib.crc32(pixels.data) for name, pixels in self._new.items()})}
        shard = self._folder / f"{uuid4().hex}.safetensors"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._full = not self._made_room()
            if not self._full:
                write_atomically(shard, save(self._new, metadata=about), durable=False)
                self._map(shard)
        except OSError:
            self._full = True
        self._new, self._new_bytes = {}, 0

    def _map(self, shard: Path) -> None:
        try:
            mapped: Any = safe_open(shard, framework="np")
            checksums = json.loads(mapped.metadata()["checksums"])
            sound = set(checksums) == set(mapped.keys())
            os.utime(shard)
        except (OSError, SafetensorError, ValueError, KeyError, TypeError):
            sound = False
        if sound:
            self._shards[shard] = mapped
            self._known.update({name: (shard, checksum) for name, checksum in checksums.items()})
        else:
            _removed(shard)

    def _made_room(self) -> bool:
        """Whether the new pictures fit, once shards of other forms have gone, the least recently used first."""
        facts = [(file.stat().st_mtime, file.stat().st_size, file) for file in self._root.glob("*/*.safetensors")]
        taken = sum(size for _, size, _ in facts) + self._new_bytes
        limit = min(self._limit, (shutil.disk_usage(self._root).free + taken) // 4)
        for _, size, file in sorted(facts):
            if taken <= limit:
                break
            if file.parent != self._folder and _removed(file):
                taken -= size
        return taken <= limit


def _removed(shard: Path) -> bool:
    try:
        shard.unlink(missing_ok=True)
    except OSError:  # Windows keeps what another run has open.
        return False
    return True
