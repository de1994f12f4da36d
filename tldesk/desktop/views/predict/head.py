"""The line at the top: which model, which predictions, what they come to, and what to do next."""

from PySide6.QtCore import QAbstractItemModel, QObject, QSortFilterProxyModel, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.words import isolated
from tldesk.desktop import theme
from tldesk.desktop.models.answer_table import AnswerTable
from tldesk.desktop.models.runs import RunsModel
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.resources import icon
from tldesk.desktop.session import Session
from tldesk.desktop.views.predict.never_unsure import NeverUnsure
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedCombo, ElidedLabel

SUBFOLDERS = "predict/subfolders"
NARROWEST = 112
ROOMY = 1000
"""From this width on everything stands in one row."""


class UsableRuns(QSortFilterProxyModel):
    """Only the runs that can predict."""

    def __init__(self, runs: RunsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self.setSourceModel(runs)

    def filterAcceptsRow(self, source_row: int, _parent: object) -> bool:
        run = self._runs.run_at(source_row)
        return run is not None and run.has_model


class Head(QWidget):
    """Holds the controls; what they do belongs to the page."""

    def __init__(
        self,
        session: Session,
        runs: QAbstractItemModel,
        sets: QAbstractItemModel,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.never_unsure = NeverUnsure(session)
        self.run_combo = self._combo(self.tr("Model"), runs, length=12)
        self.set_combo = self._combo(self.tr("Earlier predictions"), sets, length=17)
        self._table: AnswerTable | None = None
        self._had_runs = False
        self.run_combo.currentIndexChanged.connect(lambda: self.sum_up(self._table))
        self.summary = ElidedLabel("", Qt.TextElideMode.ElideRight)
        theme.look(self.summary, "muted")
        self.deep_box = QCheckBox(self.tr("Su&b-folders"))
        self.deep_box.setAccessibleName(self.tr("With the photos in sub-folders"))
        self.deep_box.setToolTip(self.tr("Predict the photos in sub-folders of a folder too (Alt+B)"))
        self.deep_box.setChecked(bool(preferences.value(SUBFOLDERS, True)))
        self.deep_box.toggled.connect(lambda on: preferences.set_value(SUBFOLDERS, on))
        self.watch_box = QCheckBox(self.tr("Watch a folder"))
        self.watch_box.setAccessibleName(self.tr("Watch a folder: answer for photos as they arrive"))
        self.watch_box.setToolTip(self.tr("Answer for the photos of a folder, and for those that arrive in it (Ctrl+Shift+D)"))
        self.folder_button = Button(self.tr("Add a folder"))
        self.folder_button.setIcon(icon("folder-plus-outline", colour=self._folder_ink))
        self.folder_button.setToolTip(self.tr("Predict all photos of a folder (Ctrl+P); or drop photos and folders here"))
        self.import_button = QToolButton()
        self.import_button.setIcon(icon("tray-arrow-down"))
        self.import_button.setAccessibleName(self.tr("Import a model"))
        self.import_button.setToolTip(self.tr("Take in a model that was exported here or on another computer (Ctrl+I); or drop it here"))
        self.export_button = Button(self.tr("Export"))
        self.export_button.setToolTip(self.tr("Write the table as CSV, Excel workbook or JSON (Ctrl+E)"))
        self.folders_button = QToolButton()
        self.folders_button.setIcon(icon("folder-multiple-outline"))
        self.folders_button.setAccessibleName(self.tr("Class folders"))
        self.folders_button.setToolTip(self.tr("Copy or link the photos into a folder for each class (Ctrl+Shift+E)"))
        self._boxes = QWidget()
        of_run, of_set = QLabel(self.tr("&Model")), QLabel(self.tr("&Predictions"))
        of_run.setBuddy(self.run_combo)
        of_set.setBuddy(self.set_combo)
        self._of_sets = (of_set, self.set_combo, self.export_button, self.folders_button, self.folder_button, self.deep_box)
        self._lay_out(of_run, of_set)

    def _lay_out(self, of_run: QLabel, of_set: QLabel) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        for group in ((of_run, self.run_combo, self.import_button), (of_set, self.set_combo)):
            for widget in group:
                row.addWidget(widget)
            row.addSpacing(theme.S8)
        row.addStretch(1)
        for control in (self.folder_button, self.folders_button, self.export_button):
            row.addWidget(control)
        boxes = QHBoxLayout(self._boxes)
        boxes.setContentsMargins(0, 0, 0, 0)
        boxes.setSpacing(theme.S12)
        boxes.addWidget(self.deep_box)
        boxes.addWidget(self.watch_box)
        second = QHBoxLayout()
        second.setSpacing(theme.S12)
        second.addWidget(self.summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        column.setSpacing(theme.S8)
        column.addLayout(row)
        column.addLayout(second)
        column.addWidget(self.never_unsure)
        self._rows = row, second
        row.insertWidget(row.indexOf(self.folder_button), self._boxes)
        self.summary.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the boxes stand in the second row, so that the names in the first are not cut off."""
        super().resizeEvent(event)
        first, second = self._rows
        if self.width() >= ROOMY and second.indexOf(self._boxes) >= 0:
            first.insertWidget(first.indexOf(self.folder_button), self._boxes)
        elif self.width() < ROOMY and first.indexOf(self._boxes) >= 0:
            second.addWidget(self._boxes, 0, Qt.AlignmentFlag.AlignRight)

    def _combo(self, name: str, model: QAbstractItemModel, *, length: int) -> QComboBox:
        combo = ElidedCombo()
        combo.setAccessibleName(name)
        combo.setMinimumContentsLength(length)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # In a narrow window its names are cut off rather than the window's edge.
        combo.setMinimumWidth(NARROWEST)
        combo.setModel(model)
        combo.currentTextChanged.connect(combo.setToolTip)
        return combo

    def _folder_ink(self) -> QColor:
        palette = theme.colours()
        return palette.accent_text if self.folder_button.property("accent") else palette.text

    def show_state(self, *, any_set: bool, has_model: bool, can_predict: bool, can_export: bool, goes_on: bool) -> None:
        """Which controls there are, and which of them comes next."""
        for part in self._of_sets:
            part.setVisible(any_set)
        self.watch_box.setVisible(has_model)
        self.folder_button.setEnabled(can_predict)
        self.export_button.setEnabled(can_export)
        self.folders_button.setEnabled(can_export)
        theme.look(self.export_button, "accent", can_export and not goes_on)
        theme.look(self.folder_button, "accent", any_set and can_predict and not can_export)

    def follow_runs(self, run_id: str) -> None:
        """There are other runs than before. They may come after the answers that are shown: of the first, that of these is chosen."""
        had, self._had_runs = self._had_runs, self.run_combo.count() > 0
        if self._had_runs and (not had or self.run_combo.currentIndex() < 0):
            self.run_combo.setCurrentIndex(max(0, self.run_combo.findData(run_id, int(RunsModel.IdRole))))

    def sum_up(self, table: AnswerTable | None) -> None:
        """Say what the answers come to, and whose they are where another model is chosen."""
        self._table = table
        self.never_unsure.show_set(table.shown if table is not None and len(table) else None)
        if table is None or not len(table):
            self.summary.hide()
            return
        parts = [self.tr("%n photo(s)", "", len(table))]
        made_by = self.run_combo.findData(table.shown.run_id, int(RunsModel.IdRole))
        if made_by not in (-1, self.run_combo.currentIndex()):
            parts.insert(0, self.tr("Predicted by {run}").format(run=isolated(self.run_combo.itemText(made_by))))
        unreadable, unsure = int((~table.readable).sum()), int(table.unsure.sum())
        unlike, labelled = int(table.unlike.sum()), int(table.labelled.sum())
        if unsure:
            parts.append(self.tr("{count} not sure").format(count=numbers.count(unsure)))
        if unlike:
            parts.append(self.tr("{count} unlike the training photos").format(count=numbers.count(unlike)))
        if unreadable:
            parts.append(self.tr("%n unreadable", "", unreadable))
        if labelled:
            parts.append(self.tr("%n with a label", "", labelled))
        self.summary.setText("  ·  ".join(parts))
        self.summary.show()
