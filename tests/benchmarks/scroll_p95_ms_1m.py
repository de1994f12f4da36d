"""The 95th percentile of a scrolled frame among 1,000,000 photos while their thumbnails load, against the 60th of a second.

The Label page, 1440 x 900, half of the photos labelled. Every 60th of a second the grid is scrolled as by a fast wheel, then for a while
thrown to far-off places as by the scroll bar, and a frame takes from the moment it was due until it is painted, so that whatever keeps
the window's thread busy meanwhile counts. The photos that come by are real files, each decoded for the first time. The folder is not read
meanwhile: the project is as after a scan.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from harness import Row, shared
from PySide6.QtCore import QCoreApplication, QEventLoop, QSettings, Qt, QThreadPool, QTimer

from tldesk.desktop import theme
from tldesk.desktop.app import create
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.label import LabelView
from tldesk.project.classes import add_class
from tldesk.project.store import Project, open_project

PHOTOS = 1_000_000
FRAME_MS = 1000 / 60
WHEELED = 300
WHEEL_PIXELS = 120
THROWN = 60
SCREEN = 60
"""Photos around a place that may be asked for."""

_FILL = """
    WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
    INSERT INTO photos (path, sought, fingerprint, size, modified_ns, place, class_id)
    SELECT path, path, printf('%032x', n), 23000 + n % 999, n, n << 20, iif(n % 2, 1 + n / 2 % 9, NULL)
    FROM (SELECT n, printf('plate %04d/photo_%07d.jpg', n / 1000, n) AS path FROM number)"""


def fill(project: Project, photos: int) -> None:
    """Rows of photos, every other one labelled, in nine classes."""
    for number in range(9):
        add_class(project, f"Class {number + 1}")
    with project.database.transaction():
        project.database.execute(_FILL, (photos - 1,))


def place_files(folder: Path, numbers: Iterable[int]) -> None:
    """Give these photos files: links to some real ones, copied beside them."""
    sources = sorted((shared() / "photos" / "clothing").glob("*/*/*.jpg"))[:400]
    kept = folder / ".tldesk" / "sources"
    kept.mkdir(parents=True)
    copies = []
    for source in sources:
        copies.append(kept / source.name)
        copies[-1].write_bytes(source.read_bytes())
    for number in sorted(set(numbers)):
        file = folder / f"plate {number // 1000:04}" / f"photo_{number:07}.jpg"
        file.parent.mkdir(exist_ok=True)
        os.link(copies[number % len(copies)], file)


@contextmanager
def label_page(folder: Path) -> Iterator[tuple[Session, LabelView]]:
    """The Label page on the project of `folder`, whose files are not looked at."""
    application = QCoreApplication.instance() or create(sys.argv[:1])
    theme.apply(application, "light")
    settings = folder / "preferences.ini"
    # No filter or zoom of an earlier round.
    settings.unlink(missing_ok=True)
    preferences = Preferences(QSettings(str(settings), QSettings.Format.IniFormat))
    session = Session(preferences)
    page = LabelView(session, preferences)
    page.resize(1440, 900)
    page.show()
    with open_project(folder) as project:
        session._access.project = project  # `open` would read the folder, and find most photos missing.
        session.opened.emit()
        yield session, page
        page.shut_down()
        page.join()
        QThreadPool.globalInstance().waitForDone()
        session._access.project = None
    page.close()
    session.shut_down()
    session.join()


def far_places(photos: int) -> list[int]:
    """Photos that the grid is thrown to."""
    return random.Random(0).sample(range(photos // 100, photos - 1000), THROWN)


def near_and_far() -> list[int]:
    """The photos that come by."""
    near = range(WHEELED * WHEEL_PIXELS // 20)
    return [*near, *(photo + step for photo in far_places(PHOTOS) for step in range(-SCREEN, SCREEN))]


class Frames:
    """Scrolls `page` once a frame and notes when each frame was painted, in milliseconds after it was due."""

    def __init__(self, page: LabelView) -> None:
        self.taken: list[float] = []
        self._grid = page.grid
        self._tops = self._plan()
        self._loop = QEventLoop()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._scroll)
        self._timer.start(1)
        self._due = time.perf_counter() + FRAME_MS / 1000
        self._loop.exec()

    def _plan(self) -> Iterator[int]:
        yield from range(WHEEL_PIXELS, WHEEL_PIXELS * (WHEELED + 1), WHEEL_PIXELS)
        geometry = self._grid._geometry()
        for photo in far_places(geometry.count):
            yield geometry.position(photo)[1]

    def _scroll(self) -> None:
        if time.perf_counter() < self._due:
            return
        top = next(self._tops, None)
        if top is None:
            self._loop.quit()
            return
        self._grid.verticalScrollBar().setValue(top)
        self._grid.viewport().repaint()
        now = time.perf_counter()
        self.taken.append(1000 * (now - self._due))
        self._due += FRAME_MS / 1000 * (1 + (now - self._due) // (FRAME_MS / 1000))


def one_round(folder: Path) -> float:
    """The percentile of one pass over photos that have no thumbnails yet."""
    with label_page(folder) as (_, page):
        assert len(page.photos.ids) == PHOTOS
        return quantiles(Frames(page).taken, n=20)[-1]


def measure() -> Row:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_project(folder) as project:
            fill(project, PHOTOS)
        place_files(folder, near_and_far())
        return Row("scroll_p95_ms_1m", median(one_round(folder) for _ in range(3)), FRAME_MS, "ms", "limit")
