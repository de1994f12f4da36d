"""The project's photos as the grid shows them: ids that pass a filter, in an order, kept true by `session.changed` alone.

Only the ids are held; what is known of a photo is read when it is looked at, a screenful in one query.
"""

import time
from array import array
from collections.abc import Callable, Collection, Sequence
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.core.filters import NATURAL, PhotoFilter, PhotoOrder, Sort
from tldesk.core.photo import Photo
from tldesk.desktop.models.looking import Found, Looking
from tldesk.desktop.session import Session, banner_of
from tldesk.project import finding, photos, predictions
from tldesk.project.predictions import PhotoAnswer
from tldesk.project.store import Project

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")

ID_ROLE: Final = int(Qt.ItemDataRole.UserRole)

FEW: Final = 200
"""Up to this many changed photos are looked at alone; beyond it all are found anew."""

KEPT: Final = 4000
"""Photos that are kept in memory: many screens of the smallest tiles."""

SMALL: Final = 5000
"""Photos of a project that are found anew at once whenever something changed; in larger ones that is done beside the window's thread."""

SHARE: Final = 10
"""While photos come in, finding them anew takes at most one part in this many of the time."""


class PhotosModel(QAbstractListModel):
    """One row a photo that passes the filter, in the order that was chosen.

    `DisplayRole` is the file's name, `ToolTipRole` its path, `ID_ROLE` the photo's id.

    Signals:
        settled(): what changed has been looked at, after some time in a large project.
    """

    settled = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids = array("q")
        self._total = 0
        self._filter = PhotoFilter()
        self._order = NATURAL
        self._answered_by = ""
        self._photos: dict[int, Photo] = {}
        self._answers: dict[int, PhotoAnswer] = {}
        self._looking = Looking(session, self)
        self._looking.done.connect(self._take)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(lambda: self._looking.begin(self._filter, self._order))
        self._cost = 0.0
        session.opened.connect(self._open)
        session.changed.connect(self._follow)
        self._open()

    # --- what is shown ----------------------------------------------------------------------------------------------

    @property
    def ids(self) -> "array[int]":
        """The ids that pass the filter, in order; another array after each change of what is shown."""
        return self._ids

    @property
    def filter(self) -> PhotoFilter:
        """What is shown."""
        return self._filter

    @property
    def order(self) -> PhotoOrder:
        """How they are put in order."""
        return self._order

    @property
    def total(self) -> int:
        """How many photos there are, whatever the filter; missing ones left out."""
        return self._total

    @property
    def is_settled(self) -> bool:
        """Whether `ids` are those of the project as it is now; else `settled` comes."""
        return not self._later.isActive() and not self._looking.busy

    def set_filter(self, wanted: PhotoFilter) -> None:
        """Show what passes `wanted`."""
        if wanted != self._filter:
            self._filter = wanted
            self._find()

    def set_order(self, order: PhotoOrder) -> None:
        """Put the photos in this order."""
        if order != self._order:
            self._order = order
            self._find()

    @property
    def answered_by(self) -> str:
        """The prediction set whose answers are shown; "": none."""
        return self._answered_by

    def set_answers(self, set_id: str) -> None:
        """Show the answers of this prediction set with the photos; "": none."""
        if set_id != self._answered_by:
            self._answered_by = set_id
            self._tell(self._forget(None))

    # --- photos -----------------------------------------------------------------------------------------------------

    def photo(self, id: int) -> Photo:
        """One photo, shown or not. One that can't be read from the project now is without a path, and its problem says why.

        Raises:
            KeyError: there is none of that id.
        """
        if id not in self._photos:
            self.read([id])
        return self._photos[id]

    def answer(self, id: int) -> PhotoAnswer | None:
        """The answer on a photo of the prediction set that was chosen; None where there is none."""
        if id not in self._photos:
            self.read([id])
        return self._answers.get(id)

    def read(self, ids: Sequence[int]) -> None:
        """Read these together, because they are to be looked at next; at most `KEPT`."""
        project = self._session.project
        unread = [one for one in ids if one not in self._photos]
        if not unread or project is None:
            return
        if len(self._photos) + len(unread) > KEPT:
            self._photos.clear()
            self._answers.clear()
            unread = list(ids)
        try:
            self._photos.update(photos.photos_of(project, unread))
            if self._answered_by:
                self._answers.update(predictions.answers_for(project, self._answered_by, unread))
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            self._photos.update((one, Photo(one, "", "", 0, problem=error.what)) for one in unread)

    def _ask(self, question: Callable[[Project], T], otherwise: T) -> T:
        project = self._session.project
        if project is None:
            return otherwise
        try:
            return question(project)
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return otherwise

    # --- following the project --------------------------------------------------------------------------------------

    def _open(self) -> None:
        self._filter = PhotoFilter()
        self._order = NATURAL
        self._answered_by = ""
        self._photos.clear()
        self._answers.clear()
        self._count_and_find()

    def _follow(self, change: Change) -> None:
        touched = change.photos | change.labels | change.splits
        before = self._ids
        if self._looking.busy and (touched or self._turns_with(change)):
            # What is being looked at is not as it was.
            self._looking.leave()
            self._later.start(round(1000 * SHARE * self._cost))
        forgotten = self._forget(None if self._answered_by in change.predictions else touched | change.facts)
        if touched:
            if change.photos and len(touched) <= FEW:
                self._total = self._ask(finding.count, 0)
            moved = bool(change.labels) and self._order.sort in {Sort.CLASS, Sort.LABELLED}
            if moved or len(touched) > FEW or not self._stays(touched):
                self._find_anew(waits=bool(change.photos))
        elif self._turns_with(change):
            self._find_anew(waits=bool(change.predictions or change.facts))
        if self._ids is before:
            self._tell(forgotten)

    def _turns_with(self, change: Change) -> bool:
        """Whether the order may be another one although no photo was touched."""
        by = self._order.sort
        if change.facts and (by is Sort.TAKEN or self._filter.taken_from or self._filter.taken_to):
            return True
        return (by is Sort.CLASS and bool(change.classes)) or (by is Sort.CONFIDENCE and self._order.set_id in change.predictions)

    def _forget(self, touched: Collection[int] | None) -> Collection[int]:
        """Read these photos anew when they are next looked at, or all; gives those that somebody may be looking at."""
        if touched is None or len(touched) > FEW:
            touched = [one for one in self._photos if touched is None or one in touched]
        for one in touched:
            self._photos.pop(one, None)
            self._answers.pop(one, None)
        return touched

    def _tell(self, changed: Collection[int]) -> None:
        rows = self._rows(changed)
        if rows.size:
            self.dataChanged.emit(self.index(int(rows[0])), self.index(int(rows[-1])))

    def _rows(self, ids: Collection[int]) -> NDArray[np.intp]:
        """Where these are shown, in order."""
        return np.flatnonzero(np.isin(np.frombuffer(self._ids, np.int64), np.fromiter(ids, np.int64, len(ids))))

    def _stays(self, touched: Collection[int]) -> bool:
        """Whether all is as it should be but for photos that leave, and let them leave.

        Every photo that was touched is looked at with its neighbours: as long as each stands between these, the whole is in order.
        """
        shown = np.frombuffer(self._ids, np.int64)
        rows = self._rows(touched)
        near = sorted({place for row in rows.tolist() for place in (row - 1, row, row + 1) if 0 <= place < len(shown)})
        expected = shown[np.array(near, np.intp)].tolist()
        looked_at = {*touched, *expected}
        there = self._ask(lambda project: finding.find(project, self._filter, self._order, among=looked_at), array("q", expected)).tolist()
        leaving = set(expected).difference(there)
        if there != [one for one in expected if one not in leaving]:
            return False
        if leaving:
            self._show(array("q", shown[~np.isin(shown, list(leaving))].tobytes()))
        return True

    def _find_anew(self, *, waits: bool) -> None:
        """At once in a small project. In a large one beside the window's thread; `waits`: not before it has had its rest from the last."""
        if self._total <= SMALL:
            self._count_and_find()
        elif not self._later.isActive():
            self._later.start(round(1000 * SHARE * self._cost) if waits else 0)

    def _count_and_find(self) -> None:
        self._total = self._ask(finding.count, 0)
        self._find()

    def _take(self, found: Found) -> None:
        self._total, self._cost = found.total, found.seconds
        self._show(found.ids)
        self.settled.emit()

    def join(self) -> None:
        """Wait for the thread that looks: before the program ends."""
        self._looking.join()

    def _find(self) -> None:
        self._later.stop()
        self._looking.leave()
        begun = time.perf_counter()
        found = self._ask(lambda project: finding.find(project, self._filter, self._order), array("q"))
        self._cost = time.perf_counter() - begun
        self._show(found)
        self.settled.emit()

    def _show(self, ids: "array[int]") -> None:
        if ids != self._ids:
            self.beginResetModel()
            self._ids = ids
            self.endResetModel()

    # --- Qt's model -------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Photos that are shown."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See the class."""
        if not index.isValid():
            return None
        photo = self.photo(self._ids[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return photo.path.rsplit("/", 1)[-1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return photo.path
        return photo.id if role == ID_ROLE else None
