"""The project's runs, and the epochs of one run, as tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from tldesk.core import numbers
from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.core.photo import Split
from tldesk.core.results import EpochMetrics, Phase
from tldesk.core.run_folder import RunFolder, RunRecord
from tldesk.desktop import theme
from tldesk.desktop.session import Session, banner_of
from tldesk.project import runs

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as the table shows it.

    Attributes:
        validation: accuracy 0..1 of the epoch that was kept, None before the first epoch.
        has_model: the run can predict.
        measured: the splits there are figures on.
    """

    record: RunRecord
    validation: float | None
    has_model: bool
    measured: frozenset[Split]


def read_run(record: RunRecord, folder: RunFolder) -> RunRow:
    """What the table shows of one run, from its folder."""
    kept = [epoch for epoch in folder.epochs() if epoch.best]
    measured = frozenset(split for split in Split if folder.is_measured(split))
    return RunRow(record, kept[-1].validation_accuracy if kept else None, folder.has_model, measured)


class RunsModel(QAbstractTableModel):
    """All runs of the open project, newest first: name, state, validation accuracy, when."""

    NAME, STATE, ACCURACY, WHEN = range(4)
    IdRole: Final = Role.UserRole
    StateRole: Final = Role.UserRole + 1

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[RunRow] = []
        session.opened.connect(self._start_over)
        session.changed.connect(self._refresh)
        self._start_over()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

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

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or role not in (Role.DisplayRole, Role.TextAlignmentRole):
            return None
        if role == Role.TextAlignmentRole:
            return RIGHT if section == self.ACCURACY else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return (self.tr("Run"), self.tr("State"), self.tr("Validation"), self.tr("When"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if index.column() == self.NAME else Qt.ItemFlag.NoItemFlags)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.run_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Role.DisplayRole:
                return self._text(row, index.column())
            case Role.EditRole if index.column() == self.NAME:
                return row.record.name
            case Role.ToolTipRole:
                return self._tip(row, index.column())
            case Role.TextAlignmentRole if index.column() == self.ACCURACY:
                return RIGHT
            case Role.FontRole if index.column() in (self.ACCURACY, self.WHEN):
                return theme.tabular(theme.body())
            case self.IdRole:
                return row.record.id
            case self.StateRole if index.column() == self.STATE:
                return row.record.state
        return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        row = self.run_at(index.row())
        name = str(value).strip()
        if row is None or role != Role.EditRole or not name or name == row.record.name:
            return False
        self._session.runs.rename(row.record.id, name)
        return True

    def _text(self, row: RunRow, column: int) -> str:
        record = row.record
        state = QCoreApplication.translate("runs", record.state.value.capitalize())
        return (record.name, state, numbers.percent(row.validation), numbers.when(record.created))[column]

    def _tip(self, row: RunRow, column: int) -> str:
        if column == self.ACCURACY:
            why = self.tr("Validation accuracy of the epoch that was kept")
            return why if row.validation is not None else self.tr("No epoch has ended")
        return row.record.said or row.record.name if column == self.STATE else row.record.name

    # --- refreshing -----------------------------------------------------------------------------------------------

    def _start_over(self) -> None:
        self.beginResetModel()
        self._rows = self._read(set())
        self.endResetModel()

    def _refresh(self, change: Change) -> None:
        """Take in what changed, keeping the rows that stay, so that the selection stays too."""
        if not change.runs:
            return
        fresh = self._read(set(change.runs))
        wanted = {row.record.id for row in fresh}
        for at in reversed([i for i, row in enumerate(self._rows) if row.record.id not in wanted]):
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._rows[at]
            self.endRemoveRows()
        for at, row in enumerate(fresh):
            if at < len(self._rows) and self._rows[at].record.id == row.record.id:
                if self._rows[at] != row:
                    self._rows[at] = row
                    self.dataChanged.emit(self.index(at, 0), self.index(at, 3))
            else:
                self.beginInsertRows(QModelIndex(), at, at)
                self._rows.insert(at, row)
                self.endInsertRows()

    def _read(self, changed: set[str]) -> list[RunRow]:
        """All runs; the folder is read only for those that are new or `changed`."""
        project = self._session.project
        if project is None:
            return []
        known = {row.record.id: row for row in self._rows}
        try:
            records = runs.runs(project)
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return self._rows
        rows = []
        for record in records:
            old = known.get(record.id)
            fresh = old is None or record.id in changed or old.record != record
            rows.append(read_run(record, project.layout.run(record.id)) if old is None or fresh else old)
        return rows


class EpochsModel(QAbstractTableModel):
    """The epochs of one run, oldest first."""

    COLUMNS: Final = 7
    TRAIN_LOSS: Final = 2
    TRAIN_ACCURACY: Final = 4
    TIME: Final = 6

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._epochs: list[EpochMetrics] = []

    def show_epochs(self, epochs: Sequence[EpochMetrics]) -> None:
        """Show `epochs`; where they only grew, the rows that stay are kept."""
        old = len(self._epochs)
        if list(epochs[:old]) != self._epochs:
            self.beginResetModel()
            self._epochs = list(epochs)
            self.endResetModel()
        elif len(epochs) > old:
            self.beginInsertRows(QModelIndex(), old, len(epochs) - 1)
            self._epochs.extend(epochs[old:])
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._epochs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole:
            return RIGHT if section != 1 else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Role.DisplayRole:
            return None
        return (
            self.tr("Epoch"),
            self.tr("Phase"),
            self.tr("Train loss"),
            self.tr("Val. loss"),
            self.tr("Train acc."),
            self.tr("Val. acc."),
            self.tr("Time"),
        )[section]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._epochs):
            return None
        epoch = self._epochs[index.row()]
        match role:
            case Role.DisplayRole:
                return self._texts(epoch)[index.column()]
            case Role.TextAlignmentRole if index.column() != 1:
                return RIGHT
            case Role.FontRole:
                font = theme.tabular(theme.body())
                font.setBold(epoch.best)
                return font
            case Role.ToolTipRole if epoch.best:
                return self.tr("The best epoch on validation when it ended")
        return None

    def _texts(self, epoch: EpochMetrics) -> tuple[str, ...]:
        phase = self.tr("Head") if epoch.phase is Phase.HEAD else self.tr("Fine-tuning")
        return (
            str(epoch.epoch),
            phase,
            numbers.decimal(epoch.train_loss),
            numbers.decimal(epoch.validation_loss),
            numbers.percent(epoch.train_accuracy),
            numbers.percent(epoch.validation_accuracy),
            numbers.duration(epoch.seconds),
        )
