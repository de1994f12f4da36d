"""The answers of one prediction set, as a table that grows while they come in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from tldesk.core import numbers
from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.desktop import theme
from tldesk.desktop.session import Session, banner_of
from tldesk.project import photos, predictions
from tldesk.project.predictions import PredictionRow, PredictionSet

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

RELOAD_MS: Final = 250
"""Batches of answers that come within this time are read together."""

FEW: Final = 200
"""Up to this many labelled photos are looked for in the set one by one; of more, some are taken to be in it."""


def ranked(row: PredictionRow) -> list[int]:
    """Class indices of an answer, most probable first; empty where there is none."""
    chances = row.probabilities or ()
    return sorted(range(len(chances)), key=lambda i: -chances[i])


class PredictionsModel(QAbstractTableModel):
    """File, class, confidence, second class, the person's label, problem.

    Signals:
        refreshed(): the rows are up to date again.
    """

    refreshed = Signal()

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
        touched = self._set.id in change.predictions or change.classes or self._holds(change.labels)
        if touched and not self._reload.isActive():
            self._reload.start()

    def _holds(self, photo_ids: frozenset[int]) -> bool:
        """Whether photos of the project may be in the set. Mostly none is, and reading a large set anew would hold up labelling."""
        project = self._session.project
        if project is None or not photo_ids or len(photo_ids) > FEW:
            return bool(photo_ids)
        try:
            files = {str(photos.file_of(project, photos.photo(project, one))) for one in photo_ids}
        except TldeskError:
            return True
        return any(row.file in files for row in self._rows)

    def _read(self) -> None:
        """Read again. Answers come where their file was asked for and none goes, so the rows that stay keep their selection."""
        fresh = self._answers()
        at = 0
        while at < len(fresh):
            if at < len(self._rows) and self._rows[at].file == fresh[at].file:
                at += 1
                continue
            here = self._rows[at].file if at < len(self._rows) else None
            end = next((i for i in range(at, len(fresh)) if fresh[i].file == here), len(fresh))
            self.beginInsertRows(QModelIndex(), at, end - 1)
            self._rows[at:at] = fresh[at:end]
            self.endInsertRows()
            at = end
        if fresh and fresh != self._rows:
            self._rows = fresh
            self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, self.PROBLEM))
        self.refreshed.emit()

    def _answers(self) -> list[PredictionRow]:
        project = self._session.project
        if project is None or self._set is None:
            return []
        try:
            return list(predictions.rows(project, self._set.id))
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return []


class SetsModel(QAbstractListModel):
    """All prediction sets of the open project, newest first; one line of words each."""

    IdRole: Final = Role.UserRole

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sets: list[PredictionSet] = []
        self._reload = QTimer(self)
        self._reload.setSingleShot(True)
        self._reload.setInterval(RELOAD_MS)
        self._reload.timeout.connect(self._read)
        session.opened.connect(self._start_over)
        session.changed.connect(self._refresh)
        self._start_over()

    @property
    def sets(self) -> Sequence[PredictionSet]:
        """All sets, newest first."""
        return self._sets

    def set_at(self, row: int) -> PredictionSet | None:
        """One set, None outside."""
        return self._sets[row] if 0 <= row < len(self._sets) else None

    def row_of(self, set_id: str) -> int:
        """Where a set stands, -1 where there is none."""
        return next((i for i, one in enumerate(self._sets) if one.id == set_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._sets)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        one = self.set_at(index.row()) if index.isValid() else None
        if one is None:
            return None
        if role == Role.DisplayRole:
            return self.tr("{when}, %n photo(s)", "", one.total).format(when=numbers.when(one.created))
        if role == Role.ToolTipRole:
            return one.said or one.run_id
        return one.id if role == self.IdRole else None

    def _start_over(self) -> None:
        self._reload.stop()
        self.beginResetModel()
        self._sets = self._found()
        self.endResetModel()

    def _refresh(self, change: Change) -> None:
        if not change.predictions:
            return
        if not change.predictions <= {one.id for one in self._sets}:
            self._read()  # a new set is to be seen at once
        elif not self._reload.isActive():
            self._reload.start()

    def _read(self) -> None:
        """Sets come at the top and may go anywhere."""
        fresh = self._found()
        wanted = {one.id for one in fresh}
        for at in reversed([i for i, one in enumerate(self._sets) if one.id not in wanted]):
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._sets[at]
            self.endRemoveRows()
        for at, one in enumerate(fresh):
            if at < len(self._sets) and self._sets[at].id == one.id:
                if self._sets[at] != one:
                    self._sets[at] = one
                    self.dataChanged.emit(self.index(at), self.index(at))
            else:
                self.beginInsertRows(QModelIndex(), at, at)
                self._sets.insert(at, one)
                self.endInsertRows()

    def _found(self) -> list[PredictionSet]:
        project = self._session.project
        if project is None:
            return []
        try:
            return predictions.sets(project)
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return self._sets
