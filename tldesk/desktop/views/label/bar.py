"""The line above the photos: what is shown, undo and redo, the size of the photos, and the next step."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.photo_grid.geometry import LARGEST, SMALLEST


class LabelBar(QWidget):
    """The line above the photos.

    Signals:
        zoom_chosen(int): the side of a photo in pixels.
        train(): the button was pressed.

    Args:
        actions: shown as small buttons.
    """

    zoom_chosen = Signal(int)
    train = Signal()

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self._heading.setFont(theme.title())
        self._count = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self._count.setFont(theme.tabular(theme.caption()))
        theme.look(self._count, "muted")
        self._zoom = QSlider(Qt.Orientation.Horizontal)
        self._zoom.setRange(SMALLEST, LARGEST)
        self._zoom.setFixedWidth(80)
        self._zoom.setAccessibleName(self.tr("Size of the photos"))
        self._zoom.setToolTip(self.tr("Size of the photos (Ctrl++, Ctrl+-)"))
        self._zoom.valueChanged.connect(self.zoom_chosen)
        self.train_button = Button(self.tr("Train"))
        self.train_button.clicked.connect(self.train)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._heading)
        words.addWidget(self._count)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S4)
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            buttons.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        row.setSpacing(theme.S12)
        row.addLayout(words, 1)
        row.addLayout(buttons)
        row.addWidget(self._zoom)
        row.addWidget(self.train_button)

    def show_heading(self, text: str) -> None:
        """Say what is shown."""
        self._heading.setText(text)

    def show_count(self, shown: int, chosen: int, total: int) -> None:
        """Say how many of all photos are shown, and how many are selected."""
        if shown == total:
            text = self.tr("{total} shown, {chosen} selected") if chosen else self.tr("{total} shown")
        else:
            text = self.tr("{shown} of {total} shown, {chosen} selected") if chosen else self.tr("{shown} of {total} shown")
        self._count.setText(text.format(shown=numbers.count(shown), total=numbers.count(total), chosen=numbers.count(chosen)))

    def show_zoom(self, side: int) -> None:
        """Put the slider at `side`."""
        self._zoom.setValue(side)

    def allow_zoom(self, *, allowed: bool) -> None:
        """Whether the slider changes anything that is seen."""
        self._zoom.setEnabled(allowed)

    def allow_training(self, *, enough: bool, next_step: bool) -> None:
        """Whether there are enough labels, and whether training is the one next step."""
        self.train_button.setEnabled(enough)
        self.train_button.setToolTip("" if enough else self.tr("A training needs at least three labelled photos of each of two classes"))
        theme.look(self.train_button, "accent", enough and next_step)
