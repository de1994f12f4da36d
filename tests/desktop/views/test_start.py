from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from tldesk.core.engine_trouble import can_not_load
from tldesk.core.processor import cpu_in_words
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.start import StartView
from tldesk.desktop.views.start.sample import SampleDrawer


@pytest.fixture
def start(session: Session, preferences: Preferences, qtbot: QtBot) -> Iterator[StartView]:
    start = StartView(session, preferences)
    qtbot.addWidget(start)
    start.resize(1000, 700)
    start.show()
    yield start
    start.join()


def test_the_one_next_step_is_to_open_a_folder(start: StartView, qtbot: QtBot) -> None:
    accents = [button.text() for button in start.findChildren(QPushButton) if button.property("accent")]
    assert accents == ["Open a folder of photos"]
    with qtbot.waitSignal(start.browse):
        qtbot.mouseClick(start.open_button, Qt.MouseButton.LeftButton)


def test_a_recent_project_opens_with_one_click(
    start: StartView, session: Session, preferences: Preferences, folder: Path, qtbot: QtBot
) -> None:
    preferences.remember(folder)
    button = next(b for b in start.findChildren(QPushButton) if b.text() == "colonies")
    with qtbot.waitSignal(session.opened):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert session.project is not None
    assert session.project.root == folder


def test_the_sample_is_drawn_beside_the_window_and_then_told(tmp_path: Path, qtbot: QtBot) -> None:
    drawer = SampleDrawer()
    with qtbot.waitSignal(drawer.done, timeout=60_000) as done:
        drawer.draw(tmp_path / "sample", per_class=1)
    drawer.join()
    assert done.args == [tmp_path / "sample"]
    assert len(list((tmp_path / "sample").rglob("*.jpg"))) == 4
    assert not drawer.busy


def test_a_sample_that_can_not_be_written_says_why(tmp_path: Path, qtbot: QtBot) -> None:
    in_the_way = tmp_path / "sample"
    in_the_way.write_text("a file")
    drawer = SampleDrawer()
    with qtbot.waitSignal(drawer.failed) as failed:
        drawer.draw(in_the_way)
    drawer.join()
    assert failed.args[0]


def test_a_project_that_is_away_is_grey_says_so_and_can_be_taken_off_the_list(
    start: StartView, preferences: Preferences, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    gone = tmp_path / "stick" / "plates"
    for one in (folder, gone):
        preferences.remember(one)
    row = start.recent.rows[gone]
    qtbot.waitUntil(lambda: not row.open_button.isEnabled())
    assert row.place.text() == "Not found. Is its disk or share connected?"
    assert start.recent.rows[folder].open_button.isEnabled()
    qtbot.mouseClick(row.remove_button, Qt.MouseButton.LeftButton)
    assert preferences.recent == [folder]
    assert list(start.recent.rows) == [folder]


def test_what_the_engine_found_is_said_once_it_has_said_so(start: StartView, session: Session) -> None:
    assert not start.device.reason.isVisible()
    session._be_ready(cpu_in_words(8), "No NVIDIA card was found.")
    assert start.device.device.text() == "Models are trained on: CPU, 8 threads"
    session._be_ready(cpu_in_words(1), "No NVIDIA card was found.")
    assert start.device.device.text() == "Models are trained on: CPU, 1 thread"
    assert start.device.reason.text() == "No NVIDIA card was found. Training works, and takes longer."
    session._be_ready("NVIDIA RTX 4060, 8 GB", "")
    assert not start.device.reason.isVisible()


def test_an_engine_that_can_not_start_is_said_with_what_to_do_until_one_starts(start: StartView, session: Session) -> None:
    session._be_in_trouble(str(can_not_load(OSError("libcudart.so.13: cannot open shared object file"))))
    assert start.device.device.text() == "Nothing can be trained or answered yet"
    assert start.device.reason.isVisible()
    assert "libcudart.so.13" in start.device.reason.text()
    assert "Install tldesk again" in start.device.reason.text()
    session._be_ready("NVIDIA RTX 4060, 8 GB", "")
    assert start.device.device.text() == "Models are trained on: NVIDIA RTX 4060, 8 GB"
    assert not start.device.reason.isVisible()


def test_progress_is_shown_while_the_sample_is_drawn(start: StartView) -> None:
    start._show_drawing(drawing=True)
    start._show_progress(60, 240)
    bar = start.findChild(QProgressBar)
    assert bar is not None
    assert bar.isVisible()
    assert (bar.value(), bar.maximum()) == (60, 240)
    assert not start.sample_button.isVisible()
