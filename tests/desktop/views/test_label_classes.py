"""The classes of the Label page: found, moved, merged, given keys and colours, and photos dropped on them."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.desktop.views.class_rows import FOUR, choose, counts, names
from tldesk.desktop.models.classes import FIXED_ROWS
from tldesk.desktop.session import Session
from tldesk.desktop.views.label import LabelView
from tldesk.desktop.widgets.photo_grid.dragging import photos_data

Alt = Qt.KeyboardModifier.AltModifier

Key = Qt.Key


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
