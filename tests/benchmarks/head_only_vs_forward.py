"""Our whole head-only training from a cold cache against one plain forward pass over the same photos, decoding included in both.

The peer is timm's network in evaluation mode without gradients, over ImageFolder and DataLoader with two workers.
"""

import tempfile
from itertools import count
from pathlib import Path

from _training import peer, subset, trained
from harness import Row, alternating

from tldesk.core.recipe import preset


def measure() -> Row:
    recipe, numbers = preset("quick-look").recipe, count()
    with tempfile.TemporaryDirectory() as name:
        folder = subset(Path(name) / "photos", train=50, validation=10)
        with peer(folder) as theirs:
            ours, forward = alternating(
                lambda: trained(folder, recipe, run=Path(name) / f"run{next(numbers)}"), lambda: theirs("forward"), runs=3
            )
    return Row("head_only_vs_forward", ours, forward, "s", "one forward pass of timm's network, torchvision loader, 2 workers")
