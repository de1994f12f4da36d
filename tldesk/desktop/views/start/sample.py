"""Drawing the sample photos off the GUI thread."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, QThread, QTimer, Signal

PER_CLASS: Final = 60
CLASSES: Final = 4
"""Classes of specimens that are drawn."""

WATCH_MS: Final = 200


def sample_folder() -> Path:
    """Where the sample project goes: among the user's documents, where it can be found and deleted."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) / "tldesk sample"


class SampleDrawer(QObject):
    """Draws the sample photos.

    Signals:
        progressed(int, int): photos that are there, of all.
        done(object): the folder.
        failed(str): why it could not be written.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: _Drawing | None = None
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self._count)
        self._folder = Path()
        self._total = 0

    @property
    def busy(self) -> bool:
        """Whether photos are being drawn."""
        return self._watch.isActive()

    def draw(self, folder: Path, *, per_class: int = PER_CLASS) -> None:
        """Draw into `folder`; photos that are there already are kept."""
        if self.busy:
            return
        self._folder = folder
        self._total = per_class * CLASSES
        self._thread = _Drawing(folder, per_class, self)
        self._thread.ended.connect(self._end)
        self._watch.start()
        self._thread.start()

    def close(self) -> None:
        """Draw no further class; returns at once."""
        if self._thread is not None:
            self._thread.requestInterruption()

    def join(self) -> None:
        """Wait for the thread."""
        if self._thread is not None:
            self._thread.wait()

    def _count(self) -> None:
        self.progressed.emit(sum(1 for _ in self._folder.rglob("*.jpg")), self._total)

    def _end(self, problem: str) -> None:
        self._watch.stop()
        if problem:
            self.failed.emit(problem)
        else:
            self.done.emit(self._folder)


class _Drawing(QThread):
    ended = Signal(str)

    def __init__(self, folder: Path, per_class: int, parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self._per_class = folder, per_class

    def run(self) -> None:
        # Imported here because the window needs none of it to come up.
        from tldesk.photos.specimens import SPECIMEN_CLASSES, draw_specimens

        try:
            for name in SPECIMEN_CLASSES:
                if self.isInterruptionRequested():
                    return
                draw_specimens(self._folder, per_class=self._per_class, classes=(name,))
        except OSError as error:
            self.ended.emit(error.strerror or str(error))
        else:
            self.ended.emit("")
