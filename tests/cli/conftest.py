"""Drawn specimens, and a project that was trained on them."""

import shutil
from pathlib import Path

import pytest
from typer.testing import Result

from tests.cli.calling import TINY, call
from tldesk.photos.specimens import draw_specimens


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight photos of each of two classes; copy before use."""
    folder = tmp_path_factory.mktemp("drawn")
    draw_specimens(folder, per_class=8, seed=4, classes=("rods", "filaments"))
    return folder


@pytest.fixture
def folder(tmp_path: Path, drawn: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A photo folder of the test's own, which works beside it."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(drawn, tmp_path / "photos"))


@pytest.fixture(scope="session")
def trained_once(tmp_path_factory: pytest.TempPathFactory, drawn: Path) -> tuple[Path, Result]:
    """An untouched folder that was trained on, and what was said; copy before use."""
    folder = Path(shutil.copytree(drawn, tmp_path_factory.mktemp("trained") / "photos"))
    return folder, call("train", str(folder), *TINY)


@pytest.fixture
def trained(tmp_path: Path, trained_once: tuple[Path, Result], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A photo folder with one run, of the test's own."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(trained_once[0], tmp_path / "photos", copy_function=shutil.copy2))
