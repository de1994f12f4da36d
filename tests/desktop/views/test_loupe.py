from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import make_run
from tldesk.core.filters import PhotoFilter
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.label import LabelView
from tldesk.project import photos

Key = Qt.Key


@pytest.fixture
def view(session: Session, preferences: Preferences, folder: Path, qtbot: QtBot) -> Iterator[LabelView]:
    """The Label page with twelve unlabelled photos and two classes, the grid in front and its first photo selected."""
    view = LabelView(session, preferences)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.open(folder)
    session.labelling.add_class("Rods")
    session.labelling.add_class("Cocci")
    view.intake.hide()
    view.grid.setFocus()
    view.grid.select_index(0)
    yield view
    view.shut_down()
    view.join()


def press(qtbot: QtBot, qapp: QApplication, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key for whatever has the focus."""
    widget = qapp.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, key, modifiers)


def large(view: LabelView) -> str:
    """The name of the file in the loupe."""
    file = view.loupe.view.file
    return "" if file is None else file.name


def name_at(view: LabelView, place: int) -> str:
    return view.photos.photo(view.photos.ids[place]).path.rsplit("/", 1)[-1]


def labels(session: Session, view: LabelView) -> list[int | None]:
    assert session.project is not None
    return [photos.photo(session.project, one).class_id for one in view.photos.ids]


@pytest.fixture
def opened_loupe(view: LabelView, qtbot: QtBot, qapp: QApplication) -> LabelView:
    with qtbot.waitSignal(view.loupe.view.shown):
        press(qtbot, qapp, Key.Key_Return)
    return view


def test_enter_shows_the_photo_large_and_esc_the_grid_at_that_photo(view: LabelView, qtbot: QtBot, qapp: QApplication):
    with qtbot.waitSignal(view.loupe.view.shown):
        press(qtbot, qapp, Key.Key_Return)
    assert view.is_in_loupe
    assert large(view) == name_at(view, 0)
    press(qtbot, qapp, Key.Key_Right)
    press(qtbot, qapp, Key.Key_PageDown)
    press(qtbot, qapp, Key.Key_Escape)
    assert not view.is_in_loupe
    assert view.grid.isVisible()
    assert view.grid.hasFocus()
    assert view.grid.current_index == 2


def test_a_double_click_opens_it(view: LabelView, qtbot: QtBot):
    left, top = view.grid._geometry().position(3)
    at = QPoint(left + 40, top + 40)
    qtbot.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.is_in_loupe
    assert large(view) == name_at(view, 3)


def test_keys_go_to_other_photos_and_stop_at_the_ends(opened_loupe: LabelView, qtbot: QtBot, qapp: QApplication):
    view = opened_loupe
    for key, place in (
        (Key.Key_Left, 0),
        (Key.Key_Right, 1),
        (Key.Key_Down, 2),
        (Key.Key_PageUp, 1),
        (Key.Key_End, 11),
        (Key.Key_PageDown, 11),
        (Key.Key_Home, 0),
    ):
        press(qtbot, qapp, key)
        assert view.grid.current_index == place
        assert large(view) == name_at(view, place)
    assert view.loupe.head._place.text() == "1 of 12"


def test_a_label_key_labels_the_photo_alone_and_goes_to_the_next_unlabelled(
    view: LabelView, session: Session, qtbot: QtBot, qapp: QApplication
):
    rods, cocci = (one.id for one in view.classes.classes)
    session.labelling.label(view.photos.ids[1:4], cocci)
    press(qtbot, qapp, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, qapp, Key.Key_Return)
    place = view.grid.current_index
    assert place is not None
    press(qtbot, qapp, Key.Key_Home)
    press(qtbot, qapp, Key.Key_1)
    assert labels(session, view) == [rods, cocci, cocci, cocci] + [None] * 8
    assert view.is_in_loupe
    assert large(view) == name_at(view, 4)


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


def test_among_the_unlabelled_the_next_one_takes_its_place(view: LabelView, qtbot: QtBot, qapp: QApplication):
    view.finder.show(PhotoFilter(unlabelled=True))
    view.grid.select_index(0)
    press(qtbot, qapp, Key.Key_Return)
    there = [name_at(view, place) for place in range(3)]
    seen = []
    for _ in range(3):
        seen.append(large(view))
        press(qtbot, qapp, Key.Key_1)
    assert seen == there
    assert view.is_in_loupe
    assert large(view) == name_at(view, 0)
    while view.photos.ids:
        press(qtbot, qapp, Key.Key_1)
    assert view.empty.isVisible()


def test_the_next_unlabelled_photo_is_found_far_away_too(view: LabelView, session: Session, monkeypatch, qtbot: QtBot, qapp: QApplication):
    monkeypatch.setattr("tldesk.desktop.views.label.loupe.NEAR", 2)
    session.labelling.label(view.photos.ids[:9], view.classes.classes[0].id)
    press(qtbot, qapp, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.grid.current_index == 9
    session.labelling.label(view.photos.ids[9:], view.classes.classes[0].id)
    with qtbot.waitSignal(session.said) as said:
        press(qtbot, qapp, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(said.args[0], Banner)
    assert view.grid.current_index == 9


def test_the_flag_shows_beside_the_name(opened_loupe: LabelView, qtbot: QtBot, qapp: QApplication):
    assert not opened_loupe.loupe.head._unsure.isVisible()
    press(qtbot, qapp, Key.Key_U)
    assert opened_loupe.loupe.head._unsure.isVisible()


def test_a_zoomed_photo_is_moved_by_the_arrows_and_left_by_page_down(opened_loupe: LabelView, qtbot: QtBot, qapp: QApplication):
    view = opened_loupe
    for _ in range(3):
        press(qtbot, qapp, Key.Key_Plus)
    before = view.loupe.view.photo_rect()
    press(qtbot, qapp, Key.Key_Right)
    assert view.loupe.view.photo_rect().left() < before.left()
    assert view.grid.current_index == 0
    with qtbot.waitSignal(view.loupe.view.shown):
        press(qtbot, qapp, Key.Key_PageDown)
    assert view.grid.current_index == 1
    assert not view.loupe.view.is_fitted
    press(qtbot, qapp, Key.Key_Space)
    assert view.loupe.view.is_fitted


def test_stepping_shows_a_photo_that_was_decoded_ahead_at_once(opened_loupe: LabelView, qtbot: QtBot, qapp: QApplication):
    loupe = opened_loupe.loupe.view
    qtbot.waitUntil(lambda: len(loupe._source._kept) == 3)  # the one that is shown, and the two after it
    press(qtbot, qapp, Key.Key_Right)
    assert loupe.scale is not None
    assert large(opened_loupe) == name_at(opened_loupe, 1)


def test_the_next_unlabelled_photo_is_decoded_ahead_too(view: LabelView, session: Session, qtbot: QtBot, qapp: QApplication):
    session.labelling.label(view.photos.ids[1:6], view.classes.classes[0].id)
    with qtbot.waitSignal(view.loupe.view.shown):
        press(qtbot, qapp, Key.Key_Return)
    qtbot.waitUntil(lambda: len(view.loupe.view._source._kept) == 4)
    press(qtbot, qapp, Key.Key_1)
    assert view.grid.current_index == 6
    assert view.loupe.view.scale is not None


def test_a_photo_that_can_not_be_read_says_why_and_the_keys_go_on(
    opened_loupe: LabelView, session: Session, folder: Path, qtbot: QtBot, qapp: QApplication
):
    view = opened_loupe
    broken = folder / view.photos.photo(view.photos.ids[1]).path
    broken.write_bytes(b"\xff\xd8\xff\xe0 no more")
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.rescan()
    with qtbot.waitSignal(view.loupe.view.failed):
        press(qtbot, qapp, Key.Key_Right)
    assert broken.name in view.loupe.view.problem
    assert view.loupe.foot._scale.text() == "–"
    press(qtbot, qapp, Key.Key_1)
    assert labels(session, view)[1] == view.classes.classes[0].id


def test_what_the_network_sees_is_framed_as_the_newest_model_wants(
    opened_loupe: LabelView, session: Session, folder: Path, qtbot: QtBot, qapp: QApplication
):
    view = opened_loupe
    press(qtbot, qapp, Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    part = view.loupe.view._seen
    # 64 x 48 is resized to 341 x 256, of which the middle 224 are seen.
    assert part is not None
    assert part.bottom - part.top == pytest.approx(224 / 256)
    assert part.right - part.left == pytest.approx(224 / 341)
    qtbot.waitUntil(lambda: "No model yet" in view.network.words)
    with qtbot.waitSignal(view.network.changed):
        make_run(session, "Night run")
    assert "Night run" in view.network.words
    press(qtbot, qapp, Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert view.loupe.view._seen is None


def test_selecting_many_leaves_the_loupe(opened_loupe: LabelView, qtbot: QtBot, qapp: QApplication):
    press(qtbot, qapp, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert not opened_loupe.is_in_loupe
    assert opened_loupe.grid.selected_count == 12


def test_a_photo_of_many_pixels_is_sharp_at_one_to_one(view: LabelView, session: Session, folder: Path, qtbot: QtBot, qapp: QApplication):
    Image.linear_gradient("L").resize((6000, 4000)).save(folder / "a huge one.jpg")
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.rescan()
    view.grid.select_index(0)
    with qtbot.waitSignal(view.loupe.view.shown):
        press(qtbot, qapp, Key.Key_Return)
    assert large(view) == "a huge one.jpg"
    with qtbot.waitSignal(view.loupe.view.sharpened):
        press(qtbot, qapp, Key.Key_Space)
    assert view.loupe.foot._scale.text() == "100\u202f%"


def test_the_loupes_keys_are_on_the_help_sheet(view: LabelView):
    told = " ".join(what for _, what in LabelView.keys(view))
    assert told.count("Loupe: ") == 5
    names = {action.text() for action in view.actions()}
    assert {"What the network sees", "Go to the next unlabelled photo"} <= names


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


def test_tab_goes_from_the_head_over_the_photo_to_the_foot(opened_loupe: LabelView, qtbot: QtBot, qapp: QApplication):
    loupe = opened_loupe.loupe
    names = []
    loupe.head.findChildren(QToolButton)[0].setFocus()
    for _ in range(5):
        focus = qapp.focusWidget()
        assert focus is not None
        names.append(focus.accessibleName())
        qtbot.keyClick(focus, Key.Key_Tab)
    assert names == ["Back to all photos", "Previous photo", "Next photo", "Photo", "What the network sees"]
