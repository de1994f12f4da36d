"""The epochs of one run as a table."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from tldesk.core import numbers
from tldesk.core.results import EpochMetrics, Phase
from tldesk.desktop import theme
from tldesk.desktop.models.rows import RIGHT, Index

Role = Qt.ItemDataRole


class EpochsModel(QAbstractTableModel):
    """The epochs of one run, oldest first."""

    COLUMNS: Final = 9
    TRAIN_LOSS: Final = 2
    TRAIN_ACCURACY: Final = 4
    TIME: Final = 6
    PACE: Final = 7
    RATE: Final = 8

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
            self.tr("Photos/s"),
            self.tr("Rate"),
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
            numbers.seconds(epoch.seconds),
            numbers.decimal(epoch.photos_per_second, 1),
            f"{epoch.learning_rate:.2g}",
        )
