"""The top of the page Results: which run it is about."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QWidget

from tldesk.desktop import theme
from tldesk.desktop.models.runs import RunsModel
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.progress_row import ProgressRow
from tldesk.desktop.widgets.run_chip import RunChip
from tldesk.project.run_rows import RunRow


class RunBar(QWidget):
    """The choice of a run of `model`, how it ended, and the way on.

    Signals:
        run_changed(): another run, or none, is chosen.
        predict_wanted(): the run is to answer for new photos.
        report_wanted(object): the `Path` a report of the run is to be written to.
        report_unwanted(): the report that is being written is not wanted any more.
        export_wanted(): the run's model is to travel.
    """

    run_changed = Signal()
    predict_wanted = Signal()
    report_wanted = Signal(object)
    report_unwanted = Signal()
    export_wanted = Signal()

    def __init__(self, model: RunsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.run_combo = QComboBox()
        self.run_combo.setModel(model)
        self.run_combo.setAccessibleName(self.tr("Run"))
        self.run_combo.setMinimumContentsLength(16)
        self.run_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.run_combo.currentIndexChanged.connect(self.run_changed)
        self.chip = RunChip()
        self.predict_button = Button(self.tr("Predict photos"))
        self.predict_button.clicked.connect(self.predict_wanted)
        self.report_button = Button(self.tr("Save report…"))
        self.report_button.setToolTip(self.tr("Write figures, mistakes and recipe of this run into one HTML file (Ctrl+E)"))
        self.report_button.setShortcut("Ctrl+E")
        self.report_button.clicked.connect(self._ask_file)
        self.export_button = Button(self.tr("Export model…"))
        self.export_button.setToolTip(self.tr("Write the model as a file or folder for another computer or program (Ctrl+Shift+E)"))
        self.export_button.setShortcut("Ctrl+Shift+E")
        self.export_button.clicked.connect(self.export_wanted)
        self.progress = ProgressRow(self.tr("Cancel"))
        self.progress.stopped.connect(self.report_unwanted)
        self.progress.hide()
        label = QLabel(self.tr("&Run"))
        label.setBuddy(self.run_combo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        layout.setSpacing(theme.S12)
        layout.addWidget(label)
        layout.addWidget(self.run_combo)
        layout.addWidget(self.chip)
        layout.addStretch(1)
        layout.addWidget(self.progress)
        layout.addWidget(self.report_button)
        layout.addWidget(self.export_button)
        layout.addWidget(self.predict_button)

    @property
    def run(self) -> RunRow | None:
        """The chosen run."""
        return self._model.run_at(self.run_combo.currentIndex())

    def choose(self, run_id: str) -> None:
        """Choose a run; empty or unknown: none."""
        self.run_combo.setCurrentIndex(self._model.row_of(run_id))

    def show_state(self, run: RunRow, *, measured: bool) -> None:
        """How the run ended; with figures to trust, predicting is what comes next."""
        self.chip.show_state(run.record.state, said=run.record.said, imported=bool(run.record.origin))
        self.export_button.setEnabled(run.has_model)
        self.predict_button.setEnabled(run.has_model)
        theme.look(self.predict_button, "accent", measured)

    def show_report(self, *, done: int, total: int) -> None:
        """A report is being written."""
        self.report_button.hide()
        self.progress.show()
        self.progress.show_progress(self.tr("Writing the report"), "", done=done, total=total, eta_seconds=None)

    def show_no_report(self) -> None:
        """None is being written."""
        self.progress.hide()
        self.report_button.show()

    def _ask_file(self) -> None:
        run = self.run
        if run is None:
            return
        dialog = QFileDialog(self, self.tr("Save the report"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        page, pages = self.tr("Web page (*.html)"), self.tr("PDF (*.pdf)")
        dialog.setNameFilters([page, pages])
        dialog.setDefaultSuffix("html")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("pdf" if chosen == pages else "html"))
        dialog.selectFile(f"{run.record.name}.html")
        dialog.fileSelected.connect(lambda file: self.report_wanted.emit(Path(file)))
        dialog.open()
