"""Seconds to predict a folder of 12-megapixel photos, as `predict_small_vs_dataloader`: 24 JPEGs of 3000 x 4000 pixels."""

from harness import Row
from predict_small_vs_dataloader import dataloader
from predict_small_vs_loop import compare
from thumbnails_12mp_vs_best import large_photos


def measure() -> Row:
    return compare("predict_12mp_vs_dataloader", large_photos, dataloader, "DataLoader, 2 workers, batches")
