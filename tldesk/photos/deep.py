"""RGB photos of 16 bits a channel, of which Pillow keeps only the high bytes.

A 12-bit microscope camera that writes its values as they are into 16-bit channels leaves high bytes of 0 to 15: a black photo. For those
the low bytes are read as well, and the contrast is set as for grey photos.
"""

import re
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
from PIL import Image, ImageFile

from tldesk.photos.levels import eight_bit
from tldesk.photos.opening import opened

_SIXTEEN: Final = re.compile(r"(?P<channels>(?:RGB[AaX]?|R|G|B|A));16(?P<order>[LBN])")
_DIM: Final = 64
"""High bytes all below this mean that at most 14 bits were used."""


def is_deep(image: ImageFile.ImageFile) -> bool:
    """Whether the opened, not yet loaded `image` stores 16 bits in each of its colour channels."""
    return image.mode in {"RGB", "RGBA"} and bool(image.tile) and all(_SIXTEEN.fullmatch(_raw_mode(tile.args)) for tile in image.tile)


def undimmed(file: Path, image: Image.Image) -> Image.Image:
    """The loaded `image`, which `is_deep` held for, with its contrast set from all 16 bits where the high bytes alone are too dark.

    Raises:
        PhotoError: as `opened` does.
    """
    colours = image.convert("RGB")
    if max(high for _, high in colours.getextrema()) >= _DIM:  # type: ignore[misc]  # one pair of numbers for each channel
        return image
    with opened(file) as again:
        again.tile = [tile._replace(args=_low_bytes(tile.args)) for tile in again.tile]
        again.load()
        low = np.asarray(again.convert("RGB"), dtype=np.uint16)
    values = np.asarray(colours, dtype=np.uint16) * 256 + low
    rows, columns, channels = values.shape
    # One range for all channels, or the colours would change.
    bright = Image.fromarray(eight_bit(values.reshape(rows, columns * channels)).reshape(values.shape))
    if image.mode == "RGBA":
        bright.putalpha(image.getchannel("A"))
    return bright


def _raw_mode(args: Any) -> str:
    first = args[0] if isinstance(args, tuple) and args else args
    return first if isinstance(first, str) else ""


def _low_bytes(args: Any) -> Any:
    """`args` of a decoder, told the wrong byte order on purpose: so it keeps the other byte."""
    match = _SIXTEEN.fullmatch(_raw_mode(args))
    if match is None:
        return args
    order = match["order"] if match["order"] != "N" else {"little": "L", "big": "B"}[sys.byteorder]
    swapped = f"{match['channels']};16{'B' if order == 'L' else 'L'}"
    return (swapped, *args[1:]) if isinstance(args, tuple) else swapped
