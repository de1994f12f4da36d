"""Projects opened before, the newest first; those whose folder is away are grey and say so, because a disk may come back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QThread, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from tldesk.desktop import resources, theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel

SHOWN: Final = 5


class RecentProjects(QWidget):
    """A line for each.

    Signals:
        chosen(object): the folder of the project to open.
    """

    chosen = Signal(object)

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._looks: list[_Look] = []
        self.rows: dict[Path, _Row] = {}
        title = QLabel(self.tr("Recent projects"))
        title.setFont(theme.title())
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(theme.S12)
        self._lines.setVerticalSpacing(theme.S4)
        self._lines.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        column.addWidget(title)
        column.addLayout(self._lines)
        preferences.recent_changed.connect(self.show_again)
        self.show_again()

    def show_again(self) -> None:
        """Show them as they are remembered, and look in the background which are there."""
        for row in self.rows.values():
            row.leave()
        folders = self._preferences.recent[:SHOWN]
        self.setVisible(bool(folders))
        self.rows = {folder: self._row(number, folder) for number, folder in enumerate(folders)}
        self._look()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Somebody who comes back to the window may have connected a disk meanwhile.
        if event.type() == QEvent.Type.ActivationChange and self.isVisible() and self.isActiveWindow():
            self._look()

    def _look(self) -> None:
        self._looks = [one for one in self._looks if one.isRunning()]
        folders = [*self.rows]
        if folders and all(look.folders != folders for look in self._looks):
            look = _Look(folders, self)
            look.found.connect(lambda folder, there: self._mark(folder, there=there))
            self._looks.append(look)
            look.start()

    def join(self) -> None:
        """Wait for the looking to end."""
        for look in self._looks:
            look.wait()

    def _row(self, number: int, folder: Path) -> "_Row":
        row = _Row(folder, self)
        for column, widget in enumerate((row.open_button, row.place, row.remove_button)):
            self._lines.addWidget(widget, number, column)
        row.open_button.clicked.connect(partial(self.chosen.emit, folder))
        row.remove_button.clicked.connect(partial(self._preferences.forget, folder))
        return row

    def _mark(self, folder: Path, *, there: bool) -> None:
        if folder in self.rows:
            self.rows[folder].mark(there=there)


class _Row(QObject):
    """The widgets of one project: its name, where it lies, and a way to take it off the list."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._folder = folder
        name = folder.name or str(folder)
        self.open_button = Button(name.replace("&", "&&"), parent)
        theme.look(self.open_button, "link")
        self.open_button.setAccessibleName(self.tr("Open {folder}").format(folder=folder))
        self.open_button.setToolTip(str(folder))
        self.open_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.place = ElidedLabel(str(folder.parent), parent=parent)
        theme.look(self.place, "muted")
        self.remove_button = QToolButton(parent)
        self.remove_button.setIcon(resources.icon("close"))
        self.remove_button.setFixedSize(theme.S24, theme.S24)
        self.remove_button.setToolTip(self.tr("Take {name} off this list; the project stays as it is").format(name=name))
        self.remove_button.setAccessibleName(self.tr("Take {name} off the list").format(name=name))

    def mark(self, *, there: bool) -> None:
        """Show whether the folder is there."""
        self.open_button.setEnabled(there)
        self.place.setText(str(self._folder.parent) if there else self.tr("Not found. Is its disk or share connected?"))

    def leave(self) -> None:
        """Take the widgets away."""
        for widget in (self.open_button, self.place, self.remove_button):
            widget.hide()
            widget.deleteLater()
        self.deleteLater()


class _Look(QThread):
    """Looks for folders: on a share that is away that takes seconds."""

    found = Signal(object, bool)

    def __init__(self, folders: Sequence[Path], parent: QObject) -> None:
        super().__init__(parent)
        self.folders = folders

    def run(self) -> None:
        for folder in self.folders:
            self.found.emit(folder, folder.is_dir())
