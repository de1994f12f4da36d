"""Banners of the window: which leave by themselves, and which stay."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.taking import take_folders
from tldesk.core.messages import Command
from tldesk.core.recipe import preset
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.main_window import MainWindow
from tldesk.project import classes, photos


def test_a_new_training_takes_the_error_of_the_last_one_away(working: MainWindow, session: Session) -> None:
    take_folders(session)
    session.said.emit(Banner("There is no such backbone.", kind="error"))
    session.train(preset("quick-look").recipe)
    assert session.training is not None
    assert "There is no such backbone." not in working.banners.texts
    session.stop_training(Command.CANCEL)


def test_what_goes_wrong_at_closing_is_still_said(working: MainWindow, session: Session) -> None:
    session.leaving.connect(lambda: session.said.emit(Banner("The disk is full.", kind="error")))
    session.close()
    assert working.banners.texts == ["The disk is full."]


def test_an_undo_that_is_offered_leaves_with_the_next_operation(working: MainWindow, session: Session) -> None:
    take_folders(session)
    assert session.project is not None
    ids = [photo.id for photo in photos.all_photos(session.project)]
    first, second = (one.id for one in classes.classes(session.project))
    session.labelling.label(ids, first)
    assert working.banners.rows[-1].action_button.text() == "Undo"
    session.labelling.label(ids[:1], second)
    assert working.banners.texts == []
    session.labelling.label(ids, second)
    assert working.banners.texts == ["11 photos labelled square"]
    session.labelling.undo()
    assert working.banners.texts == ["Undone: 11 photos labelled square"]
    working.banners.rows[-1].action_button.click()
    assert working.banners.texts == ["Done again: 11 photos labelled square"]
    session.labelling.label(ids[:1], first)
    assert working.banners.texts == []


def test_what_is_said_of_labels_from_folders_leaves_with_its_undo(working: MainWindow, session: Session, qtbot: QtBot) -> None:
    session.exchange.take_folders()
    qtbot.waitUntil(lambda: working.banners.texts == ["12 photos labelled from the folders"])
    session.labelling.undo()
    assert working.banners.texts == ["Undone: labels of 12 photos taken over"]


def test_a_banner_covers_and_moves_nothing_of_the_page(working: MainWindow, session: Session) -> None:
    field, before = working.pages.label.panel.new_class, working.stack.geometry()
    session.said.emit(Banner("The disk is full.", kind="error"))
    working.layout().activate()
    assert working.stack.geometry() == before
    foot = field.mapTo(working, field.rect().bottomLeft()).y()
    banner = working.banners.rows[0]
    assert banner.isVisible()
    assert foot < banner.mapTo(working, banner.rect().topLeft()).y()
    assert working.stack.geometry().bottom() < working.banners.geometry().top()


def test_an_error_stays_until_it_is_closed_by_a_key(working: MainWindow, session: Session, qtbot: QtBot) -> None:
    for text in ("The disk is full.", "The folder is gone."):
        session.said.emit(Banner(text, kind="error"))
    working.show_stage("results")
    assert len(working.banners.texts) == 2
    qtbot.keyClick(working, Qt.Key.Key_Escape, Qt.KeyboardModifier.ShiftModifier)
    assert working.banners.texts == ["The disk is full."]
    qtbot.keyClick(working, Qt.Key.Key_Escape)
    assert working.banners.texts == []


def test_what_is_said_of_a_project_leaves_with_it(working: MainWindow, session: Session) -> None:
    session.said.emit(Banner("The disk is full.", kind="error"))
    session.said.emit(Banner("2 photos labelled", action="Undo", act=session.labelling.undo))
    session.close()
    assert working.banners.texts == []
