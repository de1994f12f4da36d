"""What a network sees of a photo: the geometry of its square, and the very picture. No torch, so that the window can show it too."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tldesk.core.run_values import ModelFacts
from tldesk.photos.decode import decode

INTERPOLATIONS: Final = {"bicubic": Image.Resampling.BICUBIC, "bilinear": Image.Resampling.BILINEAR}
REDUCING_GAP: Final = 2.0
"""Pillow first shrinks by whole factors to twice the target: only photos over four times too large are touched by it."""
STRIP: Final = 20
"""How many times as long as wide a photo must be for only its middle to be scaled: the whole of a thin strip would fill the memory."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """How a photo becomes the network's input; the same words as in `ModelFacts`."""

    input_size: int
    resize: int
    interpolation: str
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    framing: str = "crop"

    @classmethod
    def of(cls, facts: ModelFacts) -> "Preparation":
        """The preparation a checkpoint was trained with."""
        return cls(facts.input_size, facts.resize, facts.interpolation, facts.mean, facts.std, facts.framing)

    @property
    def ground(self) -> tuple[int, int, int]:
        """The colour around a photo that does not fill the square: the mean, which says nothing to the network."""
        red, green, blue = (round(255 * value) for value in self.mean)
        return red, green, blue


EMBEDDED_PREPARATION: Final = Preparation(224, 256, "bicubic", (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
"""That of the embedded backbone at its own size, equal to what the engine reads from timm, for where timm is not loaded."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the network's square lies: `width` and `height` of the resized photo; `left`, `top`, `side` of the square in it; pixels.

    A square that reaches beyond the photo (`left` or `top` below 0) shows plain ground there.
    """

    width: int
    height: int
    left: int
    top: int
    side: int


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of a photo, its sides as shares of the photo's width and height: 0 and 1 are the photo's own edges."""

    left: float
    top: float
    right: float
    bottom: float


def placement(width: int, height: int, preparation: Preparation) -> Placement:
    """The geometry of the preparation's framing.

    "crop" is torchvision's `Resize(resize)` and `CenterCrop(input_size)`, with its rounding (transforms/functional.py); "squash" scales
    the whole photo to the square; "letterbox" scales its longer side to the square's and centres it.
    """
    side = preparation.input_size
    if preparation.framing == "squash":
        return Placement(side, side, 0, 0, side)
    if preparation.framing == "letterbox":
        scale = side / max(width, height)
        fitted_width, fitted_height = max(1, round(width * scale)), max(1, round(height * scale))
        return Placement(fitted_width, fitted_height, -((side - fitted_width) // 2), -((side - fitted_height) // 2), side)
    short, long = sorted((width, height))
    scaled = int(preparation.resize * long / short)
    new_width, new_height = (preparation.resize, scaled) if width <= height else (scaled, preparation.resize)
    return Placement(new_width, new_height, round((new_width - side) / 2.0), round((new_height - side) / 2.0), side)


def seen_part(width: int, height: int, preparation: Preparation) -> Part:
    """The part of an upright photo of `width` x `height` pixels that the network sees."""
    square = _square(width, height, preparation)
    return Part(max(0.0, square.left), max(0.0, square.top), min(1.0, square.right), min(1.0, square.bottom))


def over_photo(values: NDArray[np.float32], size: tuple[int, int], preparation: Preparation, *, long_side: int) -> NDArray[np.float32]:
    """A map of the network's square, laid where that square lies in the upright photo.

    Args:
        values: rows, columns of the map, in 0..1; its outer edges are the square's.
        size: width and height of the photo. long_side: cells along the longer side of what is returned.

    Returns:
        Rows and columns over the whole photo, in 0..1 (bicubic between the map's cells); 0 where the network did not look.
    """
    scale = long_side / max(size)
    columns, rows = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    square = _square(*size, preparation)
    across, down = values.shape[1] / (square.right - square.left), values.shape[0] / (square.bottom - square.top)
    affine = (across / columns, 0.0, -square.left * across, 0.0, down / rows, -square.top * down)
    laid = Image.fromarray(values).transform((columns, rows), Image.Transform.AFFINE, affine, Image.Resampling.BICUBIC, fillcolor=0)
    return np.ascontiguousarray(np.clip(np.asarray(laid), 0, 1), np.float32)


def _square(width: int, height: int, preparation: Preparation) -> Part:
    """The network's square; a letterbox's reaches beyond the photo."""
    left, top, right, bottom = _whole(width, height, preparation)
    place = placement(right - left, bottom - top, preparation)
    across, down = (right - left) / place.width, (bottom - top) / place.height
    return Part(
        left=(left + place.left * across) / width,
        top=(top + place.top * down) / height,
        right=(left + (place.left + place.side) * across) / width,
        bottom=(top + (place.top + place.side) * down) / height,
    )


def read(file: str | Path, preparation: Preparation) -> Image.Image:
    """The upright photo, decoded at no more than is needed.

    Raises:
        PhotoError: it can't be read.
    """
    return decode(Path(file), at_least=preparation.resize)


def prepared(photo: Image.Image, preparation: Preparation) -> Image.Image:
    """What the network sees of `photo`: RGB, `input_size` square; "crop" equals timm's evaluation transform before normalisation.

    Of thin strips only the middle is scaled, which differs from that transform by rounding alone.
    """
    whole = _whole(*photo.size, preparation)
    if whole != (0, 0, *photo.size):
        photo = photo.crop(whole)
    place = placement(*photo.size, preparation)
    method = INTERPOLATIONS[preparation.interpolation]
    resized = photo.resize((place.width, place.height), method, reducing_gap=REDUCING_GAP)
    if preparation.framing == "letterbox":
        square = Image.new("RGB", (place.side, place.side), preparation.ground)
        square.paste(resized, (-place.left, -place.top))
        return square
    return resized.crop((place.left, place.top, place.left + place.side, place.top + place.side))


def _whole(width: int, height: int, preparation: Preparation) -> tuple[int, int, int, int]:
    """The box of what is scaled: all but the far ends of thin strips of which the middle is cut out anyway; left, top, right, bottom."""
    short = min(width, height)
    if max(width, height) <= STRIP * short or preparation.framing != "crop":
        return 0, 0, width, height
    kept_width, kept_height = (min(length, STRIP // 2 * short) for length in (width, height))
    left, top = (width - kept_width) // 2, (height - kept_height) // 2
    return left, top, left + kept_width, top + kept_height
