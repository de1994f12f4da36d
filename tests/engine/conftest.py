"""Small real photos and small real networks. `test_efficientnet` and its kin are timm's own miniature members of each family."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from torch import nn

from tldesk.core.messages import Command, EvaluateRequest, Event, ExplainRequest, PredictRequest, Request, RequestedPhoto, TrainRequest
from tldesk.core.photo import Split
from tldesk.core.recipe import EMBEDDED_BACKBONE, Recipe
from tldesk.core.run_folder import RunFolder
from tldesk.engine.network import create
from tldesk.engine.serve import serve
from tldesk.engine.weights import IMAGENET_CLASSES, embedded_state

TINY = Recipe(backbone="test_efficientnet", weights="random", image_size=64, batch_size=8)
CLASSES = ("blue", "green", "red")
_COLOURS = ((40, 60, 200), (50, 180, 60), (200, 50, 40))


def noise_photos(folder: Path, count: int, *, width: int, height: int) -> list[RequestedPhoto]:
    """Photos of nothing but noise, as PNG."""
    rng = np.random.default_rng(0)
    found = []
    for number in range(count):
        file = folder / f"{number}.png"
        Image.fromarray(rng.integers(0, 256, (height, width, 3), np.uint8)).save(file)
        found.append(RequestedPhoto(str(number), str(file), f"print{number}"))
    return found


def imagenet_network() -> nn.Module:
    """The embedded network with its own head of 1,000 ImageNet classes."""
    model = create(EMBEDDED_BACKBONE, classes=IMAGENET_CLASSES)
    model.load_state_dict(embedded_state())
    return model


def paint(file: Path, colour: tuple[int, int, int], *, seed: int, size: tuple[int, int] = (96, 80)) -> None:
    """A noisy patch of one colour, as a JPEG."""
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, 40, (size[1], size[0], 3)) + np.asarray(colour)
    Image.fromarray(noise.clip(0, 255).astype(np.uint8)).save(file, quality=90)


@dataclass(frozen=True)
class Lab:
    """A folder with a run and a cache, photos of three classes (6 each to train, 3 each to validate and to test), and the engine."""

    folder: Path
    photos: tuple[RequestedPhoto, ...]
    tiny: Recipe = TINY
    classes: tuple[str, ...] = CLASSES

    @property
    def run(self) -> RunFolder:
        return RunFolder(self.folder / "run")

    @property
    def cache(self) -> str:
        return str(self.folder / "cache")

    def of(self, *splits: Split) -> tuple[RequestedPhoto, ...]:
        return tuple(photo for photo in self.photos if photo.split in splits)

    def training(
        self, recipe: Recipe = TINY, *, photos: Sequence[RequestedPhoto] | None = None, classes: tuple[str, ...] = CLASSES
    ) -> TrainRequest:
        self.run.path.mkdir(exist_ok=True)
        self.run.write_recipe(recipe)
        chosen = self.of(Split.TRAIN, Split.VALIDATION) if photos is None else tuple(photos)
        return TrainRequest(str(self.run.path), recipe, classes, chosen, self.cache)

    def evaluation(self, split: Split, *, photos: Sequence[RequestedPhoto] | None = None) -> EvaluateRequest:
        return EvaluateRequest(str(self.run.path), split, self.of(split) if photos is None else tuple(photos), self.cache)

    def prediction(self, photos: Sequence[RequestedPhoto]) -> PredictRequest:
        return PredictRequest(str(self.run.path), tuple(photos), "set")

    def explanation(self, photo: RequestedPhoto, class_index: int | None = None) -> ExplainRequest:
        return ExplainRequest(str(self.run.path), photo, class_index)

    @staticmethod
    def said(request: Request, heard: Callable[[], Command | None] = lambda: None) -> list[Event]:
        """All events of a job."""
        return list(serve(request, heard))

    @staticmethod
    def only(events: Sequence[Event], kind: type) -> list[Any]:
        return [event for event in events if isinstance(event, kind)]

    def photo(
        self, name: str, picture: Image.Image, label: int | None = None, split: Split | None = None, **options: Any
    ) -> RequestedPhoto:
        file = self.folder / name
        picture.save(file, **options)
        return RequestedPhoto(name, str(file), f"fp-{name}", label, split)


@pytest.fixture(scope="session")
def coloured(tmp_path_factory: pytest.TempPathFactory) -> tuple[RequestedPhoto, ...]:
    folder = tmp_path_factory.mktemp("photos")
    photos = []
    for label, name in enumerate(CLASSES):
        for number in range(12):
            file = folder / f"{name}{number}.jpg"
            paint(file, _COLOURS[label], seed=100 * label + number)
            split = Split.TRAIN if number < 6 else Split.VALIDATION if number < 9 else Split.TEST
            photos.append(RequestedPhoto(file.name, str(file), f"fp-{file.name}", label, split))
    return tuple(photos)


@pytest.fixture
def lab(tmp_path: Path, coloured: tuple[RequestedPhoto, ...]) -> Lab:
    return Lab(tmp_path, coloured)


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory, coloured: tuple[RequestedPhoto, ...]) -> Lab:
    """A lab after a tiny head-only training; not to be trained again."""
    ready = Lab(tmp_path_factory.mktemp("trained"), coloured)
    ready.said(ready.training())
    assert ready.run.has_model
    return ready
