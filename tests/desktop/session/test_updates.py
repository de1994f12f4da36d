"""Looking for newer versions at the start: never unasked, once a day, and silent about what goes wrong."""

import gc
import json
import logging
import socket
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from tldesk import __version__
from tldesk.desktop.preferences import ANNOUNCED, Preferences
from tldesk.desktop.session import Banner, Session, updates


class Day(date):
    """The calendar of a test, which no midnight turns."""

    today_is = date(2026, 1, 31)

    @classmethod
    def today(cls) -> date:
        return cls.today_is


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Day, "today_is", Day.today_is)
    monkeypatch.setattr(updates, "date", Day)


@pytest.fixture
def said(session: Session) -> list[Banner]:
    banners: list[Banner] = []
    session.said.connect(banners.append)
    return banners


@pytest.fixture
def file(tmp_path: Path, preferences: Preferences) -> Path:
    """An announcement that the preferences name, with the switch on."""
    file = tmp_path / "versions.json"
    announce(file, "99.0")
    preferences.updates_place, preferences.updates_wanted = str(file), True
    return file


def announce(file: Path, version: str, **more: str) -> None:
    file.write_text(json.dumps({"version": version, "notes": "Opens more photos.", **more}))


def start(session: Session, qtbot: QtBot) -> None:
    session.updates.look_at_start()
    qtbot.waitUntil(lambda: not session.updates.busy)


def test_nothing_is_looked_for_unasked(session: Session, preferences: Preferences, monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setenv(ANNOUNCED, str(file))
    preferences.updates_wanted = False
    session.updates.look_at_start()
    assert not session.updates.busy
    assert Preferences(preferences._settings).value("updates/looked", "") == ""


def test_a_newer_version_is_said_once_a_day(session: Session, said: list[Banner], file: Path, qtbot: QtBot) -> None:
    start(session, qtbot)
    start(session, qtbot)
    (banner,) = said
    assert (banner.text, banner.kind, banner.action) == ("tldesk 99.0 is announced: Opens more photos.", "info", "")
    Day.today_is += timedelta(days=1)
    start(session, qtbot)
    assert len(said) == 2


def test_a_place_that_was_away_is_looked_at_again_at_the_next_start(session: Session, said: list[Banner], file: Path, qtbot: QtBot) -> None:
    file.unlink()
    start(session, qtbot)
    assert said == []
    announce(file, "99.0")
    start(session, qtbot)
    assert len(said) == 1
    start(session, qtbot)
    assert len(said) == 1


def test_a_look_that_only_waits_keeps_no_garbage(session: Session, preferences: Preferences, qtbot: QtBot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        preferences.updates_place, preferences.network_allowed = f"http://127.0.0.1:{silent.getsockname()[1]}/told", True
        session.updates.look(lambda _newer: None, lambda _error: None)
        asking, _ = silent.accept()
        with asking:
            assert session.updates.busy
            assert gc.isenabled()
            session.updates.cancel()
            session.updates.join()


def test_what_is_not_newer_is_not_said(session: Session, said: list[Banner], file: Path, qtbot: QtBot) -> None:
    announce(file, __version__)
    start(session, qtbot)
    assert (said, session.updates.newer) == ([], None)


@pytest.mark.parametrize("place", ["nothing.json", "https://localhost:9/versions.json"])
def test_what_goes_wrong_is_written_to_the_log_alone(
    session: Session,
    preferences: Preferences,
    said: list[Banner],
    file: Path,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    place: str,
) -> None:
    preferences.updates_place = place
    with caplog.at_level(logging.WARNING, logger="tldesk"):
        start(session, qtbot)
    assert said == []
    (line,) = caplog.messages
    assert place.removeprefix("https://").partition("/")[0] in line


def test_the_page_is_opened_by_the_button_alone(session: Session, said: list[Banner], file: Path, qtbot: QtBot) -> None:
    class Opened(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.urls: list[str] = []

        @Slot(QUrl)
        def open(self, url: QUrl) -> None:
            self.urls.append(url.toString())

    announce(file, "99.0", page="https://lab.example/tldesk")
    handler = Opened()
    QDesktopServices.setUrlHandler("https", handler, "open")
    try:
        start(session, qtbot)
        (banner,) = said
        assert (banner.action, handler.urls) == ("Open page", [])
        assert banner.act is not None
        banner.act()
        assert handler.urls == ["https://lab.example/tldesk"]
    finally:
        QDesktopServices.unsetUrlHandler("https")


def test_an_administrator_s_place_is_used_until_another_is_given(preferences: Preferences, monkeypatch: pytest.MonkeyPatch) -> None:
    assert preferences.updates_place == ""
    monkeypatch.setenv(ANNOUNCED, "/share/versions.json")
    assert (preferences.updates_place, preferences.updates_wanted) == ("/share/versions.json", False)
    preferences.updates_place = "/stick/versions.json"
    assert preferences.updates_place == "/stick/versions.json"
    preferences.updates_place = "/share/versions.json"
    monkeypatch.setenv(ANNOUNCED, "/share/moved.json")
    assert preferences.updates_place == "/share/moved.json"
