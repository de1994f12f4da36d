import json
from collections.abc import Iterator
from pathlib import Path

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
    QGuiApplication.clipboard().setText("before")
    button.click()
    # A share that is away may take its time: the window goes on, and the button tells.
    assert (button.text(), button.isEnabled(), QGuiApplication.clipboard().text()) == ("Copying", False, "before")
    qtbot.waitUntil(button.isEnabled)
    assert button.text() == "Copied"
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == f"tldesk: {__version__}"
    assert any(line.startswith("Weights: ") for line in lines)


def test_every_control_has_a_name(sheet: SettingsSheet) -> None:
    assert all(one.text() or one.accessibleName() for one in sheet.findChildren(QAbstractButton) if not one.objectName().startswith("qt_"))


def look(sheet: SettingsSheet, place: object, qtbot: QtBot) -> str:
    """What is said of `place`."""
    sheet.updates.place.setText(str(place))
    qtbot.mouseClick(sheet.updates.look_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(sheet.updates.look_button.isEnabled)
    return sheet.updates.said.text()


def test_looking_now_says_in_words_what_is_announced(sheet: SettingsSheet, preferences: Preferences, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "versions.json"
    assert "no file" in look(sheet, file, qtbot)
    file.write_text(json.dumps({"version": __version__}))
    assert look(sheet, file, qtbot) == f"You have tldesk {__version__}; nothing newer is announced."
    assert not sheet.updates.page_button.isVisible()
    file.write_text(json.dumps({"version": "99.0", "page": "https://lab.example", "notes": "Opens more photos."}))
    assert look(sheet, f" {file} ", qtbot) == "tldesk 99.0 is announced: Opens more photos."
    assert sheet.updates.page_button.isVisible()
    assert (preferences.updates_place, preferences.updates_wanted) == (str(file), False)


def test_none_of_the_words_of_an_announcement_are_cut_off(sheet: SettingsSheet, tmp_path: Path, qtbot: QtBot) -> None:
    said, file = sheet.updates.said, tmp_path / "versions.json"
    for words in range(10, 41, 3):
        file.write_text(json.dumps({"version": "99.0", "notes": " ".join(["WWWW"] * words)}))
        look(sheet, file, qtbot)
        qtbot.waitUntil(lambda: said.height() >= said.heightForWidth(said.width()))
    assert said.height() > 3 * said.fontMetrics().lineSpacing()


def test_a_switch_that_could_find_nothing_says_so(sheet: SettingsSheet, preferences: Preferences, qtbot: QtBot) -> None:
    assert not sheet.updates.wanted.isChecked()
    sheet.updates.wanted.click()
    qtbot.waitUntil(lambda: "not said where" in sheet.updates.said.text())
    assert preferences.updates_wanted
    qtbot.keyClicks(sheet.updates.place, "https://localhost:9/versions.json")
    sheet.updates.look_button.setFocus()
    sheet.updates.place.editingFinished.emit()
    qtbot.waitUntil(lambda: "network is not allowed" in sheet.updates.said.text())


def test_return_in_the_place_looks_there_and_leaves_the_sheet_open(sheet: SettingsSheet, preferences: Preferences, qtbot: QtBot) -> None:
    preferences.updates_wanted = True
    for place in ("/nowhere/versions.json", "/nowhere/others.json"):
        sheet.updates.place.setText("")
        qtbot.keyClicks(sheet.updates.place, place)
        qtbot.keyClick(sheet.updates.place, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda place=place: place in sheet.updates.said.text())
        assert sheet.isVisible()
        assert preferences.updates_place == place


def test_what_was_found_at_the_start_is_shown_and_leaving_waits_for_nothing(
    opened: Session, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "versions.json").write_text(json.dumps({"version": "99.0"}))
    preferences.updates_place, preferences.updates_wanted = str(tmp_path / "versions.json"), True
    opened.updates.look_at_start()
    qtbot.waitUntil(lambda: opened.updates.newer is not None)
    sheet = SettingsSheet(opened, preferences)
    qtbot.addWidget(sheet)
    assert sheet.updates.said.text() == "tldesk 99.0 is announced."
    sheet.updates.look_button.click()
    assert opened.updates.busy
    sheet.join()
    assert not opened.updates.busy
