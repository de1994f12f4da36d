"""Work off the GUI thread that comes to one result."""

import gc
import time
from collections.abc import Callable
from threading import Lock
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from tldesk.core.errors import TldeskError
from tldesk.core.progress import Report

T = TypeVar("T")


class Reading(QThread):
    """Runs one function that leaves the project's database alone.

    Args:
        work: gets a `report(done, total)` to call, which raises `InterruptedError` once the reading is no longer wanted.

    Signals:
        progressed(int, int): what was reported, at most ten times a second.
        done(object, object): this reading, and what `work` returned.
        failed(object, object): this reading, and the `TldeskError` that was raised.
        ended(object): this reading, last of all, also where nothing else was told of it: the work was not wanted any more, or has a bug.
    """

    progressed = Signal(int, int)
    done = Signal(object, object)
    failed = Signal(object, object)
    ended = Signal(object)

    def __init__(self, work: Callable[[Report], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._last = 0.0

    def run(self) -> None:
        """Do the work."""
        try:
            self._do()
        finally:
            self.ended.emit(self)

    def _do(self) -> None:
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


class _Rest:
    """Rest of the collector of cyclic garbage while anybody is at work: one who ends first leaves it to the others."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._users = 0

    def __enter__(self) -> None:
        with self._lock:
            if not self._users:
                gc.collect(1)
                gc.disable()
            self._users += 1

    def __exit__(self, *_error: object) -> None:
        with self._lock:
            self._users -= 1
            if not self._users:
                # Both together look at nothing: they move all there is to the oldest generation, which the next full look still frees.
                gc.freeze()
                gc.unfreeze()
                gc.enable()


_REST: Final = _Rest()


def uncollected(work: Callable[[Report], T], report: Report) -> T:
    """Do `work` without looking for cyclic garbage, and leave what it made to the rare looks at everything.

    A look at all that is made of a hundred thousand rows holds every thread up for a second, and finds nothing: they are plain values.
    """
    with _REST:
        return work(report)
