"""What the open project keeps only to be faster: how much it is, and a way to throw it away. All of it off the GUI thread."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from tldesk.project.layout import Layout


class CacheKeeper(QObject):
    """Measures and clears the caches of a project.

    Signals:
        measured(int): bytes that the caches take.
    """

    measured = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: list[_Walk] = []

    def measure(self, layout: Layout) -> None:
        """Count the bytes; `measured` tells."""
        self._start(layout, clear=False)

    def clear(self, layout: Layout) -> None:
        """Throw the caches away and count what is left, as of files that are in use."""
        self._start(layout, clear=True)

    def shut_down(self) -> None:
        """Tell the threads to end."""
        for thread in self._threads:
            thread.requestInterruption()

    def join(self) -> None:
        """Wait for them."""
        for thread in self._threads:
            thread.wait()

    def _start(self, layout: Layout, *, clear: bool) -> None:
        walk = _Walk((layout.thumbnails, layout.features), clear=clear, parent=self)
        walk.measured.connect(self.measured)
        self._threads = [*(one for one in self._threads if one.isRunning()), walk]
        walk.start()


class _Walk(QThread):
    measured = Signal(int)

    def __init__(self, folders: Sequence[Path], *, clear: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._folders, self._clear = folders, clear

    def run(self) -> None:
        taken = 0
        for file in self._files():
            if self.isInterruptionRequested():
                return
            with contextlib.suppress(OSError):
                size = file.lstat().st_size
                if self._clear:
                    # One that is in use stays, and counts.
                    with contextlib.suppress(OSError):
                        file.unlink()
                        continue
                taken += size
        self.measured.emit(taken)

    def _files(self) -> Iterator[Path]:
        for folder in self._folders:
            for place, _, names in os.walk(folder):
                yield from (Path(place, name) for name in names)
