"""The sidebar of the Label page: all photos, the unlabelled ones, then the classes, each with its count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tldesk.core import numbers
from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError
from tldesk.core.photo import PhotoClass
from tldesk.desktop.session import Session
from tldesk.project import classes, labels

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)

FIXED_ROWS: Final = 2
"""Rows above the classes."""

CLASSES_MIME: Final = "application/x-tldesk-classes"
"""Classes that are dragged: their ids, parted by commas."""


def ids_in(held: QByteArray) -> list[int]:
    """The ids in what is dragged: whole numbers parted by commas."""
    return [int(part) for part in held.toStdString().split(",") if part]


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One row: `photo_class` is None for "All photos" and "Unlabelled".

    Attributes:
        share: of the labelled photos, 0..1. bar: of the largest class, 0..1.
    """

    name: str
    count: int
    unlabelled: bool = False
    photo_class: PhotoClass | None = None
    share: float = 0.0
    bar: float = 0.0


class ClassesModel(QAbstractListModel):
    """The rows and their counts.

    `DisplayRole` is the name, and editing it renames the class; `AccessibleTextRole` and `ToolTipRole` say name, key and count;
    `ROW_ROLE` is the row.

    Signals:
        name_taken(int, int): the class of the first id was to get the name that the second has.
        name_refused(str): a class was to get a name that is not allowed; why.
    """

    name_taken = Signal(int, int)
    name_refused = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[ClassRow] = []
        self._by_id: dict[int | None, PhotoClass] = {}
        self._by_name: dict[str, PhotoClass] = {}
        session.opened.connect(self._renew)
        session.changed.connect(self._follow)
        self._renew()

    @property
    def classes(self) -> list[PhotoClass]:
        """The classes, in their order."""
        return [row.photo_class for row in self._rows if row.photo_class is not None]

    def class_of(self, class_id: int | None) -> PhotoClass | None:
        """The class of this id; None for none, and for one that was deleted."""
        return self._by_id.get(class_id)

    def class_named(self, name: str) -> PhotoClass | None:
        """The class of exactly this name; None where there is none."""
        return self._by_name.get(name)

    @property
    def total(self) -> int:
        """All photos."""
        return self._rows[0].count

    @property
    def labelled(self) -> int:
        """Photos that have a class."""
        return self._rows[0].count - self._rows[1].count

    def row(self, index: int) -> ClassRow:
        """One row."""
        return self._rows[index]

    def row_of(self, class_id: int) -> int | None:
        """Where a class stands."""
        found = (i for i, row in enumerate(self._rows) if row.photo_class is not None and row.photo_class.id == class_id)
        return next(found, None)

    def _follow(self, change: Change) -> None:
        if change.classes or change.labels or change.photos:
            self._renew()

    def _renew(self) -> None:
        rows = self._read()
        self._by_id = {row.photo_class.id: row.photo_class for row in rows if row.photo_class is not None}
        self._by_name = {one.name: one for one in self._by_id.values()}
        if [self._identity(row) for row in rows] == [self._identity(row) for row in self._rows]:
            changed = [place for place, row in enumerate(rows) if row != self._rows[place]]
            self._rows = rows
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _identity(self, row: ClassRow) -> int | None:
        return None if row.photo_class is None else row.photo_class.id

    def _read(self) -> list[ClassRow]:
        project = self._session.project
        there = classes.classes(project) if project is not None else []
        counts = labels.counts(project) if project is not None else {}
        labelled = max(1, sum(counts.values()) - counts.get(None, 0))
        largest = max((counts.get(one.id, 0) for one in there), default=0) or 1
        return [
            ClassRow(self.tr("All photos"), sum(counts.values())),
            ClassRow(self.tr("Unlabelled"), counts.get(None, 0), unlabelled=True),
            *(_row(one, counts.get(one.id, 0), labelled=labelled, largest=largest) for one in there),
        ]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Two, and one for each class."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See the class."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ", ".join(part for part in self._told(row) if part)
        return row if role == ROW_ROLE else None

    def _told(self, row: ClassRow) -> tuple[str, ...]:
        one = row.photo_class
        if one is None:
            return row.name, numbers.count(row.count)
        key = self.tr("key {key}").format(key=one.key.upper()) if one.key else ""
        share = self.tr("{share} of the labelled photos").format(share=numbers.percent(row.share)) if row.count else ""
        return row.name, key, numbers.count(row.count), share

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename the class of a row."""
        row = self._rows[index.row()]
        name = str(value).strip()
        renamed = row.photo_class
        if role != Qt.ItemDataRole.EditRole or renamed is None or not name or name == row.name:
            return False
        others = [one for one in self.classes if one.id != renamed.id]
        twin = classes.namesake(others, name)
        if twin is not None:
            self.name_taken.emit(renamed.id, twin.id)
            return False
        try:
            classes.checked_name(others, name)
        except ProjectError as error:
            self.name_refused.emit(str(error))
            return False
        self._session.labelling.rename_class(renamed.id, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only classes can be renamed and dragged; all but "All photos" take photos that are dropped on them."""
        flags = super().flags(index)
        if index.isValid() and self._rows[index.row()].photo_class is not None:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsDropEnabled

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of the classes in these rows."""
        data = QMimeData()
        data.setData(CLASSES_MIME, QByteArray(self._dragged(index.row() for index in indexes).encode()))
        return data

    def _dragged(self, rows: Iterable[int]) -> str:
        there = (self._rows[row].photo_class for row in sorted(rows))
        return ",".join(str(one.id) for one in there if one is not None)

    def supportedDropActions(self) -> Qt.DropAction:
        """The view takes what is dropped itself."""
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


def _row(photo_class: PhotoClass, count: int, *, labelled: int, largest: int) -> ClassRow:
    return ClassRow(photo_class.name, count, photo_class=photo_class, share=count / labelled, bar=count / largest)
