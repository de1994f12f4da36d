"""The whole program, put together as `tldesk.desktop.app` does it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings, QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tldesk.desktop import resources, theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.main_window import MainWindow


@contextmanager
def program(place: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The whole program, from its start to its end; its settings lie in `place`."""
    theme.apply(qapp, "light")
    resources.install_language(qapp)
    preferences = Preferences(QSettings(str(place / "preferences.ini"), QSettings.Format.IniFormat))
    session = Session(preferences)
    window = MainWindow(session, preferences)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    try:
        yield window
    finally:
        session.close()
        window.close()
        window.join()
        session.join()
        QThreadPool.globalInstance().waitForDone()
