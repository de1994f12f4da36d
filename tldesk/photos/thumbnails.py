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


def make_thumbnail(file: Path, *, side: int) -> Image.Image:
    """The photo as upright RGB with its longer side at most `side` pixels.

    Raises:
        PhotoError: when the photo can't be decoded.
    """
    small = decode(file, to_fit=side)
    # Hamming costs half of what bicubic does, and differs from Lanczos by one grey level in 256 on average.
    small.thumbnail((side, side), Image.Resampling.HAMMING, reducing_gap=2.0)
    return small


def kept_thumbnail(cache: Path, *, fingerprint: str, side: int) -> Image.Image | None:
    """The thumbnail from the folder `cache`; None where there is none, or a damaged one.

    Args:
        fingerprint: of the photo's content (`scan.fingerprint`): a changed photo has a new thumbnail.
    """
    kept = thumbnail_file(cache, fingerprint=fingerprint, side=side)
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


def keep_thumbnail(cache: Path, small: Image.Image, *, fingerprint: str, side: int) -> None:
    """Keep what `make_thumbnail` made; a folder that can't be written (read-only, disk full) costs only the time to make it again."""
    kept = thumbnail_file(cache, fingerprint=fingerprint, side=side)
    buffer = io.BytesIO()
    small.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(kept, buffer.getvalue(), durable=False)


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
