"""Small pictures of photos, kept in a folder that may be deleted at any time."""

import io
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from PIL import Image

from tldesk.core.errors import PhotoError
from tldesk.core.files import write_atomically
from tldesk.photos.decode import decode

_QUALITY: Final = 88
_REFRESH_SECONDS: Final = 86_400


def thumbnail(file: Path, *, fingerprint: str, cache: Path, side: int = 256) -> Image.Image:
    """The photo as upright RGB with its longer side at most `side` pixels; from the cache, or made and cached.

    A damaged file in the cache is made anew; a cache that can't be written (read-only, disk full) costs only time.

    Args:
        fingerprint: of the photo's content (`scan.fingerprint`): a changed photo gets a new thumbnail.
        cache: the folder of thumbnails; made when absent.

    Raises:
        PhotoError: when it is not in the cache and the photo can't be decoded.
    """
    kept = thumbnail_file(cache, fingerprint=fingerprint, side=side)
    cached = _read(kept, side=side)
    if cached is not None:
        return cached
    small = decode(file, at_least=side)
    small.thumbnail((side, side), Image.Resampling.BICUBIC, reducing_gap=2.0)
    with suppress(OSError):
        _write(kept, small)
    return small


def thumbnail_file(cache: Path, *, fingerprint: str, side: int) -> Path:
    """Where the thumbnail lies once made: spread over sub-folders, because file managers and network shares choke on 100,000 in one."""
    return cache / fingerprint[:2] / f"{fingerprint}-{side}.jpg"


def prune(cache: Path, *, max_bytes: int) -> int:
    """Delete the thumbnails used longest ago until the cache has at most `max_bytes`; returns the bytes freed."""
    kept: list[tuple[float, int, Path]] = []
    for file in cache.glob("??/*"):
        with suppress(OSError):
            facts = file.stat()
            kept.append((facts.st_mtime, facts.st_size, file))
    excess = sum(size for _, size, _ in kept) - max_bytes
    freed = 0
    for _, size, file in sorted(kept):
        if freed >= excess:
            break
        with suppress(OSError):
            file.unlink()
            freed += size
    return freed


def _read(kept: Path, *, side: int) -> Image.Image | None:
    try:
        facts = kept.stat()
        small = decode(kept)
    except (OSError, PhotoError):
        return None
    if max(small.size) > side:
        return None
    if time.time() - facts.st_mtime > _REFRESH_SECONDS:
        # The time of the file says when it was last used, to the day, so that `prune` takes the stalest.
        with suppress(OSError):
            os.utime(kept)
    return small


def _write(kept: Path, small: Image.Image) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    small.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    write_atomically(kept, buffer.getvalue(), durable=False)
