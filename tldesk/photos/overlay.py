"""Heatmaps as colours, and over the photo they belong to."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tldesk.core.results import Heatmap

# Every 32nd colour of matplotlib's "inferno" (CC0; N. Smith and S. van der Walt, 2015): lightness rises evenly, also for colour-blind eyes.
_INFERNO: Final = (
    *("#000004", "#160b39", "#420a68", "#6a176e", "#932667", "#bc3754", "#dd513a", "#f37819", "#fca50a", "#f6d746", "#fcffa4"),
)


def heatmap_values(heatmap: Heatmap) -> NDArray[np.float32]:
    """The map's values, shape (rows, columns), float32 in 0..1; NaN is 0."""
    values = np.frombuffer(heatmap.values, dtype=np.float32).reshape(heatmap.rows, heatmap.columns)
    return np.clip(np.nan_to_num(values, nan=0.0), 0.0, 1.0)


def heatmap_colours(heatmap: Heatmap, *, size: tuple[int, int] | None = None) -> Image.Image:
    """The map as RGBA: dark violet to yellow as the value rises, and the more opaque the higher the value.

    Args:
        size: width and height in pixels to scale to (bicubic, of the values, so that no colour appears that is not on the scale);
            the map's own without. The map's outer edges meet the photo's.
    """
    values = heatmap_values(heatmap)
    if size is not None:
        scaled = Image.fromarray(values).resize(size, Image.Resampling.BICUBIC)
        values = np.clip(np.asarray(scaled), 0.0, 1.0)
    return Image.fromarray(_COLOURS[np.rint(values * 255).astype(np.uint8)], mode="RGBA")


def overlay(photo: Image.Image, heatmap: Heatmap, *, opacity: float = 0.5) -> Image.Image:
    """`photo` with the map laid over the whole of it, as RGB of the photo's size.

    Args:
        opacity: 0..1, how far the strongest place hides the photo; where the value is 0 the photo is unchanged.
    """
    colours = heatmap_colours(heatmap, size=photo.size)
    strength = colours.getchannel("A").point([round(level * min(max(opacity, 0.0), 1.0)) for level in range(256)])
    return Image.composite(colours.convert("RGB"), photo.convert("RGB"), strength)


def _table() -> NDArray[np.uint8]:
    """RGBA for the values 0..255; alpha rises steeply at first, so that weak evidence is seen, and is 0 at 0."""
    anchors = np.array([list(bytes.fromhex(colour[1:])) for colour in _INFERNO], dtype=np.float64)
    at = np.linspace(0, 255, len(anchors))
    levels = np.arange(256)
    channels = [np.interp(levels, at, anchors[:, channel]) for channel in range(3)]
    alpha = 255 * (levels / 255) ** 0.7
    return np.rint(np.stack([*channels, alpha], axis=1)).astype(np.uint8)


_COLOURS: Final = _table()
