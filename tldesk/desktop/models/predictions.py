"""The answers of one prediction set, as a table that grows while they come in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from tldesk.core import numbers
from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.desktop import theme
from tldesk.desktop.session import Session, banner_of
from tldesk.project import predictions
from tldesk.project.predictions import PredictionRow, PredictionSet

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

RELOAD_MS: Final = 250
"""Batches of answers that come within this time are read together."""


def ranked(row: PredictionRow) -> list[int]:
    """Class indices of an answer, most probable first; empty where there is none."""
    chances = row.probabilities or ()
    return sorted(range(len(chances)), key=lambda i: -chances[i])


class PredictionsModel(QAbstractTableModel):
    """File, class, confidence, second class, the person's label, problem."""

    FILE, CLASS, CONFIDENCE, SECOND, LABEL, PROBLEM = range(6)
    SortRole: Final = Role.UserRole
    HumanRole: Final = Role.UserRole + 1

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._set: PredictionSet | None = None
        self._rows: list[PredictionRow] = []
        self._reload = QTimer(self)
        self._reload.setSingleShot(True)
        self._reload.setInterval(RELOAD_MS)
        self._reload.timeout.connect(self._read)
        session.changed.connect(self._refresh)
        session.opened.connect(lambda: self.show_set(None))

    @property
    def shown(self) -> PredictionSet | None:
        """The set whose answers are shown."""
        return self._set

    @property
    def rows(self) -> Sequence[PredictionRow]:
        """All rows, in the order the answers came."""
        return self._rows

    def show_set(self, shown: PredictionSet | None) -> None:
        """Show the answers of `shown`."""
        self._reload.stop()
        self.beginResetModel()
        self._set = shown
        self._rows = self._answers()
        self.endResetModel()

    def row_at(self, row: int) -> PredictionRow | None:
        """One answer, None outside."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole:
            return RIGHT if section == self.CONFIDENCE else LEFT
        if role != Role.DisplayRole:
            return None
        return (
            self.tr("File"),
            self.tr("Class"),
            self.tr("Confidence"),
            self.tr("Second"),
            self.tr("Label"),
            self.tr("Problem"),
        )[section]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = index.column()
        match role:
            case Role.DisplayRole:
                return self._text(row, column)
            case Role.ToolTipRole:
                return self._tip(row, column)
            case Role.TextAlignmentRole:
                return RIGHT if column == self.CONFIDENCE else LEFT
            case Role.FontRole:
                return self._font(row, column)
            case Role.ForegroundRole:
                return self._ink(row, column)
            case self.SortRole:
                return self._sorted_by(row, column)
            case self.HumanRole:
                return row.label is not None
        return None

    def _class_name(self, row: PredictionRow, rank: int) -> str:
        order = ranked(row)
        return self._set.classes[order[rank]] if self._set is not None and rank < len(order) else ""

    def _text(self, row: PredictionRow, column: int) -> str:
        order = ranked(row)
        match column:
            case self.FILE:
                return Path(row.file).name
            case self.CLASS:
                # The label a person gave wins over any answer.
                return row.label or self._class_name(row, 0) or numbers.DASH
            case self.CONFIDENCE:
                return numbers.percent(row.probabilities[order[0]] if order and row.probabilities else None)
            case self.SECOND:
                second = self._class_name(row, 1)
                share = row.probabilities[order[1]] if row.probabilities and len(order) > 1 else None
                return f"{second}  {numbers.percent(share)}" if second else ""
            case self.LABEL:
                return row.label or ""
        return row.problem

    def _tip(self, row: PredictionRow, column: int) -> str:
        match column:
            case self.FILE:
                return row.file
            case self.CLASS if row.label is not None:
                return self.tr("A person labelled this photo {label}; the model says {prediction}").format(
                    label=row.label, prediction=self._class_name(row, 0) or numbers.DASH
                )
            case self.CLASS | self.CONFIDENCE if row.problem:
                return row.problem
        return self._text(row, column)

    def _font(self, row: PredictionRow, column: int) -> Any:
        font = theme.body()
        if column in (self.CONFIDENCE, self.SECOND):
            return theme.tabular(font)
        if column == self.CLASS and row.label is not None:
            font.setBold(True)
            return font
        return None

    def _ink(self, row: PredictionRow, column: int) -> Any:
        if column == self.PROBLEM:
            return theme.colours().danger
        # What a person's label overrules steps back.
        return theme.colours().muted if row.label is not None and column in (self.CONFIDENCE, self.SECOND) else None

    def _sorted_by(self, row: PredictionRow, column: int) -> Any:
        if column == self.CONFIDENCE:
            return max(row.probabilities) if row.probabilities else -1.0
        return self._text(row, column).casefold()

    # --- refreshing -----------------------------------------------------------------------------------------------

    def _refresh(self, change: Change) -> None:
        if self._set is None:
            return
        touched = self._set.id in change.predictions or change.labels or change.classes
        if touched and not self._reload.isActive():
            self._reload.start()

    def _read(self) -> None:
        """Read again; answers only ever come at the end, so the rows that stay keep their place and selection."""
        fresh = self._answers()
        if self._set is not None:
            self._set = next((s for s in self._sets() if s.id == self._set.id), self._set)
        old = len(self._rows)
        if len(fresh) < old or any(a.file != b.file for a, b in zip(self._rows, fresh, strict=False)):
            self.beginResetModel()
            self._rows = fresh
            self.endResetModel()
            return
        if fresh[:old] != self._rows:
            self._rows = fresh[:old]
            self.dataChanged.emit(self.index(0, 0), self.index(old - 1, self.PROBLEM))
        if len(fresh) > old:
            self.beginInsertRows(QModelIndex(), old, len(fresh) - 1)
            self._rows = fresh
            self.endInsertRows()

    def _answers(self) -> list[PredictionRow]:
        project = self._session.project
        if project is None or self._set is None:
            return []
        try:
            return list(predictions.rows(project, self._set.id))
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return []

    def _sets(self) -> list[PredictionSet]:
        project = self._session.project
        return list(predictions.sets(project)) if project is not None else []
