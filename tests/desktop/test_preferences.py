from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from pytestqt.qtbot import QtBot

from tldesk.desktop.preferences import RECENT, Preferences


def _again(preferences: Preferences, tmp_path: Path) -> Preferences:
    preferences._settings.sync()
    return Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))


def test_values_keep_their_type_across_a_restart(preferences: Preferences, tmp_path: Path) -> None:
    for name, value in {"a/flag": True, "a/off": False, "a/zoom": 160, "a/share": 0.5, "a/page": "label"}.items():
        preferences.set_value(name, value)
    again = _again(preferences, tmp_path)
    assert again.value("a/flag", default=False) is True
    assert again.value("a/off", default=True) is False
    assert again.value("a/zoom", 1) == 160
    assert again.value("a/share", 1.0) == 0.5
    assert again.value("a/page", "") == "label"


def test_nonsense_gives_the_default(preferences: Preferences) -> None:
    preferences.set_value("zoom", "large")
    assert preferences.value("zoom", 160) == 160
    assert preferences.value("never written", 3) == 3


def test_each_project_has_its_own(preferences: Preferences) -> None:
    preferences.set_value("page", "train", project=Path("/a"))
    assert preferences.value("page", "label", project=Path("/a")) == "train"
    assert preferences.value("page", "label", project=Path("/b")) == "label"
    assert preferences.value("page", "label") == "label"


def test_a_state_is_kept_as_bytes(preferences: Preferences, tmp_path: Path) -> None:
    assert preferences.state("window/geometry").isEmpty()
    preferences.set_state("window/geometry", QByteArray(b"\x00\x01\xff"))
    assert _again(preferences, tmp_path).state("window/geometry") == QByteArray(b"\x00\x01\xff")


def test_recent_folders_may_have_any_name_and_those_of_earlier_versions_stay(preferences: Preferences, tmp_path: Path) -> None:
    preferences.set_value("start/recent", f"{tmp_path / 'old'}\n{tmp_path / 'older'}")
    preferences.remember(tmp_path / "two\nlines, ü")
    assert preferences.recent == [tmp_path / "two\nlines, ü", tmp_path / "old", tmp_path / "older"]
    for nonsense in ("{}", "3", "[1, null]"):
        preferences.set_value("start/recent", nonsense)
        assert preferences.recent == []


def test_recent_folders_come_newest_first_and_each_once(preferences: Preferences, tmp_path: Path, qtbot: QtBot) -> None:
    folders = [tmp_path / f"plate {number}" for number in range(RECENT + 2)]
    for folder in folders:
        folder.mkdir()
        preferences.remember(folder)
    with qtbot.waitSignal(preferences.recent_changed):
        preferences.remember(folders[5])
    assert preferences.recent == [folders[5], *(f for f in reversed(folders) if f != folders[5])][:RECENT]


def test_a_folder_that_is_gone_is_remembered_until_it_is_forgotten(preferences: Preferences, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    preferences.remember(drive)
    assert preferences.recent == [drive]
    preferences.forget(drive)
    assert preferences.recent == []


def test_somebody_labels(preferences: Preferences) -> None:
    assert preferences.who
    preferences.set_value("person/name", "Ada")
    assert preferences.who == "Ada"
