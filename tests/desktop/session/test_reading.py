import threading
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from tldesk.core.errors import RecipeError
from tldesk.desktop.session.reading import Reading, Retired


def test_the_work_is_done_in_another_thread_and_its_result_told(qtbot: QtBot) -> None:
    reading = Reading(lambda _report: threading.get_ident())
    with qtbot.waitSignal(reading.done) as heard:
        reading.start()
    reading.wait()
    assert heard.args[0] is reading
    assert heard.args[1] != threading.get_ident()


def test_an_error_of_the_world_is_told_as_such(qtbot: QtBot) -> None:
    def work(_report: Callable[[int, int], None]) -> object:
        raise RecipeError("The pattern is not a regular expression.")

    reading = Reading(work)
    with qtbot.waitSignal(reading.failed) as heard:
        reading.start()
    reading.wait()
    assert str(heard.args[1]) == "The pattern is not a regular expression."


def test_who_is_no_longer_wanted_stops_at_its_next_report(qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(report: Callable[[int, int], None]) -> object:
        while True:
            begun.set()
            report(0, 1)

    reading = Reading(work)
    told: list[object] = []
    reading.done.connect(told.append)
    reading.start()
    assert begun.wait(10)
    retired = Retired()
    retired.add(reading)
    retired.join()
    assert reading.isFinished()
    assert told == []
