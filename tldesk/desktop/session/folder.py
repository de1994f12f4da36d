"""The folder of the open project: read when it is opened, when the user asks and when it changes; then the photos' dates and sizes."""

import time
from collections.abc import Callable, Generator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from tldesk.core.changes import Change
from tldesk.core.errors import FolderGoneError, TldeskError
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.reading import Reading, Retired
from tldesk.desktop.session.rescanning import FolderWatch
from tldesk.desktop.session.searching import Search
from tldesk.desktop.session.stepping import Steps
from tldesk.desktop.session.values import Banner, ScanProgress, banner_of, banner_of_not_photos
from tldesk.photos.scan import ScanProblem
from tldesk.project.layout import Layout
from tldesk.project.missing import count_missing
from tldesk.project.photos import record_step
from tldesk.project.scanning import ScanEnd, ScanPart, folder_gone, read_project_folder
from tldesk.project.store import Project

if TYPE_CHECKING:
    from tldesk.project.facts import Facts

THUMBNAIL_BYTES: Final = 2 * 1024**3
"""How much of the disk the thumbnails of a project may keep: those of about 100,000 photos."""

REPORT_S: Final = 0.1

SETTLE_S: Final = 0.5
"""After a folder changed it is read once more files may have followed the first."""
AGAIN_S: Final = 10.0
"""After something new was found: a photo that was being copied then is whole now."""
QUIET_S: Final = 300.0
"""After nothing new was found: for what a folder's time does not tell, such as a photo that was written anew."""
COST: Final = 3
"""The time between two readings, when nobody asks for them, is this many times that of a reading."""


class Folder(QObject):
    """One reading at a time; one that nobody asked for is quiet.

    Signals:
        scanning(object): a `ScanProgress`.
        away_changed(): `is_away` is another.

    Attributes:
        is_away: the folder is away as a whole.
        search: the search for missing photos that is under way.

    Args:
        reopen: opens the project of a folder anew; whether that went well.
    """

    scanning = Signal(object)
    away_changed = Signal()

    def __init__(self, access: Access, *, reopen: Callable[[Path], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access, self._reopen = access, reopen
        self._retired = Retired()
        self._watch: FolderWatch | None = None
        self.search = Search(access, reopen=reopen, parent=self)
        self._sought: tuple[Path, int] | None = None
        self._scan: Steps[ScanPart] = Steps(access, _write_scan, self)
        self._scan.came.connect(self._follow)
        self._scan.done.connect(self._finish)
        self._scan.failed.connect(self._give_up)
        self._facts: Steps[Sequence[Facts]] = Steps(access, _write_facts, self)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(partial(self.read, quiet=True))
        self.is_away = False
        self._quiet = self._touched = False
        self._began = self._reported = 0.0
        self._problems: tuple[ScanProblem, ...] = ()
        self._not_photos: int | None = None

    @property
    def busy(self) -> bool:
        """Whether the folder is being read."""
        return self._scan.busy

    def open(self) -> None:
        """Begin with the project that is open now."""
        project = self._access.project
        if project is None:
            return
        self._problems, self._not_photos = (), None
        self._set_away(away=False)
        self._watch_over(project)
        self.read()
        self._tidy(project.layout.thumbnails)

    def close(self) -> None:
        """Leave it; returns at once."""
        self._later.stop()
        self._scan.stop()
        self._facts.stop()
        self.search.stop()
        self._sought = None
        if self._watch is not None:
            self._retired.add(self._watch)
            self._watch = None

    def join(self) -> None:
        """Wait for all threads."""
        self._scan.join()
        self._facts.join()
        self.search.join()
        self._retired.join()

    def read(self, *, quiet: bool = False) -> None:
        """Read the folder; a reading under way is left. A `quiet` one is told only if it finds something."""
        project = self._access.project
        if project is None:
            return
        self._later.stop()
        if self._watch is not None:
            self._watch.follow({})
        self._quiet, self._touched = quiet, False
        self._began = self._reported = time.monotonic()
        if not quiet:
            self.scanning.emit(ScanProgress(0))
        self._scan.start(partial(read_project_folder, project.root, project.layout))

    def find_missing(self, folder: Path) -> None:
        """Look for missing photos in `folder`; what was found is `said`, with what can be done about photos outside of the project's."""
        project = self._access.project
        if project is None:
            return
        if folder.resolve().is_relative_to(project.root):
            # Where photos of the project may lie, they are taken for what they are by every reading.
            self._sought = (folder, self._access.ask(count_missing, 0))
            self.read()
        else:
            self.search.look(folder)

    # --- a reading --------------------------------------------------------------------------------------------------

    def _follow(self, part: ScanPart) -> None:
        self._touched |= part.step is not None
        if not self._quiet and time.monotonic() - self._reported > REPORT_S:
            self._reported = time.monotonic()
            self.scanning.emit(ScanProgress(part.found))

    def _finish(self, end: ScanEnd) -> None:
        if self._watch is not None:
            self._watch.follow(end.folders)
        project = self._access.project
        if project is not None and (self._touched or not self._quiet):
            self._facts.start(partial(_read_facts, project.root, project.layout))
        self._read_later(AGAIN_S if self._touched else QUIET_S)
        if not self._quiet or self._touched:
            self.scanning.emit(ScanProgress(end.found, finished=True, problems=end.problems, reading=end.reading))
        if end.problems and (not self._quiet or end.problems != self._problems):
            text = self.tr("%n place(s) in the folder could not be read.", "", len(end.problems))
            self._say(Banner(text, kind="warning", details="\n".join(f"{p.path}: {p.error}" for p in end.problems)))
        self._problems = end.problems
        self._tell_not_photos(end)
        if self._sought is not None:
            self.search.tell_within(*self._sought)
            self._sought = None

    def _tell_not_photos(self, end: ScanEnd) -> None:
        """Say which files are no photos where the folder is read for the first time, or where there are more than before."""
        before, self._not_photos = self._not_photos, end.not_photos.count
        if end.not_photos.count and (end.fresh if before is None else end.not_photos.count > before):
            self._say(banner_of_not_photos(end.not_photos))

    def _give_up(self, error: TldeskError | None) -> None:
        self._sought = None
        self.scanning.emit(ScanProgress(0, finished=True))
        if isinstance(error, FolderGoneError):
            self._lose(error)
            return
        self._read_later(QUIET_S)
        if error is not None:
            self._say(banner_of(error))

    def _read_later(self, seconds: float) -> None:
        self._later.start(round(1000 * max(seconds, COST * (time.monotonic() - self._began))))

    # --- watching ---------------------------------------------------------------------------------------------------

    def _watch_over(self, project: Project, *, away: bool = False) -> None:
        if self._watch is not None:
            self._retired.add(self._watch)
        self._watch = FolderWatch(project, away=away, parent=self)
        self._watch.changed.connect(self._hear_change)
        self._watch.left.connect(self._hear_loss)
        self._watch.returned.connect(self._welcome)
        self._watch.start()

    def _hear_change(self, watch: FolderWatch) -> None:
        if watch is self._watch and not self.busy:
            self._began = time.monotonic() if not self._began else self._began
            self._later.start(round(1000 * SETTLE_S))

    def _hear_loss(self, watch: FolderWatch) -> None:
        if watch is self._watch and self._access.project is not None:
            self._lose(folder_gone(self._access.project.root))

    def _lose(self, error: FolderGoneError) -> None:
        project = self._access.project
        if project is None or self.is_away:
            return
        self._later.stop()
        self._scan.stop()
        self._facts.stop()
        self._set_away(away=True)
        self._watch_over(project, away=True)
        self._say(banner_of(error))

    def _welcome(self, watch: FolderWatch) -> None:
        project = self._access.project
        if watch is not self._watch or project is None:
            return
        # What lies on a disk that was away must be opened anew; a project elsewhere goes on.
        if not project.layout.folder.is_relative_to(project.root):
            self._set_away(away=False)
            self.read()
        elif not self._reopen(project.root):
            self._watch_over(project, away=True)
            return
        self._say(Banner(self.tr("The folder {folder} is there again.").format(folder=project.root)))

    def _set_away(self, *, away: bool) -> None:
        if away != self.is_away:
            self.is_away = away
            self.away_changed.emit()

    # ----------------------------------------------------------------------------------------------------------------

    def _say(self, banner: Banner) -> None:
        self._access.said.emit(banner)

    def _tidy(self, thumbnails: Path) -> None:
        """Delete, in the background, the thumbnails used longest ago where there are too many."""
        # Imported here because its libraries would make the window come up later.
        from tldesk.photos.thumbnails import prune

        limit = THUMBNAIL_BYTES
        reading = Reading(lambda _report: prune(thumbnails, max_bytes=limit), self)
        reading.start()
        self._retired.add(reading)


def _write_scan(project: Project, part: ScanPart) -> Change:
    return Change() if part.step is None else record_step(project, part.step)


# Imported in these functions because decoding photos needs libraries that would make the window come up later.


def _read_facts(root: Path, layout: Layout) -> "Generator[Sequence[Facts], None, None]":
    from tldesk.project.facts import read_facts

    return read_facts(root, layout)


def _write_facts(project: Project, facts: "Sequence[Facts]") -> Change:
    from tldesk.project.facts import record_facts

    return record_facts(project, facts)
