"""From 16-bit, 32-bit and floating-point grey values to 8 bits, as a scientific viewer shows them."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

WHITES: Final = (255.0, 1023.0, 4095.0, 16383.0, 65535.0)
"""The brightest value of cameras of 8, 10, 12, 14 and 16 bits."""

_SAMPLE: Final = 1_000_000
_ROWS: Final = 256


def eight_bit(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Grey values of any numeric dtype, shape (rows, columns), as 0..255; NaN and negative infinity are black.

    Where the photo uses the range of its camera it is scaled by that range, so that photos of one camera stay comparable; else its
    contrast is stretched; see `display_range`.
    """
    low, high = display_range(values)
    out = np.empty(values.shape, dtype=np.uint8)
    scale = 255.0 / (high - low)
    for start in range(0, values.shape[0], _ROWS):
        part = values[start : start + _ROWS].astype(np.float64)
        np.nan_to_num(part, copy=False, nan=low, posinf=high, neginf=low)
        part -= low
        part *= scale
        np.clip(part, 0.0, 255.0, out=part)
        out[start : start + _ROWS] = np.rint(part)
    return out


def display_range(values: NDArray[Any]) -> tuple[float, float]:
    """The values of `values`, of any shape, to show as black and as white; black < white.

    Without negative values, white is the brightest value of the smallest camera depth (8, 10, 12, 14, 16 bits; 1.0 for floats) that holds
    the 99.9th percentile, and black is 0, as long as the 0.1th and that percentile are half of white apart. Otherwise those two percentiles
    are taken (as Fiji's "enhance contrast" does), or the extremes where they are equal.
    """
    sample = _finite_sample(values)
    if not sample.size:
        return 0.0, 1.0
    low, high = (float(value) for value in np.percentile(sample, (0.1, 99.9)))
    darkest, brightest = float(sample.min()), float(sample.max())
    if darkest >= 0:
        whites = WHITES if values.dtype.kind in "ui" else (1.0, *WHITES)
        white = next((white for white in whites if high <= white), None)
        if white is not None and (high - low >= white / 2 or darkest == brightest):
            return 0.0, white
    if low < high:
        return low, high
    if darkest < brightest:
        return darkest, brightest
    return darkest, darkest + 1.0 if abs(darkest) < 1e6 else darkest + abs(darkest)


def _finite_sample(values: NDArray[Any]) -> NDArray[np.float64]:
    """At most about a million finite values, evenly spread: enough for percentiles, quick for large photos."""
    step = max(1, int((values.size / _SAMPLE) ** 0.5))
    sample = values[::step, ::step].astype(np.float64).ravel()
    return sample[np.isfinite(sample)]
