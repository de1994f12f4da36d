"""The sidebar of the Label page: all photos, the unlabelled ones, then the classes, each with its count."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tldesk.core import numbers
from tldesk.core.changes import Change
from tldesk.core.photo import PhotoClass
from tldesk.desktop.session import Session
from tldesk.project import classes, labels

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One row: `photo_class` is None for "All photos" and "Unlabelled"."""

    name: str
    count: int
    unlabelled: bool = False
    photo_class: PhotoClass | None = None


class ClassesModel(QAbstractListModel):
    """The rows and their counts.

    `DisplayRole` is the name, and editing it renames the class; `AccessibleTextRole` and `ToolTipRole` say name, key and count;
    `ROW_ROLE` is the row.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[ClassRow] = []
        self._by_id: dict[int | None, PhotoClass] = {}
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
        if [self._identity(row) for row in rows] == [self._identity(row) for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
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
        return [
            ClassRow(self.tr("All photos"), sum(counts.values())),
            ClassRow(self.tr("Unlabelled"), counts.get(None, 0), unlabelled=True),
            *(ClassRow(one.name, counts.get(one.id, 0), photo_class=one) for one in there),
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
            key = self.tr("key {key}").format(key=row.photo_class.key) if row.photo_class is not None and row.photo_class.key else ""
            return ", ".join(part for part in (row.name, key, numbers.count(row.count)) if part)
        return row if role == ROW_ROLE else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename the class of a row."""
        row = self._rows[index.row()]
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or row.photo_class is None or not name or name == row.name:
            return False
        self._session.labelling.rename_class(row.photo_class.id, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only classes can be renamed."""
        flags = super().flags(index)
        if index.isValid() and self._rows[index.row()].photo_class is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags
