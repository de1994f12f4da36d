"""Thumbnails of 12-megapixel photos a second: as `thumbnails_small_vs_best`, where the peers are told, but that ours also writes its cache.

24 JPEGs of 3000 x 4000 pixels, about 3 MB each: clothing photos scaled up, with noise as a sensor's.
"""

import tempfile
from pathlib import Path

import numpy as np
from harness import Row, shared
from PIL import Image
from thumbnails_small_vs_best import compare

PHOTOS = 24
SIZE = (3000, 4000)
NOISE = 6.0
"""Standard deviation, in grey levels of 256."""


def large_photos(folder: Path) -> list[Path]:
    """The photos, made in `folder`."""
    source = sorted((shared() / "photos" / "clothing").glob("*/*/*.jpg"))
    random = np.random.default_rng(0)
    noise = random.normal(0, NOISE, (SIZE[1], SIZE[0], 1)).astype(np.int16)
    made = []
    for photo in source[:: len(source) // PHOTOS][:PHOTOS]:
        with Image.open(photo) as image:
            pixels = np.asarray(image.convert("RGB").resize(SIZE, Image.Resampling.BICUBIC)).astype(np.int16) + noise
        made.append(folder / photo.name)
        Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(made[-1], quality=90)
    return made


def measure() -> Row:
    with tempfile.TemporaryDirectory() as name:
        return compare("thumbnails_12mp_vs_best", large_photos(Path(name)), rounds=5)
