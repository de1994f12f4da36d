from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tldesk.desktop import theme
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.class_chip import ClassChip
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.empty_state import EmptyState
from tldesk.desktop.widgets.progress_row import ProgressRow
from tldesk.desktop.widgets.rail_button import WIDTH, RailButton


def _words(row: ProgressRow) -> list[str]:
    return [label.text() for label in row.findChildren(QLabel)]


def test_a_progress_row_says_the_step_and_what_is_left(qtbot: QtBot) -> None:
    row = ProgressRow("Stop")
    qtbot.addWidget(row)
    row.show_progress("Training", "Computing features", done=300, total=1000, eta_seconds=180)
    assert _words(row) == ["Training: Computing features", "3\u202fmin left"]
    row.show_progress("Training", "Computing features", done=300, total=1000, eta_seconds=None)
    assert _words(row)[1] == "300 of 1\u202f000"
    row.show_progress("Predicting", "Predicting", done=0, total=0, eta_seconds=None)
    assert _words(row) == ["Predicting", ""]
    with qtbot.waitSignal(row.stopped):
        qtbot.mouseClick(row.findChild(QPushButton), Qt.MouseButton.LeftButton)


def test_enter_presses_a_button_as_space_does(qtbot: QtBot) -> None:
    button = Button("Use these classes")
    qtbot.addWidget(button)
    button.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, key)


def test_an_empty_page_has_one_button_or_none(qtbot: QtBot) -> None:
    page = EmptyState("tag-outline", "No runs yet", "Train a model first.", "Go to Train")
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.acted):
        qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    page.set_words("Reading the folder", "The photos appear here.")
    assert not page.button.isVisible()
    assert page.button.property("accent") is True


def test_a_chip_has_its_name_whole_in_the_tooltip_when_it_is_cut(qtbot: QtBot) -> None:
    chip = ClassChip()
    qtbot.addWidget(chip)
    chip.set_class("a class with quite a long name", "#0072b2", "3")
    chip.resize(chip.sizeHint())
    chip.grab()
    assert chip.toolTip() == ""
    chip.resize(60, 22)
    chip.grab()
    assert chip.toolTip() == "a class with quite a long name"
    assert chip.accessibleName() == "a class with quite a long name"


def test_a_label_that_elides_keeps_the_ends_and_tells_all(qtbot: QtBot) -> None:
    label = ElidedLabel("3f844e1e-4a2b-4e1f-9d5b-191bf11.jpg")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.grab()
    assert label.toolTip() == "3f844e1e-4a2b-4e1f-9d5b-191bf11.jpg"
    label.resize(600, 20)
    label.grab()
    assert label.toolTip() == ""


def test_a_stage_tells_its_count(qtbot: QtBot) -> None:
    button = RailButton("tag-outline", "Label")
    qtbot.addWidget(button)
    button.set_count("1\u202f905")
    button.click()
    assert button.isChecked()
    assert (button.accessibleName(), button.accessibleDescription()) == ("Label", "1\u202f905")
    assert not button.grab().isNull()


def test_a_stage_with_a_long_name_is_wide_enough_for_it(qtbot: QtBot) -> None:
    short, long = RailButton("tag-outline", "Label"), RailButton("tag-outline", "Schlussfolgerungen")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert long.sizeHint().width() > QFontMetrics(theme.body()).horizontalAdvance(long.text()) > short.sizeHint().width() == WIDTH
