"""Which photos are sorted into class folders, how, and where."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.folder_chooser import choose_folder

PLACE: Final = "predict/class folders/place"
LINKS: Final = "predict/class folders/links"
APART: Final = "predict/class folders/apart"


class FoldersForm(QWidget):
    """The choices; the last ones that photos were sorted with come back.

    Signals:
        changed(): other photos would be written, or elsewhere.
        kind_changed(): copies instead of links, or the other way round.
    """

    changed = Signal()
    kind_changed = Signal()

    def __init__(self, preferences: Preferences, root: Path, *, shown: int, everything: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.photos = QComboBox()
        if shown != everything:
            self.photos.addItem(self.tr("Answers shown ({count})").format(count=numbers.count(shown)), True)
        self.photos.addItem(self.tr("All answers ({count})").format(count=numbers.count(everything)), False)
        self.kind = QComboBox()
        self.kind.addItem(self.tr("Copies of the photos"), False)
        self.kind.addItem(self.tr("Links to the photos"), True)
        self.kind.setCurrentIndex(int(bool(preferences.value(LINKS, False))))
        self.apart = QCheckBox(self.tr("A folder of their own for “&not sure” and unlike photos"))
        self.apart.setChecked(bool(preferences.value(APART, True)))
        kept = preferences.value(PLACE, "")
        above = Path(kept) if kept else root.parent
        self.line = QLineEdit(str(above / self.tr("{folder} answers by class").format(folder=root.name)))
        self.browse = Button(self.tr("C&hoose…"))
        self.browse.setAutoDefault(False)
        self._name()
        self._lay_out()
        self.photos.activated.connect(self.changed)
        self.kind.activated.connect(self.kind_changed)
        self.apart.toggled.connect(self.changed)
        self.line.editingFinished.connect(self._follow_line)
        self._followed = self.line.text()
        self.browse.clicked.connect(self._choose)

    def _name(self) -> None:
        for widget, name, tip in (
            (self.photos, self.tr("Photos"), self.tr("Which photos are sorted (Alt+P)")),
            (
                self.kind,
                self.tr("As"),
                self.tr("Copies, or links, which need no room and break where a photo moves (Alt+A)"),
            ),
            (
                self.apart,
                self.apart.text().replace("&", ""),
                self.tr("Else they go to the folder of their most probable class; labels always win (Alt+N)"),
            ),
            (self.line, self.tr("To"), self.tr("The folder to write; one that is there is added to (Alt+T)")),
            (self.browse, self.tr("Choose the place"), self.tr("Choose the folder in which it is to lie (Alt+H)")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S12)
        grid.setVerticalSpacing(theme.S8)
        place = QHBoxLayout()
        place.setSpacing(theme.S8)
        place.addWidget(self.line, 1)
        place.addWidget(self.browse)
        for row, (words, buddy) in enumerate(((self.tr("&Photos"), self.photos), (self.tr("&As"), self.kind), (self.tr("&To"), self.line))):
            label = QLabel(words)
            label.setBuddy(buddy)
            grid.addWidget(label, row, 0)
            if buddy is self.line:
                grid.addLayout(place, row, 1)
            else:
                grid.addWidget(buddy, row, 1)
        grid.addWidget(self.apart, 3, 1)
        grid.setColumnStretch(1, 1)

    # --- what is chosen ---------------------------------------------------------------------------------------------

    @property
    def only_shown(self) -> bool:
        """Whether only the answers that are shown are sorted."""
        return bool(self.photos.currentData())

    @property
    def link(self) -> bool:
        """Whether links are made in place of copies."""
        return bool(self.kind.currentData())

    @property
    def best_guess(self) -> bool:
        """Whether all photos go to the folder of their most probable class."""
        return not self.apart.isChecked()

    @property
    def place(self) -> Path | None:
        """The folder to write; None where none is named."""
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def move_to(self, place: Path) -> None:
        """Write there."""
        self.line.setText(str(place))
        self._follow_line()

    def remember(self) -> None:
        """Begin with these choices the next time."""
        if self.place is not None:
            self._preferences.set_value(PLACE, str(self.place.parent))
        self._preferences.set_value(LINKS, self.link)
        self._preferences.set_value(APART, self.apart.isChecked())

    def _follow_line(self) -> None:
        # Leaving the line, or its window, is no change.
        if self.line.text() != self._followed:
            self._followed = self.line.text()
            self.changed.emit()

    def _choose(self) -> None:
        place = self.place or Path.home()
        choose_folder(
            self, lambda folder: self.move_to(folder / place.name), title=self.tr("Sort into a new folder in"), begin=place.parent
        )
