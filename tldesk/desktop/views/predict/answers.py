"""The answers of one prediction set, as a table or as a grid; what is chosen in one is chosen in the other."""

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tldesk.core.errors import TldeskError
from tldesk.desktop import theme
from tldesk.desktop.models.predictions import PredictionsModel
from tldesk.desktop.session import Session, banner_of
from tldesk.desktop.views.predict.answers_grid import AnswersGrid
from tldesk.desktop.views.predict.answers_table import AnswersTable
from tldesk.desktop.views.predict.filter_line import FilterLine
from tldesk.project import classes as classes_of
from tldesk.project.predictions import PredictionRow

As = Literal["table", "grid"]


class Answers(QWidget):
    """Shows one prediction set.

    Signals:
        chosen(object): the `PredictionRow` that is selected, None for none; another one also where the same photo is answered anew.
        shown_as(str): "table" or "grid".
    """

    chosen = Signal(object)
    shown_as = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._current: int | None = None
        self._chosen: tuple[str, str, PredictionRow] | None = None
        self.model = PredictionsModel(session, self)
        self.filters = FilterLine(self.model)
        self.view = AnswersTable(self.model)
        self.grid = AnswersGrid(self.model)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S8, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self._stack, 1)
        self._connect()
        self._open()

    def _connect(self) -> None:
        self.filters.as_chosen.connect(self.show_as)
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.grid.selection_changed.connect(self._on_tile)
        self._session.opened.connect(self._open)
        for signal in (self.model.modelReset, self.model.rowsInserted, self.model.layoutChanged, self.model.refreshed):
            signal.connect(self._follow)

    # --- what others may ask ------------------------------------------------------------------------------------------

    def show_as(self, form: As) -> None:
        """Show the table or the grid."""
        self.filters.mark(form)
        self._stack.setCurrentWidget(self.grid if form == "grid" else self.view)
        self._follow()
        self.shown_as.emit(form)

    @property
    def is_grid(self) -> bool:
        """Whether the grid is shown."""
        return self._stack.currentWidget() is self.grid

    @property
    def row(self) -> PredictionRow | None:
        """What is chosen."""
        return None if self._chosen is None else self._chosen[2]

    @property
    def mark(self) -> str:
        """Tells apart what the file that is chosen held when it was answered."""
        return "" if self._chosen is None else self._chosen[1]

    def shut_down(self) -> None:
        """Tell the threads of the thumbnails to end; returns at once."""
        self.grid.loader.shut_down()

    def join(self) -> None:
        """Wait for them."""
        self.grid.loader.join()

    # --- following ----------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        project = self._session.project
        self.grid.loader.open(project.layout.thumbnails if project is not None else None)

    def _follow(self) -> None:
        """Other rows are shown: what was chosen stays chosen as long as it is there, else the first one is."""
        self.filters.count()
        if self.is_grid:
            self.grid.show_answers(self._colours())
        row = -1 if self._current is None else self.model.row_of(self._current)
        if row < 0 and self.model.rowCount():
            row = 0
        if row < 0:
            self._choose(None)
            return
        if self.view.currentIndex().row() != row:
            self.view.selectRow(row)
        if self.is_grid and self.grid.current_index != row:
            self.grid.select_index(row)
        self._choose(self.model.number_at(row))

    def _on_row(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._choose(self.model.number_at(index.row()))

    def _on_tile(self) -> None:
        key = self.grid.current
        if isinstance(key, int) and self.is_grid and key != self._current:
            self._choose(key)
            self.view.selectRow(self.model.row_of(key))

    def _choose(self, number: int | None) -> None:
        self._current = number
        table = self.model.table
        chosen = None if number is None or table is None else (table.shown.id, table.answers.fingerprints[number], table.row(number))
        if chosen != self._chosen:
            self._chosen = chosen
            self.chosen.emit(None if chosen is None else chosen[2])

    def _colours(self) -> Mapping[str, str]:
        project = self._session.project
        try:
            return {} if project is None else {one.name: one.colour for one in classes_of.classes(project)}
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return {}
