"""The watched folder with an engine that answers when the test says so."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import CLASSES, facts
from tldesk.core.messages import Cancelled, Ending, Finished, Predicted, PredictRequest, Request
from tldesk.core.recipe import Recipe
from tldesk.core.results import Answer
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.engines import Engine
from tldesk.desktop.session.kept_table import KeptTable
from tldesk.desktop.session.predicting import PredictionDesk
from tldesk.desktop.session.reading import Reading
from tldesk.desktop.session.values import Banner, Job
from tldesk.desktop.session.watch_memory import Watched
from tldesk.desktop.session.watched import KEPT_AS, WatchedFolder
from tldesk.jobs.record import record
from tldesk.project import predictions, runs
from tldesk.project.predictions import PredictionSet
from tldesk.project.store import open_project


class HandEngine(Engine):
    """Does nothing by itself."""

    def submit(self, request: Request, title: str) -> None:
        self.job = Job(request, title)


@dataclass
class Desk:
    """A project with a model, and a folder of new photos that is watched."""

    access: Access
    desk: PredictionDesk
    preferences: Preferences
    new: Path
    run_id: str
    qtbot: QtBot
    watched: WatchedFolder = field(init=False)
    said: list[Banner] = field(default_factory=list)
    asked: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.access.said.connect(self.said.append)
        self.restart()

    def restart(self) -> None:
        """The watch of a window that has just come up."""
        self.watched = WatchedFolder(self.access, self.preferences, self.desk, every_s=0.01)

    def begin(self, *, table: Path | None = None) -> None:
        with self.qtbot.waitSignal(self.watched.began):
            self.watched.begin(Watched(self.run_id, self.new, table=table))

    def photo(self, name: str) -> Path:
        """A photo that is there as a whole at once."""
        made = self.new.parent / name
        Image.new("RGB", (8, 8), (200, 60, len(name))).save(made)
        return made.rename(self.new / name)

    def sets(self) -> list[PredictionSet]:
        assert self.access.project is not None
        return predictions.sets(self.access.project)

    def request(self) -> PredictRequest:
        """Wait for what is asked."""
        engine = self.desk.answerer
        self.qtbot.waitUntil(lambda: engine.job is not None and engine.job.request is not None)
        assert engine.job is not None
        assert isinstance(engine.job.request, PredictRequest)
        return engine.job.request

    def answer_all(self, request: PredictRequest) -> None:
        assert self.access.project is not None
        made = tuple(Answer(photo.key, photo.file, (0.75, 0.25)) for photo in request.photos)
        record(self.access.project, request, Predicted(CLASSES, made))

    def answer(self, ending: Ending | None = None) -> None:
        """Wait for what is asked, and answer for it."""
        request = self.request()
        assert self.access.project is not None
        self.asked.append([Path(photo.file).name for photo in request.photos])
        ending = ending or Finished()
        if isinstance(ending, Finished):
            self.answer_all(request)
        record(self.access.project, request, ending)
        self.desk.answerer.job = None
        self.watched.follow(request, ending)


@pytest.fixture
def desk(folder: Path, preferences: Preferences, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    access = Access()
    access.project = open_project(folder)
    record, _ = runs.create_run(access.project, name="Made", recipe=Recipe())
    place = access.project.layout.run(record.id)
    place.write_facts(facts())
    place.model_file.write_bytes(b"made")
    jobs = PredictionDesk(access)
    jobs.answerer = HandEngine(parent=jobs)
    new = tmp_path / "camera"
    new.mkdir()
    made = Desk(access, jobs, preferences, new, record.id, qtbot)
    yield made
    made.watched.close()
    made.watched.join()
    access.join()
    access.leave([])


def lines(table: Path) -> int:
    return len(table.read_text(encoding="utf-8-sig").splitlines()) - 1 if table.exists() else -1


def test_what_arrives_is_answered_once_and_written_into_the_table(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    table = tmp_path / "answers.csv"
    desk.photo("1.jpg")
    desk.begin(table=table)
    desk.answer()
    assert desk.watched.answered == 1
    assert desk.watched.last is not None
    qtbot.waitUntil(lambda: lines(table) == 1)
    desk.photo("2.jpg")
    desk.answer()
    desk.photo("3.jpg")
    desk.answer()
    qtbot.waitUntil(lambda: lines(table) == 3)
    assert desk.asked == [["1.jpg"], ["2.jpg"], ["3.jpg"]]
    assert [(one.total, one.done) for one in desk.sets()] == [(3, 3)]
    assert not desk.said


def test_after_a_restart_it_offers_to_go_on_and_asks_only_for_what_is_new(desk: Desk, qtbot: QtBot) -> None:
    desk.photo("1.jpg")
    desk.begin()
    desk.answer()
    desk.watched.close()
    desk.watched.join()
    desk.photo("2.jpg")
    desk.restart()
    desk.watched.offer()
    assert desk.watched.offered == Watched(desk.run_id, desk.new)
    assert [banner.action for banner in desk.said] == ["Go on watching"]
    with qtbot.waitSignal(desk.watched.began):
        desk.watched.go_on()
    desk.answer()
    assert desk.asked == [["1.jpg"], ["2.jpg"]]
    assert desk.watched.answered == 2
    desk.watched.stop()
    desk.watched.offer()
    assert desk.watched.offered is None


def test_a_folder_that_is_taken_away_is_said_and_waited_for(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.begin()
    desk.new.rename(tmp_path / "unplugged")
    qtbot.waitUntil(lambda: bool(desk.said))
    assert "is not there" in desk.said[0].text
    (tmp_path / "unplugged").rename(desk.new)
    desk.photo("1.jpg")
    desk.answer()
    assert [(banner.kind, banner.about) for banner in desk.said] == [("warning", KEPT_AS), ("info", KEPT_AS)]
    assert desk.asked == [["1.jpg"]]


def test_a_folder_that_is_away_when_its_watch_goes_on_is_waited_for(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.begin()
    desk.watched.close()
    desk.new.rename(tmp_path / "unplugged")
    desk.watched.offer()
    desk.said.clear()
    desk.watched.go_on()
    qtbot.waitUntil(lambda: bool(desk.said))
    assert "is looked for until it is back" in desk.said[0].text
    (tmp_path / "unplugged").rename(desk.new)
    desk.photo("1.jpg")
    desk.answer()
    assert desk.asked == [["1.jpg"]]


def test_a_prediction_that_is_cancelled_ends_the_watch_which_can_be_gone_on_with(desk: Desk, qtbot: QtBot) -> None:
    desk.photo("1.jpg")
    desk.begin()
    desk.answer(Cancelled())
    assert desk.watched.wanted is None
    assert desk.watched.offered == Watched(desk.run_id, desk.new)
    with qtbot.waitSignal(desk.watched.began):
        desk.watched.go_on()
    desk.answer()
    assert desk.asked == [["1.jpg"], ["1.jpg"]]


def test_it_waits_while_the_engine_has_something_else_to_do(desk: Desk, qtbot: QtBot) -> None:
    desk.desk.answerer.job = Job(None, "Something else")
    looked = desk.photo("1.jpg")
    desk.begin()
    qtbot.waitUntil(lambda: desk.watched.waits)
    assert looked.exists()
    desk.desk.answerer.job = None
    desk.answer()
    assert desk.asked == [["1.jpg"]]
    assert not desk.watched.waits


@pytest.mark.parametrize("end", ["cancelled", "stopped", "closed"])
def test_the_table_has_every_answer_however_the_watch_ends(desk: Desk, tmp_path: Path, qtbot: QtBot, end: str) -> None:
    table = tmp_path / "answers.csv"
    desk.photo("1.jpg")
    desk.begin(table=table)
    desk.answer()
    qtbot.waitUntil(lambda: lines(table) == 1)
    desk.photo("2.jpg")
    request = desk.request()
    if end == "stopped":
        desk.watched.stop()
    desk.answer_all(request)
    if end == "closed":
        desk.watched.close()
    else:
        desk.desk.answerer.job = None
        desk.watched.follow(request, Cancelled())
    assert desk.watched.wanted is None
    desk.watched.join()
    assert lines(table) == 2


def test_a_table_that_can_not_be_written_is_left_alone_for_a_while_and_written_at_the_end(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    table, kept = tmp_path / "later" / "answers.csv", KeptTable(desk.access, pause_s=1000)
    desk.photo("1.jpg")
    desk.begin()
    desk.answer()
    (one,) = desk.sets()

    def fail() -> None:
        kept.keep(one.id, table)
        qtbot.waitUntil(lambda: bool(desk.said))

    fail()
    assert ["tried again" in banner.text for banner in desk.said] == [True]
    table.parent.mkdir()
    qtbot.waitUntil(lambda: all(writing.isFinished() for writing in kept.findChildren(Reading)))
    kept.bring_up_to_date()
    kept.try_again()
    assert len(kept.findChildren(Reading)) == 1
    kept.leave()
    kept.join()
    assert lines(table) == 1
    table.parent.joinpath("answers.csv").unlink()
    table.parent.rmdir()
    desk.said.clear()
    fail()
    kept.leave()
    qtbot.waitUntil(lambda: len(desk.said) == 2)
    assert ["tried again" in banner.text for banner in desk.said] == [True, False]
    kept.join()


def test_only_answers_count_and_what_concerns_no_photo_is_said_once(desk: Desk, qtbot: QtBot) -> None:
    (desk.new / "9.nef").write_bytes(b"raw")
    (desk.new / "gone.jpg").symlink_to("nowhere.jpg")
    desk.photo("1.jpg")
    desk.begin()
    desk.answer()
    qtbot.waitUntil(lambda: sum(one.done for one in desk.sets()) == 2)
    desk.photo("2.jpg")
    desk.answer()
    assert desk.watched.answered == 2
    assert [(one.total, one.done) for one in desk.sets()] == [(3, 3)]
    assert [(banner.kind, ".nef" in banner.text) for banner in desk.said] == [("warning", True)]


def test_a_table_that_can_not_be_written_is_said_once_and_tried_again(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    table = tmp_path / "later" / "answers.csv"
    desk.begin(table=table)
    qtbot.waitUntil(lambda: len(desk.said) == 1)
    assert "tried again" in desk.said[0].text
    desk.photo("1.jpg")
    desk.answer()
    table.parent.mkdir()
    qtbot.waitUntil(lambda: lines(table) == 1)
    assert len(desk.said) == 1


def test_a_folder_that_is_none_is_said(desk: Desk, qtbot: QtBot) -> None:
    desk.new.rmdir()
    with qtbot.waitSignal(desk.access.said):
        desk.watched.begin(Watched(desk.run_id, desk.new))
    qtbot.waitUntil(lambda: desk.watched.wanted is None)
    assert "no folder" in desk.said[0].text
    assert desk.watched.offered is not None
