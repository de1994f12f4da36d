"""Flags and notes in the inspector."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.views.inspecting import photo_at
from tldesk.desktop.session import Session
from tldesk.desktop.views.label import LabelView

Key = Qt.Key


def test_the_box_flags_the_photo_and_undo_takes_it_back(taught: LabelView, session: Session, qtbot: QtBot):
    taught.grid.select_index(2)
    qtbot.mouseClick(taught.inspector.flags.unsure, Qt.MouseButton.LeftButton, pos=taught.inspector.flags.unsure.rect().center() / 8)
    assert photo_at(session, taught, 2).unsure
    session.labelling.undo()
    assert not taught.inspector.flags.unsure.isChecked()


def test_a_note_is_kept_with_enter_and_the_keys_go_back_to_the_photos(taught: LabelView, session: Session, qtbot: QtBot):
    taught.grid.select_index(2)
    field = taught.inspector.flags.note
    field.setFocus()
    qtbot.keyClicks(field, "plate 12, at the edge")
    assert photo_at(session, taught, 2).note == ""
    qtbot.keyClick(field, Key.Key_Return)
    assert photo_at(session, taught, 2).note == "plate 12, at the edge"
    assert taught.grid.hasFocus()
    assert taught.classes.labelled == 0


def test_a_note_is_kept_when_the_field_is_left_and_given_up_with_esc(taught: LabelView, session: Session, qtbot: QtBot):
    taught.grid.select_index(2)
    field = taught.inspector.flags.note
    field.setFocus()
    qtbot.keyClicks(field, "left")
    taught.grid.setFocus()
    assert photo_at(session, taught, 2).note == "left"
    field.setFocus()
    qtbot.keyClicks(field, " and more")
    qtbot.keyClick(field, Key.Key_Escape)
    assert field.text() == "left"
    assert photo_at(session, taught, 2).note == "left"


def test_a_note_belongs_to_the_photo_it_was_written_for(taught: LabelView, session: Session, qtbot: QtBot):
    taught.grid.select_index(2)
    field = taught.inspector.flags.note
    field.setFocus()
    qtbot.keyClicks(field, "mine")
    taught.grid.select_index(3)
    assert (photo_at(session, taught, 2).note, photo_at(session, taught, 3).note) == ("mine", "")
    assert field.text() == ""
