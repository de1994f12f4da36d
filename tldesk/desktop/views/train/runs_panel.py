"""The right side of Train: all runs."""

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from tldesk.core.run_folder import RunState
from tldesk.desktop import theme
from tldesk.desktop.models.runs import RunRow, RunsModel
from tldesk.desktop.resources import icon
from tldesk.desktop.session import Session
from tldesk.desktop.widgets.columns import FittedTable
from tldesk.desktop.widgets.run_chip import RunStateDelegate

WIDTHS: Final = {RunsModel.STATE: 116, RunsModel.ACCURACY: 84, RunsModel.WHEN: 88}
SHORTEST_NAME: Final = 88


class RunsPanel(QWidget):
    """The table of runs, with rename, delete and reveal.

    Signals:
        chosen(object): the `RunRow` that is now selected, None for none.
    """

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = RunsModel(session, self)
        session.job.connect(self._enable)
        self.table = self._table()
        self.rename = self._action(self.tr("Rename the run"), "pencil-outline", "F2", self._on_rename)
        self.delete = self._action(self.tr("Delete the run"), "trash-can-outline", "Del", self._on_delete)
        self.reveal = self._action(self.tr("Show the run's folder"), "folder-open-outline", "Ctrl+Shift+R", self._on_reveal)
        title = QLabel(self.tr("Runs"))
        title.setFont(theme.title())
        heading = QHBoxLayout()
        heading.setSpacing(theme.S4)
        heading.addWidget(title)
        heading.addStretch(1)
        for action in (self.rename, self.reveal, self.delete):
            heading.addWidget(self._button(action))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        layout.setSpacing(theme.S8)
        layout.addLayout(heading)
        layout.addWidget(self.table, 1)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.model.dataChanged.connect(self._on_data)
        self.model.modelReset.connect(self._on_reset)
        self.model.rowsRemoved.connect(self._on_removed)
        self._enable()

    def _table(self) -> FittedTable:
        table = FittedTable(WIDTHS, shortest=SHORTEST_NAME, spare=(RunsModel.WHEN, RunsModel.STATE), row_height=32)
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Runs"))
        table.setItemDelegateForColumn(RunsModel.STATE, RunStateDelegate(int(RunsModel.StateRole), table))
        table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        table.setIconSize(QSize(theme.ICON_SMALL, theme.ICON_SMALL))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return table

    def _action(self, text: str, icon_name: str, shortcut: str, slot: object) -> QAction:
        action = QAction(icon(icon_name), text, self.table)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(f"{text} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        action.triggered.connect(slot)
        self.table.addAction(action)
        return action

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(QSize(theme.ICON, theme.ICON))
        button.setAccessibleName(action.text())
        return button

    @property
    def run(self) -> RunRow | None:
        """The selected run."""
        return self.model.run_at(self.table.currentIndex().row())

    def choose(self, run_id: str) -> None:
        """Select a run."""
        row = self.model.row_of(run_id)
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(row, 0), flags)

    def _enable(self) -> None:
        run = self.run
        self.rename.setEnabled(run is not None)
        self.reveal.setEnabled(run is not None)
        # A planned run is about to be trained; one that a crash left planned is not, and can go.
        awaited = run is not None and run.record.state is RunState.PLANNED and self._session.training is not None
        self.delete.setEnabled(run is not None and run.record.state is not RunState.TRAINING and not awaited)

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._enable()
        self.chosen.emit(self.run)

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() <= self.table.currentIndex().row() <= last.row():
            self._on_current(first, last)

    def _on_removed(self) -> None:
        self._on_current(QModelIndex(), QModelIndex())

    def choose_newest(self) -> None:
        """Select the newest run, unless one is selected."""
        if self.run is None and self.model.rows:
            self.choose(self.model.rows[0].record.id)

    def _on_reset(self) -> None:
        self.choose_newest()
        if self.run is None:
            self._on_current(QModelIndex(), QModelIndex())

    def _on_rename(self) -> None:
        if self.run is not None:
            self.table.edit(self.model.index(self.table.currentIndex().row(), RunsModel.NAME))

    def _on_delete(self) -> None:
        if self.run is not None:
            self._session.runs.delete([self.run.record.id])

    def _on_reveal(self) -> None:
        project = self._session.project
        if self.run is not None and project is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(project.layout.run(self.run.record.id).path))
