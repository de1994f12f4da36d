"""What the scripts that draw `resources/screenshots/` share: a window at 1440x900 on folders of its own, and the camera."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from tldesk.core.files import resources_folder
from tldesk.desktop import resources, theme
from tldesk.desktop.app import create
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.main_window import MainWindow

SIZE: Final = (1440, 900)
TARGET: Final = resources_folder() / "screenshots"


def wait_for(happened: Callable[[], bool]) -> None:
    """Run the event loop until it `happened`."""
    loop = QEventLoop()
    poll = QTimer(interval=50)
    poll.timeout.connect(lambda: loop.quit() if happened() else None)
    poll.start()
    loop.exec()


def settle(seconds: float = 1.5) -> None:
    """Give thumbnails and heatmaps time to be drawn."""
    end = time.monotonic() + seconds
    wait_for(lambda: time.monotonic() > end)


@dataclass(frozen=True)
class Studio:
    """The application in a folder that is thrown away."""

    app: QApplication
    window: MainWindow
    session: Session
    folder: Path

    def open_folder(self, folder: Path) -> None:
        """Open a project and wait until its photos are read."""
        self.session.open(folder)
        wait_for(lambda: not self.session.folder.busy and self.window.stack.count() == 5)
        settle()

    def take(self, title: str, *, sheet: QWidget | None = None) -> None:
        """The window, or a sheet that lies over it, light and dark."""
        wait_for(lambda: not self.session.exchange.busy and self.session.answering is None)
        for scheme in ("light", "dark"):
            theme.apply(self.app, scheme)
            settle(0.6)
            (sheet or self.window).grab().save(str(TARGET / f"{title}-{scheme}.png"))


@contextmanager
def studio(*, language: str = resources.ENGLISH) -> Iterator[Studio]:
    """A window in `language` that is shown, and closed in the end."""
    app = create(sys.argv[:1])
    resources.install_language(app, language)
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as name:
        preferences = Preferences(QSettings(str(Path(name) / "preferences.ini"), QSettings.Format.IniFormat))
        session = Session(preferences)
        window = MainWindow(session, preferences)
        window.resize(*SIZE)
        QCursor.setPos(2 * SIZE[0], 2 * SIZE[1])
        window.show()
        try:
            yield Studio(app, window, session, Path(name))
        finally:
            session.close()
            window.close()
            window.join()
            session.join()
