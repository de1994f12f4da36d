"""What a microscope and its camera make of a specimen: focus, contrast, uneven light, bubbles, dust, noise."""

from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

WIDTH: Final = 480
HEIGHT: Final = 360
FINE: Final = 2
"""Masks are drawn this many times larger, for smooth edges."""

Contrast = Literal["phase", "bright-field", "stained"]
Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Optics:
    """How one photo was taken.

    Attributes:
        stain: an index of the dyes, where `contrast` is "stained".
        defocus: blur of the best focal plane in pixels. `noise`: in grey levels of 0..255. `strength`: of the contrast, 0..1.
    """

    contrast: Contrast
    stain: int
    defocus: float
    noise: float
    strength: float


def random_optics(rng: np.random.Generator, *, hard: bool) -> Optics:
    """Optics as they vary from photo to photo; `hard`: badly focused, dim and noisy."""
    contrast: Contrast = rng.choice(np.array(["phase", "bright-field", "stained"]), p=[0.4, 0.25, 0.35]).item()
    return Optics(
        contrast=contrast,
        stain=int(rng.integers(len(_STAINS))),
        defocus=float(rng.uniform(2.6, 5.0) if hard else abs(rng.normal(0, 0.7))),
        noise=float(rng.uniform(7, 16) if hard else rng.uniform(2, 7)),
        strength=float(rng.uniform(0.3, 0.6) if hard else rng.uniform(0.55, 1.0)),
    )


def photograph(layers: list[Image.Image], optics: Optics, rng: np.random.Generator) -> Image.Image:
    """The RGB photo of a specimen.

    Args:
        layers: masks of mode L, `FINE` times the photo's size; each lies in a focal plane of its own, the first in the best one.
    """
    light = np.ones((HEIGHT, WIDTH, 3), dtype=np.float32) * _background(optics, rng)
    for depth, layer in enumerate(layers):
        light *= _transmitted(layer, optics.defocus + depth * float(rng.uniform(0.5, 1.6)), optics)
    light *= _dust(rng)
    light *= _illumination(rng)[:, :, np.newaxis]
    for _ in range(int(rng.choice([0, 1, 2, 3], p=[0.72, 0.18, 0.07, 0.03]))):
        light *= _bubble(rng)[:, :, np.newaxis]
    levels = 255 * light
    grain = 0.8 * rng.standard_normal((HEIGHT, WIDTH, 1), dtype=np.float32)
    grain = grain + 0.5 * rng.standard_normal((HEIGHT, WIDTH, 3), dtype=np.float32)
    # Photon noise grows with the root of the light, read noise does not.
    levels += grain * optics.noise * (0.4 + 0.6 * np.sqrt(np.clip(light, 0, 1)))
    return Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))


def _background(optics: Optics, rng: np.random.Generator) -> Floats:
    base = {"phase": rng.uniform(0.42, 0.62), "bright-field": rng.uniform(0.68, 0.86), "stained": rng.uniform(0.78, 0.93)}[optics.contrast]
    cast = rng.normal(0, 0.035, 3)
    if optics.contrast == "phase" and rng.random() < 0.4:
        cast += np.array([-0.05, 0.03, -0.03])
    return np.asarray(base * (1 + cast), dtype=np.float32)


def _transmitted(layer: Image.Image, blur: float, optics: Optics) -> Floats:
    """How much light passes one layer, (rows, columns, 3 or 1); above 1 where a halo brightens."""
    # Blurring a halved mask is four times as quick, and the drawing at twice the size has already smoothed its edges.
    sharp = layer.reduce(FINE)
    body = _blurred(sharp, blur)
    if optics.contrast == "phase":
        halo = _blurred(sharp, blur + 3.5)
        return (1 + optics.strength * (-0.75 * body + 0.55 * (halo - body).clip(0) + 0.1 * halo))[:, :, np.newaxis]
    edge = (_blurred(sharp, blur + 0.6) - _blurred(sharp, blur + 2.2)).clip(-0.5, 0.5)
    if optics.contrast == "bright-field":
        return (1 - optics.strength * (0.28 * body + 0.9 * edge))[:, :, np.newaxis]
    density = optics.strength * (body + 0.4 * edge)
    return np.exp(-density[:, :, np.newaxis] * _STAINS[optics.stain])


# Absorbance of red, green and blue by crystal violet, safranin and methylene blue, roughly.
_STAINS: Final = (
    np.array([1.1, 1.7, 0.55], dtype=np.float32),
    np.array([0.25, 1.25, 0.85], dtype=np.float32),
    np.array([1.5, 0.8, 0.25], dtype=np.float32),
)


def _illumination(rng: np.random.Generator) -> Floats:
    """Light that falls off to the edges from an off-centre maximum, with a slope across."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    x = (columns - WIDTH * rng.uniform(0.3, 0.7)) / WIDTH
    y = (rows - HEIGHT * rng.uniform(0.3, 0.7)) / WIDTH
    slope = rng.normal(0, 0.14, 2)
    falloff = rng.uniform(0.1, 1.1)
    return np.asarray(1 - falloff * (x * x + y * y) + slope[0] * x + slope[1] * y, dtype=np.float32)


def _bubble(rng: np.random.Generator) -> Floats:
    """An air bubble: a dark ring with a bright rim inside and a clear middle."""
    mask = Image.new("L", (WIDTH, HEIGHT), 128)
    draw = ImageDraw.Draw(mask)
    radius = float(rng.uniform(10, 55))
    x, y = float(rng.uniform(-10, WIDTH + 10)), float(rng.uniform(-10, HEIGHT + 10))
    for scale, level in ((1.0, 35), (0.86, 70), (0.74, 165), (0.62, 138)):
        reach = radius * scale
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=level)
    return np.asarray(_blurred(mask, float(rng.uniform(0.8, 2.5))) * 2 - 0.004, dtype=np.float32)


def _dust(rng: np.random.Generator) -> Floats:
    """Specks and fibres far out of focus, on the condenser or the camera."""
    mask = Image.new("L", (WIDTH, HEIGHT), 0)
    draw = ImageDraw.Draw(mask)
    for _ in range(int(rng.integers(0, 5))):
        x, y, size = float(rng.uniform(0, WIDTH)), float(rng.uniform(0, HEIGHT)), float(rng.uniform(2, 9))
        draw.ellipse((x - size, y - size, x + size, y + size), fill=int(rng.integers(20, 60)))
    if rng.random() < 0.2:
        points = np.cumsum(rng.normal(0, 22, (6, 2)), axis=0) + rng.uniform(40, 320, 2)
        draw.line([(float(px), float(py)) for px, py in points], fill=60, width=3, joint="curve")
    return (1 - 0.8 * _blurred(mask, float(rng.uniform(2, 5))))[:, :, np.newaxis]


def _blurred(mask: Image.Image, radius: float) -> Floats:
    """`mask` as 0..1, blurred by a Gaussian of `radius` pixels."""
    blurred = mask.filter(ImageFilter.GaussianBlur(radius)) if radius > 0.2 else mask
    return np.asarray(blurred, dtype=np.float32) / 255
