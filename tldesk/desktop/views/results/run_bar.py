"""The top of the page Results: which run it is about."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from tldesk.desktop import theme
from tldesk.desktop.models.runs import RunsModel
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.run_chip import RunChip
from tldesk.project.run_rows import RunRow


class RunBar(QWidget):
    """The choice of a run of `model`, how it ended, and the way on.

    Signals:
        run_changed(): another run, or none, is chosen.
        predict_wanted(): the run is to answer for new photos.
    """

    run_changed = Signal()
    predict_wanted = Signal()

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
        label = QLabel(self.tr("&Run"))
        label.setBuddy(self.run_combo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        layout.setSpacing(theme.S12)
        layout.addWidget(label)
        layout.addWidget(self.run_combo)
        layout.addWidget(self.chip)
        layout.addStretch(1)
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
        self.chip.show_state(run.record.state, said=run.record.said)
        self.predict_button.setEnabled(run.has_model)
        theme.look(self.predict_button, "accent", measured)
