"""Keys and colours of classes, and the menu of one."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.views.class_rows import choose
from tldesk.desktop.session import Session
from tldesk.desktop.views.label import LabelView
from tldesk.project import photos

Key = Qt.Key


def ask_key(view: LabelView, name: str) -> None:
    choose(view, name)
    next(action for action in view.panel.menu().actions() if action.text() == "Key…").trigger()


def test_a_key_is_pressed_to_be_given(four: LabelView, session: Session, qtbot: QtBot) -> None:
    ask_key(four, "Mould")
    qtbot.keyClick(four.panel.key_slip, Key.Key_M)
    assert four.classes.classes[3].key == "m"
    assert four.panel.list.hasFocus()
    four.finder.clear()
    four.grid.setFocus()
    four.grid.select_index(7)
    qtbot.keyClick(four.grid, Key.Key_M)
    assert session.project is not None
    assert photos.photo(session.project, four.photos.ids[7]).class_id == four.classes.classes[3].id
    assert four.labeller.class_box.isHidden()


def test_a_key_of_the_page_is_refused_and_one_of_another_class_is_asked_for_twice(four: LabelView, qtbot: QtBot) -> None:
    ask_key(four, "Mould")
    slip = four.panel.key_slip
    qtbot.keyClick(slip, Key.Key_U)
    assert slip.text.text() == "U is taken by 'Flag as unsure, or not'. Press another key."
    qtbot.keyClick(slip, Key.Key_0)
    assert "Clear the label" in slip.text.text()
    qtbot.keyClick(slip, Key.Key_Plus)
    assert slip.text.text().startswith("Only letters")
    qtbot.keyClick(slip, Key.Key_1)
    assert slip.text.text() == "1 is the key of Rods. Press it again to take it from there."
    assert four.classes.classes[3].key == "4"
    qtbot.keyClick(slip, Key.Key_1)
    assert [one.key for one in four.classes.classes] == ["", "2", "3", "1"]
    ask_key(four, "Mould")
    qtbot.keyClick(slip, Key.Key_Backspace)
    assert four.classes.classes[3].key == ""


def test_a_class_that_has_a_key_of_the_page_all_the_same_wins(four: LabelView, session: Session, qtbot: QtBot) -> None:
    mould = four.classes.classes[3]
    session.labelling.set_key(mould.id, "u")
    four.grid.setFocus()
    four.grid.select_index(8)
    qtbot.keyClick(four.grid, Key.Key_U)
    photo = four.photos.photo(four.photos.ids[8])
    assert (photo.class_id, photo.unsure) == (mould.id, False)
    session.labelling.set_key(mould.id, "")
    four.grid.select_index(8)
    qtbot.keyClick(four.grid, Key.Key_U)
    assert four.photos.photo(four.photos.ids[8]).unsure


def test_the_menu_key_opens_the_menu_at_the_class(four: LabelView, qtbot: QtBot, qapp: QApplication) -> None:
    choose(four, "Cocci")
    rows = four.panel.list
    # The offscreen platform has no menus.
    rows.menu_wanted.disconnect()
    with qtbot.waitSignal(rows.menu_wanted) as wanted:
        qapp.sendEvent(rows, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0)))
    row = rows.visualRect(rows.currentIndex())
    assert row.contains(rows.viewport().mapFromGlobal(wanted.args[0]))
    assert next(action.text() for action in four.panel.menu().actions() if action.isEnabled()) == "Rename"


def test_a_colour_of_the_palette_is_chosen_by_keys(four: LabelView, qtbot: QtBot, qapp: QApplication) -> None:
    choose(four, "Rods")
    next(action for action in four.panel.menu().actions() if action.text() == "Colour…").trigger()
    box = four.panel.colours
    assert box.buttons[0].hasFocus()
    qtbot.keyClick(box.buttons[0], Key.Key_Tab)
    assert box.buttons[1].hasFocus()
    qtbot.keyClick(box.buttons[1], Key.Key_Space)
    assert four.classes.classes[0].colour == box.buttons[1].colour
    assert box.isHidden()
    assert four.panel.list.hasFocus()
