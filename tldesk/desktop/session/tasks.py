"""Work in threads of its own, one at a time, whose outcome is told to who asked for it."""

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from tldesk.core.errors import TldeskError
from tldesk.core.progress import Report
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.reading import Reading, Retired, uncollected
from tldesk.desktop.session.values import banner_of

T = TypeVar("T")
Answer = Callable[[T], object]


class Tasks(QObject):
    """What is begun while another thing is under way replaces that; while labels are being written, it waits for them.

    `then` gets the outcome of a work, `otherwise` the `TldeskError` that ended it (without one it is `said`). Of what was cancelled or
    replaced nothing is heard.

    Signals:
        progressed(int, int): how much of how much is done.
        busy_changed(): `busy` is another.
    """

    progressed = Signal(int, int)
    busy_changed = Signal()

    def __init__(self, access: Access, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._reading: Reading | None = None
        self._writes = False
        self._then: Answer[Any]  # both of the reading, with which they are set
        self._otherwise: Answer[TldeskError]
        self._next: Callable[[], None] | None = None
        self._retired = Retired()

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._reading is not None

    @property
    def writes(self) -> bool:
        """Whether labels are being written, which can't be cancelled: they are taken all or none, and undone afterwards."""
        return self.busy and self._writes

    def cancel(self) -> None:
        """Leave what is under way; files that were written stay. Labels that are being written are written."""
        self._next = None
        if not self._writes:
            self._leave()

    def stop(self) -> None:
        """The project is closed: nothing is heard any more of what is under way."""
        self._next = None
        self._leave()

    def _leave(self) -> None:
        if self._reading is not None:
            self._retired.add(self._reading)
            self._reading, self._writes = None, False
            self.busy_changed.emit()

    def join(self) -> None:
        """Wait for all threads."""
        self._retired.join()

    def _run(
        self,
        work: Callable[[Report], T],
        then: Answer[T],
        otherwise: Answer[TldeskError] | None = None,
        *,
        written: Event | None = None,
        waits: bool = False,
    ) -> None:
        """Do `work` in a thread. `written`: it writes labels, and sets this when it has. `waits`: it makes next to nothing."""
        again = partial(self._run, work, then, otherwise, written=written, waits=waits)
        if self._writes:
            self._next = again
            return
        if written is not None and self._access.is_written_elsewhere:
            self._access.settle(lambda _project: None, lambda _change: again())
            return
        self._leave()
        # The window's own garbage is not to be kept for as long as a server takes to answer.
        reading = Reading(work if waits else partial(uncollected, work), self)
        self._then, self._otherwise, self._writes = then, otherwise or self._say, written is not None
        if written is not None:
            self._access.hold(reading, written)
        reading.progressed.connect(self.progressed)
        reading.done.connect(self._done)
        reading.failed.connect(self._failed)
        reading.ended.connect(self._ended)
        self._reading = reading
        reading.start()
        self.busy_changed.emit()

    def _done(self, reading: Reading, result: object) -> None:
        self._settle(reading, partial(self._then, result))

    def _failed(self, reading: Reading, error: TldeskError) -> None:
        self._settle(reading, partial(self._otherwise, error))

    def _ended(self, reading: Reading) -> None:
        """Where neither was told, the work has a bug, which is reported elsewhere; the next one may begin."""
        self._settle(reading, lambda: None)

    def _settle(self, reading: Reading, answer: Callable[[], object]) -> None:
        if reading is not self._reading:
            return
        following, self._next = self._next, None
        self._leave()
        answer()
        if following is not None:
            following()

    def _say(self, error: TldeskError) -> None:
        self._access.said.emit(banner_of(error))
