"""The answers of one prediction set, as a table that grows while they come in."""

from array import array
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.desktop.models.answer_table import AnswerFilter, AnswerTable, Rows, SortKey
from tldesk.desktop.models.answer_words import NUMBERS, AnswerWords, Column
from tldesk.desktop.models.prediction_sets import RELOAD_MS
from tldesk.desktop.session import Session, banner_of
from tldesk.project import answers, predictions
from tldesk.project.predictions import PredictionRow, PredictionSet

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

AT_ONCE: Final = 2_000
"""Answers that are taken in one turn of the event loop: of a large set the first are on screen at once."""

NO_ROWS: Final = np.empty(0, np.intp)


class PredictionsModel(QAbstractTableModel):
    """File, class, confidence, margin, second class, flags, the person's label, problem; filtered and sorted by itself.

    Signals:
        refreshed(): the rows are up to date again.
    """

    refreshed = Signal()

    FILE, CLASS, CONFIDENCE, MARGIN, SECOND, FLAGS, LABEL, PROBLEM = Column
    KEYS: Final = tuple(SortKey)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._table: AnswerTable | None = None
        self._rows: Rows = NO_ROWS
        self._words = AnswerWords(self)
        self._filter = AnswerFilter()
        self._sort: SortKey | None = None
        self._descending = False
        self._renamed = False
        self._reload = QTimer(self)
        self._reload.setSingleShot(True)
        self._reload.setInterval(RELOAD_MS)
        self._reload.timeout.connect(self._read)
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._read)
        session.changed.connect(self._refresh)
        session.opened.connect(lambda: self.show_set(None))

    # --- what is shown ------------------------------------------------------------------------------------------------

    @property
    def shown(self) -> PredictionSet | None:
        """The set whose answers are shown."""
        return None if self._table is None else self._table.shown

    @property
    def table(self) -> AnswerTable | None:
        """All answers, whatever the filter."""
        return self._table

    @property
    def total(self) -> int:
        """How many answers there are, whatever the filter."""
        return 0 if self._table is None else len(self._table)

    @property
    def numbers(self) -> "array[int]":
        """The numbers of the answers that are shown, in order; see `AnswerTable`."""
        return array("q", self._rows.astype(np.int64).tobytes())

    @property
    def rows(self) -> Sequence[PredictionRow]:
        """The answers that are shown now, in order: what comes later changes nothing in them, so that another thread may read them."""
        return [] if self._table is None else self._table.rows(self._rows)

    @property
    def filter(self) -> AnswerFilter:
        """What is let through."""
        return self._filter

    def show_set(self, shown: PredictionSet | None) -> None:
        """Show the answers of `shown`, all of them."""
        self._reload.stop()
        self._more.stop()
        self.beginResetModel()
        self._table = None if shown is None else AnswerTable(shown)
        self._filter = AnswerFilter()
        self._take()
        self._rows = self._found()
        self.endResetModel()

    def set_filter(self, wanted: AnswerFilter) -> None:
        """Show only what `wanted` lets through."""
        if wanted != self._filter:
            self._filter = wanted
            self._reset()

    def number_at(self, row: int) -> int | None:
        """The number of the answer in a row, None outside."""
        return int(self._rows[row]) if 0 <= row < len(self._rows) else None

    def row_of(self, number: int) -> int:
        """The row of the answer of that number, -1 where it is not shown."""
        found = np.flatnonzero(self._rows == number)
        return int(found[0]) if len(found) else -1

    def _found(self) -> Rows:
        return NO_ROWS if self._table is None else self._table.found(self._filter, self._sort, descending=self._descending)

    # --- Qt's model ---------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.KEYS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole:
            return RIGHT if section in NUMBERS else LEFT
        if role == Role.ToolTipRole and section == self.MARGIN:
            return self._words.margin_tip()
        if role != Role.DisplayRole:
            return None
        return self._words.title(Column(section))

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        number = self.number_at(index.row()) if index.isValid() else None
        if number is None or self._table is None:
            return None
        column = Column(index.column())
        match role:
            case Role.DisplayRole:
                return self._words.text(self._table, number, column)
            case Role.ToolTipRole:
                return self._words.tip(self._table, number, column)
            case Role.TextAlignmentRole:
                return RIGHT if column in NUMBERS else LEFT
            case Role.FontRole:
                return self._words.font(self._table, number, column)
            case Role.ForegroundRole:
                return self._words.ink(self._table, number, column)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives the order in which the files were asked for."""
        self._sort = self.KEYS[column] if column >= 0 else None
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._reorder(self._found())

    # --- refreshing ---------------------------------------------------------------------------------------------------

    def _refresh(self, change: Change) -> None:
        if self._table is None:
            return
        self._renamed |= bool(change.classes)
        if change.labels and not change.classes:
            self._follow_labels(change.labels)
        if (self._table.shown.id in change.predictions or change.classes) and not self._reload.isActive():
            self._reload.start()

    def _follow_labels(self, photo_ids: frozenset[int]) -> None:
        """Labels of photos of the project changed; mostly none of them is in the set."""
        project, table = self._session.project, self._table
        assert table is not None
        touched = np.intersect1d(table.answers.photo_ids, np.fromiter(photo_ids, np.int64, len(photo_ids)))
        if project is None or not len(touched):
            return
        try:
            changed = table.label(answers.labels_of(project, touched.tolist()))
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return
        if changed:
            self._show_changes()
            self.refreshed.emit()

    def _read(self) -> None:
        """Take in what came since; rows that stay keep their selection."""
        self._take()
        self._show_changes()
        self.refreshed.emit()

    def _take(self) -> None:
        project, table = self._session.project, self._table
        if project is None or table is None:
            return
        try:
            table.shown = next((one for one in predictions.sets(project) if one.id == table.shown.id), table.shown)
            names, after = table.shown.classes, table.answers.batch
            fresh = answers.read_answers(project, table.shown.id, classes=len(names), after=after, about=AT_ONCE)
            table.merge(fresh)
            if len(fresh.files) >= AT_ONCE:
                self._more.start()
            if self._renamed:
                table.label(answers.labels_of(project, table.answers.photo_ids[table.answers.photo_ids > 0].tolist()))
                self._renamed = False
        except TldeskError as error:
            self._session.said.emit(banner_of(error))

    def _show_changes(self) -> None:
        """Show the rows as they are now: those that came are put at the end first, and then all into their order."""
        found, before = self._found(), self._rows
        if np.isin(before, found, assume_unique=True).all():
            fresh = found[~np.isin(found, before, assume_unique=True)]
            if len(fresh):
                self.beginInsertRows(QModelIndex(), len(before), len(before) + len(fresh) - 1)
                self._rows = np.concatenate((before, fresh))
                self.endInsertRows()
            self._reorder(found)
        else:
            self._reset()
        if len(self._rows):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.PROBLEM))

    def _reset(self) -> None:
        self.beginResetModel()
        self._rows = self._found()
        self.endResetModel()

    def _reorder(self, rows: Rows) -> None:
        """The same rows in another order."""
        if np.array_equal(rows, self._rows):
            return
        self.layoutAboutToBeChanged.emit()
        place = np.empty(self.total, np.intp)
        place[rows] = np.arange(len(rows))
        kept = self.persistentIndexList()
        moved = [self.index(int(place[self._rows[one.row()]]), one.column()) for one in kept]
        self._rows = rows
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()
