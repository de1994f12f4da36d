"""One line above the photos while some are missing: how many, which, and where they may be. Or that the whole folder is away."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.core.filters import PhotoFilter
from tldesk.desktop import theme
from tldesk.desktop.session import Session
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.folder_chooser import choose_folder
from tldesk.desktop.widgets.icon_label import IconLabel
from tldesk.project.missing import count_missing


class MissingBar(QWidget):
    """Hidden while every photo is where it was.

    Signals:
        show_wanted(object): the `PhotoFilter` of what the user wants to see.
    """

    show_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._count = 0
        self._shown = PhotoFilter()
        self._icon = IconLabel("image-off-outline", colour=_warning)
        self._text = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.show_button = Button()
        self.find_button = Button(self.tr("Find them…"))
        self.find_button.setToolTip(self.tr("Choose a folder to look for them in; they are known again by their content"))
        self.stop_button = Button(self.tr("Cancel"))
        self.stop_button.setToolTip(self.tr("Look no further"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S16, 0, theme.S16, theme.S8)
        row.setSpacing(theme.S8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        # As high as with buttons, so that the photos below don't move when they go.
        self._text.setMinimumHeight(self.find_button.sizeHint().height())
        for button in (self.show_button, self.find_button, self.stop_button):
            theme.look(button, "flat")
            row.addWidget(button)
        self.show_button.clicked.connect(lambda: self.show_wanted.emit(PhotoFilter(missing=not self._shown.missing)))
        self.find_button.clicked.connect(self.browse)
        self.stop_button.clicked.connect(session.folder.search.stop)
        session.opened.connect(self._recount)
        session.changed.connect(self._follow)
        session.folder.away_changed.connect(self._renew)
        session.folder.search.changed.connect(self._renew)
        self._recount()

    @property
    def count(self) -> int:
        """How many photos are missing."""
        return self._count

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def follow_filter(self, shown: PhotoFilter) -> None:
        """Tell it what is shown."""
        if shown.missing != self._shown.missing:
            self._shown = shown
            self._renew()

    def browse(self) -> None:
        """Ask for a folder, and look for the missing photos in it."""
        project = self._session.project
        if project is not None:
            choose_folder(self, self._look, title=self.tr("Where may the missing photos be?"), begin=project.root.parent)

    def _look(self, folder: Path) -> None:
        self._session.folder.find_missing(folder)

    def _follow(self, change: Change) -> None:
        if change.photos:
            self._recount()

    def _recount(self) -> None:
        project = self._session.project
        try:
            self._count = 0 if project is None else count_missing(project)
        except TldeskError:
            # Whoever wants more of the project says why it can't be read.
            return
        self._renew()

    def _renew(self) -> None:
        project, search, away = self._session.project, self._session.folder.search, self._session.folder.is_away
        looking = search.folder is not None
        self._icon.set_icon("folder-alert-outline" if away else "image-off-outline", colour=_warning)
        if away and project is not None:
            text = self.tr("The folder {folder} is away. It is read again as soon as it is there.").format(folder=project.root)
        elif search.folder is not None:
            text = self.tr("Looking in {folder}").format(folder=search.folder)
        else:
            text = self.tr("%n photo(s) missing", "", self._count)
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show_button.setText(self.tr("Show all photos") if self._shown.missing else self.tr("Show them"))
        self.show_button.setToolTip(
            self.tr("Show all photos (Ctrl+Shift+A)") if self._shown.missing else self.tr("Show only the photos that are missing")
        )
        for button, visible in (
            (self.show_button, not away),
            (self.find_button, not away and not looking),
            (self.stop_button, looking and not away),
        ):
            button.setAccessibleName(button.text())
            button.setVisible(visible)
        self.setVisible(project is not None and (away or looking or self._count > 0))


def _warning() -> QColor:
    return theme.colours().warning
