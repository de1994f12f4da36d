from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tldesk.desktop.widgets.banner import AT_ONCE, Banners, Message


def _page(qtbot: QtBot) -> tuple[QWidget, Banners, QPushButton]:
    """A page with a button at its foot, and the banners below it."""
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(800, 600)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    needed = QPushButton("Needed")
    column.addStretch(1)
    column.addWidget(needed)
    banners = Banners()
    column.addWidget(banners)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page, banners, needed


def test_it_takes_no_room_until_something_is_said(qtbot: QtBot) -> None:
    page, banners, needed = _page(qtbot)
    assert banners.texts == []
    assert not banners.isVisible()
    assert needed.geometry().bottom() == page.height() - 1


def test_no_message_covers_a_control(qtbot: QtBot) -> None:
    page, banners, needed = _page(qtbot)
    for number in range(AT_ONCE):
        banners.say(Message(f"{number}: what happened, what was kept and what is to be done about it now. " * 4, "error"))
    for width in (800, 420, 1400):
        page.resize(width, 500)
        page.layout().activate()
        assert needed.geometry().bottom() < banners.geometry().top()
        assert page.rect().contains(banners.geometry())
        assert all(row.height() >= row.heightForWidth(row.width()) for row in banners.rows)


def test_its_button_acts_once_and_closes_it(qtbot: QtBot) -> None:
    _held, banners, _button = _page(qtbot)
    done: list[str] = []
    row = banners.say(Message("12 photos labelled Rods", action="Undo", act=lambda: done.append("undone")))
    with qtbot.waitSignal(banners.closed):
        qtbot.mouseClick(row.action_button, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert banners.texts == []


def test_what_is_said_of_the_same_takes_the_place_of_what_was_so_before(qtbot: QtBot) -> None:
    _held, banners, _button = _page(qtbot)
    banners.say(Message("The folder is away", "warning", about="folder"))
    banners.say(Message("The disk is full", "warning"))
    banners.say(Message("The folder is there again", about="folder"))
    assert banners.texts == ["The disk is full", "The folder is there again"]


def test_an_information_leaves_by_itself_and_an_error_stays(qtbot: QtBot) -> None:
    _held, banners, _button = _page(qtbot)
    error = banners.say(Message("The disk is full", "error"))
    info = banners.say(Message("Done"))
    for row in (error, info):
        row._timer.setInterval(1)
    qtbot.waitUntil(lambda: banners.texts == ["The disk is full"])
    qtbot.wait(20)
    assert banners.texts == ["The disk is full"]


def test_messages_stand_below_one_another_and_none_is_said_twice(qtbot: QtBot) -> None:
    _held, banners, _button = _page(qtbot)
    for text in ("The disk is full", "The folder is gone", "The disk is full"):
        banners.say(Message(text, "error"))
    for text in ("2 photos labelled Rods", "3 photos labelled Rods"):
        banners.say(Message(text))
    assert banners.texts == ["The folder is gone", "The disk is full", "3 photos labelled Rods"]
    assert all(row.isVisible() for row in banners.rows)


def test_older_messages_come_back_as_newer_ones_are_closed(qtbot: QtBot) -> None:
    _held, banners, _button = _page(qtbot)
    for number in range(AT_ONCE + 1):
        banners.say(Message(f"Error {number}", "error"))
    oldest = banners.rows[0]
    assert not oldest.isVisible()
    qtbot.mouseClick(banners.rows[-1].close_button, Qt.MouseButton.LeftButton)
    assert oldest.isVisible()


def test_escape_closes_the_message_that_has_the_focus(qtbot: QtBot) -> None:
    _held, banners, _button = _page(qtbot)
    for text in ("The disk is full", "The folder is gone"):
        banners.say(Message(text, "error"))
    banners.rows[0].close_button.setFocus()
    qtbot.keyClick(banners.rows[0].close_button, Qt.Key.Key_Escape)
    assert banners.texts == ["The folder is gone"]


def test_the_details_go_to_the_clipboard(qtbot: QtBot) -> None:
    _held, banners, _button = _page(qtbot)
    row = banners.say(Message("Something unexpected went wrong", "error", details="Traceback ..."))
    assert row.copy_button.isVisible()
    qtbot.mouseClick(row.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Traceback ..."
    assert not banners.say(Message("Done")).copy_button.isVisible()
