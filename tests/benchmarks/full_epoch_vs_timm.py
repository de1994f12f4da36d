"""A whole-network epoch, from the second on, against the plain loop over timm's dataset, loader and transforms with two workers."""

from _training import whole_epoch
from harness import Row


def measure() -> Row:
    return whole_epoch("full_epoch_vs_timm", "timm's loader and step, 2 workers, NCHW float32", loader="timm")
