"""What the window says when the world gets in the way of a label: what happened, what was kept and what to do."""

import sqlite3
from pathlib import Path

from pytestqt.qtbot import QtBot

from tldesk.desktop.session import Banner, Session
from tldesk.project import classes, labels, photos


def _said(session: Session) -> list[Banner]:
    heard: list[Banner] = []
    session.said.connect(heard.append)
    return heard


def _labelled(session: Session) -> int:
    """Photos with a label, as the file has them."""
    assert session.project is not None
    return sum(photo.class_id is not None for photo in photos.all_photos(session.project))


def _begin(session: Session) -> tuple[int, list[int]]:
    """A class with the label of one photo, and the ids of the others."""
    added = session.labelling.add_class("Rods")
    assert added is not None
    assert session.project is not None
    ids = [photo.id for photo in photos.all_photos(session.project)]
    session.labelling.label(ids[:1], added.id)
    return added.id, ids[1:]


def _expect(said: list[Banner], *words: str) -> None:
    """One message, and an error, with all of `words` in it."""
    assert [banner.kind for banner in said] == ["error"]
    assert [word for word in words if word not in said[0].text] == []
    said.clear()


def test_a_full_disk(opened: Session) -> None:
    class_id, others = _begin(opened)
    assert opened.project is not None
    database = opened.project.database
    said = _said(opened)
    database.rows(f"PRAGMA max_page_count = {database.value('PRAGMA page_count')}")
    # The pages there are hold some labels more.
    for _ in range(2000):
        opened.labelling.label(others, class_id if _labelled(opened) == 1 else None)
        if said and said[-1].kind == "error":
            break
        said.clear()
    before = _labelled(opened)
    _expect(said, "is full", "Everything saved before is kept", "Free some space")
    database.rows("PRAGMA max_page_count = 100000")
    opened.labelling.label(others, class_id if before == 1 else None)
    assert _labelled(opened) == 13 - before
    assert "Undo" in said[-1].action


def test_a_database_that_another_program_locked(opened: Session) -> None:
    class_id, others = _begin(opened)
    assert opened.project is not None
    said = _said(opened)
    other = sqlite3.connect(opened.project.layout.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    opened.labelling.label(others, class_id)
    _expect(said, "in use by another program", "Everything saved before is kept", "Close the other program")
    opened.labelling.undo()
    _expect(said, "in use by another program")
    opened.labelling.flag(others, unsure=True)
    _expect(said, "in use by another program")
    assert _labelled(opened) == 1
    other.execute("ROLLBACK")
    other.close()
    opened.labelling.label(others, class_id)
    assert _labelled(opened) == 12


def test_a_folder_that_vanishes_and_comes_back(opened: Session, folder: Path) -> None:
    class_id, others = _begin(opened)
    said = _said(opened)
    away = folder.with_name("away")
    folder.rename(away)
    opened.labelling.label(others, class_id)
    _expect(said, str(folder), "no longer there", "Everything saved before is in the folder", "Bring the folder back")
    away.rename(folder)
    opened.labelling.label(others, class_id)
    assert _labelled(opened) == 12


def test_a_read_only_folder_has_its_labels_elsewhere_and_says_where(session: Session, folder: Path, own_home: Path, qtbot: QtBot) -> None:
    said = _said(session)
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    folder.chmod(0o555)
    try:
        with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
            assert session.open(folder)
        assert session.project is not None
        place = session.project.layout.folder
        assert place.is_relative_to(own_home)
        assert [str(place) in banner.text and str(folder) in banner.text for banner in said] == [True]
        class_id, others = _begin(session)
        session.labelling.label(others, class_id)
        assert labels.counts(session.project)[class_id] == 12
        assert [c.name for c in classes.classes(session.project)] == ["Rods"]
    finally:
        folder.chmod(0o755)
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_a_folder_that_can_be_written_says_nothing(opened: Session, session: Session, folder: Path) -> None:
    said = _said(session)
    assert session.open(folder)
    assert said == []
