from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tldesk.desktop.widgets.banner import BannerBar


def _page(qtbot: QtBot) -> tuple[QWidget, BannerBar]:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(800, 600)
    bar = BannerBar(page)
    with qtbot.waitExposed(page):
        page.show()
    return page, bar


def test_it_says_nothing_until_it_is_told(qtbot: QtBot) -> None:
    _, bar = _page(qtbot)
    assert bar.text == ""
    assert not bar.isVisible()


def test_its_button_acts_once_and_closes_it(qtbot: QtBot) -> None:
    _, bar = _page(qtbot)
    done: list[str] = []
    bar.say("12 photos labelled Rods", action="Undo", act=lambda: done.append("undone"))
    assert bar.text == "12 photos labelled Rods"
    with qtbot.waitSignal(bar.closed):
        qtbot.mouseClick(bar.action_button, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert bar.text == ""


def test_an_information_leaves_by_itself_and_an_error_stays(qtbot: QtBot) -> None:
    _, bar = _page(qtbot)
    bar.say("Done")
    assert bar._timer.isActive()
    bar.say("The disk is full", "error")
    assert not bar._timer.isActive()
    assert bar.text == "The disk is full"


def test_the_details_go_to_the_clipboard(qtbot: QtBot) -> None:
    _, bar = _page(qtbot)
    bar.say("Something unexpected went wrong", "error", details="Traceback ...")
    copy = next(button for button in bar.findChildren(QPushButton) if button.text() == "Copy details")
    assert copy.isVisible()
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Traceback ..."
    bar.say("Done")
    assert not copy.isVisible()


def test_it_lies_within_the_page_however_small(qtbot: QtBot) -> None:
    page, bar = _page(qtbot)
    bar.say("A sentence that is rather long, since it tells what happened, what was kept, and what to do about it now. " * 3, "error")
    for width in (800, 420, 1400):
        page.resize(width, 500)
        assert QRect(0, 0, width, 500).contains(bar.geometry())
        assert bar.height() >= bar._row.heightForWidth(bar.width())
