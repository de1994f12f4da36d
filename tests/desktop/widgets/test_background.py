import threading
from functools import partial

from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from tldesk.desktop.widgets.background import Latest


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
