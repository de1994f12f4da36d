from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tldesk import __version__
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.settings import SettingsSheet
from tldesk.project import classes


@pytest.fixture
def sheet(opened: Session, preferences: Preferences, qtbot: QtBot) -> Iterator[SettingsSheet]:
    sheet = SettingsSheet(opened, preferences)
    qtbot.addWidget(sheet)
    sheet.show()
    yield sheet
    sheet.join()


def test_a_name_given_here_stands_beside_the_next_label(sheet: SettingsSheet, preferences: Preferences, qtbot: QtBot) -> None:
    sheet.person.selectAll()
    qtbot.keyClicks(sheet.person, "  Ada  ")
    qtbot.keyClick(sheet.person, Qt.Key.Key_Return)
    assert preferences.who == "Ada"
    assert not sheet.isVisible()


def test_no_name_is_none(sheet: SettingsSheet, preferences: Preferences, qtbot: QtBot) -> None:
    before = preferences.who
    sheet.person.clear()
    sheet.person.editingFinished.emit()
    assert preferences.who == sheet.person.text() == before


def test_colours_are_wanted_and_the_kept_ones_shown(sheet: SettingsSheet, qtbot: QtBot) -> None:
    assert sheet.scheme.currentData() == "system"
    with qtbot.waitSignal(sheet.scheme_wanted) as wanted:
        qtbot.keyClick(sheet.scheme, Qt.Key.Key_End)
    assert wanted.args == ["dark"]


def test_clearing_the_cache_takes_what_can_be_made_again_and_no_label(sheet: SettingsSheet, opened: Session, qtbot: QtBot) -> None:
    assert opened.project is not None
    opened.labelling.add_class("rods")
    (opened.project.layout.features / "old.safetensors").write_bytes(bytes(2_000_000))
    sheet._cache.measure(opened.project.layout)
    qtbot.waitUntil(lambda: sheet.cache_size.text().startswith("2."))
    qtbot.mouseClick(sheet.clear_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "kB" in sheet.cache_size.text())
    assert list(opened.project.layout.features.iterdir()) == []
    assert [one.name for one in classes.classes(opened.project)] == ["rods"]


def test_the_diagnosis_goes_to_the_clipboard(sheet: SettingsSheet, qtbot: QtBot) -> None:
    button = next(one for one in sheet.findChildren(QAbstractButton) if one.text() == "Copy the diagnosis")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert f"tldesk: {__version__}" in QGuiApplication.clipboard().text()


def test_every_control_has_a_name(sheet: SettingsSheet) -> None:
    assert all(one.text() or one.accessibleName() for one in sheet.findChildren(QAbstractButton) if not one.objectName().startswith("qt_"))
