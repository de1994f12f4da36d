"""The confusion matrix with the choice of what its cells hold and how its classes follow each other."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.core.results import Evaluation
from tldesk.desktop import theme
from tldesk.desktop.widgets.confusion import ConfusionMatrix, Measure, Order
from tldesk.desktop.widgets.elided import ElidedCombo
from tldesk.desktop.widgets.flow import FlowLayout


class ConfusionPanel(QWidget):
    """Where labels and predictions part.

    Signals:
        cell_chosen(int, int): label and prediction whose photos are wanted.
        cell_cleared(): no cell any more.
    """

    cell_chosen = Signal(int, int)
    cell_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = ConfusionMatrix()
        self.matrix.chosen.connect(self.cell_chosen)
        self.matrix.cleared.connect(self.cell_cleared)
        self.measure = ElidedCombo()
        self.measure.addItem(self.tr("Photos"), Measure.COUNT)
        self.measure.addItem(self.tr("% of the label"), Measure.LABEL)
        self.measure.addItem(self.tr("% of the prediction"), Measure.PREDICTION)
        self.measure.setToolTip(self.tr("Of the label: the diagonal is the recall. Of the prediction: it is the precision."))
        self.measure.currentIndexChanged.connect(lambda: self.matrix.show_measure(Measure(self.measure.currentData())))
        self.order = ElidedCombo()
        self.order.addItem(self.tr("Classes in their order"), Order.CLASSES)
        self.order.addItem(self.tr("Most mistakes first"), Order.CONFUSED)
        self.order.setToolTip(self.tr("How the classes follow each other in the matrix"))
        self.order.currentIndexChanged.connect(lambda: self.matrix.show_order(Order(self.order.currentData())))
        self._lay_out()

    def _lay_out(self) -> None:
        controls = QWidget()
        row = FlowLayout(theme.S8, controls)
        row.setContentsMargins(0, 0, 0, 0)
        for words, menu in ((self.tr("C&ells"), self.measure), (self.tr("&Order"), self.order)):
            name = QLabel(words)
            name.setBuddy(menu)
            theme.look(name, "muted")
            menu.setAccessibleName(words.replace("&", ""))
            menu.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            pair = QWidget()
            beside = QHBoxLayout(pair)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(theme.S8)
            beside.addWidget(name)
            beside.addWidget(menu)
            row.addWidget(pair)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S8)
        layout.addWidget(controls)
        layout.addWidget(self.matrix, 1)

    def show_evaluation(self, evaluation: Evaluation | None) -> None:
        """Show its counts, None for none."""
        self.matrix.show_matrix(evaluation.classes if evaluation else (), evaluation.confusion if evaluation else ())
