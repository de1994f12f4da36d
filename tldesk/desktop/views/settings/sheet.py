"""The settings on one sheet. What is changed holds at once; there is nothing to confirm."""

import contextlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tldesk import __version__
from tldesk.core import numbers
from tldesk.core.backbones.places import own_folder
from tldesk.core.files import log_folder
from tldesk.desktop import resources, theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.settings.cache import CacheKeeper
from tldesk.desktop.views.settings.updates import UpdateControls
from tldesk.desktop.widgets.background import Latest
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel

WIDTH: Final = 720
WORDS_WIDTH: Final = 180


class SettingsSheet(QDialog):
    """Every setting of the program; those of a training stand in its recipe.

    Signals:
        scheme_wanted(str): other colours are to be shown, and remembered.
        weights_wanted(): the weights of backbones are to be shown.
    """

    scheme_wanted = Signal(str)
    weights_wanted = Signal()

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._preferences = session, preferences
        self.setWindowTitle(self.tr("Settings"))
        self._cache = CacheKeeper(self)
        self._cache.measured.connect(self._show_cache)
        self._diagnosis = Latest(self)
        self._diagnosis.ready.connect(self._copied)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(theme.S16)
        self._lines.setVerticalSpacing(theme.S12)
        self._lines.setColumnMinimumWidth(0, WORDS_WIDTH)
        self._lines.setColumnStretch(1, 1)
        self._add_looks()
        self._add_language()
        self._add_person()
        self._add_cache()
        self._add_folder(self.tr("Weights of backbones"), own_folder(), self.tr("Files put here are offered in the recipe."))
        self._add_folder(self.tr("Log and crash reports"), log_folder(), self.tr("They stay here; you may send one to somebody."))
        self._add_network()
        self._add_version()
        self._add_updates()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        column.setSpacing(theme.S16)
        column.addLayout(self._lines)
        column.addStretch(1)
        column.addLayout(self._foot())
        self.resize(WIDTH, self.sizeHint().height())
        self.updates.begin()

    def join(self) -> None:
        """Wait for what was begun here to end."""
        self.updates.leave()
        self._diagnosis.forget()
        self._cache.shut_down()
        self._cache.join()

    # --- lines ------------------------------------------------------------------------------------------------------

    def _add(self, words: str, *controls: QWidget, note: str = "") -> QVBoxLayout:
        """A line: what it is, and its controls; below them what there is to know. Returns the column of both."""
        row = self._lines.rowCount()
        name = QLabel(words)
        name.setBuddy(controls[0])
        name.setMinimumHeight(max(control.sizeHint().height() for control in controls))
        line = QHBoxLayout()
        line.setSpacing(theme.S8)
        for number, control in enumerate(controls):
            line.addWidget(control, 1 if number == 0 else 0)
        place = QVBoxLayout()
        place.setSpacing(theme.S4)
        place.addLayout(line)
        if note:
            below = QLabel(note)
            theme.look(below, "muted")
            place.addWidget(below)
        self._lines.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(place, row, 1)
        return place

    def _button(self, text: str, tip: str, act: Callable[[], object]) -> Button:
        button = Button(text)
        button.setToolTip(tip)
        button.clicked.connect(lambda _checked: act())
        return button

    def _add_looks(self) -> None:
        self.scheme = QComboBox()
        words = {"system": self.tr("As the system has them"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        for scheme in theme.SCHEMES:
            self.scheme.addItem(words[scheme], scheme)
        self.scheme.setCurrentIndex(max(0, self.scheme.findData(self._preferences.scheme)))
        self.scheme.setAccessibleName(self.tr("Colours"))
        self.scheme.setToolTip(self.tr("Light or dark colours for the whole window"))
        self.scheme.activated.connect(lambda _index: self.scheme_wanted.emit(self.scheme.currentData()))
        self._add(self.tr("Colours"), self.scheme)

    def _add_language(self) -> None:
        self.language = QComboBox()
        self.language.addItem(self.tr("As the system has it"), "system")
        for code, name in resources.LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(self._preferences.language)))
        self.language.setAccessibleName(self.tr("Language"))
        self.language.setToolTip(self.tr("Language of the window, from the next start on"))
        self.language.activated.connect(self._keep_language)
        note = self.tr("Holds from the next start on.\nFindings, reports and some messages stay English.")
        self._add(self.tr("Language"), self.language, note=note)

    def _keep_language(self) -> None:
        self._preferences.language = str(self.language.currentData())

    def _add_person(self) -> None:
        self.person = QLineEdit(self._preferences.who)
        self.person.setAccessibleName(self.tr("Your name in the history of labels"))
        self.person.setToolTip(self.tr("Stands beside every label you give from now on"))
        self.person.editingFinished.connect(self._keep_person)
        self._add(self.tr("Your name"), self.person, note=self.tr("Stands in the history of the labels you give."))

    def _keep_person(self) -> None:
        name = self.person.text().strip()
        if name:
            self._preferences.who = name
        self.person.setText(self._preferences.who)

    def _add_cache(self) -> None:
        self.cache_size = QLabel()
        self.clear_button = self._button(
            self.tr("Clear the cache"), self.tr("Throw it away; it is made again when it is needed"), self._clear_cache
        )
        self._add(self.tr("Cache of this project"), self.cache_size, self.clear_button, note=self.tr("Thumbnails and features."))
        project = self._session.project
        self.clear_button.setEnabled(project is not None)
        self.cache_size.setText(self.tr("No project is open") if project is None else self.tr("Measuring"))
        if project is not None:
            self._cache.measure(project.layout)

    def _clear_cache(self) -> None:
        project = self._session.project
        if project is not None:
            self.clear_button.setEnabled(False)
            self._cache.clear(project.layout)

    def _show_cache(self, size: int) -> None:
        self.cache_size.setText(numbers.megabytes(size))
        self.clear_button.setEnabled(size > 0)

    def _add_folder(self, words: str, folder: Path, note: str) -> None:
        show = self._button(self.tr("Show"), self.tr("Open {folder}").format(folder=folder), partial(_open, folder))
        show.setAccessibleName(self.tr("Show the folder: {words}").format(words=words))
        self._add(words, ElidedLabel(str(folder)), show, note=note)

    def _add_network(self) -> None:
        self._add(self.tr("Network"), QLabel(self._network_words()), self._weights_button())

    def _network_words(self) -> str:
        if self._preferences.network_allowed:
            return self.tr("Used only for what you ask for: weights, newer versions.")
        return self.tr("Not used: nothing is fetched, sent, or looked up.")

    def _weights_button(self) -> Button:
        return self._button(self.tr("Weights…"), self.tr("See, add and fetch weights, and allow the network"), self._show_weights)

    def _show_weights(self) -> None:
        self.accept()
        self.weights_wanted.emit()

    def _add_version(self) -> None:
        tip = self.tr("Versions, device and folders, as text for the clipboard")
        self.copy_button = self._button(self.tr("Copy the diagnosis"), tip, self._copy)
        self._add(self.tr("Version"), QLabel(f"tldesk {__version__}"), self.copy_button, note=self._session.device)

    def _add_updates(self) -> None:
        self.updates = UpdateControls(self._session, self._preferences, self)
        place = self._add(self.tr("Newer versions"), self.updates.wanted, self.updates.look_button)
        for controls in ((self.updates.place, self.updates.browse_button), (self.updates.said, self.updates.page_button)):
            line = QHBoxLayout()
            line.setSpacing(theme.S8)
            line.addWidget(controls[0], 1)
            line.addWidget(controls[1], 0, Qt.AlignmentFlag.AlignTop)
            place.addLayout(line)
        self.updates.told.connect(self._make_room)

    def _make_room(self) -> None:
        """What was found out may take more lines than the sheet has room for."""
        self._column.activate()
        self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))

    def _copy(self) -> None:
        session = self._session
        device = [(self.tr("Device"), session.device or session.trouble), (self.tr("No graphics card"), session.without_gpu)]
        # Its other words are shorter, and what stands beside it is to stay where it is.
        self.copy_button.setMinimumWidth(self.copy_button.width())
        self.copy_button.setText(self.tr("Copying"))
        self.copy_button.setEnabled(False)
        self._diagnosis.ask(partial(_diagnosis, device))

    def _copied(self, diagnosis: object) -> None:
        QGuiApplication.clipboard().setText(str(diagnosis))
        self.copy_button.setText(self.tr("Copied"))
        self.copy_button.setEnabled(True)

    def _foot(self) -> QHBoxLayout:
        close = self._button(self.tr("Close"), self.tr("Close the settings (Esc)"), self.accept)
        # Enter in a line means this one, never the button that happens to come first.
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        return foot


def _diagnosis(device: Sequence[tuple[str, str]]) -> str:
    """Off the GUI thread: a share that is away can hold up who looks at it."""
    from tldesk.jobs.environment import facts, places

    return "\n".join(f"{name}: {value}" for name, value in (*facts(), *device, *places()) if value)


def _open(folder: Path) -> None:
    # Where it can't be made, the desktop says that it is not there.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
