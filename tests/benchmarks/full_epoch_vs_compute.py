"""The steps of an epoch that trains the whole network, loading included, against the same steps on data already in memory.

Both run in this process with the engine's own network, loss and optimiser; from the second epoch on. What ours does beside its steps
before the last one ends (the state it can be resumed from) is counted, its validation and its checkpoint are not.
"""

import tempfile
import time
from pathlib import Path
from statistics import median

import torch
from _training import BATCH, Epochs, classes_of, requested, subset
from harness import Row
from torch.nn import functional

from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.results import ALL_STAGES
from tldesk.engine.device import best_device
from tldesk.engine.losses import Criterion
from tldesk.engine.network import preparation_for
from tldesk.engine.optimisation import optimiser_for
from tldesk.engine.steps import Stepper
from tldesk.engine.tuned import Tuned
from tldesk.engine.weights import backbone_for

RUNS = 3


class InMemory:
    """The engine's steps on random inputs; their values change nothing about the time."""

    def __init__(self, folder: Path, recipe: Recipe) -> None:
        photos, classes, device = len(requested(folder, Split.TRAIN)), len(classes_of(folder)), best_device()
        model = backbone_for(recipe, classes=classes)
        tuned = Tuned(model, recipe, preparation_for(model), device, stages=ALL_STAGES, bfloat16=False)
        self._sizes = [min(BATCH, photos - start) for start in range(0, photos, BATCH)]
        self._inputs = tuned.inputs(torch.randint(0, 256, (BATCH, 224, 224, 3), dtype=torch.uint8))
        self._classes, self._labels = classes, torch.randint(0, classes, (BATCH,))
        self._stepper = Stepper(
            recipe,
            logits=tuned.logits,
            criterion=Criterion(recipe, labels=list(range(classes)), classes=classes, device=device.torch),
            parameters=tuned.parameters,
            optimiser=optimiser_for(recipe, tuned.parameters, tuned.rates),
            piece=BATCH,
        )

    def epoch(self) -> float:
        start = time.perf_counter()
        for size in self._sizes:
            labels = self._labels[:size]
            targets = functional.one_hot(labels, self._classes).float()
            self._stepper.step(self._inputs[:size].__getitem__, targets, labels)
        return time.perf_counter() - start


def measure() -> Row:
    recipe = Recipe(method="whole", epochs=RUNS + 2, patience=99)
    with tempfile.TemporaryDirectory() as name:
        folder = subset(Path(name) / "photos", train=16, validation=1)
        ours, compute = Epochs(folder, recipe, run=Path(name) / "run"), InMemory(folder, recipe)
        seconds = [(ours.steps(), compute.epoch()) for _ in range(RUNS)]
    return Row(
        "full_epoch_vs_compute", median(pair[0] for pair in seconds), median(pair[1] for pair in seconds), "s", "the same steps in memory"
    )
