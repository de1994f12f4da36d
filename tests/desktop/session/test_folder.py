"""The open folder with real files that come, go and are away."""

import shutil
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from tldesk.desktop.session import Banner, ScanProgress, Session
from tldesk.project import photos


@pytest.fixture(autouse=True)
def look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tldesk.desktop.session.rescanning.EVERY_S", 0.05)
    monkeypatch.setattr("tldesk.desktop.session.folder.SETTLE_S", 0.05)


def missing(session: Session) -> dict[str, bool]:
    assert session.project is not None
    return {photo.path: photo.missing for photo in photos.all_photos(session.project)}


def said(session: Session) -> list[Banner]:
    heard: list[Banner] = []
    session.said.connect(heard.append)
    return heard


def test_the_date_and_size_of_photos_are_read_after_the_folder(opened: Session, qtbot: QtBot) -> None:
    project = opened.project
    assert project is not None
    qtbot.waitUntil(lambda: all(photo.width == 64 for photo in photos.all_photos(project)))
    assert {photo.height for photo in photos.all_photos(project)} == {48}


def test_a_file_that_is_no_photo_is_noted_in_the_background(session: Session, folder: Path, qtbot: QtBot) -> None:
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff and no more")
    with qtbot.waitSignal(session.changed, check_params_cb=lambda change: bool(change.facts)):
        session.open(folder)
    project = session.project
    assert project is not None
    qtbot.waitUntil(lambda: [p.path for p in photos.all_photos(project) if p.problem] == ["broken.jpg"])


def test_files_that_are_no_photos_are_told_where_a_folder_is_new_and_where_more_come(session: Session, folder: Path, qtbot: QtBot) -> None:
    heard = said(session)
    (folder / "letter.doc").write_bytes(b"no photo")
    (folder / "round" / "list.txt").write_bytes(b"no photo")

    def told() -> list[tuple[str, str]]:
        return [(banner.text, banner.details) for banner in heard if "no photo" in banner.text]

    session.open(folder)
    qtbot.waitUntil(lambda: bool(told()))
    assert told() == [("2 files left out as no photos: .txt, .doc", "round/list.txt\nletter.doc")]
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.rescan()
    assert len(told()) == 1
    (folder / "more.doc").write_bytes(b"no photo")
    qtbot.waitUntil(lambda: len(told()) == 2)
    assert told()[1][0] == "3 files left out as no photos: .doc, .txt"
    heard.clear()
    session.close()
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.open(folder)
    assert told() == []


def test_photos_that_come_go_and_get_another_name_are_noticed_by_themselves(opened: Session, folder: Path, qtbot: QtBot) -> None:
    project = opened.project
    assert project is not None
    rod = opened.labelling.add_class("Rod")
    moving = next(p for p in photos.all_photos(project) if p.path == "round/round 1.jpg")
    assert rod is not None
    opened.labelling.label([moving.id], rod.id)
    Image.new("RGB", (32, 32), (1, 2, 3)).save(folder / "late.png")
    (folder / "round" / "round 1.jpg").rename(folder / "square" / "moved.jpg")
    (folder / "round" / "round 3.jpg").unlink()

    def noticed() -> bool:
        now = missing(opened)
        return "late.png" in now and "square/moved.jpg" in now and now["round/round 3.jpg"]

    qtbot.waitUntil(noticed)
    after = photos.photo(project, moving.id)
    assert (after.path, after.class_id, after.missing) == ("square/moved.jpg", rod.id, False)


def test_photos_in_a_new_sub_folder_are_noticed(opened: Session, folder: Path, qtbot: QtBot) -> None:
    shutil.copytree(folder / "round", folder / "new" / "round")
    Image.new("RGB", (32, 32), (7, 7, 7)).save(folder / "new" / "round" / "another.png")
    qtbot.waitUntil(lambda: "new/round/another.png" in missing(opened))
    assert not any(missing(opened).values())


def test_a_look_that_finds_nothing_new_is_not_told(opened: Session, qtbot: QtBot) -> None:
    told: list[ScanProgress] = []
    opened.scanning.connect(told.append)
    opened.folder.read(quiet=True)
    qtbot.waitUntil(lambda: not opened.folder.busy)
    assert told == []


def test_a_folder_that_goes_away_loses_nothing_and_is_welcomed_back(opened: Session, folder: Path, qtbot: QtBot) -> None:
    # What is being written just then would say, too, that the project's file is not there.
    qtbot.waitUntil(lambda: not opened.folder._facts.busy)
    banners, before = said(opened), opened.project
    away = folder.rename(folder.with_name("unplugged"))
    qtbot.waitUntil(lambda: opened.folder.is_away)
    assert [(banner.kind, "is away" in banner.text) for banner in banners] == [("error", True)]
    opened.rescan()
    qtbot.waitUntil(lambda: not opened.folder.busy)
    assert len(banners) == 1
    assert not any(missing(opened).values())
    with qtbot.waitSignal(opened.scanning, check_params_cb=lambda progress: progress.finished):
        away.rename(folder)
    assert not opened.folder.is_away
    assert opened.project is not before
    assert list(missing(opened).values()) == [False] * 12
    assert "is there again" in banners[-1].text
    rod = opened.labelling.add_class("Rod")
    assert rod is not None


def test_a_large_folder_is_read_in_steps_and_all_of_it_is_told(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    place = tmp_path / "many"
    place.mkdir()
    for number in range(1500):
        (place / f"{number}.jpg").write_bytes(b"\xff\xd8\xff" + number.to_bytes(4, "big"))
    told: set[int] = set()
    session.changed.connect(lambda change: told.update(change.photos))
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished) as end:
        session.open(place)
    assert end.args[0].found == 1500
    assert session.project is not None
    assert told == {photo.id for photo in photos.all_photos(session.project)}
    assert len(told) == 1500
