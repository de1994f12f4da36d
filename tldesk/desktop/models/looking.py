"""Finding photos beside the window's thread: among a hundred thousand it takes longer than a window may be held up."""

import time
from array import array
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from tldesk.core.errors import TldeskError
from tldesk.core.filters import PhotoFilter, PhotoOrder
from tldesk.core.progress import Report
from tldesk.desktop.session import Session, banner_of
from tldesk.desktop.session.reading import Reading, Retired
from tldesk.project import finding
from tldesk.project.store import look_aside


@dataclass(frozen=True, slots=True)
class Found:
    """The ids that pass a filter, in an order; how many photos there are in all; and the seconds it took."""

    ids: "array[int]"
    total: int
    seconds: float


class Looking(QObject):
    """One look at a time; of one that was left nothing is heard.

    Signals:
        done(object): what was `Found`.
    """

    done = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reading: Reading | None = None
        self._retired = Retired()

    @property
    def busy(self) -> bool:
        """Whether a look is under way."""
        return self._reading is not None

    def begin(self, wanted: PhotoFilter, order: PhotoOrder) -> None:
        """Look for what passes `wanted`, in place of any look under way."""
        self.leave()
        project = self._session.project
        if project is None:
            return
        root, layout = project.root, project.layout

        def look(_report: Report) -> Found:
            begun = time.perf_counter()
            with look_aside(root, layout) as aside:
                ids, total = finding.find(aside, wanted, order), finding.count(aside)
            return Found(ids, total, time.perf_counter() - begun)

        self._reading = Reading(look, self)
        self._reading.done.connect(self._take)
        self._reading.failed.connect(self._fail)
        self._reading.start()

    def leave(self) -> None:
        """What is being looked for is no longer wanted."""
        if self._reading is not None:
            self._retired.add(self._reading)
            self._reading = None

    def join(self) -> None:
        """Wait for the thread, before the program ends."""
        self.leave()
        self._retired.join()

    def _take(self, reading: Reading, found: Found) -> None:
        if reading is self._reading:
            self.leave()
            self.done.emit(found)

    def _fail(self, reading: Reading, error: TldeskError) -> None:
        if reading is self._reading:
            self.leave()
            self._session.said.emit(banner_of(error))
