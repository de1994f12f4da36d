"""The table of weights."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tldesk.core import numbers
from tldesk.core.backbones import Where
from tldesk.jobs.weights import Weights

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()


class WeightsModel(QAbstractTableModel):
    """One row for each file, and one for the embedded weights."""

    NAME, SIZE, LICENCE, WHERE, SOURCE = range(5)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Weights] = []
        self._titles = (self.tr("Backbone"), self.tr("Size"), self.tr("Licence"), self.tr("Where"), self.tr("From"))
        self._where = {
            Where.EMBEDDED: self.tr("Built in"),
            Where.FOLDER: self.tr("Shared folder"),
            Where.CACHE: self.tr("Cache of the hub"),
        }

    def show(self, rows: Sequence[Weights]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(one)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            hashed = self.tr("SHA-256 {digest}").format(digest=one.sha256) if one.sha256 else ""
            return "\n".join(line for line in ("" if one.file is None else str(one.file), one.source, hashed) if line)
        return None

    def _texts(self, one: Weights) -> tuple[str, ...]:
        where = self.tr("Your folder") if one.own else self._where[one.where]
        name = one.name if one.known else self.tr("{name}: no such backbone").format(name=one.name)
        return name, numbers.megabytes(one.size), one.licence, where, one.source or numbers.DASH
