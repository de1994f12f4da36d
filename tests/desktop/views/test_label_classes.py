"""The classes of the Label page: found, moved, merged, given keys and colours, and photos dropped on them."""

from threading import Event

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tldesk.core.changes import Change
from tldesk.core.photo import PhotoClass
from tldesk.desktop.models.classes import FIXED_ROWS
from tldesk.desktop.session import Session
from tldesk.desktop.views.label import LabelView
from tldesk.desktop.views.label.class_box import choices
from tldesk.desktop.widgets.photo_grid.dragging import photos_data
from tldesk.project import classes, photos
from tldesk.project.store import Project

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier
FOUR = ("Rods", "Cocci", "Yeast", "Mould")


@pytest.fixture
def four(taught: LabelView, session: Session) -> LabelView:
    """Four classes; the first three photos are rods, the next two cocci."""
    for name in FOUR[2:]:
        session.labelling.add_class(name)
    rods, cocci, *_ = taught.classes.classes
    session.labelling.label(taught.photos.ids[:3], rods.id)
    session.labelling.label(taught.photos.ids[3:5], cocci.id)
    return taught


def names(view: LabelView) -> list[str]:
    return [one.name for one in view.classes.classes]


def counts(view: LabelView) -> dict[str, int]:
    return {view.classes.row(row).name: view.classes.row(row).count for row in range(view.classes.rowCount())}


def choose(view: LabelView, *wanted: str) -> None:
    """Select the rows of these classes."""
    rows = view.panel.list
    rows.setFocus()
    for place, name in enumerate(wanted):
        index = view.classes.index(FIXED_ROWS + names(view).index(name))
        if place:
            rows.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
        else:
            rows.setCurrentIndex(index)


def test_a_class_with_photos_is_deleted_only_after_what_happens_is_said(four: LabelView, session: Session, qtbot: QtBot) -> None:
    choose(four, "Rods")
    qtbot.keyClick(four.panel.list, Key.Key_Delete)
    assert four.panel.slip.text.text() == "3 photos will be unlabelled. Undo brings them back."
    assert four.panel.slip.act_button.hasFocus()
    qtbot.keyClick(four.panel.slip.act_button, Key.Key_Escape)
    assert names(four) == list(FOUR)
    qtbot.keyClick(four.panel.list, Key.Key_Delete)
    qtbot.keyClick(four.panel.slip.act_button, Key.Key_Return)
    assert names(four) == ["Cocci", "Yeast", "Mould"]
    assert counts(four)["Unlabelled"] == 10
    session.labelling.undo()
    assert counts(four)["Rods"] == 3


def test_an_empty_class_goes_without_a_question(four: LabelView, qtbot: QtBot) -> None:
    choose(four, "Yeast")
    qtbot.keyClick(four.panel.list, Key.Key_Delete)
    assert names(four) == ["Rods", "Cocci", "Mould"]
    assert four.panel.slip.isHidden()


def test_classes_are_merged_into_the_one_that_is_chosen(four: LabelView, session: Session, qtbot: QtBot) -> None:
    choose(four, "Rods", "Cocci", "Yeast")
    four.panel.merge_chosen()
    slip = four.panel.slip
    assert slip.choice.currentText() == "Rods"
    assert slip.text.text() == "2 photos will be labelled Rods. Undo brings the classes back."
    slip.choice.setCurrentText("Cocci")
    assert slip.text.text() == "3 photos will be labelled Cocci. Undo brings the classes back."
    qtbot.keyClick(slip.act_button, Key.Key_Return)
    assert names(four) == ["Cocci", "Mould"]
    assert counts(four)["Cocci"] == 5
    session.labelling.undo()
    assert (names(four), counts(four)["Rods"]) == (list(FOUR), 3)


def test_enter_merges_from_the_choice_of_the_class_that_stays(four: LabelView, qtbot: QtBot) -> None:
    choose(four, "Rods", "Cocci")
    four.panel.merge_chosen()
    qtbot.keyClick(four.panel.slip.choice, Key.Key_Return)
    assert names(four) == ["Rods", "Yeast", "Mould"]
    assert four.panel.slip.isHidden()


def test_the_buttons_of_a_question_are_whole_however_narrow_the_list_is(four: LabelView, qtbot: QtBot) -> None:
    choose(four, "Rods", "Cocci")
    four.panel.merge_chosen()
    four.splitter.setSizes([180, 900, 300])
    slip = four.panel.slip
    for button in (slip.act_button, slip.leave_button):
        qtbot.waitUntil(lambda button=button: button.width() >= button.sizeHint().width())
        assert slip.rect().contains(button.geometry())


def rename(view: LabelView, name: str, to: str, qtbot: QtBot) -> None:
    """Type another name into the row of a class."""
    choose(view, name)
    qtbot.keyClick(view.panel.list, Key.Key_F2)
    editor = view.panel.list.viewport().findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, to)
    qtbot.keyClick(editor, Key.Key_Return)


def test_renaming_a_class_to_the_name_of_another_offers_to_merge_them(four: LabelView, session: Session, qtbot: QtBot) -> None:
    said: list[object] = []
    session.said.connect(said.append)
    rename(four, "Cocci", " rods", qtbot)
    slip = four.panel.slip
    qtbot.waitUntil(slip.isVisible)
    assert slip.text.text() == "Merge Cocci into it? 2 photos will be labelled Rods. Undo brings the classes back."
    assert not said
    qtbot.keyClick(slip.act_button, Key.Key_Escape)
    assert names(four) == list(FOUR)
    rename(four, "Cocci", "Rods", qtbot)
    qtbot.waitUntil(slip.isVisible)
    qtbot.keyClick(slip.act_button, Key.Key_Return)
    assert (names(four), counts(four)["Rods"]) == (["Rods", "Yeast", "Mould"], 5)
    session.labelling.undo()
    assert (names(four), counts(four)["Cocci"]) == (list(FOUR), 2)


def test_a_class_can_be_renamed_to_its_own_name_in_other_letters(four: LabelView, qtbot: QtBot) -> None:
    rename(four, "Cocci", "COCCI", qtbot)
    qtbot.waitUntil(lambda: names(four) == ["Rods", "COCCI", "Yeast", "Mould"])


def test_a_name_that_is_taken_is_said_under_the_field_and_can_be_given_up(four: LabelView, session: Session, qtbot: QtBot) -> None:
    said: list[object] = []
    session.said.connect(said.append)
    field, trouble = four.panel.new_class, four.panel.name_trouble
    field.setFocus()
    qtbot.keyClicks(field, "rods")
    qtbot.keyClick(field, Key.Key_Return)
    assert trouble.isVisible()
    assert "There is already a class named 'Rods'." in trouble.text()
    assert field.selectedText() == "rods"
    assert not said
    qtbot.keyClicks(field, "Sarcina")
    assert not trouble.isVisible()
    qtbot.keyClick(field, Key.Key_Return)
    assert names(four) == [*FOUR, "Sarcina"]
    qtbot.keyClick(field, Key.Key_Return)
    assert "needs a name" in trouble.text()
    qtbot.keyClick(field, Key.Key_Escape)
    assert (field.text(), trouble.isVisible()) == ("", False)
    assert four.panel.list.hasFocus()


def test_one_class_can_be_merged_into_any_other(four: LabelView) -> None:
    choose(four, "Yeast")
    four.panel.merge_chosen()
    assert [four.panel.slip.choice.itemText(place) for place in range(four.panel.slip.choice.count())] == ["Rods", "Cocci", "Mould"]


def test_several_selected_classes_show_the_photos_of_all(four: LabelView) -> None:
    choose(four, "Rods", "Cocci")
    assert len(four.photos.ids) == 5
    choose(four, "Cocci")
    assert len(four.photos.ids) == 2


def test_counts_that_change_do_not_take_back_a_name_that_is_being_typed(
    four: LabelView, session: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    choose(four, "Rods")
    qtbot.keyClick(four.panel.list, Key.Key_F2)
    editor = qapp.focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, "Bacilli")
    session.labelling.label(four.photos.ids[:1], None)
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: names(four)[0] == "Bacilli")


def test_alt_and_arrows_move_a_class_and_the_order_is_kept(four: LabelView, session: Session, qtbot: QtBot) -> None:
    choose(four, "Yeast")
    qtbot.keyClick(four.panel.list, Key.Key_Up, Alt)
    assert names(four) == ["Rods", "Yeast", "Cocci", "Mould"]
    assert four.panel.list.chosen[0].name == "Yeast"
    for _ in range(5):
        qtbot.keyClick(four.panel.list, Key.Key_Down, Alt)
    assert names(four) == ["Rods", "Cocci", "Mould", "Yeast"]
    for _ in range(5):
        qtbot.keyClick(four.panel.list, Key.Key_Up, Alt)
    assert names(four) == ["Yeast", "Rods", "Cocci", "Mould"]


def drop(view: LabelView, data: QMimeData, row: int) -> bool:
    """Drop `data` on a row of the list, after moving over it."""
    point = view.panel.list.visualRect(view.classes.index(row)).center()
    over = QDragMoveEvent(point, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    view.panel.list.dragMoveEvent(over)
    if not over.isAccepted():
        return False
    event = QDropEvent(point.toPointF(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    view.panel.list.dropEvent(event)
    return event.isAccepted()


def test_photos_dropped_on_a_class_are_labelled_and_on_unlabelled_cleared(four: LabelView, session: Session) -> None:
    first, *others = four.photos.ids
    assert drop(four, photos_data(others[6:]), FIXED_ROWS + 2)
    assert counts(four)["Yeast"] == 5
    assert drop(four, photos_data([first]), 1)
    assert counts(four)["Rods"] == 2
    assert not drop(four, photos_data([first]), 0)
    session.labelling.undo()
    assert counts(four)["Rods"] == 3


def test_find_hides_what_was_not_meant_and_enter_goes_there(four: LabelView, session: Session, qtbot: QtBot) -> None:
    field = four.panel.find_field
    assert field.isHidden()
    for number in range(8):
        session.labelling.add_class(f"Plate {number}")
    assert field.isVisible()
    field.setFocus()
    qtbot.keyClicks(field, "ye")
    shown = [row for row in range(four.classes.rowCount()) if not four.panel.list.isRowHidden(row)]
    assert [four.classes.row(row).name for row in shown] == ["All photos", "Unlabelled", "Yeast"]
    qtbot.keyClick(field, Key.Key_Return)
    assert four.panel.list.hasFocus()
    assert four.panel.list.chosen[0].name == "Yeast"


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


# --- the class box --------------------------------------------------------------------------------------------------


def made(*names: str) -> list[PhotoClass]:
    return [PhotoClass(number, name, "#000000", "", number) for number, name in enumerate(names, 1)]


def test_classes_used_last_come_first_and_names_that_begin_so_before_others() -> None:
    there = made("Oak", "Rock oak", "Ash", "Cork oak")
    assert [one if isinstance(one, str) else one.name for one in choices(there, [4, 3], "")] == ["Cork oak", "Ash", "Oak", "Rock oak"]
    assert [one if isinstance(one, str) else one.name for one in choices(there, [4, 3], "oak")] == ["Oak", "Cork oak", "Rock oak"]
    assert choices(there, [], "  beech ")[-1] == "beech"
    assert choices(there, [], "OAK")[-1] != "OAK"


def test_a_part_of_the_name_and_enter_label_the_photo(four: LabelView, session: Session, qtbot: QtBot) -> None:
    four.grid.select_index(9)
    qtbot.keyClick(four.grid, Key.Key_Slash)
    box = four.labeller.class_box
    assert box.field.hasFocus()
    qtbot.keyClicks(box.field, "o")
    qtbot.keyClick(box.field, Key.Key_Down)
    qtbot.keyClick(box.field, Key.Key_Return)
    assert four.grid.hasFocus()
    assert four.photos.photo(four.photos.ids[9]).class_id == four.classes.classes[1].id
    assert four.grid.current_index == 10


def test_a_letter_opens_the_box_and_a_new_name_makes_a_class(four: LabelView, qtbot: QtBot) -> None:
    four.grid.select_index(9)
    qtbot.keyClick(four.grid, Key.Key_B)
    box = four.labeller.class_box
    assert box.field.text() == "b"
    qtbot.keyClicks(box.field, "acilli 2")
    qtbot.keyClick(box.field, Key.Key_Return)
    assert names(four)[-1] == "bacilli 2"
    assert four.photos.photo(four.photos.ids[9]).class_id == four.classes.classes[-1].id


def test_a_new_class_named_while_another_thread_writes_labels_what_was_selected_then(
    four: LabelView, session: Session, qtbot: QtBot
) -> None:
    release = Event()

    def hold(project: Project) -> Change:
        assert release.wait(60)
        return classes.add_class(project, "Held")[1]

    session._access.write(hold)
    four.grid.select_index(9)
    qtbot.keyClick(four.grid, Key.Key_B)
    qtbot.keyClick(four.labeller.class_box.field, Key.Key_Return)
    assert names(four) == list(FOUR)
    assert four.grid.current_index == 10
    release.set()
    qtbot.waitUntil(lambda: names(four) == [*FOUR, "Held", "b"])
    assert four.photos.photo(four.photos.ids[9]).class_id == four.classes.classes[-1].id
    assert four.photos.photo(four.photos.ids[10]).class_id is None


def test_a_new_class_typed_while_another_thread_writes_empties_its_field_once_it_is_there(
    four: LabelView, session: Session, qtbot: QtBot
) -> None:
    release = Event()

    def hold(_project: Project) -> Change:
        assert release.wait(60)
        return Change()

    session._access.write(hold)
    field = four.panel.new_class
    qtbot.keyClicks(field, "Spores")
    qtbot.keyClick(field, Key.Key_Return)
    assert field.text() == "Spores"
    release.set()
    qtbot.waitUntil(lambda: names(four) == [*FOUR, "Spores"])
    assert field.text() == ""


def test_esc_closes_the_box_and_labels_nothing(four: LabelView, qtbot: QtBot) -> None:
    four.grid.select_index(9)
    qtbot.keyClick(four.grid, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(four.labeller.class_box.field, "rods")
    qtbot.keyClick(four.labeller.class_box.field, Key.Key_Escape)
    assert four.labeller.class_box.isHidden()
    assert four.grid.hasFocus()
    assert four.photos.photo(four.photos.ids[9]).class_id is None


def test_a_flag_and_a_note_are_given_by_keys_and_undone(four: LabelView, session: Session, qtbot: QtBot) -> None:
    four.grid.select_index(9)
    one = four.photos.ids[9]
    qtbot.keyClick(four.grid, Key.Key_U)
    assert four.photos.photo(one).unsure
    qtbot.keyClick(four.grid, Key.Key_N)
    qtbot.keyClicks(four.labeller.note_box.field, "half out of focus")
    qtbot.keyClick(four.labeller.note_box.field, Key.Key_Return)
    assert four.photos.photo(one).note == "half out of focus"
    qtbot.keyClick(four.grid, Key.Key_U)
    assert not four.photos.photo(one).unsure
    for _ in range(3):
        session.labelling.undo()
    assert (four.photos.photo(one).unsure, four.photos.photo(one).note) == (False, "")


def test_a_note_is_kept_by_going_on_elsewhere_and_left_by_esc(four: LabelView, qtbot: QtBot) -> None:
    four.grid.select_index(9)
    one = four.photos.ids[9]
    qtbot.keyClick(four.grid, Key.Key_N)
    qtbot.keyClicks(four.labeller.note_box.field, "torn")
    qtbot.keyClick(four.labeller.note_box.field, Key.Key_Escape)
    assert four.photos.photo(one).note == ""
    qtbot.keyClick(four.grid, Key.Key_N)
    qtbot.keyClicks(four.labeller.note_box.field, "blurred")
    qtbot.mouseClick(four.grid.viewport(), Qt.MouseButton.LeftButton, pos=four.grid.viewport().rect().bottomRight())
    assert four.labeller.note_box.isHidden()
    assert four.photos.photo(one).note == "blurred"
