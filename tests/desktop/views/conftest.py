"""The pages as several tests need them: Label with a folder open, Train, Results and Predict, and the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.taking import take_folders
from tests.desktop.views.class_rows import FOUR
from tests.desktop.views.in_loupe import press
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.label import LabelView
from tldesk.desktop.views.label.exchange_pages import ExchangePages
from tldesk.desktop.views.label.export_page import Scope
from tldesk.desktop.views.main_window import MainWindow
from tldesk.desktop.views.predict.view import PredictView
from tldesk.desktop.views.results.view import ResultsView
from tldesk.desktop.views.train.view import TrainView
from tldesk.project import photos


def show(page: QWidget, qtbot: QtBot, *, width: int = 1300, height: int = 800, active: bool = False) -> None:
    """Show a page as a window of its own; `active`: keys go to it."""
    qtbot.addWidget(page)
    page.resize(width, height)
    with qtbot.waitActive(page) if active else qtbot.waitExposed(page):
        page.show()
        if active:
            page.activateWindow()


@pytest.fixture
def view(session: Session, preferences: Preferences, qtbot: QtBot) -> Iterator[LabelView]:
    """The view, without a project."""
    view = LabelView(session, preferences)
    show(view, qtbot, width=1200, active=True)
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


@pytest.fixture
def four(taught: LabelView, session: Session) -> LabelView:
    """Four classes; the first three photos are rods, the next two cocci."""
    for name in FOUR[2:]:
        session.labelling.add_class(name)
    rods, cocci, *_ = taught.classes.classes
    session.labelling.label(taught.photos.ids[:3], rods.id)
    session.labelling.label(taught.photos.ids[3:5], cocci.id)
    return taught


@pytest.fixture
def at_first(taught: LabelView) -> LabelView:
    """The grid in front, its first photo selected."""
    taught.grid.select_index(0)
    return taught


@pytest.fixture
def opened_loupe(at_first: LabelView, qtbot: QtBot, qapp: QApplication) -> LabelView:
    """The first photo in the loupe."""
    with qtbot.waitSignal(at_first.loupe.view.shown):
        press(qtbot, qapp, Qt.Key.Key_Return)
    return at_first


@pytest.fixture
def pages(opened: Session, preferences: Preferences, qtbot: QtBot) -> ExchangePages:
    """The pages of import and export; four photos are shown, two selected."""
    assert opened.project is not None
    ids = [photo.id for photo in photos.all_photos(opened.project)]
    pages = ExchangePages(opened, preferences, QWidget(), scope=lambda: Scope(ids[:4], ids[:2], len(ids)))
    show(pages, qtbot, width=1000, height=700, active=True)
    return pages


@pytest.fixture
def train(opened: Session, preferences: Preferences, qtbot: QtBot) -> TrainView:
    """Train, with a folder open."""
    view = TrainView(opened, preferences)
    show(view, qtbot)
    return view


@pytest.fixture
def results(opened: Session, preferences: Preferences, qtbot: QtBot) -> Iterator[ResultsView]:
    """Results, with labelled photos and no run."""
    take_folders(opened)
    view = ResultsView(opened, preferences)
    show(view, qtbot)
    yield view
    view.shut_down()
    view.join()


@pytest.fixture
def predict(opened: Session, preferences: Preferences, qtbot: QtBot) -> Iterator[PredictView]:
    """Predict, with a folder open and no run."""
    view = PredictView(opened, preferences)
    show(view, qtbot)
    yield view
    view.shut_down()
    view.join()


@pytest.fixture
def window(session: Session, preferences: Preferences, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window without a project."""
    window = MainWindow(session, preferences)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    session.close()
    window.close()
    window.join()


@pytest.fixture
def working(window: MainWindow, session: Session, folder: Path, qtbot: QtBot) -> MainWindow:
    """The window with a folder open and all pages made."""
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.open(folder)
    qtbot.waitUntil(lambda: window.stack.count() == 5)
    return window
