"""The project's photos as the grid shows them: ids in natural order, narrowed by a filter, kept true by `session.changed` alone."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tldesk.core.changes import Change
from tldesk.core.photo import Photo
from tldesk.desktop.session import Session
from tldesk.project import photos

Index = QModelIndex | QPersistentModelIndex

ID_ROLE: Final = int(Qt.ItemDataRole.UserRole)

FEW: Final = 200
"""Up to this many changed photos are read one by one; beyond it one query for all is faster."""


@dataclass(frozen=True, slots=True)
class PhotoFilter:
    """Which photos are shown: all, the unlabelled ones, or those of one class."""

    unlabelled: bool = False
    class_id: int | None = None

    def passes(self, photo: Photo) -> bool:
        """Whether `photo` is shown."""
        if self.unlabelled:
            return photo.class_id is None
        return self.class_id is None or photo.class_id == self.class_id


class PhotosModel(QAbstractListModel):
    """One row a photo; missing photos are left out.

    `DisplayRole` is the file's name, `ToolTipRole` its path, `ID_ROLE` the photo's id.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._photos: dict[int, Photo] = {}
        self._ids: list[int] = []
        self._filter = PhotoFilter()
        session.opened.connect(self._open)
        session.changed.connect(self._follow)
        self._open()

    @property
    def ids(self) -> list[int]:
        """The ids that pass the filter, in natural order of the paths."""
        return self._ids

    @property
    def filter(self) -> PhotoFilter:
        """What is shown."""
        return self._filter

    @property
    def total(self) -> int:
        """How many photos there are, whatever the filter."""
        return len(self._photos)

    def photo(self, id: int) -> Photo:
        """One photo, shown or not.

        Raises:
            KeyError: there is none of that id.
        """
        return self._photos[id]

    def paths(self) -> list[str]:
        """The paths of all photos."""
        return [photo.path for photo in self._photos.values()]

    def set_filter(self, wanted: PhotoFilter) -> None:
        """Show what passes `wanted`."""
        if wanted != self._filter:
            self._filter = wanted
            self._renew(self._passing())

    def _open(self) -> None:
        self._filter = PhotoFilter()
        self._read_all()
        self._renew(self._passing())

    def _read_all(self) -> None:
        project = self._session.project
        everything = photos.all_photos(project) if project is not None else []
        self._photos = {photo.id: photo for photo in everything if not photo.missing}

    def _follow(self, change: Change) -> None:
        project = self._session.project
        touched = change.photos | change.labels | change.splits
        if not touched or project is None:
            return
        if change.photos or len(touched) > FEW:
            # Photos that came or moved have another place in the order.
            self._read_all()
        else:
            now = (photos.photo(project, one) for one in touched)
            # Undo gives labels back to missing photos too; they are not shown for that.
            self._photos.update((photo.id, photo) for photo in now if not photo.missing)
        passing = self._passing()
        if passing != self._ids:
            self._renew(passing)
            return
        for row, one in enumerate(self._ids):
            if one in touched:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _passing(self) -> list[int]:
        if self._filter == PhotoFilter():
            return list(self._photos)
        return [photo.id for photo in self._photos.values() if self._filter.passes(photo)]

    def _renew(self, ids: list[int]) -> None:
        self.beginResetModel()
        self._ids = ids
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Photos that are shown."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See the class."""
        if not index.isValid():
            return None
        photo = self._photos[self._ids[index.row()]]
        if role == Qt.ItemDataRole.DisplayRole:
            return photo.path.rsplit("/", 1)[-1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return photo.path
        return photo.id if role == ID_ROLE else None
