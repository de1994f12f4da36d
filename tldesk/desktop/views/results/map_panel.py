"""All photos as a map, by what the run sees in them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from tldesk.core.messages import Mapped
from tldesk.desktop import theme
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.empty_state import EmptyState
from tldesk.desktop.widgets.photo_map import PhotoMap

TEXT_WIDTH: Final = 230
"""Pixels of the words where there is no map; the panel may be 300 narrow."""


class Colouring(StrEnum):
    """What the points' colours stand for."""

    LABEL = "label"
    PREDICTION = "prediction"
    MISTAKE = "mistake"


class MapPanel(QWidget):
    """What looks alike to the run lies together: clusters to label at once, and photos that lie among another class.

    Signals:
        wanted(): the map is to be drawn.
        label_wanted(object): ids of photos that are to be labelled, a list of int.
    """

    wanted = Signal()
    label_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map: Mapped | None = None
        self._labels: Mapping[str, str | None] = {}
        self._colours: Mapping[str, str] = {}
        self.chart = PhotoMap()
        self.chart.selected.connect(self._show_selection)
        self.colouring = QComboBox()
        self.colouring.addItem(self.tr("Label"), Colouring.LABEL)
        self.colouring.addItem(self.tr("Prediction"), Colouring.PREDICTION)
        self.colouring.addItem(self.tr("Mistake"), Colouring.MISTAKE)
        self.colouring.setAccessibleName(self.tr("Colour"))
        self.colouring.setToolTip(self.tr("What the colours of the points stand for; grey has no label"))
        self.colouring.currentIndexChanged.connect(self._draw)
        self.said = ElidedLabel("")
        self.label_button = Button(self.tr("Label them"))
        self.label_button.setToolTip(self.tr("Show the selected photos on the page Label"))
        self.label_button.clicked.connect(lambda: self.label_wanted.emit(self.selected))
        self.empty = EmptyState("scatter-plot-outline", "", "", self.tr("Draw the map"), text_width=TEXT_WIDTH)
        self.empty.acted.connect(self.wanted)
        self._lay_out()
        self.show_map(None)

    def _lay_out(self) -> None:
        name = QLabel(self.tr("Co&lour"))
        name.setBuddy(self.colouring)
        theme.look(name, "muted")
        theme.look(self.said, "muted")
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        row.addWidget(name)
        row.addWidget(self.colouring)
        row.addWidget(self.said, 1)
        row.addWidget(self.label_button)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        column.addLayout(row)
        column.addWidget(self.chart, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    @property
    def selected(self) -> list[int]:
        """Ids of the selected photos."""
        return [] if self._map is None else [int(self._map.keys[index]) for index in self.chart.chosen]

    def show_map(self, found: Mapped | None) -> None:
        """Show a map; None: there is none yet. A better one of the same photos keeps the selection."""
        if found is None or self._map is None or found.keys != self._map.keys:
            self.chart.choose([])
        self._map = found
        self._pages.setCurrentIndex(0 if found is None else 1)
        self._draw()
        self._show_selection()

    def show_waiting(self, *, busy: bool, possible: bool) -> None:
        """Whether a map is being drawn, and whether the run has a model to draw one."""
        if busy:
            self.empty.set_words(self.tr("Drawing the map"), self.tr("Every photo is looked at once; what was seen is kept."))
        elif possible:
            text = self.tr("Photos that look alike to this run lie together. Draw a line around some to label them at once.")
            self.empty.set_words(self.tr("No map yet"), text, self.tr("Draw the map"))
        else:
            self.empty.set_words(self.tr("No map"), self.tr("This run has no model to look at photos with."))

    def show_known(self, *, labels: Mapping[str, str | None], colours: Mapping[str, str]) -> None:
        """The class names of the photos now, by key (None: unlabelled), and the colours of the classes by name."""
        self._labels, self._colours = labels, colours
        self._draw()

    def _draw(self) -> None:
        found = self._map
        if found is None:
            return
        places = np.frombuffer(found.places, np.float32).reshape(len(found.keys), 2)
        self.chart.show_points(places, self._inks(found))

    def _inks(self, found: Mapped) -> Sequence[QColor]:
        palette = theme.colours()
        answers = [found.classes[index] for index in found.predictions]
        labels = [self._labels.get(key) for key in found.keys]
        shown = Colouring(self.colouring.currentData())
        if shown is Colouring.MISTAKE:
            inks = {None: palette.line, True: palette.muted, False: palette.danger}
            return [inks[None if label is None else label == answer] for label, answer in zip(labels, answers, strict=True)]
        inks_of = {name: QColor(colour) for name, colour in self._colours.items()}
        return [inks_of.get(name or "", palette.line) for name in (labels if shown is Colouring.LABEL else answers)]

    def _show_selection(self) -> None:
        count = len(self.chart.chosen)
        self.label_button.setEnabled(count > 0)
        if count:
            self.said.setText(self.tr("%n photo(s) selected", "", count))
        elif self._map is not None:
            self.said.setText(
                self.tr("%n photo(s) by {method}. Draw a line around some.", "", len(self._map.keys)).format(method=self._map.method)
            )
