"""Random alterations of training photos.

All random numbers come from the caller's generator, which belongs to one photo and one view: threads may end in any order, and a
repeated or resumed training sees the same pictures. torchvision does the arithmetic; its own random transforms draw from one generator
of the whole process, which threads would disturb. RandAugment is Cubuk et al. 2020, TrivialAugment Müller and Hutter 2021, with their
fourteen operations.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import partial
from math import exp, log, sqrt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from torchvision.transforms import InterpolationMode
from torchvision.transforms.v2 import functional as vision

from tldesk.core.recipe import Recipe
from tldesk.photos.framing import INTERPOLATIONS, REDUCING_GAP, Preparation, prepared

Pixels = NDArray[np.uint8]

REACH: Final = 1.25
"""How far along its longer side a photo framed by its middle square is cropped from, as a share of the shorter side."""


@dataclass(frozen=True, slots=True)
class Alteration:
    """How photos are altered; fields and units as in the recipe. Equal ones draw equal views."""

    flip: str = "none"
    crop: float = 1.0
    rotation: float = 0.0
    shift: float = 0.0
    zoom: float = 0.0
    colour: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    erasing: float = 0.0
    policy: str = "none"
    policy_count: int = 2
    policy_strength: float = 30.0

    @classmethod
    def of(cls, recipe: Recipe) -> "Alteration":
        """The recipe's."""
        return cls(**{field.name: getattr(recipe, field.name) for field in fields(cls)})


UNALTERED: Final = Alteration()


def altered(photo: Image.Image, preparation: Preparation, how: Alteration, *, rng: random.Random) -> Pixels:
    """A random view of `photo`, uint8 `S, S, 3`; without any alteration it is what `framing.prepared` gives."""
    view = _cropped(photo, preparation, how.crop, rng)
    if how.flip != "none" and rng.random() < 0.5:
        view = view.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if how.flip == "both" and rng.random() < 0.5:
        view = view.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    view = _moved(view, how, preparation.ground, rng)
    view = _by_policy(view, how, preparation.ground, rng)
    view = _recoloured(view, how.colour / 100, rng)
    if how.blur and rng.random() < 0.5:
        view = view.filter(ImageFilter.GaussianBlur(rng.uniform(0, how.blur)))
    pixels = _noisy(np.asarray(view), how.noise / 100, rng)
    return _erased(pixels, preparation.ground, rng) if rng.random() < how.erasing / 100 else pixels


def _cropped(photo: Image.Image, preparation: Preparation, least: float, rng: random.Random) -> Image.Image:
    """A random resized crop of at least `least` of the area: near the centre where only that is seen, else anywhere."""
    if least >= 1:
        return prepared(photo, preparation)
    side = preparation.input_size
    if preparation.framing == "letterbox":
        # With some pixels to spare, so that the crop is not blurred; the whole square is then the photo to crop from.
        photo = prepared(photo, replace(preparation, input_size=round(side / sqrt(least))))
    area, shape = rng.uniform(least, 1.0), exp(rng.uniform(log(3 / 4), log(4 / 3)))
    short = min(photo.size)
    bases = (short, short) if preparation.framing == "crop" else photo.size
    left, wide = _stretch(rng, photo.width, bases[0], sqrt(area * shape))
    top, high = _stretch(rng, photo.height, bases[1], sqrt(area / shape))
    return photo.resize((side, side), INTERPOLATIONS[preparation.interpolation], (left, top, left + wide, top + high), REDUCING_GAP)


def _stretch(rng: random.Random, length: int, base: int, part: float) -> tuple[float, float]:
    """Start and length of a crop along one side: `part` of `base`, within `REACH` of that around the middle."""
    reach = min(length, REACH * base)
    cut = min(reach, base * part)
    return (length - reach) / 2 + rng.random() * (reach - cut), cut


def _moved(view: Image.Image, how: Alteration, ground: tuple[int, int, int], rng: random.Random) -> Image.Image:
    if not (how.rotation or how.shift or how.zoom):
        return view
    angle = rng.uniform(-how.rotation, how.rotation)
    across, down = (rng.uniform(-how.shift, how.shift) / 100 * view.width for _ in range(2))
    scale = 1 + rng.uniform(-how.zoom, how.zoom) / 100
    return _warped(view, ground, angle=angle, translate=[round(across), round(down)], scale=scale)


def _warped(view: Image.Image, ground: tuple[int, int, int], **change: Any) -> Image.Image:
    """`view` after an affine change; what comes in from outside is plain ground."""
    settings: dict[str, Any] = {"angle": 0.0, "translate": [0, 0], "scale": 1.0, "shear": [0.0, 0.0], **change}
    result: Image.Image = vision.affine(view, **settings, interpolation=InterpolationMode.BILINEAR, fill=list(ground))
    return result


def _recoloured(view: Image.Image, most: float, rng: random.Random) -> Image.Image:
    """Brightness, contrast and saturation by up to `most` (0..1), hue by a tenth of it, in random order."""
    if not most:
        return view
    changes: list[Callable[[Any], Any]] = [
        partial(vision.adjust_brightness, brightness_factor=rng.uniform(1 - most, 1 + most)),
        partial(vision.adjust_contrast, contrast_factor=rng.uniform(1 - most, 1 + most)),
        partial(vision.adjust_saturation, saturation_factor=rng.uniform(1 - most, 1 + most)),
        partial(vision.adjust_hue, hue_factor=rng.uniform(-most, most) / 10),
    ]
    rng.shuffle(changes)
    for change in changes:
        view = change(view)
    return view


def _noisy(pixels: Pixels, most: float, rng: random.Random) -> Pixels:
    """Gaussian noise with a deviation of up to `most` of the whole range."""
    if not most:
        return pixels
    noise = np.random.default_rng(rng.getrandbits(64)).normal(0, 255 * rng.uniform(0, most), pixels.shape)
    return (pixels + noise).round().clip(0, 255).astype(np.uint8)


def _erased(pixels: Pixels, ground: tuple[int, int, int], rng: random.Random) -> Pixels:
    """A rectangle of 2 to 33 % of the area painted over (Zhong et al. 2020)."""
    side = pixels.shape[0]
    area, shape = rng.uniform(0.02, 0.33), exp(rng.uniform(log(0.3), log(3.3)))
    high, wide = (min(side, max(1, round(side * sqrt(part)))) for part in (area * shape, area / shape))
    top, left = rng.randint(0, side - high), rng.randint(0, side - wide)
    pixels = pixels.copy()
    pixels[top : top + high, left : left + wide] = ground
    return pixels


def _by_policy(view: Image.Image, how: Alteration, ground: tuple[int, int, int], rng: random.Random) -> Image.Image:
    wide = how.policy == "trivialaugment"
    count = {"none": 0, "trivialaugment": 1, "randaugment": how.policy_count}[how.policy]
    for _ in range(count):
        operation = rng.choice(OPERATIONS)
        strength = rng.random() if wide else how.policy_strength / 100
        view = operated(view, operation, strength=strength, sign=rng.choice((-1, 1)), wide=wide, ground=ground)
    return view


OPERATIONS: Final = (
    "identity", "shear x", "shear y", "translate x", "translate y", "rotate", "brightness", "saturation", "contrast", "sharpness",
    "posterize", "solarize", "auto-contrast", "equalize",
)  # fmt: skip


def operated(view: Image.Image, operation: str, *, strength: float, sign: int, wide: bool, ground: tuple[int, int, int]) -> Image.Image:
    """One of the policies' operations at `strength` 0..1; `wide` takes TrivialAugment's wide ranges, else RandAugment's."""
    angle = sign * strength * (45 if wide else 17)
    offset = round(sign * strength * (32 if wide else 150 / 331 * view.width))
    change = 1 + sign * strength * (0.99 if wide else 0.9)
    operations: dict[str, Callable[[], Any]] = {
        "identity": lambda: view,
        "shear x": lambda: _warped(view, ground, shear=[angle, 0.0]),
        "shear y": lambda: _warped(view, ground, shear=[0.0, angle]),
        "translate x": lambda: _warped(view, ground, translate=[offset, 0]),
        "translate y": lambda: _warped(view, ground, translate=[0, offset]),
        "rotate": lambda: _warped(view, ground, angle=sign * strength * (135.0 if wide else 30.0)),
        "brightness": lambda: vision.adjust_brightness(view, change),
        "saturation": lambda: vision.adjust_saturation(view, change),
        "contrast": lambda: vision.adjust_contrast(view, change),
        "sharpness": lambda: vision.adjust_sharpness(view, change),
        "posterize": lambda: vision.posterize(view, 8 - round(strength * (6 if wide else 4))),
        "solarize": lambda: vision.solarize(view, 255 * (1 - strength)),
        "auto-contrast": lambda: vision.autocontrast(view),
        "equalize": lambda: vision.equalize(view),
    }
    result: Image.Image = operations[operation]()
    return result
