"""Three hundred real photos labelled without the mouse; then undone, redone, and so again after a restart."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.e2e.program import program
from tldesk.desktop.session import Session
from tldesk.desktop.views.label import LabelView
from tldesk.desktop.views.main_window import MainWindow
from tldesk.project import photos

CLASSES = ("dress", "hat", "longsleeve", "outwear", "pants", "shirt", "shoes", "shorts", "skirt", "t-shirt")
PHOTOS_A_CLASS = 30
SINGLY = 100
"""Photos that are labelled one by one; the rest in ranges."""

Ctrl = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def folder(shared: Path, tmp_path: Path) -> Path:
    """300 real photos in one flat folder. The first ones come in turn from every class, the last ones class by class."""
    place = tmp_path / "wardrobe"
    place.mkdir()
    found = {name: sorted((shared / "photos" / "clothing" / "train" / name).iterdir())[:PHOTOS_A_CLASS] for name in CLASSES}
    turns = SINGLY // len(CLASSES)
    order = [(name, found[name][turn]) for turn in range(turns) for name in CLASSES]
    order += [(name, photo) for name in CLASSES for photo in found[name][turns:]]
    for number, (name, photo) in enumerate(order):
        shutil.copyfile(photo, place / f"{number:03} {name}.jpg")
    return place


def open_folder(window: MainWindow, folder: Path, qtbot: QtBot) -> LabelView:
    """The Label page with the folder open and read."""
    session = window._session
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.open(folder)
    page = window.pages.label
    qtbot.waitUntil(lambda: len(page.photos.ids) == PHOTOS_A_CLASS * len(CLASSES))
    return page


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key, modifiers)


def typed(qtbot: QtBot, text: str) -> None:
    """Type a text where the focus is, and Enter."""
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClicks(target, text)
    press(qtbot, Qt.Key.Key_Return)


def labels(session: Session) -> dict[str, str | None]:
    """The class of every photo, by the photo's name."""
    assert session.project is not None
    from tldesk.project import classes

    names = {one.id: one.name for one in classes.classes(session.project)}
    return {photo.path: names[photo.class_id] if photo.class_id is not None else None for photo in photos.all_photos(session.project)}


def name_class(qtbot: QtBot, name: str) -> None:
    """Label what is selected: with the class's digit, and the tenth, which has none, by typing a part of its name."""
    place = CLASSES.index(name) + 1
    if place < 10:
        press(qtbot, Qt.Key(Qt.Key.Key_0 + place))
    else:
        press(qtbot, Qt.Key.Key_Slash)
        typed(qtbot, name[:3])


def label_everything(page: LabelView, qtbot: QtBot) -> int:
    """Add the classes and label every photo; gives the number of operations it took."""
    press(qtbot, Qt.Key.Key_N, Ctrl | Shift)
    for name in CLASSES:
        typed(qtbot, name)
    page.grid.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Qt.Key.Key_Home)
    for number in range(SINGLY):
        name_class(qtbot, CLASSES[number % len(CLASSES)])
    for name in CLASSES:
        for _ in range(PHOTOS_A_CLASS - SINGLY // len(CLASSES) - 1):
            press(qtbot, Qt.Key.Key_Right, Shift)
        name_class(qtbot, name)
        press(qtbot, Qt.Key.Key_Right)
    return len(CLASSES) + SINGLY + len(CLASSES)


def check_undo_and_redo(session: Session, wanted: dict[str, str | None], operations: int, qtbot: QtBot) -> None:
    """Take everything back with Ctrl+Z and do it again with Ctrl+Y."""
    for _ in range(operations):
        press(qtbot, Qt.Key.Key_Z, Ctrl)
    assert set(labels(session).values()) == {None}
    assert session.labelling.next_undo is None
    for _ in range(operations):
        press(qtbot, Qt.Key.Key_Y, Ctrl)
    assert labels(session) == wanted
    assert session.labelling.next_redo is None


def test_three_hundred_photos_are_labelled_undone_and_redone_by_keys_also_after_a_restart(
    folder: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    wanted: dict[str, str | None] = {file.name: file.stem.split(" ", 1)[1] for file in folder.glob("*.jpg")}
    assert len(wanted) == 300
    with program(tmp_path, qtbot, qapp) as window:
        page = open_folder(window, folder, qtbot)
        operations = label_everything(page, qtbot)
        assert labels(window._session) == wanted
        check_undo_and_redo(window._session, wanted, operations, qtbot)
    with program(tmp_path, qtbot, qapp) as window:
        page = open_folder(window, folder, qtbot)
        assert labels(window._session) == wanted
        page.grid.setFocus(Qt.FocusReason.TabFocusReason)
        check_undo_and_redo(window._session, wanted, operations, qtbot)
