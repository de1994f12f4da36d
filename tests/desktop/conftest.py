"""Fixtures of the window's tests: the theme, and no work left in the background."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSettings, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tldesk.desktop import resources, theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    """Every test starts light and in English, and leaves the thread pool empty."""
    theme.apply(qapp, "light")
    resources.install_language(qapp)
    yield
    QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Preferences in a file of the test's own."""
    return Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def session(qapp: QApplication, preferences: Preferences) -> Iterator[Session]:
    """A session without a project; its threads are joined afterwards."""
    session = Session(preferences)
    yield session
    session.shut_down()
    session.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve small photos in two sub-folders."""
    place = tmp_path / "colonies"
    for number in range(12):
        name = "round" if number % 2 else "square"
        file = place / name / f"{name} {number}.jpg"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (64, 48), (20 * number, 100, 200 - 10 * number)).save(file, "JPEG")
    return place


@pytest.fixture
def opened(session: Session, folder: Path, qtbot: QtBot) -> Session:
    """The session with `folder` open and read."""
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.open(folder)
    return session
