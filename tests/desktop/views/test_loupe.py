from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import make_run
from tests.desktop.views.in_loupe import labels, large, name_at, press
from tldesk.desktop.session import Session
from tldesk.desktop.views.label import LabelView

Key = Qt.Key


def test_enter_shows_the_photo_large_and_esc_the_grid_at_that_photo(at_first: LabelView, qtbot: QtBot, qapp: QApplication):
    with qtbot.waitSignal(at_first.loupe.view.shown):
        press(qtbot, qapp, Key.Key_Return)
    assert at_first.is_in_loupe
    assert large(at_first) == name_at(at_first, 0)
    press(qtbot, qapp, Key.Key_Right)
    press(qtbot, qapp, Key.Key_PageDown)
    press(qtbot, qapp, Key.Key_Escape)
    assert not at_first.is_in_loupe
    assert at_first.grid.isVisible()
    assert at_first.grid.hasFocus()
    assert at_first.grid.current_index == 2


def test_a_double_click_opens_it(at_first: LabelView, qtbot: QtBot):
    left, top = at_first.grid._geometry().position(3)
    at = QPoint(left + 40, top + 40)
    qtbot.mouseClick(at_first.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(at_first.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert at_first.is_in_loupe
    assert large(at_first) == name_at(at_first, 3)


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


def test_the_next_unlabelled_photo_is_decoded_ahead_too(at_first: LabelView, session: Session, qtbot: QtBot, qapp: QApplication):
    session.labelling.label(at_first.photos.ids[1:6], at_first.classes.classes[0].id)
    with qtbot.waitSignal(at_first.loupe.view.shown):
        press(qtbot, qapp, Key.Key_Return)
    qtbot.waitUntil(lambda: len(at_first.loupe.view._source._kept) == 4)
    press(qtbot, qapp, Key.Key_1)
    assert at_first.grid.current_index == 6
    assert at_first.loupe.view.scale is not None


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


def test_a_photo_of_many_pixels_is_sharp_at_one_to_one(
    at_first: LabelView, session: Session, folder: Path, qtbot: QtBot, qapp: QApplication
):
    Image.linear_gradient("L").resize((6000, 4000)).save(folder / "a huge one.jpg")
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.rescan()
    at_first.grid.select_index(0)
    with qtbot.waitSignal(at_first.loupe.view.shown):
        press(qtbot, qapp, Key.Key_Return)
    assert large(at_first) == "a huge one.jpg"
    with qtbot.waitSignal(at_first.loupe.view.sharpened):
        press(qtbot, qapp, Key.Key_Space)
    assert at_first.loupe.foot._scale.text() == "100\u202f%"


def test_the_loupes_keys_are_on_the_help_sheet(at_first: LabelView):
    told = " ".join(what for _, what in LabelView.keys(at_first))
    assert told.count("Loupe: ") == 5
    names = {action.text() for action in at_first.actions()}
    assert {"What the network sees", "Go to the next unlabelled photo"} <= names


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
