from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tldesk.desktop.widgets.banner import HEIGHT, Banners, Message, MessagePlace


def _page(qtbot: QtBot) -> tuple[QWidget, Banners, QPushButton]:
    """A page with a button at its foot, and the place of the banners below it."""
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(800, 600)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    needed = QPushButton("Needed")
    column.addStretch(1)
    column.addWidget(needed)
    banners = Banners()
    column.addWidget(MessagePlace(banners))
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page, banners, needed


def test_nothing_moves_when_messages_come_and_go(qtbot: QtBot) -> None:
    page, banners, needed = _page(qtbot)
    assert not banners.isVisible()
    before = needed.geometry()
    for text in ("Saved", "The disk is full. All labels are kept. Free some space. " * 12):
        row = banners.say(Message(text, "error"))
        page.layout().activate()
        assert banners.isVisible()
        assert needed.geometry() == before
        banners.dismiss(row)
        assert needed.geometry() == before


def test_a_message_of_two_lines_covers_no_control_and_a_longer_one_is_shown_whole(qtbot: QtBot) -> None:
    page, banners, needed = _page(qtbot)
    banners.say(Message("What happened, what was kept and what is to be done about it. " * 2, "error"))
    assert banners.height() == HEIGHT
    assert needed.geometry().bottom() < banners.geometry().top()
    banners.say(Message("What happened, what was kept and what is to be done about it. " * 8, "error"))
    for width in (800, 420, 1400):
        page.resize(width, 500)
        page.layout().activate()
        qtbot.waitUntil(lambda width=width: banners.width() == width)
        row = banners.rows[-1]
        assert page.rect().contains(banners.geometry())
        assert banners.geometry().bottom() == page.rect().bottom()
        qtbot.waitUntil(lambda row=row: row.height() >= row.heightForWidth(row.width()))


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


def test_the_newest_of_the_gravest_messages_is_shown_and_none_is_said_twice(qtbot: QtBot) -> None:
    _held, banners, _button = _page(qtbot)
    for text in ("The disk is full", "The folder is gone", "The disk is full"):
        banners.say(Message(text, "error"))
    for text in ("2 photos labelled Rods", "3 photos labelled Rods"):
        banners.say(Message(text))
    assert banners.texts == ["The folder is gone", "The disk is full", "3 photos labelled Rods"]
    assert [row.isVisible() for row in banners.rows] == [False, True, False], "labels do not hide what went wrong"
    banners.say(Message("Slow", "warning"))
    seen = []
    while banners.shown is not None:
        assert banners.shown.isVisible()
        seen.append(banners.shown.message.text)
        banners.dismiss_shown()
    assert seen == ["The disk is full", "The folder is gone", "Slow", "3 photos labelled Rods"]


def test_older_messages_come_back_as_newer_ones_are_closed(qtbot: QtBot) -> None:
    _held, banners, button = _page(qtbot)
    for number in range(2):
        banners.say(Message(f"Error {number}", "error"))
    older, newer = banners.rows
    assert not older.isVisible()
    button.setFocus()
    qtbot.mouseClick(newer.close_button, Qt.MouseButton.LeftButton)
    assert older.isVisible()
    assert button.hasFocus(), "the keyboard stays where it was"


def test_escape_closes_the_message_that_has_the_focus(qtbot: QtBot) -> None:
    _held, banners, _button = _page(qtbot)
    for text in ("The disk is full", "The folder is gone"):
        banners.say(Message(text, "error"))
    close = banners.rows[1].close_button
    close.setFocus()
    qtbot.keyClick(close, Qt.Key.Key_Escape)
    assert banners.texts == ["The disk is full"]


def test_the_details_go_to_the_clipboard(qtbot: QtBot) -> None:
    _held, banners, _button = _page(qtbot)
    row = banners.say(Message("Something unexpected went wrong", "error", details="Traceback ..."))
    assert row.copy_button.isVisible()
    qtbot.mouseClick(row.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Traceback ..."
    assert not banners.say(Message("Done")).copy_button.isVisible()
