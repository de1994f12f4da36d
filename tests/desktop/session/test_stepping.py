import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.stepping import Steps
from tldesk.project.store import Project, open_project


@pytest.fixture
def access(tmp_path: Path):
    access = Access()
    access.project = open_project(tmp_path)
    yield access
    access.project.close()


def test_parts_are_worked_out_beside_and_written_here_one_by_one_and_announced(access: Access, qtbot: QtBot) -> None:
    asked: list[tuple[int, int]] = []
    written: list[tuple[int, int]] = []
    heard: list[Change] = []
    access.changed.connect(heard.append)

    def work() -> Generator[int, None, str]:
        for number in range(5):
            asked.append((number, threading.get_ident()))
            yield number
            assert written[-1][0] == number, "a part is written before the next one is asked for"
        return "all of it"

    def write(_project: Project, number: int) -> Change:
        written.append((number, threading.get_ident()))
        return Change(photos=frozenset({number}))

    steps: Steps[int] = Steps(access, write)
    with qtbot.waitSignal(steps.done) as done:
        steps.start(work)
    steps.join()
    assert done.args == ["all of it"]
    assert [number for number, _ in written] == [0, 1, 2, 3, 4]
    assert {thread for _, thread in written} == {threading.get_ident()}
    assert threading.get_ident() not in {thread for _, thread in asked}
    assert frozenset().union(*(change.photos for change in heard)) == {0, 1, 2, 3, 4}
    assert not steps.busy


def test_who_is_no_longer_wanted_ends_and_what_was_written_is_announced(access: Access, qtbot: QtBot) -> None:
    closed = threading.Event()

    def work() -> Generator[int, None, None]:
        try:
            while True:
                yield 1
        finally:
            closed.set()

    steps: Steps[int] = Steps(access, lambda _project, number: Change(photos=frozenset({number})))
    told: list[object] = []
    steps.done.connect(told.append)
    with qtbot.waitSignal(steps.came):
        steps.start(work)
    with qtbot.waitSignal(access.changed):
        steps.stop()
    steps.join()
    assert closed.is_set()
    assert told == []


def test_what_can_not_be_written_ends_it_and_is_said(access: Access, qtbot: QtBot) -> None:
    def write(_project: Project, _number: int) -> Change:
        raise ProjectError("The disk is full.")

    steps: Steps[int] = Steps(access, write)
    with qtbot.waitSignals([steps.failed, access.said]):
        steps.start(lambda: (number for number in range(3)))
    steps.join()
    assert not steps.busy


def test_an_error_of_the_world_ends_it(access: Access, qtbot: QtBot) -> None:
    def work() -> Generator[int, None, None]:
        yield 1
        raise ProjectError("The folder is gone.")

    steps: Steps[int] = Steps(access, lambda _project, _number: Change())
    with qtbot.waitSignal(steps.failed) as failed:
        steps.start(work)
    steps.join()
    assert str(failed.args[0]) == "The folder is gone."
