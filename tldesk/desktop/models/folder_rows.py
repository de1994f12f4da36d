"""The folders of photos, and what each means, to be changed by a person before anything is written."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from tldesk.core import numbers
from tldesk.core.photo import Split
from tldesk.desktop.models.rows import RIGHT
from tldesk.project.classes import clean_name, shortened
from tldesk.project.folder_plan import FolderMeaning

Index = QModelIndex | QPersistentModelIndex

FOLDER: Final = 0
PHOTOS: Final = 1
CLASS: Final = 2
SPLIT: Final = 3

SORT_ROLE: Final = int(Qt.ItemDataRole.UserRole)


class FolderRows(QAbstractTableModel):
    """One row a folder; the class can be written over.

    Signals:
        told(): a person changed a meaning, or others are shown.
    """

    told = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.meanings: list[FolderMeaning] = []
        self._heads = (self.tr("Folder"), self.tr("Photos"), self.tr("Class"), self.tr("Split"))
        self.splits: dict[Split | None, str] = {
            None: self.tr("none"),
            Split.TRAIN: self.tr("train"),
            Split.VALIDATION: self.tr("validation"),
            Split.TEST: self.tr("test"),
        }

    def show(self, meanings: Sequence[FolderMeaning]) -> None:
        """Show these folders."""
        self.beginResetModel()
        self.meanings = list(meanings)
        self.endResetModel()
        self.told.emit()

    def name(self, rows: Iterable[int], name: str) -> None:
        """Give folders a class; an empty name gives them none."""
        cleaned = shortened(clean_name(name))
        self._change({row: replace(self.meanings[row], name=cleaned) for row in rows})

    def deal(self, rows: Iterable[int], split: Split | None) -> None:
        """Put folders into a split, or in none."""
        self._change({row: replace(self.meanings[row], split=split) for row in rows})

    def leave_out(self, rows: Iterable[int]) -> None:
        """Take nothing from these folders."""
        self._change({row: replace(self.meanings[row], name="", split=None) for row in rows})

    def _change(self, changed: dict[int, FolderMeaning]) -> None:
        if not changed:
            return
        for row, meaning in changed.items():
            self.meanings[row] = meaning
        self.dataChanged.emit(self.index(min(changed), FOLDER), self.index(max(changed), SPLIT))
        self.told.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.meanings)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section == PHOTOS else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self.meanings[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(one, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return one.name
        if role == SORT_ROLE:
            return (index.row(), one.photos, one.name.casefold(), one.split or "")[index.column()]
        return RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == PHOTOS else None

    def _text(self, one: FolderMeaning, column: int) -> str:
        match column:
            case 0:
                return one.folder or self.tr("(the project's own folder)")
            case 1:
                return numbers.count(one.photos)
            case 2:
                return one.name or numbers.DASH
            case _:
                return self.splits[one.split] if one.split is not None else numbers.DASH

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != CLASS:
            return False
        self.name([index.row()], str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return shown | Qt.ItemFlag.ItemIsEditable if index.column() == CLASS else shown
