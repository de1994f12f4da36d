"""Watching the open folder: a look at the times of its sub-folders, every few seconds, in a thread of its own.

Not the system's own notices: on Windows they keep sub-folders open, so that the user can't rename them; on Linux their number is
limited; and network shares send none. A folder's time says that files came, went or were renamed. It does not say that a file was
written anew, nor does it on some memory cards' file systems: for those the whole folder is read again now and then.
"""

import os
import threading
import time
from collections.abc import Mapping

from PySide6.QtCore import QObject, QThread, Signal

from tldesk.core.looking import COST, EVERY_S
from tldesk.project.scanning import is_away
from tldesk.project.store import Project


class FolderWatch(QThread):
    """Looks until it is interrupted or the folder is away.

    Signals:
        changed(object): this watch; some list of files is another. It looks no more until `follow` is called again.
        left(object): this watch; the folder is away as a whole.
        returned(object): this watch; it is there again.
    """

    changed = Signal(object)
    left = Signal(object)
    returned = Signal(object)

    def __init__(self, project: Project, *, away: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._away = away
        self._folders: Mapping[str, int] = {}
        self._woken = threading.Event()

    def follow(self, folders: Mapping[str, int]) -> None:
        """Look for changes of these folders, by absolute place with the time each had; none to pause."""
        self._folders = folders

    def requestInterruption(self) -> None:
        """End soon."""
        super().requestInterruption()
        self._woken.set()

    def run(self) -> None:
        """Look."""
        pause = EVERY_S
        while not self._woken.wait(pause):
            began = time.monotonic()
            self._look()
            pause = max(EVERY_S, COST * (time.monotonic() - began))

    def _look(self) -> None:
        away = self._is_away()
        if away != self._away:
            self._away = away
            (self.left if away else self.returned).emit(self)
        elif not away:
            folders = self._folders
            differs = any(self._differs(place, before) for place, before in folders.items())
            # Only if they are still those that are to be looked at.
            if differs and folders is self._folders:
                self._folders = {}
                self.changed.emit(self)

    def _is_away(self) -> bool:
        if not self._away:
            return is_away(self._project)
        # A disk that comes back may bring another file system number: then the project is opened again.
        project = self._project
        return not (project.layout.database.is_file() and project.root.is_dir() and any(project.root.iterdir()))

    def _differs(self, place: str, before: int) -> bool:
        if self._woken.is_set():
            return False
        try:
            return os.stat(place).st_mtime_ns != before  # noqa: PTH116  # thousands of them
        except OSError:
            return True
