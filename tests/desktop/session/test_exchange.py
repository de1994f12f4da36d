import zipfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tldesk.core.changes import Change
from tldesk.core.errors import LabelFileError, TldeskError
from tldesk.desktop.session import Session
from tldesk.project import classes, labels, photos
from tldesk.project.interchange.label_table import ReadingOptions

OPTIONS = ReadingOptions()


def label_of(session: Session) -> dict[str, str | None]:
    assert session.project is not None
    names = {one.id: one.name for one in classes.classes(session.project)}
    return {photo.path: names.get(photo.class_id) if photo.class_id else None for photo in photos.all_photos(session.project)}


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A label file for half of the photos, one of which there is not."""
    file = tmp_path / "labels.csv"
    file.write_text(
        "photo,label,note\nround/round 1.jpg,Rod,blurred\nround/round 3.jpg,Coccus,\nround/nowhere.jpg,Rod,\n", encoding="utf-8"
    )
    return file


class Answers:
    """What came of a task: gathers it, and waits for it."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.got: list[object] = []

    def take(self, answer: object) -> None:
        self.got.append(answer)

    def wait(self) -> object:
        self._qtbot.waitUntil(lambda: bool(self.got))
        return self.got.pop(0)


@pytest.fixture
def answers(qtbot: QtBot) -> Answers:
    return Answers(qtbot)


def test_a_file_is_looked_at_then_taken_then_undone(opened: Session, sheet: Path, answers: Answers, qtbot: QtBot) -> None:
    opened.exchange.read(sheet, format="auto", options=OPTIONS, then=answers.take, otherwise=answers.take)
    assert opened.exchange.busy
    seen = answers.wait()
    assert [match.photo.path for match in seen.matched] == ["round/round 1.jpg", "round/round 3.jpg"]
    assert len(seen.unmatched) == 1
    assert set(label_of(opened).values()) == {None}
    with qtbot.waitSignals([opened.changed, opened.said, opened.exchange.imported]):
        opened.exchange.take(seen, overwrite=(), then=answers.take)
    change = answers.wait()
    assert isinstance(change, Change)
    assert len(change.labels) == 2
    assert label_of(opened)["round/round 1.jpg"] == "Rod"
    opened.labelling.undo()
    assert set(label_of(opened).values()) == {None}


def test_who_hears_of_an_import_may_undo_it_at_once(opened: Session, sheet: Path, answers: Answers) -> None:
    opened.exchange.read(sheet, format="auto", options=OPTIONS, then=answers.take, otherwise=answers.take)
    left: list[set[str | None]] = []

    def undo(_change: Change) -> None:
        assert label_of(opened)["round/round 1.jpg"] == "Rod"
        opened.labelling.undo()
        left.append(set(label_of(opened).values()))

    opened.exchange.take(answers.wait(), overwrite=(), then=lambda change: (undo(change), answers.take(change)))
    answers.wait()
    assert left == [{None}]


def test_what_is_labelled_meanwhile_waits_and_neither_is_lost(opened: Session, sheet: Path, answers: Answers, qtbot: QtBot) -> None:
    assert opened.project is not None
    opened.exchange.read(sheet, format="auto", options=OPTIONS, then=answers.take, otherwise=answers.take)
    seen = answers.wait()
    yeast = opened.labelling.add_class("Yeast")
    assert yeast is not None
    first = photos.all_photos(opened.project)[-1]
    opened.exchange.take(seen, overwrite=(), then=answers.take)
    assert opened.exchange.writes
    opened.exchange.cancel()
    opened.labelling.label([first.id], yeast.id)
    answers.wait()
    qtbot.waitUntil(lambda: label_of(opened)[first.path] == "Yeast")
    assert label_of(opened)["round/round 3.jpg"] == "Coccus"


def test_a_file_that_is_none_says_why(opened: Session, tmp_path: Path, answers: Answers) -> None:
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    opened.exchange.read(tmp_path / "x.json", format="auto", options=OPTIONS, then=answers.take, otherwise=answers.take)
    assert isinstance(answers.wait(), LabelFileError)
    assert not opened.exchange.busy


def test_nothing_is_heard_of_what_was_cancelled_or_replaced(opened: Session, sheet: Path, answers: Answers, qtbot: QtBot) -> None:
    left: list[object] = []
    opened.exchange.read(sheet, format="auto", options=OPTIONS, then=left.append, otherwise=left.append)
    opened.exchange.cancel()
    assert not opened.exchange.busy
    opened.exchange.read(sheet, format="auto", options=OPTIONS, then=left.append, otherwise=left.append)
    opened.exchange.read_folders(None, then=answers.take)
    meanings = answers.wait()
    assert [(one.folder, one.photos) for one in meanings] == [("round", 6), ("square", 6)]
    opened.exchange.join()
    # What was still under way when this began would have been heard by now.
    opened.exchange.read_folders(None, then=answers.take)
    answers.wait()
    assert left == []


def test_folders_are_taken_as_a_person_told(opened: Session, answers: Answers) -> None:
    from dataclasses import replace

    opened.exchange.read_folders(0, then=answers.take)
    meanings = answers.wait()
    opened.exchange.take_folders([replace(meanings[0], name="Cocci"), meanings[1]], then=answers.take)
    answers.wait()
    assert set(label_of(opened).values()) == {"Cocci", "square"}


def test_an_export_leaves_what_is_there_alone(opened: Session, tmp_path: Path, answers: Answers) -> None:
    file = tmp_path / "out.csv"
    file.write_text("mine", encoding="utf-8")
    opened.exchange.write_file(file, photo_ids=None, then=answers.take)
    written = answers.wait()
    assert file.read_text(encoding="utf-8") == "mine"
    assert (written.place, written.count) == (tmp_path / "out (2).csv", 12)
    assert len(written.place.read_text(encoding="utf-8-sig").splitlines()) == 13


def test_only_the_chosen_photos_are_exported(opened: Session, tmp_path: Path, answers: Answers) -> None:
    assert opened.project is not None
    opened.exchange.take_folders(then=answers.take)
    answers.wait()
    ids = [photo.id for photo in photos.all_photos(opened.project)][:3]
    opened.exchange.plan_file(photo_ids=ids, then=answers.take)
    assert len(answers.wait().rows) == 3
    opened.exchange.plan_folders(tmp_path / "by class", photo_ids=ids, splits=False, then=answers.take, otherwise=answers.take)
    plan = answers.wait()
    assert [placing.path for placing in plan.placings] == ["round/round 1.jpg", "round/round 3.jpg", "round/round 5.jpg"]
    assert not (tmp_path / "by class").exists()
    opened.exchange.write_folders(plan, link=False, then=answers.take)
    written = answers.wait()
    assert (written.count, written.left_out) == (3, ())
    assert sorted(path.name for path in (tmp_path / "by class").iterdir()) == ["labels.csv", "round"]


def test_a_place_inside_the_photo_folder_is_refused(opened: Session, answers: Answers) -> None:
    assert opened.project is not None
    place = opened.project.root / "by class"
    opened.exchange.plan_folders(place, photo_ids=None, splits=False, then=answers.take, otherwise=answers.take)
    assert isinstance(answers.wait(), TldeskError)


def test_photos_of_a_teachable_machine_project_are_unpacked(opened: Session, tmp_path: Path, answers: Answers) -> None:
    assert opened.project is not None
    file = tmp_path / "pets.tm"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("../../Cat-!-0.jpg", b"not really a photo")
        packed.writestr("Dog-!-0.jpg", b"nor this one")
    opened.exchange.unpack(file, opened.project.root / "pets", then=answers.take, otherwise=answers.take)
    written = answers.wait()
    assert len(written) == 2
    assert all(path.resolve().is_relative_to(opened.project.root / "pets") for path in written)


def test_closing_the_project_ends_it(opened: Session, sheet: Path, answers: Answers) -> None:
    heard: list[object] = []
    opened.exchange.read(sheet, format="auto", options=OPTIONS, then=heard.append, otherwise=heard.append)
    opened.close()
    assert not opened.exchange.busy
    opened.exchange.take_folders(then=heard.append)
    assert not opened.exchange.busy
    opened.exchange.join()
    assert heard == []


def test_a_closed_project_keeps_labels_that_were_being_written(opened: Session, sheet: Path, answers: Answers) -> None:
    assert opened.project is not None
    root = opened.project.root
    opened.exchange.read(sheet, format="auto", options=OPTIONS, then=answers.take, otherwise=answers.take)
    seen = answers.wait()
    opened.exchange.take(seen, overwrite=(), then=answers.take)
    opened.close()
    opened.exchange.join()
    opened.open(root)
    assert opened.project is not None
    assert labels.counts(opened.project)[None] == 10
