from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError
from tldesk.desktop.session.access import Access
from tldesk.project import classes
from tldesk.project.store import Project, open_project


@pytest.fixture
def access(qtbot: QtBot, tmp_path: Path) -> Iterator[Access]:
    access = Access()
    access.project = open_project(tmp_path)
    yield access
    access.leave([])
    access.join()


def _add(name: str):
    return lambda project: classes.add_class(project, name)[1]


def _names(project: Project) -> list[str]:
    return [one.name for one in classes.classes(project)]


def _held(release: Event):
    """An operation that takes until `release` is set."""

    def add(project: Project) -> Change:
        with project.database.transaction():
            assert release.wait(60)
            return classes.add_class(project, "first")[1]

    return add


def test_what_comes_while_another_thread_writes_waits_and_keeps_its_order(access: Access, qtbot: QtBot) -> None:
    release, told = Event(), []
    assert access.project is not None
    access.write(_held(release), lambda change: told.append(("first", len(change.classes))))
    assert not access.change(_add("second"), lambda change: told.append(("second", len(change.classes))))
    access.write(_add("third"), lambda change: told.append(("third", len(change.classes))))
    access.settle(_add("fourth"), lambda change: told.append(("fourth", 0 if change is None else len(change.classes))))
    assert access.is_written_elsewhere
    assert _names(access.project) == []
    release.set()
    qtbot.waitUntil(lambda: len(told) == 4)
    assert told == [("first", 1), ("second", 1), ("third", 1), ("fourth", 1)]
    assert _names(access.project) == ["first", "second", "third", "fourth"]
    qtbot.waitUntil(lambda: not access.is_written_elsewhere)
    assert access.change(_add("fifth"))


def test_what_waits_when_the_project_is_left_is_done_all_the_same(access: Access, qtbot: QtBot, tmp_path: Path) -> None:
    release = Event()
    access.write(_held(release))
    access.change(_add("second"))
    access.leave([_add("last")])
    assert access.project is None
    # It is opened again before that is done: what comes now waits too.
    access.project = open_project(tmp_path)
    access.change(_add("after"))
    release.set()
    qtbot.waitUntil(lambda: not access.is_written_elsewhere)
    access.join()
    with open_project(tmp_path) as project:
        assert _names(project) == ["first", "second", "last", "after"]


def test_what_fails_when_the_project_is_left_is_said_and_what_follows_is_done(access: Access, qtbot: QtBot, tmp_path: Path) -> None:
    said, release = [], Event()
    access.said.connect(said.append)
    access.write(_held(release))
    access.change(_add("FIRST"))
    access.change(_add("second"))
    access.change(_add("Second"))
    access.leave([_add("last")])
    release.set()
    qtbot.waitUntil(lambda: len(said) == 2)
    access.join()
    assert ["first" in banner.text.lower() for banner in said] == [True, False]
    with open_project(tmp_path) as project:
        assert _names(project) == ["first", "second", "last"]


def test_an_error_in_the_other_thread_is_said_and_holds_nothing_up(access: Access, qtbot: QtBot) -> None:
    said, told = [], []
    access.said.connect(said.append)

    def fail(_project: Project) -> Change:
        raise ProjectError("It is full.")

    access.write(fail, told.append)
    access.change(_add("second"), told.append)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert [banner.text for banner in said] == ["It is full."]
    assert told[0].classes
