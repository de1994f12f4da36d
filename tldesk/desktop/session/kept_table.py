"""A table of answers that is kept up to date beside the window.

`jobs.watching` is imported where it is used: its libraries would make the window come up later.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from tldesk.core.errors import TldeskError
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.reading import Reading, Report, Retired
from tldesk.desktop.session.values import Banner
from tldesk.project.store import Project, look_aside


class KeptTable(QObject):
    """The table of one prediction set, written as a whole in a thread of its own. What fails is said once, until it goes well again."""

    def __init__(self, access: Access, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._kept: tuple[str, Path] | None = None
        self._late = self._said = False
        self._writing: Reading | None = None
        self._retired = Retired()

    def keep(self, set_id: str, table: Path | None) -> None:
        """Write the answers of a set into `table` from now on; None: into none."""
        self._kept = None if table is None or not set_id else (set_id, table)
        self._said = False
        self.bring_up_to_date()

    def bring_up_to_date(self) -> None:
        """There are new answers."""
        self._late = self._kept is not None
        self.try_again()

    def try_again(self) -> None:
        """Write the table where it lacks answers; one that is being written is waited for."""
        project = self._access.project
        if project is None or self._kept is None or not self._late or self._writing is not None:
            return
        self._late = False
        self._writing = Reading(partial(_write, project, *self._kept), self)
        self._writing.done.connect(self._finish)
        self._writing.failed.connect(self._fail)
        self._writing.ended.connect(self._end)
        self._writing.start()

    def leave(self) -> None:
        """Write no more."""
        self._kept = None
        if self._writing is not None:
            self._end(self._writing)

    def join(self) -> None:
        """Wait for the thread."""
        self._retired.join()

    def _finish(self, reading: Reading, _nothing: object) -> None:
        if reading is self._writing:
            self._said = False

    def _fail(self, reading: Reading, error: TldeskError) -> None:
        if reading is not self._writing:
            return
        self._late = True
        if not self._said:
            self._said = True
            text = self.tr("{why} The answers are kept and the table is tried again.")
            self._access.said.emit(Banner(text.format(why=error), kind="warning"))

    def _end(self, reading: Reading) -> None:
        if reading is self._writing:
            self._retired.add(reading)
            self._writing = None


def _write(project: Project, set_id: str, table: Path, _report: Report) -> None:
    from tldesk.jobs.watching import write_table

    with look_aside(project.root, project.layout) as aside:
        write_table(aside, set_id, table)
