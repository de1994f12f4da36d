"""Which classes a training finds, and how that went from epoch to epoch."""

from typing import Final

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from tldesk.core.photo import Split
from tldesk.desktop import theme
from tldesk.desktop.models.recalls import RecallsModel
from tldesk.desktop.views.train.run_facts import RunFacts
from tldesk.desktop.widgets.columns import FittedTable
from tldesk.desktop.widgets.course_delegate import CourseDelegate

WIDTHS: Final = {RecallsModel.COURSE: 150, RecallsModel.RECALL: 76, RecallsModel.PHOTOS: 64}
SHORTEST_NAME: Final = 96


class RecallsTable(QStackedWidget):
    """The classes of a run, the worst found first until another order is asked for; a sentence where nothing is known of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RecallsModel(self)
        ordered = QSortFilterProxyModel(self)
        ordered.setSourceModel(self.model)
        ordered.setSortRole(int(RecallsModel.SortRole))
        self.table = FittedTable(WIDTHS, shortest=SHORTEST_NAME, spare=(RecallsModel.PHOTOS,), row_height=24)
        self.table.setModel(ordered)
        self.table.setItemDelegateForColumn(RecallsModel.COURSE, CourseDelegate(int(RecallsModel.RecallsRole), self.table))
        self.table.setAccessibleName(self.tr("Recall of each class"))
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(RecallsModel.RECALL, Qt.SortOrder.AscendingOrder)
        self._nothing = QLabel(wordWrap=True)
        theme.look(self._nothing, "muted")
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addWidget(self._nothing)
        column.addStretch(1)
        self.addWidget(empty)
        self.addWidget(self.table)

    def show_facts(self, facts: RunFacts) -> None:
        """Show the classes of a run."""
        self.model.show_epochs(facts.classes, facts.epochs, facts.counts[Split.VALIDATION])
        self._nothing.setText(
            self.tr("This run was trained by an earlier version, which did not write down how each class was found.")
            if facts.epochs
            else self.tr("After the first epoch each class stands here with the share of its validation photos that are found.")
        )
        self.setCurrentIndex(1 if self.model.rowCount() else 0)
