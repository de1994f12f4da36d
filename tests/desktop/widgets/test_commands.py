from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tldesk.desktop.widgets.command_palette import CommandPalette
from tldesk.desktop.widgets.help_sheet import HelpSheet, shortcuts

NAMES = ["Open a folder…", "Show all photos", "Show unlabelled photos", "Folder again"]


def _actions(parent: QWidget) -> list[QAction]:
    actions = [QAction(name, parent) for name in NAMES]
    actions[1].setShortcut("Ctrl+Shift+A")
    actions[2].setEnabled(False)
    return actions


def test_enter_takes_the_command_that_is_marked(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    palette = CommandPalette(_actions(window), window)
    qtbot.addWidget(palette)
    field = palette.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "o")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.accepted):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert palette.chosen is not None
    assert palette.chosen.text() == "Show all photos"


def test_what_can_not_be_done_now_is_not_offered(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    palette = CommandPalette(_actions(window), window)
    qtbot.addWidget(palette)
    assert palette._model.rowCount() == 3
    assert palette.nothing.isHidden()
    palette._narrow("zebra")
    assert not palette.nothing.isHidden()
    assert palette._list.isHidden()
    palette._choose()
    assert palette.chosen is None


def test_the_help_sheet_lists_actions_that_have_keys(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    lines = shortcuts(_actions(window))
    assert lines == [("Ctrl+Shift+A", "Show all photos")]
    sheet = HelpSheet([("On this page", lines), ("Empty", [])], window)
    qtbot.addWidget(sheet)
    assert {label.text() for label in sheet.findChildren(QLabel)} == {"On this page", "Ctrl+Shift+A", "Show all photos"}
