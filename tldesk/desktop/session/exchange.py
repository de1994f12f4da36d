"""Labels coming and going: label files read and written, class folders taken and made. All of it off the GUI thread, one at a time.

`project.interchange` is imported where it is used: its libraries would make the window come up later.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.core.filters import PhotoFilter
from tldesk.core.progress import Report
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.tasks import Answer, Tasks
from tldesk.desktop.session.values import Banner
from tldesk.project.folder_plan import FolderMeaning
from tldesk.project.splits import import_folders, read_meanings
from tldesk.project.store import Project, look_aside, open_project

if TYPE_CHECKING:
    from tldesk.project.interchange.class_folders import LabelsPlan
    from tldesk.project.interchange.import_preview import ImportPreview
    from tldesk.project.interchange.label_table import LabelRow, ReadingOptions
    from tldesk.project.interchange.placing import FoldersPlan, P

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What a table of labels would hold; so many of its photos are `missing` at present."""

    rows: "list[LabelRow]"
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """What an export left: the file or folder, photos written, and those left out with the reason of each."""

    place: Path
    count: int
    left_out: tuple[tuple[str, str], ...] = ()


class Exchange(Tasks):
    """Every method returns at once; see `Tasks`.

    Args:
        undo: takes the last operation on labels back; what is said of an import offers it.

    Signals:
        imported(): there are labels that were not there before, to train on.
    """

    imported = Signal()

    def __init__(self, access: Access, preferences: Preferences, *, undo: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(access, parent)
        self._preferences, self._undo = preferences, undo

    # --- label files ------------------------------------------------------------------------------------------------

    def read(
        self, file: Path, *, format: str, options: "ReadingOptions", then: Answer["ImportPreview"], otherwise: Answer[TldeskError]
    ) -> None:
        """Read a label file and compare it with the project; writes nothing."""

        def work(aside: Project, report: Report) -> "ImportPreview":
            from tldesk.project.interchange.formats import read_labels
            from tldesk.project.interchange.importing import compare, standing

            with aside.database.snapshot():
                now = standing(aside)
            known = frozenset(photo.path for photo in now.photos.values())
            table = read_labels(file, format=format, options=replace(options, photos=known))
            return compare(now, table, report=report)

        self._look(work, then, otherwise)

    def take(self, preview: "ImportPreview", *, overwrite: Collection[int], then: Answer[Change]) -> None:
        """Take over what `preview` says, and the classes of the conflicts of these photos; one operation, one undo."""
        name, who, chosen = preview.table.file.name, self._preferences.who, frozenset(overwrite)
        kept = {match.photo.id for match in preview.conflicts} - chosen

        def done(change: Change) -> None:
            labelled = len({match.photo.id for match in (*preview.matched, *preview.conflicts)}.intersection(change.labels) - kept)
            parts = (
                (labelled, self.tr("%n photo(s) labelled", "", labelled)),
                (noted := len(change.labels.intersection(preview.flags)), self.tr("%n flagged or noted", "", noted)),
                (split := len(change.splits), self.tr("%n put into splits", "", split)),
            )
            said = ", ".join(words for count, words in parts if count)
            self._announce(change, self.tr("{file}: {said}").format(file=name, said=said))
            then(change)

        def write(project: Project) -> Change:
            from tldesk.project.interchange.importing import apply

            return apply(project, preview, who=who, overwrite=chosen)

        self._write(write, done)

    def unpack(self, file: Path, folder: Path, *, then: Answer[list[Path]], otherwise: Answer[TldeskError]) -> None:
        """Write the photos inside a Teachable Machine project into `folder`, which must be new."""

        def work(report: Report) -> list[Path]:
            from tldesk.project.interchange.teachable_machine import unpack

            return unpack(file, folder, report=report)

        self._run(work, then, otherwise)

    # --- class folders ----------------------------------------------------------------------------------------------

    def read_folders(self, level: int | None, *, then: Answer[list[FolderMeaning]]) -> None:
        """What the folders of the photos mean; see `folder_plan.meanings`."""
        self._look(lambda aside, _report: read_meanings(aside, level=level), then)

    def take_folders(self, told: Sequence[FolderMeaning] | None = None, *, then: Answer[Change] | None = None) -> None:
        """Take classes, labels and splits from the sub-folders, as they are read or as a person told; one operation, one undo."""
        who, kept = self._preferences.who, None if told is None else tuple(told)

        def done(change: Change) -> None:
            self._announce(change, self.tr("%n photo(s) labelled from the folders", "", len(change.labels)))
            if then is not None:
                then(change)

        self._write(lambda project: import_folders(project, who=who, told=kept), done)

    # --- export -----------------------------------------------------------------------------------------------------

    def plan_file(self, *, photo_ids: Collection[int] | None, then: Answer[TablePlan]) -> None:
        """What `write_file` would write."""

        def work(aside: Project, _report: Report) -> TablePlan:
            from tldesk.project.finding import find
            from tldesk.project.interchange.exporting import label_rows

            with aside.database.snapshot():
                gone = find(aside, PhotoFilter(missing=True))
                rows = label_rows(aside, only=photo_ids)[1]
            return TablePlan(rows, len(gone if photo_ids is None else set(gone).intersection(photo_ids)))

        self._look(work, then)

    def write_file(
        self, file: Path, *, photo_ids: Collection[int] | None, then: Answer[Written], otherwise: Answer[TldeskError] | None = None
    ) -> None:
        """Write the labels of these photos (None: of all) to a file of one of `exporting`'s kinds; one that is there is left alone."""

        def work(aside: Project, report: Report) -> Written:
            from tldesk.project.interchange.exporting import free_file, label_rows, write_labels

            with aside.database.snapshot():
                names, rows = label_rows(aside, only=photo_ids)
            place = free_file(file)
            write_labels(place, names, _counted(rows, report))
            return Written(place, len(rows))

        self._look(work, then, otherwise)

    def plan_folders(
        self, target: Path, *, photo_ids: Collection[int] | None, splits: bool, then: Answer["LabelsPlan"], otherwise: Answer[TldeskError]
    ) -> None:
        """Where each labelled photo of these (None: of all) would go in class folders; writes nothing."""

        def work(aside: Project, report: Report) -> "LabelsPlan":
            from tldesk.project.interchange.class_folders import plan_class_folders

            return plan_class_folders(aside, target, splits=splits, only=photo_ids, report=report)

        self._look(work, then, otherwise)

    def write_folders(self, plan: "LabelsPlan", *, link: bool, then: Answer[Written], otherwise: Answer[TldeskError] | None = None) -> None:
        """Copy or link the photos as `plan` says."""
        self._run(partial(write_plan, plan, link=link), then, otherwise)

    # --- threads ----------------------------------------------------------------------------------------------------

    def _look(self, work: Callable[[Project, Report], T], then: Answer[T], otherwise: Answer[TldeskError] | None = None) -> None:
        """Do `work` with a second look at the project, which can change nothing."""
        project = self._access.project
        if project is None:
            return
        root, layout = project.root, project.layout

        def looked(report: Report) -> T:
            with look_aside(root, layout) as aside:
                return work(aside, report)

        self._run(looked, then, otherwise)

    def _write(self, operation: Callable[[Project], Change], then: Answer[Change]) -> None:
        """Do `operation` in the worker: a hundred thousand labels take seconds. The session's own writes wait for it."""
        project = self._access.project
        if project is None:
            return
        root, written = project.root, Event()

        def write(_report: Report) -> Change:
            try:
                with open_project(root) as own:
                    return operation(own)
            finally:
                written.set()

        self._run(write, then, written=written)

    def _announce(self, change: Change, text: str) -> None:
        if not change:
            return
        self._access.changed.emit(change)
        if change.labels:
            self.imported.emit()
        self._access.said.emit(Banner(text, action=self.tr("Undo"), act=self._undo) if change.labels else Banner(text))


def write_plan(plan: "FoldersPlan[P]", report: Report, *, link: bool) -> Written:
    """Copy or link the photos as `plan` says."""
    from tldesk.project.interchange.placing import Placed, write_folders

    left_out = []
    for number, (placing, outcome, why) in enumerate(write_folders(plan, link=link), 1):
        report(number, len(plan.placings))
        if outcome is Placed.FAILED:
            left_out.append((str(placing.source), why))
    return Written(plan.target, len(plan.placings) - len(left_out), tuple(left_out))


def _counted(rows: Sequence[T], report: Report) -> Iterator[T]:
    """The rows, one after another, while `report` hears how many were taken."""
    for number, row in enumerate(rows):
        if number % 500 == 0:
            report(number, len(rows))
        yield row
