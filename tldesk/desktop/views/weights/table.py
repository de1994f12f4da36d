"""The table of weights."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tldesk.core import numbers
from tldesk.core.backbones import Where
from tldesk.desktop.resources import translated
from tldesk.desktop.session.weights import Verdict
from tldesk.desktop.widgets.columns import FittedTable
from tldesk.jobs.weights import Weights

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()

SHOWN: Final = 12
"""Digits of a hash in the table, as many as `tldesk weights list` prints; all 64 are in the tip."""


class WeightsModel(QAbstractTableModel):
    """One row for each file, and one for the embedded weights."""

    NAME, SIZE, LICENCE, WHERE, VERIFIED, HASH, SOURCE = range(7)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Weights] = []
        self._verdicts: Mapping[Weights, Verdict] = {}
        self._titles = (
            self.tr("Backbone"),
            self.tr("Size"),
            self.tr("Licence"),
            self.tr("Where"),
            self.tr("Verified"),
            self.tr("SHA-256"),
            self.tr("From"),
        )
        self._where = {
            Where.EMBEDDED: self.tr("Built in"),
            Where.FOLDER: self.tr("Shared folder"),
            Where.CACHE: self.tr("Cache of the hub"),
        }

    def show(self, rows: Sequence[Weights], verdicts: Mapping[Weights, Verdict]) -> None:
        """Show these, and what verifying showed of them."""
        self.beginResetModel()
        self.rows, self._verdicts = list(rows), verdicts
        self.endResetModel()

    def show_verdicts(self) -> None:
        """Something was verified."""
        if self.rows:
            self.dataChanged.emit(self.index(0, self.VERIFIED), self.index(len(self.rows) - 1, self.HASH))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        if role == Qt.ItemDataRole.ToolTipRole and section == self.HASH and orientation == Qt.Orientation.Horizontal:
            # A .pth file is kept as a .safetensors file, whose hash is another than the one that its name may tell.
            return self.tr("SHA-256 of the copy here")
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(one)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            hashed = self.tr("SHA-256 of the copy here: {digest}").format(digest=digest) if (digest := self._digest(one)) else ""
            wrong = verdict.said if (verdict := self._verdicts.get(one)) is not None else ""
            return "\n".join(
                line for line in ("" if one.file is None else str(one.file), translated(one.source, "weights"), hashed, wrong) if line
            )
        return None

    def _texts(self, one: Weights) -> tuple[str, ...]:
        where = self.tr("Your folder") if one.own else self._where[one.where]
        name = one.name if one.known else self.tr("{name}: no such backbone").format(name=one.name)
        digest, source = self._digest(one)[:SHOWN] or numbers.DASH, translated(one.source, "weights") or numbers.DASH
        return name, numbers.megabytes(one.size), one.licence, where, self._verified(one), digest, source

    def _digest(self, one: Weights) -> str:
        """As it was told when they came, else as verifying found it."""
        verdict = self._verdicts.get(one)
        return one.sha256 or (verdict.sha256 if verdict is not None else "")

    def _verified(self, one: Weights) -> str:
        match self._verdicts.get(one):
            case None:
                return numbers.DASH
            case Verdict(fits=False):
                return self.tr("Wrong")
            case Verdict(compared=True):
                return self.tr("Fits, hash right")
            case _:
                return self.tr("Fits")


class WeightsTable(FittedTable):
    """It with its columns; in a narrow window those go first that the tips say as well."""

    _WIDTHS: Final = {
        WeightsModel.SIZE: 84,
        WeightsModel.LICENCE: 112,
        WeightsModel.WHERE: 120,
        WeightsModel.VERIFIED: 128,
        WeightsModel.HASH: 120,
        WeightsModel.SOURCE: 220,
    }
    _SHORTEST: Final = 220

    def __init__(self, model: WeightsModel) -> None:
        super().__init__(self._WIDTHS, shortest=self._SHORTEST, spare=(WeightsModel.SOURCE, WeightsModel.HASH, WeightsModel.LICENCE))
        self.setModel(model)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
