"""Backbones as a table; texts are made when they are shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from tldesk.core.backbones import Backbone, Place, Places, Where
from tldesk.desktop import theme
from tldesk.desktop.widgets.backbone_picker import words

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the text of a backbone, the value to sort by (None goes last), and what the heading means."""

    name: str
    text: Callable[[Backbone], str]
    key: Callable[[Backbone], Any]
    about: str = ""
    number: bool = False


class BackbonesModel(QAbstractTableModel):
    """The backbones found, in the order of the search or of a column."""

    NAME, PARAMETERS, GMACS, SIZE, TOP1, PRETRAINING, LICENCE, WHERE = range(8)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: Sequence[Backbone] = ()
        self._rows: Sequence[Backbone] = ()
        self._places: Places | None = None
        self._known: dict[str, Place] = {}
        self._order: tuple[int, Qt.SortOrder] | None = None
        self._columns = self._made()

    def _made(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Network"), lambda one: f"{one.title}  ·  {words.tag(one)}", lambda one: one.title.casefold()),
            Column(
                self.tr("Parameters"), words.parameters, lambda one: one.parameters, self.tr("How many numbers it learned"), number=True
            ),
            Column(
                self.tr("GMACs"),
                words.gmacs,
                lambda one: one.gmacs,
                self.tr("Thousands of millions of multiplications a photo"),
                number=True,
            ),
            Column(self.tr("Input"), words.side, lambda one: one.input_size, self.tr("Side of the square it sees"), number=True),
            Column(
                self.tr("ImageNet"),
                words.top1,
                lambda one: one.top1,
                self.tr("Share of ImageNet photos it names rightly (top-1)"),
                number=True,
            ),
            Column(self.tr("Pretrained on"), lambda one: one.pretraining, lambda one: one.pretraining.casefold()),
            Column(self.tr("Licence"), lambda one: one.licence, lambda one: one.licence.casefold()),
            Column(
                self.tr("Weights"),
                lambda one: words.where(self.place(one)),
                self._nearness,
                self.tr("Whether its weights are on this computer"),
            ),
        )

    def _nearness(self, one: Backbone) -> int:
        return list(Where).index(self.place(one).where)

    @property
    def rows(self) -> Sequence[Backbone]:
        """The backbones as they stand."""
        return self._rows

    def place(self, one: Backbone) -> Place:
        """Where its weights are; on the hub, as far as one knows, until the folders were looked into."""
        if self._places is None:
            return Place(Where.HUB)
        if one.name not in self._known:
            self._known[one.name] = self._places.of(one.name)
        return self._known[one.name]

    def set_places(self, places: Places) -> None:
        """Show where the weights are."""
        self._places = places
        self._known.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.WHERE))

    def show(self, found: Sequence[Backbone]) -> None:
        """Show these, best first or as a column sorts them."""
        self.beginResetModel()
        self._found = found
        self._rows = self._sorted()
        self.endResetModel()

    def row_of(self, name: str) -> int:
        """The row of the backbone of that full name, or -1."""
        return next((row for row, one in enumerate(self._rows) if one.name == name), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By the values of `column`; -1: as the search found them."""
        self._order = None if column < 0 else (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        held = [(index, before[index.row()].name) for index in self.persistentIndexList()]
        self._rows = self._sorted()
        rows = {one.name: row for row, one in enumerate(self._rows)}
        for index, name in held:
            self.changePersistentIndex(index, self.index(rows[name], index.column()))
        self.layoutChanged.emit()

    def _sorted(self) -> Sequence[Backbone]:
        if self._order is None:
            return self._found
        column, order = self._order
        key = self._columns[column].key
        known = [one for one in self._found if key(one) is not None]
        known.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        return known + [one for one in self._found if key(one) is None]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Role.DisplayRole:
            return column.name
        if role == Role.ToolTipRole:
            return column.about or None
        return RIGHT if role == Role.TextAlignmentRole and column.number else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        column, one = self._columns[index.column()], self._rows[index.row()]
        if role == Role.DisplayRole:
            return column.text(one)
        if role == Role.ToolTipRole:
            return self._tip(index.column(), one)
        if role == Role.TextAlignmentRole:
            return RIGHT if column.number else None
        if role == Role.FontRole and column.number:
            return theme.tabular(theme.body())
        if role == Role.ForegroundRole and index.column() == self.WHERE:
            return theme.colours().good if self.place(one).where.here else theme.colours().muted
        return None

    def _tip(self, column: int, one: Backbone) -> str:
        if column == self.WHERE:
            return words.where_exactly(one.name, self.place(one))
        if column == self.LICENCE:
            return words.licence(one)
        if column == self.TOP1 and one.top1 is None:
            return QCoreApplication.translate("backbones", "No accuracy was published for these weights.")
        return one.pretraining if column == self.PRETRAINING else one.name
