"""The table of runs: as many columns as there is room for, the star before the name, the state's icon with it."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from tldesk.desktop import theme
from tldesk.desktop.models.runs import RunsModel, SortedRuns
from tldesk.desktop.widgets.columns import FittedTable
from tldesk.desktop.widgets.run_chip import RunStateDelegate

WIDTHS: Final = {
    RunsModel.STATE: 100,
    RunsModel.ACCURACY: 84,
    RunsModel.TEST: 76,
    RunsModel.F1: 80,
    RunsModel.WHEN: 116,
    RunsModel.TIME: 80,
    RunsModel.EPOCHS: 68,
    RunsModel.PRESET: 136,
    RunsModel.BACKBONE: 168,
    RunsModel.NOTE: 200,
    RunsModel.STAR: 30,
}
SPARE: Final = (
    RunsModel.BACKBONE,
    RunsModel.PRESET,
    RunsModel.NOTE,
    RunsModel.EPOCHS,
    RunsModel.TIME,
    RunsModel.F1,
    RunsModel.WHEN,
    RunsModel.STATE,
    RunsModel.TEST,
)
SHORTEST_NAME: Final = 104


class RunsTable(FittedTable):
    """Several runs may be selected; the heading says by which column they are sorted."""

    def __init__(self, runs: SortedRuns, parent: QWidget | None = None) -> None:
        super().__init__(WIDTHS, shortest=SHORTEST_NAME, spare=SPARE, row_height=32, parent=parent)
        self.setModel(runs)
        self.setAccessibleName(self.tr("Runs"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegateForColumn(RunsModel.NAME, RunStateDelegate(int(RunsModel.StateRole), int(RunsModel.ImportedRole), self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setIconSize(QSize(theme.ICON_SMALL, theme.ICON_SMALL))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.horizontalHeader()
        header.moveSection(header.visualIndex(RunsModel.STAR), 0)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
