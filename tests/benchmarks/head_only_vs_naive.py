"""Our whole head-only training from a cold cache against ten plain epochs through the frozen network.

The peer is what a careful beginner writes: timm, `requires_grad_(False)` but for the classifier, ImageFolder and DataLoader, Adam. Only
its passes over the training photos are counted, not its validation; ours counts all: decoding, features, choosing the penalty, evaluation.
An epoch takes the same time each time, so one epoch is timed in turn with ours and multiplied; the others are run for the accuracy.
"""

import tempfile
from pathlib import Path
from statistics import median
from typing import Final

from _training import peer, subset, tested, trained
from harness import Row

from tldesk.core.recipe import preset

EPOCHS: Final = 10
RUNS: Final = 3


def measure() -> Row:
    recipe = preset("quick-look").recipe
    with tempfile.TemporaryDirectory() as name:
        folder = subset(Path(name) / "photos", train=60, validation=10, test=10)
        with peer(folder, trains="head") as theirs:
            seconds, accuracies = ([], []), []
            for number in range(RUNS):
                run = Path(name) / f"run{number}"
                seconds[0].append(trained(folder, recipe, run=run))
                accuracies.append(tested(folder, run=run))
                seconds[1].append(theirs("epoch"))
            for _ in range(EPOCHS - RUNS):
                theirs("epoch")
            said = (
                f"plain timm loop, {EPOCHS} frozen epochs (median epoch of {RUNS}, times {EPOCHS}); "
                f"test accuracy {median(accuracies):.3f}, peer {theirs('accuracy'):.3f}"
            )
    return Row("head_only_vs_naive", median(seconds[0]), EPOCHS * median(seconds[1]), "s", said)
