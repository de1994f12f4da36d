"""The photos of an evaluation that one wants to look at: the mistakes, or those of one cell of the matrix."""

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.photo import PhotoClass
from tldesk.core.results import Answer
from tldesk.desktop import theme
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.empty_state import EmptyState
from tldesk.desktop.widgets.photo_grid import PhotoGrid, Tile
from tldesk.desktop.widgets.thumbnails import ThumbnailLoader

TILE = 144


class PhotosPanel(QWidget):
    """A titled grid of answers; each tile names the prediction and its confidence.

    Signals:
        chosen(object): the `Answer` that has the focus, None for none.
        all_wanted(): the choice of a cell is to be given up.
    """

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
        self.count = QLabel()
        self.count.setFont(theme.tabular(theme.body()))
        theme.look(self.count, "muted")
        legend = QLabel(self.tr("On the photo the prediction, below it the label and the confidence."))
        legend.setWordWrap(True)
        legend.setFont(theme.caption())
        theme.look(legend, "muted")
        self.all_button = Button(self.tr("All mistakes"))
        self.all_button.clicked.connect(self.all_wanted)
        self.grid = PhotoGrid()
        self.grid.set_zoom(TILE)
        self.grid.setAccessibleName(self.tr("Photos of the evaluation"))
        self.grid.selection_changed.connect(self._on_selection)
        self.empty = EmptyState("check-circle-outline", "", "", text_width=200)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self.empty)
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        row.addWidget(self.title)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.all_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S8)
        layout.addLayout(row)
        layout.addWidget(legend)
        layout.addWidget(self._pages, 1)

    @property
    def current(self) -> Answer | None:
        """The answer that has the focus."""
        return self._answers.get(self.grid.current) if self.grid.current is not None else None

    def set_loader(self, loader: ThumbnailLoader | None) -> None:
        """Where thumbnails come from."""
        self.grid.set_loader(loader)

    def show_known(self, *, classes: Mapping[str, PhotoClass], fingerprints: Mapping[str, str]) -> None:
        """What the project knows: classes by name, fingerprints by the answers' key."""
        self._known, self._fingerprints = classes, fingerprints
        self.grid.refresh()

    def show_answers(self, answers: Sequence[Answer], classes: Sequence[str], *, title: str, of_cell: bool, measured: bool = True) -> None:
        """Show `answers`, in this order, and choose the first. `measured`: whether there are answers at all, right or wrong."""
        self._answers = {answer.key: answer for answer in answers}
        self._classes = classes
        self.title.setText(title)
        self.count.setText(numbers.count(len(answers)) if measured else "")
        self.all_button.setVisible(of_cell)
        if not answers:
            self.empty.set_words(*self._why_none(of_cell=of_cell, measured=measured))
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
        )

    def _on_selection(self) -> None:
        self.chosen.emit(self.current)
