"""Looking for missing photos where the user says, and what can be done about those that are found."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tldesk.core import numbers
from tldesk.core.errors import TldeskError
from tldesk.core.progress import Report
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.reading import Reading, Retired
from tldesk.desktop.session.values import Banner, banner_of
from tldesk.project.missing import Sighting, count_missing, look_for_missing, take_along


class Search(QObject):
    """One at a time.

    Signals:
        changed(): `folder` is another, or `done` and `total` are.

    Attributes:
        folder: where is looked, or whereto the project is copied, just now; None when nothing is under way.
        done, total: how far it is; `total` is 0 where nobody knows.

    Args:
        reopen: opens the project of a folder; whether that went well.
    """

    changed = Signal()

    def __init__(self, access: Access, *, reopen: Callable[[Path], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access, self._reopen = access, reopen
        self.folder: Path | None = None
        self.done = self.total = 0
        self._reading: Reading | None = None
        self._then: Callable[[object], None]  # of the reading, with which it is set
        self._retired = Retired()

    def look(self, folder: Path) -> None:
        """Look for the missing photos in a folder outside of the project's."""
        project = self._access.project
        if project is not None:
            root, layout = project.root, project.layout
            self._begin(folder, lambda report: look_for_missing(root, layout, folder, report=report), self._tell)

    def take_along(self, folder: Path) -> None:
        """Copy labels and runs to `folder`, and open it."""
        project = self._access.project
        if project is not None:
            root, layout = project.root, project.layout
            self._begin(folder, lambda report: take_along(root, layout, folder, report=report), lambda _: self._arrive(root, folder))

    def stop(self) -> None:
        """Leave it; returns at once."""
        if self._reading is not None:
            self._retired.add(self._reading)
            self._reading, self.folder = None, None
            self.changed.emit()

    def join(self) -> None:
        """Wait for the thread."""
        self._retired.join()

    def tell_within(self, folder: Path, before: int) -> None:
        """Say how many of the photos that were missing `before` are back, now that `folder`, a part of the project's, was read."""
        left = self._access.ask(count_missing, before)
        back = max(0, before - left)
        if back:
            text = self.tr("%n missing photo(s) found in {folder}; {left} still missing.", "", back)
            self._say(Banner(text.format(folder=folder, left=numbers.count(left))))
        else:
            self._say(Banner(self._none(before, folder)))

    def _tell(self, result: object) -> None:
        assert isinstance(result, Sighting)
        project = self._access.project
        if project is None:
            return
        folder = result.folder
        if not result.found:
            self._say(Banner(self._none(result.missing, folder)))
            return
        counted = self.tr("{found} of %n missing photo(s) found in {folder}, which is not inside the project's folder.", "", result.missing)
        act: Callable[[], object]
        if result.has_project:
            remedy = self.tr("It has labels of its own: open it, or move the photos into {root}.")
            action, act = self.tr("Open that folder"), partial(self._reopen, folder)
        else:
            remedy = self.tr("Move the photos into {root}, or open that folder with a copy of these labels and runs.")
            action, act = self.tr("Open it with these labels"), partial(self.take_along, folder)
        text = f"{counted.format(found=numbers.count(result.found), folder=folder)} {remedy.format(root=project.root)}"
        self._say(Banner(text, kind="warning", action=action, act=act))

    def _none(self, missing: int, folder: Path) -> str:
        if missing == 1:
            return self.tr("The missing photo is not in {folder}.").format(folder=folder)
        return self.tr("None of the %n missing photo(s) is in {folder}.", "", missing).format(folder=folder)

    def _arrive(self, old: Path, folder: Path) -> None:
        if self._reopen(folder):
            self._say(Banner(self.tr("Labels and runs were copied here. Those of {folder} stay as they are.").format(folder=old)))

    def _begin(self, folder: Path, work: Callable[[Report], object], then: Callable[[object], None]) -> None:
        self.stop()
        self.folder, self.done, self.total, self._then = folder, 0, 0, then
        self._reading = Reading(work, self)
        self._reading.progressed.connect(self._advance)
        self._reading.done.connect(self._finish)
        self._reading.failed.connect(self._fail)
        self._reading.start()
        self.changed.emit()

    def _advance(self, done: int, total: int) -> None:
        if self.sender() is self._reading:
            self.done, self.total = done, total
            self.changed.emit()

    def _finish(self, reading: Reading, result: object) -> None:
        if reading is self._reading:
            self.stop()
            self._then(result)

    def _fail(self, reading: Reading, error: TldeskError) -> None:
        if reading is self._reading:
            self.stop()
            self._say(banner_of(error))

    def _say(self, banner: Banner) -> None:
        self._access.said.emit(banner)
