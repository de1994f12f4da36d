"""All prediction sets of the open project, as a list to choose from."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from tldesk.core import numbers
from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.desktop.resources import ending_in_words
from tldesk.desktop.session import Session, banner_of
from tldesk.project import predictions
from tldesk.project.predictions import PredictionSet

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

RELOAD_MS: Final = 250
"""Batches of answers that come within this time are read together."""


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
            words = self.tr("{when}, %n photo(s)", "", one.total)
            if one.unfinished:
                words = self.tr("{when}, {done} of %n photo(s)", "", one.total)
            return words.format(when=numbers.when(one.created), done=numbers.count(one.done))
        if role == Role.ToolTipRole:
            return ending_in_words(one.said) or one.run_id
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
