"""A whole-network epoch, from the second on, against the plain loop over ImageFolder and DataLoader with two workers."""

from _training import whole_epoch
from harness import Row


def measure() -> Row:
    return whole_epoch("full_epoch_vs_torchvision", "torchvision ImageFolder + DataLoader, 2 workers, NCHW float32", loader="torchvision")
