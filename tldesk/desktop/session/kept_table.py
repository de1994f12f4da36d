"""A table of answers that is kept up to date beside the window.

`jobs.watching` is imported where it is used: its libraries would make the window come up later.
"""

import time
from functools import partial
from pathlib import Path
from threading import Event
from typing import Final

from PySide6.QtCore import QObject

from tldesk.core.errors import TldeskError
from tldesk.core.progress import Report
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.reading import Reading, Retired, uncollected
from tldesk.desktop.session.values import Banner
from tldesk.project.store import Project, look_aside

LONGEST_S: Final = 60.0
"""A table that can't be written is tried again after this at the latest."""


class KeptTable(QObject):
    """The table of one prediction set, written as a whole in a thread of its own, one write after the other.

    What fails is said once, until it goes well again, and tried again: after `pause_s`, then after twice as long each time.
    """

    def __init__(self, access: Access, parent: QObject | None = None, *, pause_s: float) -> None:
        super().__init__(parent)
        self._access, self._first_pause = access, pause_s
        self._kept: tuple[str, Path] | None = None
        self._late = self._said = False
        self._pause, self._not_before = pause_s, 0.0
        self._writing: Reading | None = None
        self._written: Event | None = None
        self._retired = Retired()

    def keep(self, set_id: str, table: Path | None) -> None:
        """Write the answers of a set into `table` from now on; None: into none."""
        self.leave()
        self._kept = None if table is None or not set_id else (set_id, table)
        self._said = False
        self._forgive()
        self.bring_up_to_date()

    def bring_up_to_date(self) -> None:
        """There are new answers."""
        self._late = self._kept is not None
        self.try_again()

    def try_again(self) -> None:
        """Write the table where it lacks answers; one that is being written is waited for."""
        if self._kept is not None and self._late and self._writing is None and time.monotonic() >= self._not_before:
            self._late = False
            self._writing = self._write(*self._kept)

    def leave(self) -> None:
        """Keep it no more. What it lacks is still written, and said where that fails."""
        kept, late = self._kept, self._late
        self._kept, self._late = None, False
        if self._writing is not None:
            self._end(self._writing)
        if kept is not None and late:
            self.write_last(*kept)

    def write_last(self, set_id: str, table: Path) -> None:
        """Write the answers of a set that is kept no more; not where something else is kept in its table."""
        if self._kept is None or self._kept[1] != table:
            writing = self._write(set_id, table)
            if writing is not None:
                self._retired.add(writing)

    def join(self) -> None:
        """Wait for the threads."""
        self._retired.join()

    def _write(self, set_id: str, table: Path) -> Reading | None:
        project, before = self._access.project, self._written
        if project is None:
            return None
        self._written = Event()
        writing = Reading(partial(uncollected, partial(_write, project, set_id, table, before, self._written)), self)
        writing.done.connect(self._finish)
        writing.failed.connect(self._fail)
        writing.ended.connect(self._end)
        writing.start()
        return writing

    def _forgive(self) -> None:
        self._pause, self._not_before = self._first_pause, 0.0

    def _finish(self, reading: Reading, _nothing: object) -> None:
        if reading is self._writing:
            self._said = False
            self._forgive()

    def _fail(self, reading: Reading, error: TldeskError) -> None:
        if reading is not self._writing:
            # It is not tried again.
            self._access.said.emit(Banner(f"{error.what} {error.kept}", kind="warning"))
            return
        self._late = True
        self._not_before = time.monotonic() + self._pause
        self._pause = min(2 * self._pause, LONGEST_S)
        if not self._said:
            self._said = True
            self._access.said.emit(Banner(str(error), kind="warning"))

    def _end(self, reading: Reading) -> None:
        if reading is self._writing:
            self._retired.add(reading)
            self._writing = None


def _write(project: Project, set_id: str, table: Path, before: Event | None, written: Event, _report: Report) -> None:
    from tldesk.jobs.watching import write_table

    try:
        if before is not None:
            # An older write that takes longer must not replace this one.
            before.wait()
        with look_aside(project.root, project.layout) as aside:
            write_table(aside, set_id, table)
    finally:
        written.set()
