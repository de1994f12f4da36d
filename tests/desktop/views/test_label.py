from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.taking import take_folders
from tldesk.core.filters import PhotoFilter
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.label import LabelView
from tldesk.project import photos


def _label_of(session: Session, key: object) -> int | None:
    assert session.project is not None
    assert isinstance(key, int)
    return photos.photo(session.project, key).class_id


def test_the_folders_are_offered_and_taken_with_one_click(read: LabelView, qtbot: QtBot) -> None:
    assert read.intake.offer.isVisible()
    assert not read.bar.train_button.isEnabled()
    with qtbot.waitSignal(read.intake.taken):
        qtbot.mouseClick(read.intake.offer.accept_button, Qt.MouseButton.LeftButton)
    assert not read.intake.offer.isVisible()
    assert [c.name for c in read.classes.classes] == ["round", "square"]
    assert read.bar.train_button.isEnabled()
    with qtbot.waitSignal(read.train_now):
        qtbot.mouseClick(read.bar.train_button, Qt.MouseButton.LeftButton)


def test_what_was_taken_and_undone_is_offered_again(read: LabelView, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(read.intake.taken):
        qtbot.mouseClick(read.intake.offer.accept_button, Qt.MouseButton.LeftButton)
    session.labelling.undo()
    qtbot.waitUntil(read.intake.offer.isVisible)
    assert not read.classes.classes
    session.labelling.redo()
    qtbot.waitUntil(lambda: not read.intake.offer.isVisible())
    assert [c.name for c in read.classes.classes] == ["round", "square"]
    assert read.bar.train_button.isEnabled()


def test_folders_that_can_not_be_taken_stay_offered(read: LabelView, session: Session, qtbot: QtBot) -> None:
    assert session.project is not None
    title = read.intake.offer.accessibleName()
    with session.project.database.transaction(), qtbot.waitSignal(session.said) as said:
        qtbot.mouseClick(read.intake.offer.accept_button, Qt.MouseButton.LeftButton)
        assert not read.intake.offer.accept_button.isEnabled()
    assert "in use by another program" in said.args[0].text
    assert read.intake.offer.accept_button.isEnabled()
    assert read.intake.offer._title.text() == title
    assert not read.classes.classes


def test_who_declines_is_not_asked_again(read: LabelView, session: Session, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(read.intake.offer.declined):
        read.intake.offer.declined.emit()
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.open(folder)
    assert not read.intake.offer.isVisible()


def test_a_key_labels_the_photo_and_goes_on_to_the_next(taught: LabelView, session: Session, qtbot: QtBot) -> None:
    rods, cocci = taught.classes.classes
    first, second = taught.photos.ids[:2]
    taught.grid.select_index(0)
    qtbot.keyClick(taught.grid, Qt.Key.Key_1)
    qtbot.keyClick(taught.grid, Qt.Key.Key_2)
    assert (_label_of(session, first), _label_of(session, second)) == (rods.id, cocci.id)
    assert taught.grid.current_index == 2


def test_among_the_unlabelled_the_next_one_takes_its_place(taught: LabelView, session: Session, qtbot: QtBot) -> None:
    taught.finder.show(PhotoFilter(unlabelled=True))
    everything = list(taught.photos.ids)
    taught.grid.select_index(0)
    for _ in range(3):
        qtbot.keyClick(taught.grid, Qt.Key.Key_1)
    assert list(taught.photos.ids) == everything[3:]
    assert taught.grid.selected == [everything[3]]


def test_undo_and_redo_go_to_the_photos_they_change(taught: LabelView, session: Session, qtbot: QtBot) -> None:
    ids = list(taught.photos.ids)
    taught.grid.set_zoom(512)
    rods = taught.classes.classes[0].id
    session.labelling.label(ids[:2], rods)
    taught.grid.select_index(len(ids) - 1)
    taught.undo_actions.undo.trigger()
    assert taught.grid.selected == ids[:1]  # the next key labels what is seen
    assert taught.grid.verticalScrollBar().value() == 0
    taught.grid.select_index(len(ids) - 1)
    taught.undo_actions.redo.trigger()
    assert taught.grid.selected == ids[:1]
    taught.grid.select_keys(ids[:2])
    taught.undo_actions.undo.trigger()
    assert taught.grid.selected == ids[:2]  # they were selected before


def test_undo_goes_to_its_photos_once_a_large_project_has_found_them(
    taught: LabelView, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tldesk.desktop.models.photos.SMALL", 2)
    ids = list(taught.photos.ids)
    said: list[Banner] = []
    taught.finder.show(PhotoFilter(unlabelled=True))
    session.labelling.label(ids[:3], taught.classes.classes[0].id)
    qtbot.waitUntil(lambda: list(taught.photos.ids) == ids[3:])
    session.said.connect(said.append)
    taught.undo_actions.undo.trigger()
    qtbot.waitUntil(lambda: taught.grid.selected == ids[:1])
    assert [banner.text for banner in said] == ["Undone: 3 photos labelled Rods"]


def test_undo_says_what_the_filter_does_not_show(taught: LabelView, session: Session, qtbot: QtBot) -> None:
    rods = taught.classes.classes[0].id
    session.labelling.label(taught.photos.ids[:3], rods)
    taught.finder.show(PhotoFilter(classes=frozenset({rods})))
    said: list[Banner] = []
    session.said.connect(said.append)
    taught.undo_actions.undo.trigger()
    banner = said[-1]
    assert banner.text == "3 photos changed that the filter does not show"
    banner.act()
    assert len(taught.photos.ids) == taught.photos.total


def test_training_waits_for_three_photos_of_two_classes(taught: LabelView, session: Session) -> None:
    rods, cocci = (one.id for one in taught.classes.classes)
    session.labelling.label(taught.photos.ids[:3], rods)
    session.labelling.label(taught.photos.ids[3:5], cocci)
    assert not taught.bar.train_button.isEnabled()
    session.labelling.label(taught.photos.ids[5:6], cocci)
    assert taught.bar.train_button.isEnabled()


def test_zero_clears_and_undo_and_redo_follow(taught: LabelView, session: Session, qtbot: QtBot) -> None:
    rods = taught.classes.classes[0]
    first = taught.photos.ids[0]
    taught.grid.select_index(0)
    qtbot.keyClick(taught.grid, Qt.Key.Key_1)
    taught.grid.select_index(0)
    qtbot.keyClick(taught.grid, Qt.Key.Key_0)
    assert _label_of(session, first) is None
    qtbot.keyClick(taught.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _label_of(session, first) == rods.id
    qtbot.keyClick(taught.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert _label_of(session, first) is None


def test_all_photos_are_labelled_in_one_operation(taught: LabelView, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClick(taught.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(session.said) as said:
        qtbot.keyClick(taught.grid, Qt.Key.Key_2)
    assert said.args[0].text == "12 photos labelled Cocci"
    assert taught.classes.labelled == 12
    session.labelling.undo()
    assert taught.classes.labelled == 0


def test_a_key_without_a_selection_says_what_to_do(taught: LabelView, session: Session, qtbot: QtBot) -> None:
    taught.grid.clear_selection()
    with qtbot.waitSignal(session.said) as said:
        qtbot.keyClick(taught.grid, Qt.Key.Key_1)
    assert isinstance(said.args[0], Banner)
    assert taught.classes.labelled == 0


def test_a_class_is_added_by_typing_and_digits_in_its_name_label_nothing(taught: LabelView, qtbot: QtBot) -> None:
    taught.grid.select_index(0)
    field = taught.panel.new_class
    field.setFocus()
    qtbot.keyClicks(field, "Plate 12")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [c.name for c in taught.classes.classes] == ["Rods", "Cocci", "Plate 12"]
    assert field.text() == ""
    assert taught.classes.labelled == 0


def test_f2_renames_the_class_of_the_row(taught: LabelView, qtbot: QtBot, qapp: QApplication) -> None:
    rows = taught.panel.list
    rows.setFocus()
    rows.setCurrentIndex(taught.classes.index(2))
    qtbot.keyClick(rows, Qt.Key.Key_F2)
    editor = qapp.focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, "Bacilli")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: taught.classes.classes[0].name == "Bacilli")


def test_the_menu_of_a_class_deletes_it(taught: LabelView, qtbot: QtBot) -> None:
    taught.panel.list.setCurrentIndex(taught.classes.index(2))
    menu = taught.panel.menu()
    next(action for action in menu.actions() if action.text() == "Delete").trigger()
    assert [c.name for c in taught.classes.classes] == ["Cocci"]


def test_a_row_of_the_list_shows_its_photos_and_a_deleted_class_shows_all(taught: LabelView, session: Session) -> None:
    rods = taught.classes.classes[0]
    session.labelling.label(taught.photos.ids[:4], rods.id)
    taught.panel.list.setCurrentIndex(taught.classes.index(2))
    assert len(taught.photos.ids) == 4
    session.labelling.delete_class(rods.id)
    assert len(taught.photos.ids) == 12
    assert taught.panel.list.currentIndex().row() == 0


def test_a_photo_that_can_not_be_read_is_shown_with_its_reason(view: LabelView, session: Session, folder: Path, qtbot: QtBot) -> None:
    (folder / "round" / "round 1.jpg").write_bytes(b"\xff\xd8\xff\xe0 no more")
    with qtbot.waitSignal(session.changed, check_params_cb=lambda change: bool(change.photos) and _problems(session) == 1):
        session.open(folder)
    broken = view.photos.ids[0]
    assert view.photos.photo(broken).problem
    assert view.tiles.tile(broken).problem == view.photos.photo(broken).problem


def _problems(session: Session) -> int:
    return sum(bool(p.problem) for p in photos.all_photos(session.project)) if session.project is not None else 0


def test_an_empty_folder_says_what_goes_here(view: LabelView, session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.open(empty)
    assert view.empty.isVisible()
    assert view.empty.button.text() == "Read it again"


def test_when_all_is_labelled_the_next_step_is_training(taught: LabelView, session: Session, qtbot: QtBot) -> None:
    take_folders(session)
    taught.finder.show(PhotoFilter(unlabelled=True))
    assert taught.empty.isVisible()
    with qtbot.waitSignal(taught.train_now):
        qtbot.mouseClick(taught.empty.button, Qt.MouseButton.LeftButton)


def test_zoom_and_filter_are_remembered(taught: LabelView, session: Session, preferences: Preferences, qtbot: QtBot) -> None:
    taught.grid.set_zoom(240)
    taught.finder.show(PhotoFilter(unlabelled=True))
    again = LabelView(session, preferences)
    qtbot.addWidget(again)
    assert again.grid.zoom == 240
    assert again.photos.filter == PhotoFilter(unlabelled=True)
    again.shut_down()
    again.join()


def test_another_filter_begins_at_its_first_photo(taught: LabelView, session: Session) -> None:
    taught.resize(700, 400)
    taught.grid.set_zoom(256)
    taught.grid.select_index(11)
    bar = taught.grid.verticalScrollBar()
    assert bar.value() > 0
    session.labelling.label(taught.photos.ids[:10], taught.classes.classes[0].id)
    taught.panel.list.setCurrentIndex(taught.classes.index(2))
    assert len(taught.photos.ids) == 10
    assert bar.value() == 0


def test_every_key_of_the_page_is_on_its_help_sheet(taught: LabelView) -> None:
    names = {action.text() for action in taught.actions()}
    assert {"Undo", "Redo", "Clear the label", "Label as Rods", "Label as Cocci", "Select all photos shown"} <= names
    assert taught.keys()
