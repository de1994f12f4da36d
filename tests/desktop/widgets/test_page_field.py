import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tldesk.desktop.widgets.page_field import PageField

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
REDO_KEYS = [(Qt.Key.Key_Z, CONTROL | SHIFT), (Qt.Key.Key_Y, CONTROL)]


@pytest.fixture
def page(qtbot: QtBot) -> tuple[PageField, list[str]]:
    """A field that has the focus, on a page with an undo and a redo of its own, and what these did."""
    page, field, done = QWidget(), PageField(), list[str]()
    QVBoxLayout(page).addWidget(field)
    for name, keys in (("undo", ["Ctrl+Z"]), ("redo", ["Ctrl+Shift+Z", "Ctrl+Y"])):
        action = QAction(name, page)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _on, name=name: done.append(name))
        page.addAction(action)
    field.page = page  # type: ignore[attr-defined]
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    field.setFocus()
    return field, done


def test_an_empty_field_leaves_undo_and_redo_to_the_page(page: tuple[PageField, list[str]], qtbot: QtBot) -> None:
    field, done = page
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    for key, held in REDO_KEYS:
        qtbot.keyClick(field, key, held)
    assert done == ["undo", "redo", "redo"]


@pytest.mark.parametrize(("key", "held"), REDO_KEYS, ids=["Ctrl+Shift+Z", "Ctrl+Y"])
def test_what_was_typed_is_undone_before_the_page_is(
    page: tuple[PageField, list[str]], qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    field, done = page
    qtbot.keyClicks(field, "rod")
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert (field.text(), done) == ("", [])
    qtbot.keyClick(field, key, held)
    assert (field.text(), done) == ("rod", [])
    qtbot.keyClick(field, key, held)
    assert (field.text(), done) == ("rod", ["redo"])
