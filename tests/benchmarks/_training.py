"""What the benchmarks of training share: the photos, our engine, and the peers' plain loops.

A peer runs in a process of its own: our engine changes how its process keeps memory, and would speed the peer up. Both have OpenMP's
threads sleep when they wait, which is the engine's setting: spinning ones slow a peer five to tenfold beside any other load.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context, set_start_method
from pathlib import Path
from typing import Any, Final

import timm
import torch
from harness import Row, alternating, shared
from torch import nn
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import ImageFolder

from tldesk.core.messages import EpochEnded, Evaluated, EvaluateRequest, Event, Finished, Progress, RequestedPhoto, TrainRequest
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.engine.serve import serve
from tldesk.engine.weights import embedded_state
from tldesk.photos.fingerprints import fingerprint

FULL: Final = bool(os.environ.get("TLDESK_BENCH_FULL"))
"""Measure on all photos of each split rather than on a few: hours, and accuracies that mean something."""

BATCH: Final = 32
LAST_STAGES: Final = ("blocks.5", "blocks.6", "conv_head", "bn2", "classifier")
"""What the recipe's last two stages are called in the embedded backbone."""


def subset(folder: Path, **per_class: int) -> Path:
    """Copy so many photos of each class, by split, to `folder`, in the same tree; gives it."""
    source = shared() / "photos" / "clothing"
    for split, count in per_class.items():
        for class_folder in sorted((source / split).iterdir()):
            target = folder / split / class_folder.name
            target.mkdir(parents=True)
            for file in sorted(class_folder.iterdir())[: None if FULL else count]:
                shutil.copy(file, target)
    return folder


def requested(folder: Path, *splits: Split) -> tuple[RequestedPhoto, ...]:
    return tuple(
        RequestedPhoto(str(file), str(file), fingerprint(file), label, split)
        for split in splits
        for label, name in enumerate(classes_of(folder))
        for file in sorted((folder / split / name).iterdir())
    )


def classes_of(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(entry.name for entry in (folder / "train").iterdir()))


def training(folder: Path, recipe: Recipe, *, run: Path, cache: Path) -> TrainRequest:
    run.mkdir(parents=True)
    return TrainRequest(str(run), recipe, classes_of(folder), requested(folder, Split.TRAIN, Split.VALIDATION), str(cache))


def trained(folder: Path, recipe: Recipe, *, run: Path) -> float:
    """Seconds of a training of ours from a cold cache, all counted: decoding, features, validation, checkpoints."""
    request = training(folder, recipe, run=run, cache=run / "cache")
    start = time.perf_counter()
    events = list(serve(request, lambda: None))
    seconds = time.perf_counter() - start
    assert isinstance(events[-1], Finished), events[-1]
    return seconds


def tested(folder: Path, *, run: Path) -> float:
    """Accuracy of our run on the test photos."""
    request = EvaluateRequest(str(run), Split.TEST, requested(folder, Split.TEST), str(run / "cache"))
    (evaluation,) = [event.evaluation for event in serve(request, lambda: None) if isinstance(event, Evaluated)]
    return float(evaluation.accuracy.value)


class Epochs:
    """Our fine-tuning, an epoch at a time; the first, which fills the cache, is over when this is made."""

    def __init__(self, folder: Path, recipe: Recipe, *, run: Path) -> None:
        self.photos = len(requested(folder, Split.TRAIN))
        self._events: Iterator[Event] = serve(training(folder, recipe, run=run, cache=run / "cache"), lambda: None)
        self()

    def __call__(self) -> float:
        """Seconds of the next epoch: its steps, its validation, its checkpoint, and the state of the one before."""
        start = time.perf_counter()
        next(event for event in self._events if isinstance(event, EpochEnded))
        return time.perf_counter() - start

    def steps(self) -> float:
        """Seconds of the next epoch's steps, with the state of the epoch before; its validation is not counted."""
        start, before, seconds = time.perf_counter(), 0, 0.0
        for event in self._events:
            if isinstance(event, Progress):
                before += 1
                if before == -(-self.photos // BATCH):
                    seconds = time.perf_counter() - start
            if isinstance(event, EpochEnded):
                return seconds
        raise AssertionError("the training ended")


NORMALISE: Final = (transforms.ToTensor(), transforms.Normalize((0.5,) * 3, (0.5,) * 3))
BICUBIC: Final = transforms.InterpolationMode.BICUBIC
VARIED: Final = transforms.Compose(
    [transforms.RandomResizedCrop(224, (0.5, 1.0), interpolation=BICUBIC), transforms.RandomHorizontalFlip(), *NORMALISE]
)
PLAIN: Final = transforms.Compose([transforms.Resize(256, BICUBIC), transforms.CenterCrop(224), *NORMALISE])


class Peer:
    """The plain loop: timm's network in NCHW and float32 with live batch norm, ImageFolder, DataLoader with two workers, Adam."""

    def __init__(self, folder: Path, *, trains: str = "everything", loader: str = "torchvision") -> None:
        """`trains`: "everything", "last stages" or "head"; `loader`: "torchvision" or "timm"."""
        torch.manual_seed(0)
        self._folder = folder
        self.model: Any = timm.create_model("tf_efficientnet_lite0", pretrained=False, num_classes=1000)
        self.model.load_state_dict(embedded_state())
        self.model.reset_classifier(len(classes_of(folder)))
        self.thaw(trains)
        self._train: Iterable[Any] = (_timm_loader if loader == "timm" else _torchvision_loader)(folder)

    def thaw(self, trains: str) -> None:
        """Let these parameters train, with a new optimiser."""
        names = {"everything": ("",), "last stages": LAST_STAGES, "head": ("classifier",)}[trains]
        for name, parameter in self.model.named_parameters():
            parameter.requires_grad_(name.startswith(names))
        self._optimiser = torch.optim.Adam([parameter for parameter in self.model.parameters() if parameter.requires_grad], lr=1e-3)

    def epoch(self) -> float:
        """Train for one epoch; gives its seconds."""
        start = time.perf_counter()
        self.model.train()
        for inputs, labels in self._train:
            self._optimiser.zero_grad()
            nn.functional.cross_entropy(self.model(inputs), labels).backward()
            self._optimiser.step()
        return time.perf_counter() - start

    def forward(self) -> float:
        """Pass over the training and validation photos once, without gradients; gives the seconds."""
        start = time.perf_counter()
        for split in (Split.TRAIN, Split.VALIDATION):
            self._right(split)
        return time.perf_counter() - start

    def accuracy(self) -> float:
        """On the test photos."""
        right, photos = self._right(Split.TEST)
        return right / photos

    def _right(self, split: Split) -> tuple[int, int]:
        dataset = ImageFolder(str(self._folder / split), PLAIN)
        self.model.eval()
        with torch.no_grad():
            answers = ((self.model(inputs).argmax(1) == labels).sum() for inputs, labels in DataLoader(dataset, BATCH, num_workers=2))
            return sum(map(int, answers)), len(dataset)


def _torchvision_loader(folder: Path) -> Iterable[Any]:
    return DataLoader(ImageFolder(str(folder / "train"), VARIED), BATCH, shuffle=True, num_workers=2)


def _timm_loader(folder: Path) -> Iterable[Any]:
    loader: Iterable[Any] = timm.data.create_loader(
        timm.data.create_dataset("", root=str(folder / "train")),
        input_size=(3, 224, 224),
        batch_size=BATCH,
        is_training=True,
        use_prefetcher=False,
        scale=(0.5, 1.0),
        color_jitter=None,
        interpolation="bicubic",
        mean=(0.5,) * 3,
        std=(0.5,) * 3,
        num_workers=2,
        device=torch.device("cpu"),
    )
    return loader


_peer: list[Peer] = []


def _begin(folder: Path, settings: dict[str, str]) -> None:
    # A spawned process would spawn the loader's workers too, which costs them seconds; the peer's users have the system's own way.
    set_start_method(get_all_start_methods()[0], force=True)
    _peer[:] = [Peer(folder, **settings)]


def _do(name: str, *words: str) -> Any:
    return getattr(_peer[0], name)(*words)


@contextmanager
def peer(folder: Path, **settings: str) -> Generator[Callable[..., Any], None, None]:
    """A `Peer` in a process of its own; what is given calls its methods by name."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(_begin, folder, settings).result()
        yield lambda name, *words: pool.submit(_do, name, *words).result()


def whole_epoch(name: str, peer_name: str, *, loader: str) -> Row:
    """An epoch of ours that trains the whole network, from the second on, against a peer's with this loader.

    Ours counts its validation (of one photo a class), its checkpoint and the state it can be resumed from; the peer's epoch is its steps.
    """
    runs = 3
    recipe = Recipe(method="whole", epochs=runs + 2, patience=99)
    with tempfile.TemporaryDirectory() as place:
        folder = subset(Path(place) / "photos", train=16, validation=1)
        ours = Epochs(folder, recipe, run=Path(place) / "run")
        with peer(folder, loader=loader) as theirs:
            seconds = alternating(ours, lambda: theirs("epoch"), runs=runs)
    return Row(name, *seconds, "s", peer_name)
