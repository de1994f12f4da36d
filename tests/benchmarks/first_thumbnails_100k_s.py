"""From opening a project of 100,000 photos to the last thumbnail of the first screen, against the limit of one second.

The main window, 1440 x 900, just up, and a folder that was read before: every photo is a real file, and reading the folder again goes on
meanwhile. No thumbnail is in memory or on disk; the system's cache is warm. The end is when every tile in view has been
painted with its picture.
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from gui_gap_ms_training import wait_for
from harness import Row, shared
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, QThreadPool, QTimer
from PySide6.QtTest import QSignalSpy

from tldesk.core.photo import ScannedPhoto
from tldesk.desktop import theme
from tldesk.desktop.app import create
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.main_window import MainWindow, Preloader
from tldesk.desktop.widgets.photo_grid import PhotoGrid
from tldesk.photos.fingerprints import fingerprint
from tldesk.project.photos import record_scan
from tldesk.project.store import open_project

PHOTOS = 100_000
A_FOLDER = 500
SOURCES = 100
LIMIT_S = 1.0


def fill(folder: Path) -> None:
    """A project of links to copies of some real photos, as after a scan."""
    copies = []
    for source in sorted((shared() / "photos" / "clothing").glob("*/*/*.jpg"))[:SOURCES]:
        copies.append(folder / f"{source.stem}.jpg")
        shutil.copy(source, copies[-1])
    marks = [fingerprint(copy) for copy in copies]
    found = []
    for number in range(PHOTOS):
        path = f"plate {number // A_FOLDER:03}/photo_{number:06}.jpg"
        (folder / path).parent.mkdir(exist_ok=True)
        os.link(copies[number % SOURCES], folder / path)
        facts = copies[number % SOURCES].stat()
        found.append(ScannedPhoto(path, facts.st_size, facts.st_mtime_ns, marks[number % SOURCES]))
    for copy in copies:
        copy.unlink()
    with open_project(folder) as project:
        record_scan(project, found)


class Painted(QObject):
    """Hears of each painting of a grid; `when` is the time after the first one that had a picture for every tile in view."""

    def __init__(self, grid: PhotoGrid) -> None:
        super().__init__(grid)
        self.when: float | None = None
        self._grid = grid
        grid.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and self._is_full():
            self._grid.viewport().removeEventFilter(self)
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self.when = time.perf_counter()

    def _is_full(self) -> bool:
        grid = self._grid
        tiles = grid._tiles(grid._shown())
        return bool(tiles) and all(grid._with_picture(tile)[1] is not None for tile in tiles)


def one_opening(folder: Path, settings: Path) -> float:
    """Seconds."""
    preferences = Preferences(QSettings(str(settings), QSettings.Format.IniFormat))
    session = Session(preferences)
    window = MainWindow(session, preferences)
    window.resize(1440, 900)
    up = QSignalSpy(window.painted)
    window.show()
    wait_for(lambda: up.count() > 0)
    page = window.pages.label
    painted = Painted(page.grid)
    start = time.perf_counter()
    session.open(folder)
    wait_for(lambda: painted.when is not None)
    assert painted.when is not None
    assert len(page.photos.ids) == PHOTOS
    window.close()
    window.join()
    session.join()
    QThreadPool.globalInstance().waitForDone()
    return painted.when - start


def measure() -> Row:
    app = QCoreApplication.instance() or create(sys.argv[:1])
    theme.apply(app, "light")
    # As the program does beside the window.
    Preloader().run()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "photos"
        folder.mkdir()
        fill(folder)
        taken = [one_opening(folder, Path(name) / f"preferences {number}.ini") for number in range(3)]
    return Row("first_thumbnails_100k_s", median(taken), LIMIT_S, "s", "limit")
