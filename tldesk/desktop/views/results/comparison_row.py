"""Which run the shown one is compared with, what became of the photos, and whether that is more than chance."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.views.results.listing import OF_COMPARISON, Listing
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.jobs.comparison import Comparison
from tldesk.project.run_rows import RunRow

PROOF = 0.05
"""A p-value below this is called proof; above it the runs may well be equally good."""


class ComparisonRow(QWidget):
    """A run picker, the photos that were fixed, broken or are still wrong, and a verdict; hidden while there is no other run with figures.

    Signals:
        run_chosen(str): the id of the run to compare with, empty for none.
        listing_wanted(object): the photos of this `Listing` are to be listed.
    """

    run_chosen = Signal(str)
    listing_wanted = Signal(object)

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
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        row.addWidget(label)
        row.addWidget(self.run_combo)
        self.buttons = {listing: Button() for listing in OF_COMPARISON}
        for listing, button in self.buttons.items():
            theme.look(button, "flat")
            button.clicked.connect(lambda _on=False, listing=listing: self.listing_wanted.emit(listing))
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        layout.addLayout(row)
        layout.addWidget(self.verdict)

    @property
    def run_id(self) -> str:
        """The chosen run, empty for none."""
        return str(self.run_combo.currentData() or "")

    @property
    def run_name(self) -> str:
        """Its name."""
        return self.run_combo.currentText() if self.run_id else ""

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
        self.verdict.setVisible(found is not None)
        for button in self.buttons.values():
            button.setVisible(found is not None and found.photos > 0)
        self.verdict.setText("" if found is None else self._words(found))
        if found is None or not found.photos:
            return
        fixed, broken, wrong = len(found.fixed), len(found.broken), len(found.still_wrong)
        for listing, words, tip in (
            (Listing.FIXED, self.tr("%n fixed", "", fixed), self.tr("Show the photos that are right now and were wrong")),
            (Listing.BROKEN, self.tr("%n broken", "", broken), self.tr("Show the photos that are wrong now and were right")),
            (Listing.STILL_WRONG, self.tr("%n still wrong", "", wrong), self.tr("Show the photos that both runs have wrong")),
        ):
            self.buttons[listing].setText(words)
            self.buttons[listing].setToolTip(tip)

    def _words(self, found: Comparison) -> str:
        if not found.photos:
            return self.tr("They were measured on different photos, so they can't be compared.")
        p_value = found.p_value
        sure = self.tr("A real difference (McNemar p = {p})") if p_value < PROOF else self.tr("No proof of a difference (McNemar p = {p})")
        return sure.format(p=numbers.decimal(p_value))
