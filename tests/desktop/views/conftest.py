"""The Label page with a folder open, as several tests need it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.label import LabelView


@pytest.fixture
def view(session: Session, preferences: Preferences, qtbot: QtBot) -> Iterator[LabelView]:
    """The view, without a project."""
    view = LabelView(session, preferences)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    yield view
    view.shut_down()
    view.join()


@pytest.fixture
def read(view: LabelView, session: Session, folder: Path, qtbot: QtBot) -> LabelView:
    """The view with the folder open and read."""
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.open(folder)
    return view


@pytest.fixture
def taught(read: LabelView, session: Session) -> LabelView:
    """The view with two classes and no labels."""
    session.labelling.add_class("Rods")
    session.labelling.add_class("Cocci")
    read.intake.offer.declined.emit()
    read.grid.setFocus()
    return read
