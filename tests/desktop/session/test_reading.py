import gc
import threading
import weakref
from functools import partial

from pytestqt.qtbot import QtBot

from tldesk.core.errors import RecipeError
from tldesk.core.progress import Report, unheard
from tldesk.desktop.session.reading import Reading, Retired, uncollected


def test_the_work_is_done_in_another_thread_and_its_result_told(qtbot: QtBot) -> None:
    reading = Reading(lambda _report: threading.get_ident())
    with qtbot.waitSignal(reading.done) as heard:
        reading.start()
    reading.wait()
    assert heard.args[0] is reading
    assert heard.args[1] != threading.get_ident()


def test_an_error_of_the_world_is_told_as_such(qtbot: QtBot) -> None:
    def work(_report: Report) -> object:
        raise RecipeError("The pattern is not a regular expression.")

    reading = Reading(work)
    with qtbot.waitSignal(reading.failed) as heard:
        reading.start()
    reading.wait()
    assert str(heard.args[1]) == "The pattern is not a regular expression."


def test_who_is_no_longer_wanted_stops_at_its_next_report(qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(report: Report) -> object:
        while True:
            begun.set()
            report(0, 1)

    reading = Reading(work)
    told: list[object] = []
    reading.done.connect(told.append)
    reading.start()
    assert begun.wait(60)
    retired = Retired()
    retired.add(reading)
    retired.join()
    assert reading.isFinished()
    assert told == []


class _Ring:
    """Garbage that only the collector frees, once it is dropped."""

    def __init__(self) -> None:
        self.me = self


def test_the_collector_rests_until_the_last_of_two_works_has_ended_and_then_frees_what_they_left(qtbot: QtBot) -> None:
    begun, release = threading.Event(), threading.Event()
    left: list[weakref.ref[_Ring]] = []

    def long(_report: Report) -> bool:
        left.append(weakref.ref(_Ring()))
        begun.set()
        assert release.wait(60)
        return gc.isenabled()

    frozen = gc.get_freeze_count()
    reading = Reading(partial(uncollected, long))
    with qtbot.waitSignal(reading.done) as heard:
        reading.start()
        assert begun.wait(60)
        assert not uncollected(lambda _report: gc.isenabled(), unheard)
        assert not gc.isenabled()
        release.set()
    reading.wait()
    assert heard.args[1] is False
    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen
    assert left[0]() is not None
    gc.collect()
    assert left[0]() is None
