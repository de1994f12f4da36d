"""The line about missing photos, with real files that were moved away."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tldesk.core.filters import PhotoFilter
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.label.missing_bar import MissingBar
from tldesk.project import classes, photos


@pytest.fixture
def archive(opened: Session, folder: Path, tmp_path: Path, qtbot: QtBot) -> Path:
    """Where three labelled photos of the open project went."""
    place = tmp_path / "archive"
    place.mkdir()
    rod = opened.labelling.add_class("Rod")
    assert rod is not None
    assert opened.project is not None
    opened.labelling.label([photo.id for photo in photos.all_photos(opened.project)], rod.id)
    for number in (1, 3, 5):
        shutil.move(folder / "round" / f"round {number}.jpg", place / f"{number}.jpg")
    read_again(opened, qtbot)
    return place


@pytest.fixture
def bar(opened: Session, archive: Path, qtbot: QtBot) -> MissingBar:
    bar = MissingBar(opened)
    qtbot.addWidget(bar)
    return bar


def read_again(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.rescan()


def asked(session: Session, folder: Path, qtbot: QtBot) -> Banner:
    with qtbot.waitSignal(session.said) as said:
        session.folder.find_missing(folder)
    banner = said.args[0]
    assert isinstance(banner, Banner)
    return banner


def test_missing_photos_are_counted_and_shown_on_demand(bar: MissingBar, qtbot: QtBot) -> None:
    assert not bar.isHidden()
    assert bar.text == "3 photos missing"
    with qtbot.waitSignal(bar.show_wanted) as wanted:
        qtbot.mouseClick(bar.show_button, Qt.MouseButton.LeftButton)
    assert wanted.args == [PhotoFilter(missing=True)]
    bar.follow_filter(PhotoFilter(missing=True))
    assert bar.show_button.text() == "Show all photos"
    with qtbot.waitSignal(bar.show_wanted) as wanted:
        qtbot.mouseClick(bar.show_button, Qt.MouseButton.LeftButton)
    assert wanted.args == [PhotoFilter()]


def test_nothing_is_said_while_all_photos_are_there(bar: MissingBar, opened: Session, archive: Path, folder: Path, qtbot: QtBot) -> None:
    for file in archive.iterdir():
        shutil.move(file, folder / file.name)
    read_again(opened, qtbot)
    assert bar.isHidden()


def test_photos_that_went_elsewhere_in_the_folder_are_found_with_their_labels(
    bar: MissingBar, opened: Session, archive: Path, folder: Path, qtbot: QtBot
) -> None:
    shutil.move(archive, folder / "round" / "moved here")
    assert asked(opened, folder / "round", qtbot).text.startswith("3 missing photos found in")
    assert bar.isHidden()
    assert opened.project is not None
    back = next(p for p in photos.all_photos(opened.project) if p.path == "round/moved here/1.jpg")
    assert back.class_id is not None


def test_what_can_be_done_about_photos_outside_is_said_and_labels_come_along(
    bar: MissingBar, opened: Session, archive: Path, folder: Path, qtbot: QtBot
) -> None:
    banner = asked(opened, archive, qtbot)
    assert "3 of 3 missing photos found" in banner.text
    assert "not inside the project's folder" in banner.text
    assert (banner.action, bar.text) == ("Open it with these labels", "3 photos missing")
    assert banner.act is not None
    with qtbot.waitSignal(opened.scanning, check_params_cb=lambda progress: progress.finished):
        banner.act()
    project = opened.project
    assert project is not None
    assert project.root == archive
    rod = classes.classes(project)[0]
    assert [(photo.path, photo.class_id) for photo in photos.all_photos(project) if not photo.missing] == [
        (f"{number}.jpg", rod.id) for number in (1, 3, 5)
    ]
    assert "of its own" not in banner.text
    with qtbot.waitSignal(opened.scanning, check_params_cb=lambda progress: progress.finished):
        opened.open(folder)
    again = asked(opened, archive, qtbot)
    assert "labels of its own" in again.text
    assert again.action == "Open that folder"


def test_a_folder_without_them_is_no_help_and_one_that_is_gone_is_an_error(
    bar: MissingBar, opened: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "empty").mkdir()
    assert asked(opened, tmp_path / "empty", qtbot).text.startswith("None of the 3 missing photos is in")
    assert asked(opened, tmp_path / "nowhere", qtbot).kind == "error"


def test_a_search_can_be_left(bar: MissingBar, opened: Session, archive: Path, qtbot: QtBot) -> None:
    said: list[Banner] = []
    opened.said.connect(said.append)
    opened.folder.find_missing(archive)
    assert "Looking in" in bar.text
    qtbot.mouseClick(bar.stop_button, Qt.MouseButton.LeftButton)
    assert bar.text == "3 photos missing"
    opened.folder.join()
    assert said == []


def test_a_folder_that_is_away_is_said_in_place_of_missing_photos(bar: MissingBar, opened: Session, folder: Path, qtbot: QtBot) -> None:
    away = folder.rename(folder.with_name("unplugged"))
    qtbot.waitUntil(lambda: opened.folder.is_away)
    assert "is away" in bar.text
    assert bar.show_button.isHidden()
    assert bar.find_button.isHidden()
    away.rename(folder)
    qtbot.waitUntil(lambda: not opened.folder.is_away)
    assert bar.text == "3 photos missing"
