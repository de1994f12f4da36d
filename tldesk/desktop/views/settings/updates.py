"""What is to be settled about newer versions: whether to look for them, and where; and looking now."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QLineEdit, QWidget

from tldesk import __version__
from tldesk.core.errors import TldeskError
from tldesk.desktop import theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.widgets.button import Button

if TYPE_CHECKING:
    from tldesk.jobs.updates import Announcement


class UpdateControls(QObject):
    """The controls, which the sheet lays out. What is changed is kept at once.

    Signals:
        told(): `said` has other words, which may need more room.

    Attributes:
        wanted: whether to look at the start.
        place, browse_button: the file or address where newer versions are announced.
        look_button, said, page_button: looking now, what came of it, and the page of what is announced.
    """

    told = Signal()

    def __init__(self, session: Session, preferences: Preferences, owner: QWidget) -> None:
        super().__init__(owner)
        self._updates, self._preferences, self._owner = session.updates, preferences, owner
        self._looking = False
        self._newer: Announcement | None = None
        self.wanted = QCheckBox(self.tr("Tell me when there is a newer version"))
        self.wanted.setToolTip(self.tr("Looks once a day, when the window opens; nothing is sent or installed"))
        self.wanted.setChecked(preferences.updates_wanted)
        self.wanted.toggled.connect(self._keep_wanted)
        self.place = _Place(preferences.updates_place)
        self.place.setPlaceholderText(self.tr("Where it is announced: a file or https:// address"))
        self.place.setAccessibleName(self.tr("Where newer versions are announced"))
        self.place.setToolTip(self.tr("Who looks after tldesk where you work can tell you"))
        self.place.returnPressed.connect(self._look_now)
        self.place.editingFinished.connect(self._keep_place)
        self.browse_button = self._button(self.tr("Browse…"), self.tr("Choose the file that announces newer versions"))
        self.browse_button.clicked.connect(self._browse)
        self.look_button = self._button(self.tr("Look now"), self.tr("Read what is announced there"))
        self.look_button.clicked.connect(self._look_now)
        self.said = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Two lines of words find room without a change of the sheet's size.
        self.said.setMinimumHeight(2 * self.said.fontMetrics().lineSpacing())
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.page_button = self._button(self.tr("Open page"), self.tr("Show the page of the newer version"))
        self.page_button.clicked.connect(self._open)

    def begin(self) -> None:
        """Say what was found before; once the controls have their places, as one without a place would be shown as a window."""
        self._tell(self._updates.newer, otherwise=self.tr("A small file that names the newest version. Nothing is installed."))
        theme.look(self.said, "muted", self._newer is None)

    def leave(self) -> None:
        """The sheet is closed: what was asked here is not waited for."""
        if self._looking:
            self._looking = False
            self._updates.cancel()

    def _button(self, text: str, tip: str) -> Button:
        button = Button(text)
        button.setToolTip(tip)
        return button

    def _keep_wanted(self, wanted: bool) -> None:
        self._preferences.updates_wanted = wanted
        if wanted:
            # What would keep every look from finding anything is said now: at the start nothing is.
            self._look()

    def _keep_place(self) -> None:
        before = self._preferences.updates_place
        self._preferences.updates_place = self.place.text().strip()
        # What was given from outside comes back where nothing is given here.
        self.place.setText(self._preferences.updates_place)
        if self.wanted.isChecked() and self._preferences.updates_place != before:
            self._look()

    def _browse(self) -> None:
        words = self.tr("Choose the file that announces newer versions")
        near = Path(self.place.text()).parent
        begin = near if near.is_absolute() and near.is_dir() else Path.home()
        dialog = QFileDialog(self._owner, words, str(begin), self.tr("Announcements (*.json)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._choose)
        dialog.open()

    def _choose(self, file: str) -> None:
        self.place.setText(file)
        self._keep_place()

    def _look_now(self) -> None:
        self._keep_place()
        self._look()

    def _look(self) -> None:
        self._looking = True
        theme.look(self.said, "muted", False)
        self.look_button.setEnabled(False)
        self._tell(None, otherwise=self.tr("Looking"))
        self._updates.look(self._answer, self._fail)

    def _answer(self, newer: "Announcement | None") -> None:
        self._end()
        self._tell(newer, otherwise=self.tr("You have tldesk {version}; nothing newer is announced.").format(version=__version__))

    def _fail(self, error: TldeskError) -> None:
        self._end()
        self._tell(None, otherwise=str(error))

    def _end(self) -> None:
        self._looking = False
        self.look_button.setEnabled(True)

    def _tell(self, newer: "Announcement | None", *, otherwise: str) -> None:
        self._newer = newer
        self.said.setText(otherwise if newer is None else self._updates.words(newer))
        self.page_button.setVisible(newer is not None and bool(newer.page))
        self.told.emit()

    def _open(self) -> None:
        if self._newer is not None:
            self._updates.open_page(self._newer)


class _Place(QLineEdit):
    """Return means to look there: the sheet, which would close and leave the look, doesn't hear of it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
