"""The recall of each class on the validation photos, epoch by epoch."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from tldesk.core import numbers
from tldesk.core.results import EpochMetrics
from tldesk.desktop import theme
from tldesk.desktop.models.rows import RIGHT, Index

Role = Qt.ItemDataRole


class RecallsModel(QAbstractTableModel):
    """A row for each class: name, the recalls of all epochs, the last recall, validation photos.

    `RecallsRole` gives a class's recalls, oldest first; None where it has no photo.
    """

    NAME, COURSE, RECALL, PHOTOS = range(4)
    RecallsRole: Final = Role.UserRole
    SortRole: Final = Role.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._photos: Mapping[str, int] = {}
        self._courses: list[tuple[float | None, ...]] = []

    def show_epochs(self, names: Sequence[str], epochs: Sequence[EpochMetrics], photos: Mapping[str, int]) -> None:
        """Show the recalls of `epochs`, oldest first; those of earlier versions know none. `photos`: on validation, by name."""
        known = [epoch.recalls for epoch in epochs if len(epoch.recalls) == len(names)]
        courses = list(zip(*known, strict=True)) if known else []
        shown = tuple(names) if courses else ()
        self._photos = photos
        if shown != self._names:
            self.beginResetModel()
            self._names, self._courses = shown, courses
            self.endResetModel()
        elif courses != self._courses:
            self._courses = courses
            self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, self.PHOTOS))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.PHOTOS + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole:
            # The arrow of the order stands on the right.
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Role.DisplayRole:
            return (self.tr("Class"), self.tr("Recall by epoch"), self.tr("Recall"), self.tr("Photos"))[section]
        if role == Role.ToolTipRole:
            return self.tr("Recall: the share of a class's validation photos that are found")
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._names):
            return None
        course, column = self._courses[index.row()], index.column()
        match role:
            case Role.DisplayRole:
                return self._text(index.row(), column)
            case Role.TextAlignmentRole if column >= self.RECALL:
                return RIGHT
            case Role.FontRole if column >= self.RECALL:
                return theme.tabular(theme.body())
            case Role.ToolTipRole | Role.AccessibleTextRole:
                return self._tip(index.row())
            case self.RecallsRole:
                return course
            case self.SortRole:
                return self._order(index.row(), column)
        return None

    def _text(self, row: int, column: int) -> str:
        if column == self.NAME:
            return self._names[row]
        if column == self.COURSE:
            return ""
        return numbers.percent(self._courses[row][-1]) if column == self.RECALL else numbers.count(self._photos.get(self._names[row], 0))

    def _tip(self, row: int) -> str:
        last, photos = self._courses[row][-1], self._photos.get(self._names[row], 0)
        if last is None:
            return self.tr("{name} has no validation photo, so nothing says how well it is found").format(name=self._names[row])
        text = self.tr("{name}: {found} of {photos} validation photos found in the last epoch")
        return text.format(name=self._names[row], found=numbers.count(round(last * photos)), photos=numbers.count(photos))

    def _order(self, row: int, column: int) -> Any:
        last = self._courses[row][-1]
        recall = 2.0 if last is None else last
        return (self._names[row].casefold(), row, recall, self._photos.get(self._names[row], 0))[column]
