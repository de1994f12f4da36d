"""The longest time the window's event loop was held up while a new folder of 100,000 files was read, recorded and shown.

Every file is an empty one with a photo's header and a number, so the figure is that of the bookkeeping, not of the disk.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from gui_gap_ms_training import LIMIT_MS, SETTLE_S, Gaps, wait_for
from harness import Row
from PySide6.QtCore import QCoreApplication, QSettings

from tldesk.desktop import theme
from tldesk.desktop.app import create
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import ScanProgress, Session
from tldesk.desktop.views.label.view import LabelView

PHOTOS = 100_000


def fill(folder: Path) -> None:
    """Files of different content in 50 sub-folders."""
    for number in range(PHOTOS):
        place = folder / f"plate {number % 50:02}"
        if number < 50:
            place.mkdir(parents=True)
        (place / f"photo_{number:06}.jpg").write_bytes(b"\xff\xd8\xff" + number.to_bytes(4, "big"))


def one_reading(folder: Path, settings: Path) -> float:
    """Seconds of the longest gap between opening the folder and the end of its reading."""
    preferences = Preferences(QSettings(str(settings), QSettings.Format.IniFormat))
    session = Session(preferences)
    page = LabelView(session, preferences)
    page.resize(1440, 900)
    page.show()
    settled = time.perf_counter() + SETTLE_S
    wait_for(lambda: time.perf_counter() > settled)
    ended: list[ScanProgress] = []
    session.scanning.connect(lambda progress: ended.append(progress) if progress.finished else None)
    session.open(folder)
    gaps = Gaps()
    wait_for(lambda: bool(ended))
    assert ended[0].found == PHOTOS
    page.close()
    page.shut_down()
    session.shut_down()
    page.join()
    session.join()
    return gaps.longest


def measure() -> Row:
    app = QCoreApplication.instance() or create(sys.argv[:1])
    theme.apply(app, "light")
    longest = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "photos"
        fill(folder)
        for _ in range(3):
            longest.append(1000 * one_reading(folder, Path(name) / "preferences.ini"))
            shutil.rmtree(folder / ".tldesk")
    return Row("gui_gap_ms_scan_100k", median(longest), LIMIT_MS, "ms", "limit")
