"""The runs of the open project: read off the GUI thread when it opens, afterwards only those that changed; and what is done to them."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tldesk.core.changes import Change, together
from tldesk.core.errors import TldeskError
from tldesk.core.progress import Report
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.reading import Reading, Retired
from tldesk.desktop.session.values import Banner, banner_of
from tldesk.project import run_moves, runs
from tldesk.project.run_rows import RunRow, read_row
from tldesk.project.store import Project


class Runs(QObject):
    """What every table and menu of runs shows.

    Signals:
        left(): another project is open, or none: the runs that were listed are no longer of interest.
        refreshed(): some came, went or changed, or all have been read.
    """

    left = Signal()
    refreshed = Signal()

    def __init__(self, access: Access, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._rows: dict[str, RunRow] = {}
        self._sorted: list[RunRow] = []
        self._reading: Reading | None = None
        self._retired = Retired()
        self._meanwhile: set[str] = set()

    @property
    def rows(self) -> Sequence[RunRow]:
        """All runs, newest first; while `busy` only those that changed since the project was opened."""
        return self._sorted

    @property
    def busy(self) -> bool:
        """Whether the folders are still being read."""
        return self._reading is not None

    def row(self, run_id: str) -> RunRow | None:
        """One run, None where there is no such."""
        return self._rows.get(run_id)

    # --- reading ----------------------------------------------------------------------------------------------------

    def start_over(self) -> None:
        """Read the folders of the project that is open now."""
        self._retire()
        self._take({})
        self._meanwhile.clear()
        self.left.emit()
        project = self._access.project
        if project is not None:
            self._reading = Reading(partial(_read_all, project), parent=self)
            self._reading.done.connect(self._finish)
            self._reading.failed.connect(self._fail)
            self._reading.start()

    def follow(self, change: Change) -> None:
        """Read the runs that changed, and those whose folders appeared."""
        if change.runs:
            self._read_again(change.runs)

    def look(self) -> None:
        """See whether folders of runs appeared or went, as when one is copied here from another machine."""
        if not self.busy:
            self._read_again(())

    def join(self) -> None:
        """Wait for the thread."""
        self._retire()
        self._retired.join()

    def _read_again(self, changed: Collection[str]) -> None:
        project = self._access.project
        if project is None:
            return
        if self.busy:
            self._meanwhile |= set(changed)
        here = self._access.ask(runs.run_ids, set(self._rows))
        appeared = set() if self.busy else here - self._rows.keys()
        rows = {run_id: row for run_id, row in self._rows.items() if run_id in here}
        for run_id in (set(changed) | appeared) & here:
            record = runs.run(project, run_id)
            if record is not None:
                rows[run_id] = read_row(record, project.layout.run(run_id))
        if rows != self._rows:
            self._take(rows)
            self.refreshed.emit()

    def _finish(self, reading: Reading, result: tuple[dict[str, RunRow], TldeskError | None]) -> None:
        if reading is not self._reading:
            return
        self._retire()
        rows, problem = result
        if problem is not None:
            self._access.said.emit(banner_of(problem))
        # What changed while the folders were read is newer here; a run that was deleted meanwhile is not here at all.
        old = {run_id: row for run_id, row in rows.items() if run_id not in self._meanwhile}
        self._take(old | {run_id: row for run_id, row in self._rows.items() if run_id in self._meanwhile})
        self._meanwhile.clear()
        self.refreshed.emit()

    def _fail(self, reading: Reading, error: TldeskError) -> None:
        if reading is self._reading:
            self._retire()
            self._access.said.emit(banner_of(error))

    def _retire(self) -> None:
        if self._reading is not None:
            self._retired.add(self._reading)
            self._reading = None

    def _take(self, rows: dict[str, RunRow]) -> None:
        self._rows = rows
        self._sorted = sorted(rows.values(), key=lambda row: (-row.record.created, row.record.id))

    # --- what is done to them ---------------------------------------------------------------------------------------

    def rename(self, run_id: str, name: str) -> None:
        """Give a run another name."""
        self._access.change(lambda project: runs.rename_run(project, run_id, name))

    def star(self, run_ids: Sequence[str], *, on: bool) -> None:
        """Star runs, or take their stars away."""
        self._each(run_ids, lambda project, run_id: runs.remark_run(project, run_id, starred=on))

    def note(self, run_id: str, text: str) -> None:
        """Write a note on a run; an empty one takes it away."""
        self._access.change(lambda project: runs.remark_run(project, run_id, note=text))

    def delete(self, run_ids: Sequence[str]) -> None:
        """Move runs to the project's trash, and offer to put them back."""
        trashed: dict[str, Path] = {}
        names = {run_id: row.record.name for run_id in run_ids if (row := self.row(run_id)) is not None}

        def move(project: Project, run_id: str) -> Change:
            trashed[run_id], change = run_moves.delete_run(project, run_id)
            return change

        def say(_change: Change) -> None:
            if trashed:
                one = next(iter(trashed))
                words = self.tr("Run {name} moved to the trash").format(name=names.get(one, one))
                text = words if len(trashed) == 1 else self.tr("%n runs moved to the trash", "", len(trashed))
                act = partial(self._put_back, self._access.project, trashed)
                self._access.said.emit(Banner(text, action=self.tr("Put back"), act=act))

        self._each(run_ids, move, then=say)

    def _put_back(self, then: Project | None, trashed: dict[str, Path]) -> None:
        """Only into the project they are of: another may be open by now."""
        if self._access.project is then:
            self._each(list(trashed), lambda project, run_id: run_moves.put_back(project, trashed[run_id], run_id))

    def _each(
        self, run_ids: Sequence[str], operation: Callable[[Project, str], Change], *, then: Callable[[Change], object] | None = None
    ) -> None:
        """Do `operation` to every run; one that refuses says why and keeps none of the others back."""

        def all_of_them(project: Project) -> Change:
            return together(self._access.attempt(partial(operation, project, run_id)) or Change() for run_id in run_ids)

        self._access.change(all_of_them, then)


def _read_all(project: Project, report: Report) -> tuple[dict[str, RunRow], TldeskError | None]:
    """Every run by its id, after those that a crash left under way were marked, and why that failed where it did.

    Only folders are read and written, so the thread of the database is left in peace; runs that this program plans meanwhile are locked.
    """
    problem = None
    try:
        runs.recover(project)
    except TldeskError as error:
        problem = error
    records = runs.runs(project)
    rows = {}
    for number, record in enumerate(records):
        report(number, len(records))
        rows[record.id] = read_row(record, project.layout.run(record.id))
    return rows, problem
