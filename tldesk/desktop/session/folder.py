"""Reading the project's folder: a scan in the background, recorded batch by batch in the GUI thread. And tidying its thumbnails."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from tldesk.core.errors import TldeskError
from tldesk.core.photo import ScannedPhoto
from tldesk.desktop.session.reading import Reading, Retired, Scanner
from tldesk.desktop.session.values import Banner, ScanProgress, banner_of
from tldesk.photos.scan import ScanProblem

THUMBNAIL_BYTES: Final = 2 * 1024**3
"""How much of the disk the thumbnails of a project may keep: those of about 100,000 photos."""


class FolderReader(QObject):
    """Runs one scan at a time.

    Args:
        record: writes photos that were found; `complete` says that these are all.
        say: shows a banner. report: tells how far the scan is.
    """

    def __init__(
        self,
        *,
        record: Callable[[Sequence[ScannedPhoto], bool], object],
        say: Callable[[Banner], None],
        report: Callable[[ScanProgress], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._record, self._say, self._report = record, say, report
        self._scanner: Scanner | None = None
        self._retired = Retired()
        self._found = 0

    @property
    def busy(self) -> bool:
        """Whether the folder is being read."""
        return self._scanner is not None

    def read(self, root: Path, known: Mapping[str, ScannedPhoto]) -> None:
        """Read `root`; photos in `known` that did not change are not opened. A scan under way is left."""
        self.stop()
        self._found = 0
        self._scanner = Scanner(root, known, self)
        self._scanner.batch.connect(self._take_batch)
        self._scanner.done.connect(self._take_all)
        self._scanner.failed.connect(self._give_up)
        self._report(ScanProgress(0))
        self._scanner.start()

    def stop(self) -> None:
        """Leave the scan under way; returns at once."""
        if self._scanner is not None:
            self._retired.add(self._scanner)
            self._scanner = None

    def tidy(self, thumbnails: Path) -> None:
        """Delete, in the background, the thumbnails used longest ago where there are too many."""
        # Imported here because its libraries would make the window come up later.
        from tldesk.photos.thumbnails import prune

        limit = THUMBNAIL_BYTES
        reading = Reading(lambda _report: prune(thumbnails, max_bytes=limit), self)
        reading.start()
        self._retired.add(reading)

    def join(self) -> None:
        """Wait for all threads."""
        self._retired.join()

    def _take_batch(self, scanner: Scanner, found: Sequence[ScannedPhoto]) -> None:
        if scanner is self._scanner:
            self._record(found, False)
            self._found += len(found)
            self._report(ScanProgress(self._found))

    def _take_all(self, scanner: Scanner, found: Sequence[ScannedPhoto], problems: Sequence[ScanProblem]) -> None:
        if scanner is not self._scanner:
            return
        self.stop()
        self._record(found, True)
        self._report(ScanProgress(len(found), finished=True, problems=tuple(problems)))
        if problems:
            text = self.tr("%n place(s) in the folder could not be read.", "", len(problems))
            self._say(Banner(text, kind="warning", details="\n".join(f"{p.path}: {p.error}" for p in problems)))

    def _give_up(self, scanner: Scanner, error: TldeskError) -> None:
        if scanner is self._scanner:
            self.stop()
            self._say(banner_of(error))
            self._report(ScanProgress(self._found, finished=True))
