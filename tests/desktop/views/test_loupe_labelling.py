"""Labels given in the loupe, and where it goes then."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.views.in_loupe import labels, large, name_at, press
from tldesk.core.filters import PhotoFilter
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.label import LabelView

Key = Qt.Key


def test_a_label_key_labels_the_photo_alone_and_goes_to_the_next_unlabelled(
    at_first: LabelView, session: Session, qtbot: QtBot, qapp: QApplication
):
    rods, cocci = (one.id for one in at_first.classes.classes)
    session.labelling.label(at_first.photos.ids[1:4], cocci)
    press(qtbot, qapp, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, qapp, Key.Key_Return)
    place = at_first.grid.current_index
    assert place is not None
    press(qtbot, qapp, Key.Key_Home)
    press(qtbot, qapp, Key.Key_1)
    assert labels(session, at_first) == [rods, cocci, cocci, cocci] + [None] * 8
    assert at_first.is_in_loupe
    assert large(at_first) == name_at(at_first, 4)


def test_after_the_last_one_the_first_unlabelled_is_next(opened_loupe: LabelView, session: Session, qtbot: QtBot, qapp: QApplication):
    view = opened_loupe
    session.labelling.label([view.photos.ids[0]], view.classes.classes[0].id)
    press(qtbot, qapp, Key.Key_End)
    press(qtbot, qapp, Key.Key_2)
    assert view.grid.current_index == 1


def test_without_the_switch_the_photo_stays_and_the_switch_is_remembered(
    opened_loupe: LabelView, session: Session, preferences: Preferences, qtbot: QtBot, qapp: QApplication
):
    view = opened_loupe
    press(qtbot, qapp, Key.Key_U, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, qapp, Key.Key_1)
    assert view.grid.current_index == 0
    assert view.loupe.head._chip.accessibleName() == "Rods"
    again = LabelView(session, preferences)
    qtbot.addWidget(again)
    assert not again.loupe.advance_action.isChecked()
    again.shut_down()
    again.join()


def test_among_the_unlabelled_the_next_one_takes_its_place(at_first: LabelView, qtbot: QtBot, qapp: QApplication):
    at_first.finder.show(PhotoFilter(unlabelled=True))
    at_first.grid.select_index(0)
    press(qtbot, qapp, Key.Key_Return)
    there = [name_at(at_first, place) for place in range(3)]
    seen = []
    for _ in range(3):
        seen.append(large(at_first))
        press(qtbot, qapp, Key.Key_1)
    assert seen == there
    assert at_first.is_in_loupe
    assert large(at_first) == name_at(at_first, 0)
    while at_first.photos.ids:
        press(qtbot, qapp, Key.Key_1)
    assert at_first.empty.isVisible()


def test_the_next_unlabelled_photo_is_found_far_away_too(
    at_first: LabelView, session: Session, monkeypatch, qtbot: QtBot, qapp: QApplication
):
    monkeypatch.setattr("tldesk.desktop.views.label.loupe.NEAR", 2)
    session.labelling.label(at_first.photos.ids[:9], at_first.classes.classes[0].id)
    press(qtbot, qapp, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert at_first.grid.current_index == 9
    session.labelling.label(at_first.photos.ids[9:], at_first.classes.classes[0].id)
    with qtbot.waitSignal(session.said) as said:
        press(qtbot, qapp, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(said.args[0], Banner)
    assert at_first.grid.current_index == 9


def test_the_flag_shows_beside_the_name(opened_loupe: LabelView, qtbot: QtBot, qapp: QApplication):
    assert not opened_loupe.loupe.head._unsure.isVisible()
    press(qtbot, qapp, Key.Key_U)
    assert opened_loupe.loupe.head._unsure.isVisible()


def test_the_keys_of_the_page_mean_the_large_photo(opened_loupe: LabelView, session: Session, qtbot: QtBot, qapp: QApplication):
    view = opened_loupe
    side = view.grid.zoom
    press(qtbot, qapp, Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert not view.loupe.view.is_fitted
    assert view.grid.zoom == side
    assert not view.bar._zoom.isEnabled()
    press(qtbot, qapp, Key.Key_N)
    qtbot.keyClicks(view.labeller.note_box.field, "at the edge")
    press(qtbot, qapp, Key.Key_Return)
    assert view.photos.photo(view.photos.ids[0]).note == "at the edge"
    assert view.loupe.view.hasFocus()
    press(qtbot, qapp, Key.Key_C)
    assert view.labeller.class_box.isVisible()
    press(qtbot, qapp, Key.Key_Return)
    assert labels(session, view)[0] == view.classes.classes[1].id
    assert view.is_in_loupe
    assert view.grid.current_index == 1


def test_undo_goes_back_to_the_photo_whose_label_it_takes(opened_loupe: LabelView, session: Session, qtbot: QtBot, qapp: QApplication):
    view = opened_loupe
    for key in (Key.Key_1, Key.Key_2):
        press(qtbot, qapp, key)
    assert view.grid.current_index == 2
    press(qtbot, qapp, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.grid.current_index == 1
    assert view.loupe.head._chip.accessibleName() == "Unlabelled"
    press(qtbot, qapp, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert large(view) == name_at(view, 0)
    press(qtbot, qapp, Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert view.loupe.head._chip.accessibleName() == "Rods"
    assert view.is_in_loupe
