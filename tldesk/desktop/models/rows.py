"""Many rows of plain values as a table: texts are made when they are shown, so that a hundred thousand rows cost nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

Index = QModelIndex | QPersistentModelIndex

RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its `name` in words, the text of a row, and whether that is a number."""

    name: str
    text: Callable[[Any], str]
    number: bool = False


class RowsModel(QAbstractTableModel):
    """Rows that can't be changed, but may be ticked.

    Signals:
        ticked(): another number of rows is ticked.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: Sequence[Column] = ()
        self._rows: Sequence[Any] = ()
        self._ticks: set[int] | None = None

    def show(self, columns: Sequence[Column], rows: Sequence[Any], *, ticks: set[int] | None = None) -> None:
        """Show these rows. `ticks`: places of the ticked ones, kept up to date as the user ticks; None where nothing is to be ticked."""
        self.beginResetModel()
        self._columns, self._rows, self._ticks = columns, rows, ticks
        self.endResetModel()

    def tick_all(self, *, on: bool) -> None:
        """Tick every row, or none."""
        if self._ticks is None or not self._rows:
            return
        self._ticks.clear()
        if on:
            self._ticks.update(range(len(self._rows)))
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0), [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self._columns[section].number else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._columns[section].name if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(self._rows[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole and column.number:
            return RIGHT
        if role == Qt.ItemDataRole.CheckStateRole and self._ticks is not None and index.column() == 0:
            return Qt.CheckState.Checked if index.row() in self._ticks else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self._ticks is None or index.column() != 0:
            return False
        (self._ticks.add if Qt.CheckState(value) == Qt.CheckState.Checked else self._ticks.discard)(index.row())
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        tickable = self._ticks is not None and index.column() == 0
        return shown | Qt.ItemFlag.ItemIsUserCheckable if tickable else shown
