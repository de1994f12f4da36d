"""The Standard preset whole, from a cold cache, against what fastai's `fine_tune(3)` does: a frozen epoch, then three of the whole network.

The peer trains in NCHW and float32 with live batch norm over ImageFolder and DataLoader; only its passes over the training photos are
counted. Ours counts all: decoding, features, the head, every epoch with its validation, the evaluation. One full epoch of the peer takes
as long as another, so one is timed in turn with ours and multiplied.
"""

import tempfile
from pathlib import Path
from statistics import median

from _training import peer, subset, trained
from harness import Row

from tldesk.core.recipe import preset

RUNS = 3
FULL_EPOCHS = 3


def measure() -> Row:
    recipe = preset("standard").recipe
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = subset(Path(name) / "photos", train=16, validation=4)
        with peer(folder) as call:
            for number in range(RUNS):
                ours.append(trained(folder, recipe, run=Path(name) / f"run{number}"))
                call("thaw", "head")
                frozen = call("epoch")
                call("thaw", "everything")
                theirs.append(frozen + FULL_EPOCHS * call("epoch"))
    said = f"a frozen and {FULL_EPOCHS} full epochs, NCHW float32, live batch norm, torchvision loader, 2 workers"
    return Row("standard_vs_fastai_like", median(ours), median(theirs), "s", said)
