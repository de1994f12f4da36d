"""Seconds to predict a folder of 12-megapixel photos, as `predict_small_vs_loop`: 24 JPEGs of 3000 x 4000 pixels, about 3 MB each."""

from harness import Row
from predict_small_vs_loop import compare, loop
from thumbnails_12mp_vs_best import large_photos


def measure() -> Row:
    return compare("predict_12mp_vs_loop", large_photos, loop, "Pillow, timm transform, batch 1")
