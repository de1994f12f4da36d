"""The right side of Train: all runs."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QActionGroup, QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from tldesk.core.run_values import RunState
from tldesk.desktop import theme
from tldesk.desktop.models.runs import RunsModel, SortedRuns
from tldesk.desktop.resources import icon
from tldesk.desktop.session import Session
from tldesk.desktop.views.train.comparing import Comparing
from tldesk.desktop.views.train.note_line import NoteLine
from tldesk.desktop.views.train.queue_panel import QueuePanel
from tldesk.desktop.views.train.runs_table import RunsTable
from tldesk.desktop.widgets.page_action import page_action
from tldesk.project.run_rows import RunRow

UPWARDS: Final = {RunsModel.NAME, RunsModel.STATE, RunsModel.PRESET, RunsModel.BACKBONE, RunsModel.NOTE}
"""Columns of words are first sorted upwards; of numbers one wants the largest."""
MOST_COMPARED: Final = 6


class RunsPanel(QWidget):
    """The table of runs, and what can be done with those that are selected.

    Signals:
        chosen(object): the `RunRow` that is now current, None for none.
        again_wanted(object): the `RunRow` whose recipe is to be shown, to be changed and trained.
        same_wanted(object): the `RunRow` whose recipe is to be trained once more as it is.
        widened(bool): the table is to have the whole page, so that all columns fit.
    """

    chosen = Signal(object)
    again_wanted = Signal(object)
    same_wanted = Signal(object)
    widened = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = RunsModel(session, self)
        self.sorted = SortedRuns(self.model, self)
        session.job.connect(self._enable)
        self.table = RunsTable(self.sorted)
        self.table.customContextMenuRequested.connect(lambda place: self._menu().popup(self.table.viewport().mapToGlobal(place)))
        self.note_line = NoteLine(session)
        self.queue = QueuePanel(session)
        self.comparing = Comparing(session, self)
        self._make_actions()
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.table.clicked.connect(self._on_clicked)
        self.table.horizontalHeader().sectionClicked.connect(self.sort_by)
        self.model.dataChanged.connect(self._on_data)
        self.model.modelReset.connect(self._on_reset)
        self.model.rowsInserted.connect(self.choose_newest)
        self.model.rowsRemoved.connect(self._on_removed)
        column, upwards = (
            session.preferences.value("train/sort", int(RunsModel.WHEN)),
            session.preferences.value("train/upwards", default=False),
        )
        self._sort(column if 0 <= column < self.model.columnCount() else RunsModel.WHEN, upwards=upwards)
        self._enable()

    def _make_actions(self) -> None:
        self.star = self._action(self.tr("Star"), "star-outline", "Ctrl+D", self._on_star)
        self.compare = self._action(self.tr("Compare the selected runs"), "compare", "Ctrl+Shift+M", self._on_compare)
        self.again = self._action(self.tr("Train again with changes"), "playlist-edit", "Ctrl+Shift+T", self._on_again)
        self.same = self._action(self.tr("Train the same again"), "repeat", "Ctrl+Shift+Y", self._on_same)
        self.note = self._action(self.tr("Write a note on the run"), "note-edit-outline", "Shift+F2", self._on_note)
        self.rename = self._action(self.tr("Rename the run"), "pencil-outline", "F2", self._on_rename)
        self.reveal = self._action(self.tr("Show the run's folder"), "folder-open-outline", "Ctrl+Shift+R", self._on_reveal)
        self.delete = self._action(self.tr("Delete the run"), "trash-can-outline", "Del", self._on_delete)
        self.wide = self._action(self.tr("All columns of the runs"), "arrow-expand-horizontal", "Ctrl+Shift+L", self._on_wide)
        self.wide.setCheckable(True)
        self.sort_menu = QMenu(self.tr("Sort by"), self)
        self.sort_menu.setIcon(icon("sort"))
        group = QActionGroup(self.sort_menu)
        self._sort_actions = []
        for column, name in enumerate(self.model.columns):
            action = self.sort_menu.addAction(name)
            action.setCheckable(True)
            action.triggered.connect(lambda _on, column=column: self.sort_by(column))
            group.addAction(action)
            self._sort_actions.append(action)

    @property
    def run_actions(self) -> list[QAction]:
        """What can be done with runs, for the page's keys and the command palette."""
        return [self.star, self.note, self.compare, self.again, self.same, self.rename, self.reveal, self.delete, self.wide]

    def _action(self, text: str, icon_name: str, shortcut: str, slot: Callable[..., object]) -> QAction:
        action = page_action(self.table, text, icon_name, shortcut, slot)
        self.table.addAction(action)
        return action

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Runs"))
        title.setFont(theme.title())
        heading = QHBoxLayout()
        heading.setSpacing(theme.S4)
        heading.addWidget(title)
        heading.addStretch(1)
        for action in (self.star, self.again, self.compare, self.wide):
            heading.addWidget(_button(action))
        more = QToolButton()
        more.setIcon(icon("dots-vertical"))
        more.setToolTip(self.tr("More to do with runs"))
        more.setAccessibleName(self.tr("More to do with runs"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(self._menu())
        theme.look(more, "flat")
        heading.addWidget(more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        layout.setSpacing(theme.S8)
        layout.addWidget(self.queue)
        layout.addLayout(heading)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.note_line)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addActions([self.star, self.note, self.rename])
        menu.addSeparator()
        menu.addActions([self.compare, self.again, self.same])
        menu.addSeparator()
        menu.addMenu(self.sort_menu)
        menu.addActions([self.wide, self.reveal])
        menu.addSeparator()
        menu.addAction(self.delete)
        return menu

    # --- what is chosen ---------------------------------------------------------------------------------------------

    @property
    def run(self) -> RunRow | None:
        """The current run."""
        return self._at(self.table.currentIndex())

    @property
    def selected(self) -> list[RunRow]:
        """The selected runs, as they are sorted."""
        rows = sorted(self.table.selectionModel().selectedRows(), key=lambda index: index.row())
        return [run for run in map(self._at, rows) if run is not None]

    def _at(self, index: QModelIndex) -> RunRow | None:
        return self.model.run_at(self.sorted.mapToSource(index).row()) if index.isValid() else None

    def choose(self, run_id: str) -> None:
        """Select a run."""
        row = self.model.row_of(run_id)
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            index = self.sorted.mapFromSource(self.model.index(row, 0))
            self.table.selectionModel().setCurrentIndex(index, flags)
            self.table.scrollTo(index)

    def choose_newest(self) -> None:
        """Select the newest run, unless one is current."""
        if self.run is None and self.model.rows:
            self.choose(self.model.rows[0].record.id)

    def sort_by(self, column: int) -> None:
        """Sort by a column; by the same one once more: the other way round."""
        again = self.sorted.sortColumn() == column
        self._sort(column, upwards=self.sorted.sortOrder() == Qt.SortOrder.DescendingOrder if again else column in UPWARDS)

    def _sort(self, column: int, *, upwards: bool) -> None:
        order = Qt.SortOrder.AscendingOrder if upwards else Qt.SortOrder.DescendingOrder
        self.sorted.sort(column, order)
        self.table.horizontalHeader().setSortIndicator(column, order)
        self._sort_actions[column].setChecked(True)
        self._session.preferences.set_value("train/sort", column)
        self._session.preferences.set_value("train/upwards", upwards)

    def _enable(self, *_signal: object) -> None:
        run, selected = self.run, self.selected
        for action in (self.rename, self.note, self.reveal, self.again, self.same):
            action.setEnabled(run is not None)
        for action in (self.again, self.same):
            action.setEnabled(run is not None and bool(run.preset))
        self.star.setEnabled(bool(selected))
        starred = bool(selected) and all(each.remark.starred for each in selected)
        self.star.setText(self.tr("Take the star away") if starred else self.tr("Star the run"))
        self.star.setIcon(icon("star-off-outline" if starred else "star-outline"))
        self.compare.setEnabled(2 <= len(selected) <= MOST_COMPARED)
        self.delete.setEnabled(bool(selected) and not any(self._awaited(each) for each in selected))

    def _awaited(self, run: RunRow) -> bool:
        """Whether it trains, or is about to; a run that a crash left planned is not, and can go."""
        planned = run.record.state is RunState.PLANNED and self._session.training is not None
        return planned or run.record.state is RunState.TRAINING

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._enable()
        self.note_line.show_run(self.run)
        self.chosen.emit(self.run)

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        current = self.sorted.mapToSource(self.table.currentIndex())
        if first.row() <= current.row() <= last.row():
            self._on_current(first, last)
        else:
            self._enable()

    def _on_removed(self) -> None:
        self._on_current(QModelIndex(), QModelIndex())

    def _on_reset(self) -> None:
        self.choose_newest()
        if self.run is None:
            self._on_removed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._session.runs.look()

    # --- what the user does -----------------------------------------------------------------------------------------

    def _on_clicked(self, index: QModelIndex) -> None:
        run = self._at(index)
        if run is not None and index.column() == RunsModel.STAR:
            self._session.runs.star([run.record.id], on=not run.remark.starred)

    def _on_star(self) -> None:
        selected = self.selected
        if selected:
            on = not all(each.remark.starred for each in selected)
            self._session.runs.star([each.record.id for each in selected], on=on)

    def _on_compare(self) -> None:
        self.comparing.compare(self.selected)

    def _on_again(self) -> None:
        if self.wide.isChecked():
            self.wide.trigger()
        self.again_wanted.emit(self.run)

    def _on_same(self) -> None:
        self.same_wanted.emit(self.run)

    def _on_note(self) -> None:
        self.note_line.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_wide(self, on: bool) -> None:
        self.wide.setIcon(icon("arrow-collapse-horizontal" if on else "arrow-expand-horizontal"))
        self.widened.emit(on)

    def _on_rename(self) -> None:
        if self.run is not None:
            self.table.edit(self.table.currentIndex().siblingAtColumn(RunsModel.NAME))

    def _on_delete(self) -> None:
        if self.selected:
            self._session.runs.delete([run.record.id for run in self.selected])

    def _on_reveal(self) -> None:
        project = self._session.project
        if self.run is not None and project is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(project.layout.run(self.run.record.id).path))


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(theme.ICON, theme.ICON))
    button.setAccessibleName(action.text())
    return button
