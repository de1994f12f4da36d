"""Procedural microscope photos, for the demonstration and for tests: seeded, drawn in seconds, free of anyone's rights.

The four classes overlap as real ones do: short rods look like cocci, cocci in line like rods out of focus, photos hold strangers, debris,
bubbles and dust, so that a good model is right on most photos, not on all.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np
from PIL import ExifTags, Image, ImageDraw

from tldesk.photos.microscope import FINE, HEIGHT, WIDTH, photograph, random_optics
from tldesk.photos.organisms import ORGANISMS, Drawing, debris

SPECIMEN_CLASSES: Final = tuple(ORGANISMS)

_LAYERS: Final = 3
_HARD: Final = 0.07
_FIRST_DAY: Final = datetime(2025, 3, 3, 9, 15)  # a camera's local time
_CROWD: Final = {"rods": (16, 60), "cocci chains": (9, 34), "budding yeast": (8, 36), "filaments": (4, 16)}


def draw_specimens(folder: Path, *, per_class: int = 60, seed: int = 0, classes: Sequence[str] = SPECIMEN_CLASSES) -> None:
    """Draw `per_class` JPEG photos (480 x 360) of each class into a sub-folder of its name; the same seed draws the same photos.

    Files that are there already are left as they are. Most photos carry an EXIF date, a few taken within seconds of one another.

    Raises:
        ValueError: for a class that is not one of `SPECIMEN_CLASSES`.
        OSError: when `folder` can't be written.
    """
    if unknown := set(classes) - set(SPECIMEN_CLASSES):
        raise ValueError(f"no specimens of: {', '.join(sorted(unknown))}")
    for name in classes:
        index = SPECIMEN_CLASSES.index(name)
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        when = _FIRST_DAY + timedelta(days=7 * index)
        for number in range(1, per_class + 1):
            rng = np.random.default_rng([seed, index, number])
            when += timedelta(seconds=float(rng.uniform(4, 20) if rng.random() < 0.1 else rng.uniform(45, 400)))
            _save(place / f"specimen_{number:04d}.jpg", draw_specimen(name, rng), when, rng)


def draw_mixed(folder: Path, *, count: int, seed: int) -> None:
    """Draw `count` photos of random classes into `folder`, without saying which: a folder to predict.

    Raises:
        OSError: when `folder` can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    when = _FIRST_DAY + timedelta(days=60)
    for number in range(1, count + 1):
        rng = np.random.default_rng([seed, len(SPECIMEN_CLASSES), number])
        when += timedelta(seconds=float(rng.uniform(45, 400)))
        name = SPECIMEN_CLASSES[int(rng.integers(len(SPECIMEN_CLASSES)))]
        _save(folder / f"specimen_{number:04d}.jpg", draw_specimen(name, rng), when, rng)


def draw_specimen(name: str, rng: np.random.Generator) -> Image.Image:
    """One RGB photo (480 x 360) of the class `name`; all that varies is drawn from `rng`."""
    hard = bool(rng.random() < _HARD)
    layers = [Image.new("L", (WIDTH * FINE, HEIGHT * FINE), 0) for _ in range(_LAYERS)]
    pens = [ImageDraw.Draw(layer) for layer in layers]
    width = float(np.exp(rng.normal(np.log(12.5), 0.2))) * FINE
    fewest, most = _CROWD[name]
    count = int(rng.integers(1, 4)) if hard and rng.random() < 0.5 else round(float(np.exp(rng.uniform(np.log(fewest), np.log(most)))))
    _scatter(pens, ORGANISMS[name], count, width, rng)
    if rng.random() < 0.16:
        stranger = SPECIMEN_CLASSES[int(rng.integers(len(SPECIMEN_CLASSES)))]
        _scatter(pens, ORGANISMS[stranger], int(rng.integers(1, max(2, round(count * 0.3)) + 1)), width, rng)
    _scatter(pens, debris, int(rng.integers(0, 10)), width, rng)
    return photograph(layers, random_optics(rng, hard=hard), rng)


def _scatter(pens: list[ImageDraw.ImageDraw], drawing: Drawing, count: int, width: float, rng: np.random.Generator) -> None:
    """Put `count` organisms on the layers, half of them around a few centres, as they settle in clumps."""
    clumps = rng.uniform((0, 0), (WIDTH * FINE, HEIGHT * FINE), (3, 2))
    for _ in range(count):
        if rng.random() < 0.5:
            x, y = clumps[int(rng.integers(3))] + rng.normal(0, 5 * width, 2)
        else:
            x, y = rng.uniform((0, 0), (WIDTH * FINE, HEIGHT * FINE))
        pen = pens[int(rng.choice(_LAYERS, p=[0.55, 0.3, 0.15]))]
        drawing(pen, rng, (float(x), float(y)), width * float(rng.uniform(0.9, 1.1)))


def _save(file: Path, photo: Image.Image, when: datetime, rng: np.random.Generator) -> None:
    if file.exists():
        return
    exif = Image.Exif()
    if rng.random() < 0.8:
        exif[ExifTags.Base.Make] = "tldesk"
        exif[ExifTags.Base.Model] = "procedural microscope"
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = when.strftime("%Y:%m:%d %H:%M:%S")
    photo.save(file, "JPEG", quality=int(rng.integers(82, 94)), exif=exif)
