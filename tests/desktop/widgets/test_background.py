import threading
from functools import partial

from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from tldesk.core.errors import ProjectError
from tldesk.desktop.widgets.background import Latest, Several


def test_only_the_latest_is_answered_and_what_waited_before_it_is_not_done(qtbot: QtBot) -> None:
    latest = Latest()
    pool = QThreadPool.globalInstance()
    begun, free = threading.Semaphore(0), threading.Event()
    done: list[int] = []

    def hold() -> None:
        begun.release()
        free.wait(60)

    # Work that fills the pool; what is asked now waits.
    for _ in range(pool.maxThreadCount()):
        pool.start(hold)
        assert begun.acquire(timeout=60)
    for number in range(20):
        latest.ask(partial(done.append, number))
    assert latest.busy
    with qtbot.waitSignal(latest.ready):
        free.set()
    assert done == [19]
    assert not latest.busy


def test_several_works_tell_their_results_and_errors_under_their_keys(qtbot: QtBot):
    several = Several()
    told: dict[object, object] = {}
    several.settled.connect(told.__setitem__)
    error = ProjectError("It is gone.")

    def fail() -> object:
        raise error

    several.ask("a", lambda: 1)
    several.ask("b", fail)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == {"a": 1, "b": error}


def test_a_work_under_way_is_not_started_twice_and_one_let_go_tells_nothing(qtbot: QtBot):
    several = Several()
    going, count = threading.Event(), []

    def work() -> object:
        count.append(1)
        going.wait(60)
        return "done"

    with qtbot.assertNotEmitted(several.settled, wait=100):
        several.ask("a", work)
        several.ask("a", work)
        qtbot.waitUntil(lambda: bool(count))
        several.keep_only([])
        going.set()
    assert count == [1]
    with qtbot.waitSignal(several.settled) as heard:
        several.ask("a", work)
    assert heard.args == ["a", "done"]
