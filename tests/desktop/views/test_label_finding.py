"""Finding photos on the Label page: search, conditions, order, saved filters."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tldesk.core.changes import Change
from tldesk.core.filters import PhotoFilter, PhotoOrder, Sort
from tldesk.core.photo import Split
from tldesk.core.results import Answer
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.label import LabelView
from tldesk.project import photos, predictions
from tldesk.project.store import Project

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def labelled(taught: LabelView, session: Session) -> LabelView:
    """Six photos are rods, two of them flagged; the other six have no label."""
    session.labelling.label(taught.photos.ids[:6], taught.classes.classes[0].id)
    session.labelling.flag(taught.photos.ids[:2], unsure=True)
    return taught


def shown(view: LabelView) -> list[str]:
    return [view.photos.photo(one).path for one in view.photos.ids]


def chips(view: LabelView) -> list[str]:
    return [chip.text() for chip in view.finder.bar._chips.findChildren(QToolButton) if chip.isVisible()]


def count_words(view: LabelView) -> str:
    return view.bar._count.text()


def test_what_is_typed_narrows_the_photos_and_enter_goes_to_them(labelled: LabelView, qtbot: QtBot) -> None:
    qtbot.keyClick(labelled.grid, Key.Key_F, Ctrl)
    search = labelled.finder.bar.search
    assert search.hasFocus()
    qtbot.keyClicks(search, "SQUARE 1")
    qtbot.waitUntil(lambda: len(labelled.photos.ids) == 1)
    assert shown(labelled) == ["square/square 10.jpg"]
    assert count_words(labelled) == "1 of 12 shown"
    qtbot.keyClick(search, Key.Key_Return)
    assert labelled.grid.hasFocus()
    qtbot.keyClick(labelled.grid, Key.Key_A, Ctrl | Shift)
    assert search.text() == ""
    assert len(labelled.photos.ids) == 12


def test_esc_takes_the_search_away_and_then_goes_back_to_the_photos(labelled: LabelView, qtbot: QtBot) -> None:
    labelled.finder.show(PhotoFilter(text="square"))
    labelled.finder.search()
    search = labelled.finder.bar.search
    qtbot.keyClick(search, Key.Key_Escape)
    assert (search.text(), len(labelled.photos.ids)) == ("", 12)
    assert search.hasFocus()
    qtbot.keyClick(search, Key.Key_Escape)
    assert labelled.grid.hasFocus()


def test_conditions_combine_and_each_can_be_taken_away(labelled: LabelView, qtbot: QtBot) -> None:
    rods = labelled.classes.classes[0]
    labelled.finder.show(PhotoFilter(classes=frozenset({rods.id}), unsure=True, folder="round", text="1"))
    assert len(labelled.photos.ids) == 1
    assert chips(labelled) == ["Rods", "Unsure", "Folder: round", "Path: 1"]
    chip = next(chip for chip in labelled.finder.bar._chips.findChildren(QToolButton) if chip.text() == "Path: 1")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(labelled.photos.ids) == 2
    assert labelled.finder.bar.search.text() == ""
    qtbot.mouseClick(labelled.finder.bar.clear_button, Qt.MouseButton.LeftButton)
    assert (len(labelled.photos.ids), chips(labelled)) == (12, [])
    assert labelled.panel.list.currentIndex().row() == 0


def test_the_form_says_and_takes_every_condition(labelled: LabelView, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClick(labelled.grid, Key.Key_L, Ctrl | Shift)
    form = labelled.finder.filter_box
    assert form.isVisible()
    qtbot.waitUntil(lambda: form.folder.count() == 3)
    wanted = PhotoFilter(
        classes=frozenset({labelled.classes.classes[1].id}),
        unlabelled=True,
        unsure=False,
        splits=frozenset({Split.TEST}),
        no_split=True,
        folder="square",
        problem=False,
        taken_from=date(2025, 1, 2),
        taken_to=date(2026, 3, 4),
        smallest=100_000,
        largest=2_000_000,
    )
    labelled.finder.show(wanted)
    form._tell()
    assert labelled.photos.filter == wanted
    assert form.flag.currentText() == "Not unsure"
    assert form.folder.currentText() == "square (6)"
    form.classes.item(2).setCheckState(Qt.CheckState.Unchecked)
    form.flag.setCurrentIndex(0)
    form.splits[Split.TEST].setChecked(False)
    form.no_split.setChecked(False)
    form.folder.setCurrentIndex(0)
    form.file.setCurrentIndex(0)
    form.taken_from.clear()
    form.taken_to.clear()
    form.smallest.setValue(0)
    form.largest.setValue(0)
    assert labelled.photos.filter == PhotoFilter(unlabelled=True)
    qtbot.keyClick(form.flag, Key.Key_Escape)
    assert form.isHidden()


def test_a_day_that_is_none_is_marked_and_filters_nothing(labelled: LabelView, qtbot: QtBot) -> None:
    labelled.finder.ask_filter()
    form = labelled.finder.filter_box
    qtbot.keyClicks(form.taken_from, "2026-02-30")
    assert form.taken_from.property("wrong") is True
    assert form._hint.isVisible()
    assert labelled.photos.filter.taken_from is None
    qtbot.keyClick(form.taken_from, Key.Key_Backspace)
    qtbot.keyClick(form.taken_from, Key.Key_Backspace)
    qtbot.keyClicks(form.taken_from, "28")
    assert not form._hint.isVisible()
    assert labelled.photos.filter.taken_from == date(2026, 2, 28)


def test_the_empty_page_says_what_hides_the_photos_and_clears_it(labelled: LabelView, qtbot: QtBot) -> None:
    labelled.finder.show(PhotoFilter(unsure=True, folder="square", text="zebra"))
    assert labelled.empty.title == "No photo passes the filters"
    assert labelled.empty._text.text().splitlines() == ["Unsure", "Folder: square", "Path: zebra"]
    qtbot.mouseClick(labelled.empty.button, Qt.MouseButton.LeftButton)
    assert len(labelled.photos.ids) == 12


def sort_by(view: LabelView, name: str) -> None:
    menu = view.finder.bar.sort_button.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == name).trigger()


def test_the_menu_of_orders_sorts_and_turns_round(labelled: LabelView, session: Session) -> None:
    sort_by(labelled, "Descending")
    assert shown(labelled)[0] == "square/square 10.jpg"
    sort_by(labelled, "Recently labelled")
    assert labelled.finder.order == PhotoOrder(Sort.LABELLED, descending=True)
    last = labelled.photos.ids[-1]
    session.labelling.label([last], labelled.classes.classes[1].id)
    assert labelled.photos.ids[0] == last
    menu = labelled.finder.bar.sort_button.menu()
    menu.aboutToShow.emit()
    assert not next(action for action in menu.actions() if action.text() == "Confidence").isEnabled()


def add_predictions(session: Session, view: LabelView) -> str:
    """Answers on the first two photos; the second is the surer one."""
    made: list[str] = []

    def begin(project: Project) -> Change:
        files = [photos.file_of(project, view.photos.photo(one)) for one in view.photos.ids[:2]]
        set_id, change = predictions.begin(project, run_id="a run", classes=["Rods", "Cocci"], files=files)
        made.append(set_id)
        answers = [Answer("", str(file), (sure, 1 - sure)) for file, sure in zip(files, (0.75, 0.9), strict=True)]
        return change | predictions.add(project, set_id, answers)

    session._access.change(begin)
    return made[0]


def test_predictions_can_be_shown_and_sorted_by_once_there_are_any(labelled: LabelView, session: Session) -> None:
    button = labelled.finder.bar.answers_button
    assert not button.isVisible()
    set_id = add_predictions(session, labelled)
    assert button.isVisible()
    menu = button.menu()
    menu.aboutToShow.emit()
    assert menu.actions()[1].text().startswith("a run, ")
    menu.actions()[1].trigger()
    first, second = labelled.photos.ids[:2]
    assert labelled.finder.order.set_id == set_id
    assert labelled.tiles.tile(first).note == "75.0\u202f%"
    sort_by(labelled, "Confidence")
    sort_by(labelled, "Descending")
    assert list(labelled.photos.ids[:2]) == [second, first]
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    assert labelled.finder.order == PhotoOrder(Sort.NAME, descending=True)
    assert labelled.tiles.tile(first).note == ""


def test_filter_and_order_are_saved_chosen_and_forgotten(labelled: LabelView, qtbot: QtBot) -> None:
    labelled.finder.show(PhotoFilter(unsure=True))
    labelled.finder.put_in_order(PhotoOrder(Sort.SIZE, descending=True))
    qtbot.keyClick(labelled.grid, Key.Key_S, Ctrl | Shift)
    box = labelled.finder.saved_box
    assert box.name.hasFocus()
    qtbot.keyClicks(box.name, "Doubtful")
    qtbot.keyClick(box.name, Key.Key_Return)
    labelled.finder.clear()
    labelled.finder.put_in_order(PhotoOrder())
    labelled.finder.ask_saved()
    first = box._rows.itemAt(0).widget()
    assert first is not None
    choose, forget = first.findChildren(type(box.save_button))[0], first.findChildren(QToolButton)[0]
    qtbot.mouseClick(choose, Qt.MouseButton.LeftButton)
    assert (labelled.finder.filter, labelled.finder.order) == (PhotoFilter(unsure=True), PhotoOrder(Sort.SIZE, descending=True))
    labelled.finder.ask_saved()
    forget = box._rows.itemAt(0).widget().findChildren(QToolButton)[0]
    qtbot.mouseClick(forget, Qt.MouseButton.LeftButton)
    assert labelled.finder.finding.saved() == []
    assert box._rows.count() == 0


def test_filter_and_order_are_remembered_for_the_project(
    labelled: LabelView, session: Session, preferences: Preferences, qtbot: QtBot
) -> None:
    wanted = PhotoFilter(unsure=True, taken_from=date(2026, 1, 1), text="1")
    labelled.finder.show(wanted)
    labelled.finder.put_in_order(PhotoOrder(Sort.SIZE))
    again = LabelView(session, preferences)
    qtbot.addWidget(again)
    assert (again.finder.filter, again.finder.order) == (wanted, PhotoOrder(Sort.SIZE))
    assert again.finder.bar.search.text() == "1"
    again.shut_down()
    again.join()


def test_missing_photos_are_found_by_the_filter_alone(labelled: LabelView, session: Session, folder: Path, qtbot: QtBot) -> None:
    (folder / "round" / "round 1.jpg").unlink()
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.rescan()
    assert len(labelled.photos.ids) == 11
    labelled.finder.show(PhotoFilter(missing=True))
    assert shown(labelled) == ["round/round 1.jpg"]
    Image.new("RGB", (64, 48), (20, 100, 190)).save(folder / "round" / "round 1.jpg")
