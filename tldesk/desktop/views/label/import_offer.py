"""What the sub-folders say, offered before anything is written."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.resources import translated
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.flow import FlowLayout
from tldesk.desktop.widgets.icon_label import IconLabel
from tldesk.project.folders import FolderReading

NAMED: Final = 12
"""Classes that are named; of more, the rest is counted."""


class ImportOffer(QFrame):
    """A panel above the photos: the classes and splits that were found, and one button that takes them.

    Signals:
        accepted(), looked(), declined(): the button that was pressed.
    """

    accepted = Signal()
    looked = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "card")
        self._title = QLabel()
        self._title.setFont(theme.title())
        self._title.setWordWrap(True)
        self._classes = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        theme.look(self._classes, "muted")
        self.accept_button = Button(self.tr("Use these classes"))
        theme.look(self.accept_button, "accent")
        self.accept_button.setToolTip(self.tr("Label the photos with the names of their folders (Enter)"))
        self.look_button = Button(self.tr("Look and change…"))
        theme.look(self.look_button, "flat")
        self.look_button.setToolTip(self.tr("See what each folder means, and change it before anything is written"))
        self._decline = Button(self.tr("Label by hand"))
        theme.look(self._decline, "flat")
        words = QVBoxLayout()
        words.setSpacing(theme.S4)
        words.addWidget(self._title)
        words.addWidget(self._classes)
        buttons = FlowLayout(theme.S8)
        for button in (self.accept_button, self.look_button, self._decline):
            buttons.addWidget(button)
        words.addSpacing(theme.S8)
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        row.setSpacing(theme.S12)
        row.addWidget(IconLabel("folder-multiple-outline", colour=lambda: theme.colours().accent), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.accept_button.clicked.connect(self.accepted)
        self.look_button.clicked.connect(self.looked)
        self._decline.clicked.connect(self.declined)

    def show_work(self) -> None:
        """Say that the labels are being written; there is nothing to press meanwhile."""
        self._title.setText(self.tr("Labelling the photos with the names of their folders…"))

    def show_reading(self, reading: FolderReading) -> None:
        """Say what `reading` found."""
        count = len(reading.classes)
        if reading.splits:
            text = self.tr("%n class(es) in the sub-folders, with folders for {splits}", "", count)
            text = text.format(splits=" / ".join(translated(split, "splits") for split in reading.splits))
        else:
            text = self.tr("%n class(es) in the sub-folders", "", count)
        self._title.setText(text)
        named = [f"{name} ({numbers.count(photos)})" for name, photos in list(reading.classes.items())[:NAMED]]
        if count > NAMED:
            named.append(self.tr("%n more", "", count - NAMED))
        self._classes.setText("   ".join(named))
        self.setAccessibleName(text)
