"""The longest time the window's event loop was held up while the engine imported torch, planned, trained and evaluated.

The real window on real photos; each of three runs starts a new engine. The limit is a twentieth of a second, below which nobody sees it.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from harness import Row, shared
from PySide6.QtCore import QEventLoop, QObject, QSettings, Qt, QTimer
from PySide6.QtTest import QSignalSpy

from tldesk.core.messages import EvaluateRequest, Finished
from tldesk.core.recipe import Recipe
from tldesk.desktop import theme
from tldesk.desktop.app import create
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.main_window import MainWindow, Preloader
from tldesk.desktop.views.main_window.stages import STAGES
from tldesk.project.splits import import_folders

LIMIT_MS = 50.0
SETTLE_S = 2.0
"""A person needs longer to find the button."""
PHOTOS_A_CLASS = {"train": 20, "validation": 5, "test": 5}


class Gaps(QObject):
    """Ticks as often as the event loop lets it; `longest` is the longest time between two ticks, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=0, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def copy_photos(folder: Path) -> None:
    """A part of the clothing photos, with their split and class folders."""
    source = shared() / "photos" / "clothing"
    for split, count in PHOTOS_A_CLASS.items():
        for place in (source / split).iterdir():
            target = folder / split / place.name
            target.mkdir(parents=True)
            for photo in sorted(place.iterdir())[:count]:
                shutil.copy(photo, target)


def wait_for(happened: Callable[[], bool]) -> None:
    """Run the event loop until it `happened`."""
    loop = QEventLoop()
    poll = QTimer(interval=50)
    poll.timeout.connect(lambda: loop.quit() if happened() else None)
    poll.start()
    loop.exec()


def one_training(folder: Path, settings: Path) -> float:
    """Seconds of the longest gap between pressing Train and the figures on the test split."""
    preferences = Preferences(QSettings(str(settings), QSettings.Format.IniFormat))
    session = Session(preferences)
    window = MainWindow(session, preferences)
    window.resize(1440, 900)
    window.show()
    scanned = QSignalSpy(session.scanning)
    session.open(folder)
    wait_for(lambda: any(scanned.at(i)[0].finished for i in range(scanned.count())) and window.stack.count() == len(STAGES) + 1)
    session.changed.emit(import_folders(session.project, who="benchmark"))
    window.show_stage("train")
    settled = time.perf_counter() + SETTLE_S
    wait_for(lambda: time.perf_counter() > settled)
    ended = QSignalSpy(session.ended)
    gaps = Gaps()
    session.train(Recipe(method="two-stage", epochs=1, thaw_stages=1))
    wait_for(lambda: any(isinstance(ended.at(i)[0], EvaluateRequest) for i in range(ended.count())))
    assert all(isinstance(ended.at(i)[1], Finished) for i in range(ended.count())), [ended.at(i)[1] for i in range(ended.count())]
    window.close()
    window.join()
    session.join()
    return gaps.longest


def in_this_process() -> float:
    """Milliseconds of the longest gap."""
    app = create(sys.argv[:1])
    theme.apply(app, "light")
    # As the program does beside the window, before it opens a folder.
    Preloader().run()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "clothing"
        copy_photos(folder)
        return 1000 * one_training(folder, Path(name) / "preferences.ini")


def measure() -> Row:
    """Each training in a process of its own, as a person starts one: a second window beside the remains of the first would be slower."""
    command = [sys.executable, __file__]
    longest = [float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout) for _ in range(3)]
    return Row("gui_gap_ms_training", median(longest), LIMIT_MS, "ms", "limit")


if __name__ == "__main__":
    print(in_this_process())
