"""The photos of an evaluation that one wants to look at: mistakes in some order, or those of one cell of the matrix."""

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.photo import PhotoClass
from tldesk.core.results import Answer
from tldesk.desktop import theme
from tldesk.desktop.views.results.listing import OF_COMPARISON, Listing
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.empty_state import EmptyState
from tldesk.desktop.widgets.photo_grid import PhotoGrid, Tile

TILE = 144


class PhotosPanel(QWidget):
    """A titled grid of answers; each tile names the prediction and its confidence.

    Signals:
        listing_chosen(object): this `Listing` is to be shown.
        chosen(object): the `Answer` that has the focus, None for none.
        all_wanted(): the choice of a cell is to be given up.
    """

    listing_chosen = Signal(object)
    chosen = Signal(object)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers: dict[Hashable, Answer] = {}
        self._classes: Sequence[str] = ()
        self._known: Mapping[str, PhotoClass] = {}
        self._fingerprints: Mapping[str, str] = {}
        self.title = ElidedLabel("", Qt.TextElideMode.ElideRight)
        self.title.setFont(theme.title())
        self.listing_combo = QComboBox()
        self.listing_combo.setAccessibleName(self.tr("Which photos"))
        self.listing_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.listing_combo.activated.connect(lambda: self.listing_chosen.emit(self.listing))
        self.count = QLabel()
        self.count.setFont(theme.tabular(theme.body()))
        theme.look(self.count, "muted")
        self.all_button = Button(self.tr("Back to the list"))
        self.all_button.clicked.connect(self.all_wanted)
        self.grid = PhotoGrid()
        self.grid.set_zoom(TILE)
        self.grid.setAccessibleName(self.tr("Photos of the evaluation"))
        self.grid.selection_changed.connect(self._on_selection)
        self.empty = EmptyState("check-circle-outline", "", "", text_width=200)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self.empty)
        self._lay_out()
        self.offer(comparing=False)

    def _lay_out(self) -> None:
        legend = QLabel(self.tr("On the photo the prediction, below it the label and the confidence."))
        legend.setWordWrap(True)
        legend.setFont(theme.caption())
        theme.look(legend, "muted")
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        row.addWidget(self.listing_combo)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.all_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S8)
        layout.addWidget(self.title)
        layout.addLayout(row)
        layout.addWidget(legend)
        layout.addWidget(self._pages, 1)

    @property
    def listing(self) -> Listing:
        """The chosen listing."""
        found: Listing = self.listing_combo.currentData()
        return found

    def offer(self, *, comparing: bool) -> None:
        """Offer the listings there are; those of a comparison first."""
        names = {
            Listing.CONFIDENT_MISTAKES: self.tr("Confident mistakes"),
            Listing.WORST_LOSSES: self.tr("Largest loss"),
            Listing.NEAR_TIES: self.tr("Near ties"),
            Listing.FIXED: self.tr("Fixed"),
            Listing.BROKEN: self.tr("Broken"),
            Listing.STILL_WRONG: self.tr("Still wrong"),
        }
        offered: list[Listing] = [listing for listing in Listing if listing not in OF_COMPARISON]
        if comparing:
            offered = [*OF_COMPARISON, *offered]
        if [self.listing_combo.itemData(row) for row in range(self.listing_combo.count())] != offered:
            self.listing_combo.clear()
            for listing in offered:
                self.listing_combo.addItem(names[listing], listing)

    def choose(self, listing: Listing) -> None:
        """Choose one of the listings that are offered."""
        self.listing_combo.setCurrentIndex(self.listing_combo.findData(listing))
        self.listing_chosen.emit(listing)

    def start_over(self) -> None:
        """Choose the listing that comes first, which is yet to be shown."""
        self.listing_combo.setCurrentIndex(0)

    @property
    def current(self) -> Answer | None:
        """The answer that has the focus."""
        return self._answers.get(self.grid.current) if self.grid.current is not None else None

    def show_known(self, *, classes: Mapping[str, PhotoClass], fingerprints: Mapping[str, str]) -> None:
        """What the project knows: classes by name, fingerprints by the answers' key."""
        self._known, self._fingerprints = classes, fingerprints
        self.grid.refresh()

    def show_answers(self, answers: Sequence[Answer], classes: Sequence[str], *, cell: str = "", measured: bool = True) -> None:
        """Show `answers`, in this order, and choose the first.

        Args:
            cell: names the cell of the matrix they are of; empty: they are of the chosen listing.
            measured: whether there are answers at all, right or wrong.
        """
        self._answers = {answer.key: answer for answer in answers}
        self._classes = classes
        self.title.setText(cell)
        self.title.setVisible(bool(cell))
        self.listing_combo.setVisible(not cell)
        self.count.setText(numbers.count(len(answers)) if measured else "")
        self.all_button.setVisible(bool(cell))
        if not answers:
            self.empty.set_words(*self._why_none(of_cell=bool(cell), measured=measured))
        self._pages.setCurrentIndex(0 if answers else 1)
        self.grid.set_tiles(list(self._answers), self._tile)
        self.grid.verticalScrollBar().setValue(0)
        if answers:
            self.grid.select_index(0)
        self._on_selection()

    def _why_none(self, *, of_cell: bool, measured: bool) -> tuple[str, str]:
        if not measured:
            return self.tr("Not measured yet"), self.tr("The mistakes appear here once the run was measured on this split.")
        if of_cell:
            return self.tr("No photo in this cell"), self.tr("No photo of this split has this label and this prediction.")
        if self.listing is Listing.NEAR_TIES:
            return self.tr("No near ties"), self.tr("On every photo of this split one class was clearly ahead.")
        if self.listing in OF_COMPARISON:
            return self.tr("None"), self.tr("No photo of this split is of that kind.")
        return self.tr("No mistakes"), self.tr("Every photo of this split was predicted as it is labelled.")

    def _tile(self, key: Hashable) -> Tile:
        answer = self._answers[key]
        name = self._classes[answer.best]
        known = self._known.get(name)
        return Tile(
            file=Path(answer.file),
            fingerprint=self._fingerprints.get(answer.key, ""),
            caption=self._classes[answer.label] if answer.label is not None else Path(answer.file).name,
            note=numbers.percent(answer.confidence),
            badge=name,
            badge_key=known.key if known else "",
            badge_colour=known.colour if known else theme.colours().raised.name(),
            problem="" if answer.has_file else self.tr("Stayed where the model was trained"),
        )

    def _on_selection(self) -> None:
        self.chosen.emit(self.current)
