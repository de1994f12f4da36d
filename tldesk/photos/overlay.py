"""Heatmaps as colours, and over the photo they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tldesk.core.results import Heatmap


class Colours(StrEnum):
    """Scales whose lightness rises evenly, also for colour-blind eyes."""

    INFERNO = "Inferno"
    VIRIDIS = "Viridis"
    CIVIDIS = "Cividis"


# Eleven colours, evenly spaced, of matplotlib's scales (CC0; N. Smith and S. van der Walt, 2015), and of cividis (Nunez et al. 2018).
_ANCHORS: Final[dict[Colours, str]] = {
    Colours.INFERNO: "000004 160b39 420a68 6a176e 932667 bc3754 dd513a f37819 fca50a f6d746 fcffa4",
    Colours.VIRIDIS: "440154 482475 414487 345f8d 2a788e 21908c 22a883 43be70 7ad151 bbde27 fde725",
    Colours.CIVIDIS: "00204d 00316f 31446b 4e566c 666970 7c7b78 958f78 afa473 cbba69 e7d159 ffea46",
}

OUTLINE_WIDTH: Final = 2.5
"""Pixels; a dark rim on both sides makes it readable on any ground."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a heatmap is shown.

    Attributes:
        opacity: 0..1, how far the strongest place hides the photo; where the value is 0 the photo is unchanged.
        outline: a line around what is at least this share of the map's maximum, 0..1; 0 for none.
    """

    opacity: float = 0.5
    colours: Colours = Colours.INFERNO
    outline: float = 0.0


def heatmap_values(heatmap: Heatmap) -> NDArray[np.float32]:
    """The map's values, shape (rows, columns), float32 in 0..1; NaN is 0."""
    values = np.frombuffer(heatmap.values, dtype=np.float32).reshape(heatmap.rows, heatmap.columns)
    return np.clip(np.nan_to_num(values, nan=0.0), 0.0, 1.0)


def on_one_scale(heatmaps: Sequence[Heatmap]) -> list[Heatmap]:
    """The maps with the strongest place of them all as 1, so that weaker evidence for one class looks weaker."""
    highest = max((heatmap.peak for heatmap in heatmaps), default=0.0)
    if highest <= 0:
        return list(heatmaps)
    return [replace(each, values=(heatmap_values(each) * np.float32(each.peak / highest)).tobytes(), peak=highest) for each in heatmaps]


def heatmap_colours(heatmap: Heatmap, *, size: tuple[int, int] | None = None, colours: Colours = Colours.INFERNO) -> Image.Image:
    """The map as RGBA: dark to bright as the value rises, and the more opaque the higher the value.

    Args:
        size: width and height in pixels to scale to (bicubic, of the values, so that no colour appears that is not on the scale);
            the map's own without. The map's outer edges meet the photo's.
    """
    values = _scaled(heatmap, size)
    return Image.fromarray(_COLOURS[colours][np.rint(values * 255).astype(np.uint8)], mode="RGBA")


def heatmap_outline(heatmap: Heatmap, share: float, *, size: tuple[int, int]) -> Image.Image:
    """A white line with a dark rim where the map passes `share` of its maximum, as RGBA of `size`; clear elsewhere."""
    values = _scaled(heatmap, size)
    if not values.any():
        return Image.new("RGBA", size)
    slope = np.hypot(*np.gradient(values)) if min(values.shape) > 1 else np.zeros_like(values)
    # How many pixels away the line is, to first order; where the map is flat there is none.
    away = np.abs(values - share * values.max()) / np.maximum(slope, 1e-4)
    line, rim = (np.clip(width / 2 + 0.5 - away, 0, 1) for width in (OUTLINE_WIDTH, 2 * OUTLINE_WIDTH))
    shade = np.rint(255 * np.divide(line, rim, out=np.zeros_like(line), where=rim > 0)).astype(np.uint8)
    return Image.fromarray(np.dstack((shade, shade, shade, np.rint(255 * rim).astype(np.uint8))), mode="RGBA")


def overlay(photo: Image.Image, heatmap: Heatmap, look: Look | None = None) -> Image.Image:
    """`photo` with the map laid over the whole of it, as RGB of the photo's size."""
    look = look or Look()
    colours = heatmap_colours(heatmap, size=photo.size, colours=look.colours)
    strength = colours.getchannel("A").point([round(level * min(max(look.opacity, 0.0), 1.0)) for level in range(256)])
    shown = Image.composite(colours.convert("RGB"), photo.convert("RGB"), strength)
    if look.outline > 0:
        line = heatmap_outline(heatmap, look.outline, size=photo.size)
        shown.paste(line, mask=line.getchannel("A"))
    return shown


def colour_table(colours: Colours) -> NDArray[np.uint8]:
    """Red, green and blue for the values 0..255, shape (256, 3)."""
    return _COLOURS[colours][:, :3]


def _scaled(heatmap: Heatmap, size: tuple[int, int] | None) -> NDArray[np.float32]:
    values = heatmap_values(heatmap)
    if size is None:
        return values
    large: NDArray[np.float32] = np.clip(np.asarray(Image.fromarray(values).resize(size, Image.Resampling.BICUBIC)), 0.0, 1.0)
    return large


def _table(anchors: str) -> NDArray[np.uint8]:
    """RGBA for the values 0..255; alpha rises steeply at first, so that weak evidence is seen, and is 0 at 0."""
    colours = np.array([list(bytes.fromhex(colour)) for colour in anchors.split()], dtype=np.float64)
    at = np.linspace(0, 255, len(colours))
    levels = np.arange(256)
    channels = [np.interp(levels, at, colours[:, channel]) for channel in range(3)]
    alpha = 255 * (levels / 255) ** 0.7
    return np.rint(np.stack([*channels, alpha], axis=1)).astype(np.uint8)


_COLOURS: Final = {colours: _table(anchors) for colours, anchors in _ANCHORS.items()}
