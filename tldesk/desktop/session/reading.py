"""Work off the GUI thread that comes to one result."""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from tldesk.core.errors import TldeskError

T = TypeVar("T")
Report = Callable[[int, int], None]


class Reading(QThread):
    """Runs one function that leaves the project's database alone.

    Args:
        work: gets a `report(done, total)` to call, which raises `InterruptedError` once the reading is no longer wanted.

    Signals:
        progressed(int, int): what was reported, at most ten times a second.
        done(object, object): this reading, and what `work` returned.
        failed(object, object): this reading, and the `TldeskError` that was raised.
    """

    progressed = Signal(int, int)
    done = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, work: Callable[[Report], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._last = 0.0

    def run(self) -> None:
        """Do the work."""
        try:
            result = self._work(self._report)
        except InterruptedError:
            return
        except TldeskError as error:
            self.failed.emit(self, error)
            return
        if not self.isInterruptionRequested():
            self.done.emit(self, result)

    def _report(self, done: int, total: int) -> None:
        if self.isInterruptionRequested():
            raise InterruptedError
        now = time.monotonic()
        if now - self._last > 0.1:
            self._last = now
            self.progressed.emit(done, total)


class Retired:
    """Threads that were told to end and may still run for a while: kept until they have, so that none runs when the program ends."""

    def __init__(self) -> None:
        self._threads: list[QThread] = []

    def add(self, thread: QThread) -> None:
        """Take a thread that is no longer needed, and drop those that have ended."""
        thread.requestInterruption()
        ended = [other for other in self._threads if other.isFinished()]
        self._threads = [other for other in self._threads if other not in ended] + [thread]
        for other in ended:
            other.deleteLater()

    def join(self) -> None:
        """Wait until all have ended."""
        for thread in self._threads:
            thread.wait()
        self._threads.clear()


def uncollected(work: Callable[[Report], T], report: Report) -> T:
    """Do `work` without looking for cyclic garbage, and leave what it made out of every later look.

    A look at all that is made of a hundred thousand rows holds every thread up for a second, and finds nothing: they are plain values.
    """
    gc.collect(1)
    gc.disable()
    try:
        return work(report)
    finally:
        gc.freeze()
        gc.enable()
