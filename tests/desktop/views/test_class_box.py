"""The boxes over the grid: a class by a part of its name, a new one, and a note."""

from threading import Event

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.views.class_rows import FOUR, names
from tldesk.core.changes import Change
from tldesk.core.photo import PhotoClass
from tldesk.desktop.session import Session
from tldesk.desktop.views.label import LabelView
from tldesk.desktop.views.label.class_box import choices
from tldesk.project import classes
from tldesk.project.store import Project

Key = Qt.Key


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
