"""A whole-network epoch, from the second on, against the plain loop over ImageFolder and DataLoader with two workers.

Ours counts its validation (of one photo a class), its checkpoint and the state it can be resumed from; the peer's epoch is its steps.
"""

import tempfile
from pathlib import Path

from _training import Epochs, peer, subset
from harness import Row, alternating

from tldesk.core.recipe import Recipe

RUNS = 3


def measure() -> Row:
    recipe = Recipe(method="whole", epochs=RUNS + 2, patience=99)
    with tempfile.TemporaryDirectory() as name:
        folder = subset(Path(name) / "photos", train=16, validation=1)
        ours = Epochs(folder, recipe, run=Path(name) / "run")
        with peer(folder, loader="torchvision") as theirs:
            seconds = alternating(ours, lambda: theirs("epoch"), runs=RUNS)
    return Row("full_epoch_vs_torchvision", *seconds, "s", "torchvision ImageFolder + DataLoader, 2 workers, NCHW float32")
