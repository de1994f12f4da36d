"""The sheet on which runs are compared: their curves overlaid, their figures and what differs in their recipes side by side."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from tldesk.desktop import theme
from tldesk.desktop.session.values import Banner
from tldesk.desktop.views.train.comparison_table import SideBySideModel
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.flow import FlowLayout
from tldesk.desktop.widgets.run_curves import SWATCH, RunCurves, Swatch, swatch
from tldesk.project.side_by_side import Side, same_photos

SIZE: Final = QSize(1160, 780)
MARGIN: Final = 48
FIRST: Final = 200
"""Pixels of the column of names."""
LEAST: Final = 132
"""Pixels of a run's column."""


class CompareSheet(QDialog):
    """Two to six runs.

    Signals:
        said(object): a `Banner`.
    """

    said = Signal(object)

    def __init__(self, sides: Sequence[Side], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Compare runs"))
        self.model = SideBySideModel(sides, swatch=swatch, parent=self)
        self.curves = RunCurves([(side.row.record.name, side.epochs) for side in sides])
        self.curves.setFixedHeight(220)
        self.warning = QLabel(wordWrap=True)
        theme.look(self.warning, "warning")
        self.warning.setText(
            self.tr(
                "These runs were measured on different test photos, or labels changed in between. "
                "Which is better, their figures can't tell: measure them again on the page Results."
            )
        )
        self.warning.setVisible(not same_photos(sides))
        self.table = self._table()
        self.copy_button = Button(self.tr("Copy"))
        self.copy_button.setToolTip(self.tr("Copy the table, for a spreadsheet or a document ({keys})").format(keys="Ctrl+C"))
        self.copy_button.clicked.connect(self.copy)
        QShortcut(QKeySequence.StandardKey.Copy, self, self.copy)
        self.close_button = Button(self.tr("Close"))
        self.close_button.setToolTip(self.tr("Back to the runs (Esc)"))
        self.close_button.clicked.connect(self.accept)
        self._lay_out(sides)
        room = parent.window().size() - QSize(MARGIN, MARGIN)
        self.resize(SIZE.boundedTo(room))
        self.table.setFocus()

    def _lay_out(self, sides: Sequence[Side]) -> None:
        legend = QWidget()
        flow = FlowLayout(theme.S8, legend)
        for place, side in enumerate(sides):
            entry = QWidget()
            row = QHBoxLayout(entry)
            row.setContentsMargins(0, 0, theme.S16, 0)
            row.setSpacing(theme.S8)
            row.addWidget(Swatch(place))
            row.addWidget(QLabel(side.row.record.name))
            flow.addWidget(entry)
        foot = QHBoxLayout()
        foot.setSpacing(theme.S8)
        foot.addStretch(1)
        foot.addWidget(self.copy_button)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S24, theme.S16, theme.S24, theme.S16)
        layout.setSpacing(theme.S12)
        for widget in (legend, self.curves, self.warning):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Figures and recipes"))
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setIconSize(SWATCH)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(26)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(LEAST)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, FIRST)
        for row in range(self.model.rowCount()):
            if self.model.is_title(row):
                table.setSpan(row, 0, 1, self.model.columnCount())
        table.selectionModel().setCurrentIndex(self.model.index(1, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        return table

    def copy(self) -> None:
        """Put the table on the clipboard."""
        QGuiApplication.clipboard().setText(self.model.as_text())
        self.said.emit(Banner(self.tr("The comparison was copied.")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
