"""What there is to filter and sort by: folders, groups, saved filters, and predictions about the project's photos."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tldesk.core import numbers
from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.core.filters import SavedFilter
from tldesk.core.run_values import RunRecord
from tldesk.desktop.session import Session, banner_of
from tldesk.project import finding, predictions, runs
from tldesk.project.layout import Layout
from tldesk.project.predictions import PredictionSet
from tldesk.project.store import look_aside


@dataclass(frozen=True, slots=True)
class Places:
    """Folders and groups, each with the number of its photos."""

    folders: Sequence[tuple[str, int]]
    groups: Sequence[tuple[str, int]]


class FindingModel(QObject):
    """Reads the lists when they are asked for, and says when those that are always on screen have changed.

    Signals:
        saved_changed(): a filter was saved or forgotten. sets_changed(): there are other predictions.
    """

    saved_changed = Signal()
    sets_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.sets: list[tuple[str, str]] = []
        session.opened.connect(self._open)
        session.changed.connect(self._follow)
        self._open()

    def _open(self) -> None:
        self._read_sets()
        self.saved_changed.emit()

    def _follow(self, change: Change) -> None:
        if change.filters:
            self.saved_changed.emit()
        if change.predictions or change.runs:
            self._read_sets()

    def places_of(self) -> Callable[[], Places]:
        """Work that reads the folders and the groups, for another thread: on 100,000 photos it takes a moment."""
        project = self._session.project
        if project is None:
            return lambda: Places((), ())
        root, layout = project.root, project.layout
        return lambda: _places(root, layout)

    def say(self, error: TldeskError) -> None:
        """Say that they could not be read."""
        self._session.said.emit(banner_of(error))

    def saved(self) -> list[SavedFilter]:
        """The filters that have a name."""
        project = self._session.project
        try:
            return finding.saved_filters(project) if project is not None else []
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return []

    def _read_sets(self) -> None:
        """Keep the sets with an answer on a photo of the project, newest first, by id and in words."""
        project = self._session.project
        sets: list[PredictionSet] = []
        names: dict[str, RunRecord] = {}
        if project is not None:
            try:
                sets = predictions.sets_about(project)
                names = {record.id: record for record in runs.runs(project)} if sets else {}
            except TldeskError as error:
                self._session.said.emit(banner_of(error))
        there = [(one.id, self._words(one, names)) for one in sets]
        if there != self.sets:
            self.sets = there
            self.sets_changed.emit()

    def _words(self, one: PredictionSet, records: dict[str, RunRecord]) -> str:
        record = records.get(one.run_id)
        name = record.name if record is not None else one.run_id
        return self.tr("{run}, {when}").format(run=name, when=numbers.when(one.created))


def _places(root: Path, layout: Layout) -> Places:
    with look_aside(root, layout) as project:
        return Places(finding.folders(project), finding.groups(project))
