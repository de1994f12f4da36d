"""A small project of drawn specimens, and a recipe for a network that trains in seconds."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tldesk.core.messages import Finished
from tldesk.core.photo import ScannedPhoto
from tldesk.core.recipe import Recipe
from tldesk.jobs import inline
from tldesk.jobs.plan import plan_training, run_id_of
from tldesk.jobs.record import record
from tldesk.photos.scan import scan
from tldesk.photos.specimens import draw_specimens
from tldesk.project import photos, splits
from tldesk.project.store import Project, open_project


@pytest.fixture(scope="session")
def tiny() -> Recipe:
    """A network of a few thousand random weights; its answers are worth nothing."""
    return Recipe(backbone="test_resnet", weights="random", image_size=64, views=0, validation_percent=25, test_percent=25)


@pytest.fixture(scope="session")
def endless(tiny: Recipe) -> Recipe:
    """A training that lasts until it is stopped."""
    return tiny.with_values({"method": "two-stage", "epochs": 500, "patience": 100})


@pytest.fixture(scope="session")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight photos of each of four classes; copy before use."""
    folder = tmp_path_factory.mktemp("specimens")
    draw_specimens(folder, per_class=8, seed=3)
    return folder


@pytest.fixture
def folder(tmp_path: Path, specimens: Path) -> Path:
    """A photo folder of the test's own."""
    return Path(shutil.copytree(specimens, tmp_path / "photos"))


@pytest.fixture
def project(folder: Path) -> Iterator[Project]:
    """The photos imported and labelled by their folders."""
    with open_project(folder) as opened:
        bring_in(opened)
        yield opened


@pytest.fixture
def other(tmp_path: Path, specimens: Path) -> Path:
    """A folder of photos that is no project, though one lay there."""
    place = tmp_path / "other"
    shutil.copytree(specimens / "rods", place / "deeper")
    (place / ".tldesk" / "thumbnails").mkdir(parents=True)
    shutil.copy(specimens / "rods" / "specimen_0001.jpg", place / ".tldesk" / "thumbnails" / "x.jpg")
    return place


def bring_in(project: Project) -> None:
    """Scan and label by folders."""
    photos.record_scan(project, [found for found in scan(project.root) if isinstance(found, ScannedPhoto)])
    splits.import_folders(project, who="tester")


def trained(project: Project, recipe: Recipe) -> str:
    """A run with a model, trained in this process."""
    request, _ = plan_training(project, recipe)
    for event in inline.run(request, lambda: None):
        record(project, request, event)
    assert isinstance(event, Finished)
    return run_id_of(request)
