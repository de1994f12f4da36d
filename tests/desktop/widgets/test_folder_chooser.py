from pathlib import Path

import pytest
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from tldesk.desktop.widgets.folder_chooser import choose_folder


@pytest.fixture
def plates(tmp_path: Path) -> Path:
    """A folder with two folders in it."""
    for name in ("plates", "plates 2"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.mark.parametrize("typed", [True, False])
def test_one_folder_is_opened_where_the_dialog_answers_with_two(plates: Path, qtbot: QtBot, typed: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    chosen: list[Path] = []
    dialog = choose_folder(window, chosen.append, title="Open", begin=plates)
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    with QSignalBlocker(line):
        line.setText(str(plates / "plates 2") if typed else "")
    # What Qt's dialog answers with when "…/plates 2" is typed in it, key by key.
    dialog.filesSelected.emit([str(plates), str(plates / "plates 2")])
    dialog.reject()
    assert chosen == [plates / "plates 2"]


def test_a_folder_that_is_marked_in_the_list_is_opened(plates: Path, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    chosen: list[Path] = []
    dialog = choose_folder(window, chosen.append, title="Open", begin=plates)
    listed = dialog.findChild(QListView, "listView")
    assert isinstance(listed, QListView)
    model, root = listed.model(), listed.rootIndex()
    # The dialog reads the folder in a thread of its own.
    qtbot.waitUntil(lambda: model.rowCount(root) == 2)
    rows = [model.index(row, 0, root) for row in range(2)]
    listed.setCurrentIndex(next(row for row in rows if row.data() == "plates"))
    dialog.accept()
    assert chosen == [plates / "plates"]


def test_without_a_place_to_begin_it_shows_a_folder_of_the_user(plates: Path, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    chosen: list[Path] = []
    dialog = choose_folder(window, chosen.append, title="Open", begin=plates / "gone")
    assert Path(dialog.directory().absolutePath()).is_relative_to(Path.home())
    dialog.reject()
    assert not chosen
