"""Our whole head-only training from a cold cache against ten plain epochs through the frozen network.

The peer is what a careful beginner writes: timm, `requires_grad_(False)` but for the classifier, ImageFolder and DataLoader, Adam. Only
its passes over the training photos are counted, not its validation; ours counts all: decoding, features, choosing the penalty, evaluation.
An epoch takes the same time each time, so one epoch is timed in turn with ours and multiplied. 300 training photos unless
TLDESK_BENCH_FULL is set: then all of them, and the peer runs its ten epochs for its accuracy.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

import timm
import torch
from harness import Row, shared
from torch import nn
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import ImageFolder

from tldesk.core.messages import Evaluated, EvaluateRequest, Finished, RequestedPhoto, TrainRequest
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.engine.serve import serve
from tldesk.engine.weights import embedded_state
from tldesk.photos.scan import fingerprint

EPOCHS: Final = 10
RUNS: Final = 3
FULL: Final = bool(os.environ.get("TLDESK_BENCH_FULL"))
PER_CLASS: Final = {"train": 30, "validation": 10, "test": 10}


def subset(folder: Path) -> None:
    """Copy the photos to measure on to `folder`, in the same tree of splits and classes."""
    source = shared() / "photos" / "clothing"
    for split, count in PER_CLASS.items():
        for class_folder in sorted((source / split).iterdir()):
            target = folder / split / class_folder.name
            target.mkdir(parents=True)
            for file in sorted(class_folder.iterdir())[: None if FULL else count]:
                shutil.copy(file, target)


def requested(folder: Path, *splits: Split) -> tuple[RequestedPhoto, ...]:
    classes = sorted(entry.name for entry in (folder / "train").iterdir())
    return tuple(
        RequestedPhoto(str(file), str(file), fingerprint(file), label, split)
        for split in splits
        for label, name in enumerate(classes)
        for file in sorted((folder / split / name).iterdir())
    )


def ours(folder: Path, *, run: Path) -> tuple[float, float]:
    """Seconds of a training from a cold cache, and its accuracy on the test photos."""
    run.mkdir()
    cache = str(run / "cache")
    classes = tuple(sorted(entry.name for entry in (folder / "train").iterdir()))
    start = time.perf_counter()
    request = TrainRequest(str(run), Recipe(method="features"), classes, requested(folder, Split.TRAIN, Split.VALIDATION), cache)
    events = list(serve(request, lambda: None))
    seconds = time.perf_counter() - start
    assert isinstance(events[-1], Finished), events[-1]
    measured = serve(EvaluateRequest(str(run), Split.TEST, requested(folder, Split.TEST), cache), lambda: None)
    (evaluation,) = [event.evaluation for event in measured if isinstance(event, Evaluated)]
    return seconds, evaluation.accuracy.value


class Peer:
    """The plain loop."""

    def __init__(self, folder: Path) -> None:
        normalise = [transforms.ToTensor(), transforms.Normalize((0.5,) * 3, (0.5,) * 3)]
        bicubic = transforms.InterpolationMode.BICUBIC
        crop = transforms.RandomResizedCrop(224, (0.5, 1.0), interpolation=bicubic)
        varied = transforms.Compose([crop, transforms.RandomHorizontalFlip(), *normalise])
        plain = transforms.Compose([transforms.Resize(256, bicubic), transforms.CenterCrop(224), *normalise])
        self.train = DataLoader(ImageFolder(str(folder / "train"), varied), 32, shuffle=True, num_workers=2)
        self.test = DataLoader(ImageFolder(str(folder / "test"), plain), 32, num_workers=2)
        self.model = timm.create_model("tf_efficientnet_lite0", pretrained=False, num_classes=1000)
        self.model.load_state_dict(embedded_state())
        self.model.requires_grad_(False)
        self.model.reset_classifier(len(self.train.dataset.classes))
        self.optimiser = torch.optim.Adam(self.model.get_classifier().parameters(), lr=1e-3)

    def epoch(self) -> float:
        """Train for one epoch; gives its seconds."""
        start = time.perf_counter()
        self.model.train()
        for inputs, labels in self.train:
            self.optimiser.zero_grad()
            nn.functional.cross_entropy(self.model(inputs), labels).backward()
            self.optimiser.step()
        return time.perf_counter() - start

    def accuracy(self) -> float:
        self.model.eval()
        with torch.no_grad():
            right: Iterator[int] = (int((self.model(inputs).argmax(1) == labels).sum()) for inputs, labels in self.test)
            return sum(right) / len(self.test.dataset)


def measure() -> Row:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "photos"
        subset(folder)
        torch.manual_seed(0)
        peer = Peer(folder)
        our_seconds, peer_seconds, accuracies = [], [], []
        for number in range(RUNS):
            seconds, accuracy = ours(folder, run=Path(name) / f"run{number}")
            our_seconds.append(seconds)
            accuracies.append(accuracy)
            peer_seconds.append(peer.epoch())
        for _ in range(EPOCHS - RUNS if FULL else 0):
            peer.epoch()
        trained = EPOCHS if FULL else RUNS
        photos = len(peer.train.dataset)
        said = (
            f"plain timm loop, {EPOCHS} frozen epochs of {photos} photos (median epoch of {RUNS}, times {EPOCHS}); "
            f"test accuracy {median(accuracies):.3f}, peer after {trained} epochs {peer.accuracy():.3f}"
        )
    return Row("head_only_vs_naive", median(our_seconds), EPOCHS * median(peer_seconds), "s", said)
