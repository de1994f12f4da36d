import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tldesk.desktop.widgets.overlay import Overlay


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A page with a field and a button."""
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(QLineEdit())
    column.addWidget(QPushButton("Open"))
    page.resize(400, 300)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


class Box(Overlay):
    """An overlay with a field and a choice."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.field, self.choice = QLineEdit(), QComboBox()
        self.choice.addItems(["one", "two"])
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.choice)


def test_it_lies_inside_the_page_and_gives_the_focus_back(page: QWidget, qtbot: QtBot) -> None:
    before = page.findChildren(QLineEdit)[0]
    before.setFocus()
    box = Box(page)
    button = page.findChildren(QPushButton)[0]
    box.open_below(button, focus=box.field)
    assert page.rect().contains(box.geometry())
    assert box.field.hasFocus()
    with qtbot.waitSignal(box.closed):
        qtbot.keyClick(box.field, Qt.Key.Key_Escape)
    assert before.hasFocus()


def test_who_goes_on_elsewhere_closes_it_and_keeps_the_focus(page: QWidget, qtbot: QtBot) -> None:
    box = Box(page)
    box.open_over(page.rect(), focus=box.field)
    button = page.findChildren(QPushButton)[0]
    qtbot.mouseClick(page, Qt.MouseButton.LeftButton, pos=QPoint(2, 298))
    assert box.isHidden()
    box.open_over(page.rect(), focus=box.field)
    button.setFocus()
    assert box.isHidden()
    assert button.hasFocus()


def test_its_own_parts_and_its_opener_do_not_close_it(page: QWidget, qtbot: QtBot) -> None:
    box = Box(page)
    button = page.findChildren(QPushButton)[0]
    box.open_below(button, focus=box.field)
    box.choice.setFocus()
    assert box.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert box.isVisible()
    box.close_box()
