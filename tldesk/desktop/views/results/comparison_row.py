"""Which run the shown one is compared with, and what came of it in one sentence."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.jobs.comparison import Comparison
from tldesk.project.run_rows import RunRow

PROOF = 0.05
"""A p-value below this is called proof; above it the runs may well be equally good."""


class ComparisonRow(QWidget):
    """A run picker and a verdict; hidden while there is no other run with figures.

    Signals:
        run_chosen(str): the id of the run to compare with, empty for none.
    """

    run_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run_combo = QComboBox()
        self.run_combo.setAccessibleName(self.tr("Run to compare with"))
        self.run_combo.setMinimumContentsLength(12)
        self.run_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.run_combo.activated.connect(lambda: self.run_chosen.emit(self.run_id))
        self.verdict = ElidedLabel("", Qt.TextElideMode.ElideRight)
        theme.look(self.verdict, "muted")
        label = QLabel(self.tr("&Compare with"))
        label.setBuddy(self.run_combo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S8)
        row.addWidget(label)
        row.addWidget(self.run_combo)
        row.addWidget(self.verdict, 1)

    @property
    def run_id(self) -> str:
        """The chosen run, empty for none."""
        return str(self.run_combo.currentData() or "")

    def offer(self, runs: Sequence[RunRow]) -> None:
        """Offer `runs`; the chosen one stays chosen while it is among them."""
        before = self.run_id
        self.run_combo.clear()
        self.run_combo.addItem(self.tr("No other run"), "")
        for run in runs:
            self.run_combo.addItem(run.record.name, run.record.id)
        self.run_combo.setCurrentIndex(max(0, self.run_combo.findData(before)))
        self.setVisible(bool(runs))

    def show_comparison(self, found: Comparison | None) -> None:
        """Say what came of it, None for nothing."""
        self.verdict.setText("" if found is None else self._words(found))

    def _words(self, found: Comparison) -> str:
        if not found.photos:
            return self.tr("They were measured on different photos, so they can't be compared.")
        words = self.tr("{fixed} fixed, {broken} broken, {wrong} still wrong").format(
            fixed=len(found.fixed), broken=len(found.broken), wrong=len(found.still_wrong)
        )
        sure = self.tr("a real difference") if found.p_value < PROOF else self.tr("no proof of a difference")
        return f"{words}: {sure} (McNemar p = {numbers.decimal(found.p_value)})"
