"""An epoch in which only the last stages train, the second and later ones, against the plain loop with `requires_grad_(False)` below them.

Ours counts its validation (of one photo a class), its checkpoint and the state it can be resumed from; the peer's epoch is its steps.
"""

import tempfile
from pathlib import Path

from _training import Epochs, peer, subset
from harness import Row, alternating

from tldesk.core.recipe import Recipe

RUNS = 3


def measure() -> Row:
    recipe = Recipe(method="last-stages", epochs=RUNS + 2, patience=99)
    with tempfile.TemporaryDirectory() as name:
        folder = subset(Path(name) / "photos", train=32, validation=1)
        ours = Epochs(folder, recipe, run=Path(name) / "run")
        with peer(folder, trains="last stages") as theirs:
            seconds = alternating(ours, lambda: theirs("epoch"), runs=RUNS)
    return Row("partial_epoch_vs_naive", *seconds, "s", "requires_grad_(False) below the last two stages, torchvision loader, 2 workers")
