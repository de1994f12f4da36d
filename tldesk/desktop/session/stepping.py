"""Long work on the project that comes in parts: worked out in another thread, written part by part in this one."""

import time
from collections.abc import Callable, Generator
from contextlib import closing
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QObject, QSemaphore, QThread, QTimer, Signal

from tldesk.core.changes import Change, together
from tldesk.core.errors import TldeskError
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.reading import Retired
from tldesk.project.store import Project

Part = TypeVar("Part")

FIRST_S: Final = 0.2
LONGEST_S: Final = 5.0
"""What was written is announced after this time at first, each time after twice as long: views then look at all photos there are."""

BUSY_MS: Final = 50
"""Until a part is tried again while another thread writes."""


class Stepper(QThread):
    """Runs a generator; after each part it waits until `go_on` was called.

    Signals:
        came(object, object): this stepper, and a part.
        done(object, object): this stepper, and what the generator returned; not sent when interrupted.
        failed(object, object): this stepper, and the `TldeskError` that ended it.
    """

    came = Signal(object, object)
    done = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, work: Callable[[], Generator[Any, None, Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._taken = QSemaphore()

    def go_on(self) -> None:
        """The part was taken; from any thread."""
        self._taken.release()

    def run(self) -> None:
        """Do the work; `requestInterruption()` ends it between two parts."""
        with closing(self._work()) as parts:
            try:
                while not self.isInterruptionRequested():
                    self.came.emit(self, next(parts))
                    while not self._taken.tryAcquire(1, BUSY_MS) and not self.isInterruptionRequested():
                        pass
            except StopIteration as end:
                self.done.emit(self, end.value)
            except TldeskError as error:
                self.failed.emit(self, error)


class Steps(QObject, Generic[Part]):
    """One such work at a time; a new one takes the place of the one under way.

    Signals:
        came(object): a part, after it was written.
        done(object): what the work returned, after everything was announced.
        failed(object): the `TldeskError` that ended it. What could not be written is `said` by the access, and ends it with None here.

    Args:
        write: writes a part; gives what it touched.
    """

    came = Signal(object)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, access: Access, write: Callable[[Project, Part], Change], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access, self._write = access, write
        self._stepper: Stepper | None = None
        self._retired = Retired()
        self._changes: list[Change] = []
        self._announced, self._patience = 0.0, FIRST_S

    @property
    def busy(self) -> bool:
        """Whether a work is under way."""
        return self._stepper is not None

    def start(self, work: Callable[[], Generator[Part, None, object]]) -> None:
        """Begin; `work` runs in a thread of its own, and leaves the project's own database alone."""
        self.stop()
        self._announced, self._patience = time.monotonic(), FIRST_S
        self._stepper = Stepper(work, self)
        self._stepper.came.connect(self._take)
        self._stepper.done.connect(self._finish)
        self._stepper.failed.connect(self._fail)
        self._stepper.start()

    def stop(self) -> None:
        """Leave the work under way; what was written stays, and is announced. Returns at once."""
        if self._stepper is not None:
            self._retired.add(self._stepper)
            self._stepper = None
            self._announce()

    def join(self) -> None:
        """Wait for the thread."""
        self._retired.join()

    def _take(self, stepper: Stepper, part: Part) -> None:
        project = self._access.project
        if stepper is not self._stepper or project is None:
            return
        if self._access.is_written_elsewhere:
            QTimer.singleShot(BUSY_MS, self, lambda: self._take(stepper, part))
            return
        change = self._access.attempt(lambda: self._write(project, part))
        if change is None:
            self.stop()
            self.failed.emit(None)
            return
        self._changes.append(change)
        if time.monotonic() - self._announced > self._patience:
            self._patience = min(2 * self._patience, LONGEST_S)
            self._announce()
        self.came.emit(part)
        stepper.go_on()

    def _announce(self) -> None:
        change, self._changes = together(self._changes), []
        self._announced = time.monotonic()
        if change:
            self._access.changed.emit(change)

    def _finish(self, stepper: Stepper, result: object) -> None:
        if self._access.is_written_elsewhere:
            QTimer.singleShot(BUSY_MS, self, lambda: self._finish(stepper, result))
        elif stepper is self._stepper:
            self.stop()
            self.done.emit(result)

    def _fail(self, stepper: Stepper, error: TldeskError) -> None:
        if stepper is self._stepper:
            self.stop()
            self.failed.emit(error)
