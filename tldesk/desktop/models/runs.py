"""The project's runs as a table, and that table sorted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSortFilterProxyModel, Qt

from tldesk.core import numbers
from tldesk.core.photo import Split
from tldesk.core.results import Interval
from tldesk.core.run_values import RunState
from tldesk.desktop import theme
from tldesk.desktop.models.rows import RIGHT, Index
from tldesk.desktop.resources import ending_in_words, icon, translated
from tldesk.desktop.session import Session
from tldesk.project.run_rows import RunRow

Role = Qt.ItemDataRole


SortKey = float | str | None


@dataclass(frozen=True, slots=True)
class _Column:
    """Heading and tooltip of a column, and whether numbers stand in it."""

    name: str
    tip: str
    number: bool = False


class RunsModel(QAbstractTableModel):
    """All runs of the open project, newest first. Names and notes are edited in place."""

    NAME, STATE, ACCURACY, TEST, F1, WHEN, TIME, EPOCHS, PRESET, BACKBONE, NOTE, STAR = range(12)
    IdRole: Final = Role.UserRole
    StateRole: Final = Role.UserRole + 1
    ImportedRole: Final = Role.UserRole + 2

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[RunRow] = []
        self._columns = self._described()
        self._keys: dict[int, list[SortKey]] = {}
        self._stars = {
            True: icon("star", colour=lambda: theme.colours().warning),
            False: icon("star-outline", colour=lambda: theme.colours().disabled),
        }
        session.runs.left.connect(self._start_over)
        session.runs.refreshed.connect(self._refresh)
        self._start_over()

    def _described(self) -> tuple[_Column, ...]:
        kept = self.tr("Accuracy on the validation photos, of the epoch that was kept")
        time = self.tr("From its beginning to its end")
        preset = self.tr("The preset its recipe is nearest to, and how many settings differ")
        return (
            _Column(self.tr("Run"), self.tr("Name of the run")),
            _Column(self.tr("State"), self.tr("How far it got")),
            _Column(self.tr("Validation"), kept, number=True),
            _Column(self.tr("Test"), self.tr("Accuracy on the test photos"), number=True),
            _Column(self.tr("Macro F1"), self.tr("Macro F1 on the test photos: every class counts the same"), number=True),
            _Column(self.tr("When"), self.tr("When it was begun")),
            _Column(self.tr("Time"), time, number=True),
            _Column(self.tr("Epochs"), self.tr("Epochs that ended"), number=True),
            _Column(self.tr("Preset"), preset),
            _Column(self.tr("Backbone"), self.tr("The pretrained network")),
            _Column(self.tr("Note"), self.tr("What somebody wrote on it; kept in the run's folder")),
            _Column(self.tr("Star"), self.tr("Starred runs; kept in the run's folder")),
        )

    @property
    def columns(self) -> list[str]:
        """The headings in words."""
        return [column.name for column in self._columns]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    @property
    def rows(self) -> Sequence[RunRow]:
        """All rows, newest first."""
        return self._rows

    def row_of(self, run_id: str) -> int:
        """Where the run stands, -1 where there is none."""
        return next((i for i, row in enumerate(self._rows) if row.record.id == run_id), -1)

    def newest_measured(self) -> RunRow | None:
        """The newest run with figures on the test split; without one, on validation; without one, the newest of all."""
        for split in (Split.TEST, Split.VALIDATION):
            for row in self._rows:
                if split in row.measured:
                    return row
        return self.run_at(0)

    def run_at(self, row: int) -> RunRow | None:
        """The run of a row, None outside."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def keys(self, column: int) -> list[SortKey]:
        """What each row is sorted by: a number or a text, None where there is nothing."""
        if column not in self._keys:
            self._keys[column] = [_sorted_by(row)[column] for row in self._rows]
        return self._keys[column]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = self._columns[section]
        match role:
            case Role.DisplayRole:
                return "" if section == self.STAR else column.name
            case Role.DecorationRole if section == self.STAR:
                return icon("star-outline")
            case Role.ToolTipRole | Role.AccessibleTextRole:
                return f"{column.name}: {column.tip}" if role == Role.ToolTipRole else column.name
            case Role.TextAlignmentRole:
                return RIGHT if column.number else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = index.column() in (self.NAME, self.NOTE)
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.run_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = index.column()
        match role:
            case Role.DisplayRole:
                return self._texts(row)[column]
            case Role.EditRole if column in (self.NAME, self.NOTE):
                return row.record.name if column == self.NAME else row.remark.note
            case Role.DecorationRole if column == self.STAR:
                return self._stars[row.remark.starred]
            case Role.AccessibleTextRole if column == self.NAME:
                return f"{row.record.name}, {self._texts(row)[self.STATE]}"
            case Role.AccessibleTextRole if column == self.STAR:
                return self.tr("Starred") if row.remark.starred else self.tr("Not starred")
            case Role.ToolTipRole:
                return self._tip(row, column)
            case Role.TextAlignmentRole if self._columns[column].number:
                return RIGHT
            case Role.FontRole if self._columns[column].number or column == self.WHEN:
                return theme.tabular(theme.body())
            case self.IdRole:
                return row.record.id
            case self.StateRole:
                return row.record.state
            case self.ImportedRole:
                return _is_imported(row)
        return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        row = self.run_at(index.row())
        text = " ".join(str(value).split())
        if row is None or role != Role.EditRole:
            return False
        if index.column() == self.NOTE and text != row.remark.note:
            self._session.runs.note(row.record.id, text)
            return True
        if index.column() == self.NAME and text and text != row.record.name:
            self._session.runs.rename(row.record.id, text)
            return True
        return False

    def _texts(self, row: RunRow) -> tuple[str, ...]:
        record = row.record
        name = translated(row.preset)
        preset = name if not row.changed else f"{name} +{row.changed}"
        return (
            record.name,
            translated("Imported" if _is_imported(row) else record.state.value.capitalize(), "runs"),
            numbers.percent(row.validation),
            numbers.percent(_value(row.test)),
            numbers.percent(_value(row.f1)),
            numbers.when(record.created),
            numbers.DASH if row.seconds is None else numbers.duration(row.seconds),
            numbers.count(row.epochs),
            preset or numbers.DASH,
            row.backbone or numbers.DASH,
            row.remark.note,
            "",
        )

    def _tip(self, row: RunRow, column: int) -> str:
        match column:
            case self.NAME:
                lines = (row.record.name, self._texts(row)[self.STATE], ending_in_words(row.record.said), row.remark.note)
                return "\n".join(line for line in lines if line)
            case self.STATE:
                return ending_in_words(row.record.said) or row.record.name
            case self.ACCURACY:
                return self._columns[column].tip if row.validation is not None else self.tr("No epoch has ended")
            case self.TEST | self.F1:
                value = row.test if column == self.TEST else row.f1
                return self.tr("Not measured on the test photos") if value is None else numbers.interval(value)
            case self.PRESET if row.changed:
                return self.tr("{preset}, %n setting(s) changed", "", row.changed).format(preset=translated(row.preset))
            case self.STAR:
                return self.tr("Starred (Ctrl+D takes the star away)") if row.remark.starred else self.tr("Star the run (Ctrl+D)")
        return self._texts(row)[column] or self._columns[column].tip

    # --- refreshing -----------------------------------------------------------------------------------------------

    def _start_over(self) -> None:
        self.beginResetModel()
        self._keys.clear()
        self._rows = list(self._session.runs.rows)
        self.endResetModel()

    def _refresh(self) -> None:
        """Take in what changed, keeping the rows that stay, so that the selection stays too."""
        fresh = self._session.runs.rows
        self._keys.clear()
        if not self._rows and fresh:
            self.beginInsertRows(QModelIndex(), 0, len(fresh) - 1)
            self._rows = list(fresh)
            self.endInsertRows()
            return
        wanted = {row.record.id for row in fresh}
        for at in reversed([i for i, row in enumerate(self._rows) if row.record.id not in wanted]):
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._rows[at]
            self._keys.clear()
            self.endRemoveRows()
        for at, row in enumerate(fresh):
            if at < len(self._rows) and self._rows[at].record.id == row.record.id:
                if self._rows[at] is not row:
                    self._rows[at] = row
                    self._keys.clear()
                    self.dataChanged.emit(self.index(at, 0), self.index(at, len(self._columns) - 1))
            else:
                self.beginInsertRows(QModelIndex(), at, at)
                self._rows.insert(at, row)
                self._keys.clear()
                self.endInsertRows()


def _is_imported(row: RunRow) -> bool:
    """Its model was trained elsewhere, exported and imported."""
    return bool(row.record.origin) and row.record.state is RunState.FINISHED


def _value(interval: Interval | None) -> float | None:
    return None if interval is None else interval.value


def _sorted_by(row: RunRow) -> tuple[SortKey, ...]:
    record = row.record
    return (
        record.name.casefold(),
        record.state.value,
        row.validation,
        _value(row.test),
        _value(row.f1),
        record.created,
        row.seconds,
        float(row.epochs),
        f"{row.preset} {row.changed:03}".casefold() if row.preset else None,
        row.backbone.casefold() or None,
        row.remark.note.casefold() or None,
        float(row.remark.starred),
    )


class SortedRuns(QSortFilterProxyModel):
    """The runs by any column; those that have nothing there come last, upwards and downwards; equal ones newest first."""

    def __init__(self, runs: RunsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self.setSourceModel(runs)
        self.sort(RunsModel.WHEN, Qt.SortOrder.DescendingOrder)

    def lessThan(self, left: Index, right: Index) -> bool:
        upwards = self.sortOrder() == Qt.SortOrder.AscendingOrder
        keys = self._runs.keys(self.sortColumn())
        one, other = keys[left.row()], keys[right.row()]
        if one == other:
            return (left.row() < right.row()) == upwards
        if isinstance(one, float) and isinstance(other, float):
            return one < other
        if isinstance(one, str) and isinstance(other, str):
            return one < other
        return (other is None) == upwards
