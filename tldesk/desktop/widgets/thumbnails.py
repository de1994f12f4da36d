"""Thumbnails for whatever is on screen: nearest first, decoded off the GUI thread, what scrolled away is not decoded at all."""

import os
import threading
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QImage

from tldesk.core.errors import PhotoError, PhotoFault
from tldesk.desktop.widgets.plain_jpeg import read_plain_jpeg
from tldesk.photos.fingerprints import fingerprint as fingerprint_of
from tldesk.photos.thumbnails import keep_thumbnail, kept_thumbnail, make_thumbnail

SIDES: Final = (128, 256, 512)
"""Longest sides that are kept on disk, in pixels; what is shown is scaled down from the next larger one."""

MEMORY_BYTES: Final = 64_000_000
"""Of pictures that are not wanted just now; some thirty screens of them."""

THREADS: Final = max(2, min(6, (os.cpu_count() or 2) - 1))

PACE_MS: Final = 4
"""The GUI thread takes what was loaded four times a frame of 60 Hz: waking it for each picture costs the threads a tenth of their speed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thumbnail: `side` is its longest side in device pixels. An empty `fingerprint` is worked out beside the decoding."""

    file: Path
    fingerprint: str
    side: int


@dataclass(frozen=True, slots=True)
class _Fresh:
    """A thumbnail that is not on disk yet."""

    small: Image.Image
    fingerprint: str
    side: int


@dataclass(frozen=True, slots=True)
class _Problem:
    """Why a file of this fingerprint has no thumbnail."""

    fingerprint: str
    cause: str
    lasting: bool


class ThumbnailLoader(QObject):
    """Loads thumbnails with a few threads and keeps those used last in memory, and all that are wanted, however large they are.

    Signals:
        arrived(object): the `Path` whose picture is now there.
        failed(object, str, bool): a `Path` that can't be read, why, and whether that lasts (see `PhotoError.lasting`).
    """

    arrived = Signal(object)
    failed = Signal(object, str, bool)
    _loaded = Signal()

    def __init__(self, cache: Path, parent: QObject | None = None, *, memory_bytes: int = MEMORY_BYTES) -> None:
        super().__init__(parent)
        self._cache = cache
        self._memory_bytes = memory_bytes
        self._wanted: frozenset[Path] = frozenset()
        self._pictures: OrderedDict[Path, tuple[Wanted, QImage]] = OrderedDict()
        self._bytes = 0
        self._problems: dict[Path, _Problem] = {}
        self._queue: deque[Wanted] = deque()
        self._under_way: set[Path] = set()
        self._done: deque[tuple[Wanted, QImage | PhotoError]] = deque()
        self._closing = False
        self._condition = threading.Condition()
        self._threads: list[_Worker] = []
        self._pace = QTimer(self, singleShot=True, interval=PACE_MS)
        self._pace.timeout.connect(self._take)
        self._loaded.connect(self._pace.start, Qt.ConnectionType.QueuedConnection)

    def picture(self, file: Path) -> QImage | None:
        """The picture in memory, of whatever side; None where there is none yet."""
        kept = self._pictures.get(file)
        if kept is None:
            return None
        self._pictures.move_to_end(file)
        return kept[1]

    def problem(self, file: Path) -> str:
        """Why the file can't be read, or empty."""
        met = self._problems.get(file)
        return "" if met is None else met.cause

    def want(self, wanted: Sequence[Wanted]) -> None:
        """Load these, the first one first, instead of all that was wanted before. What could not be read for now is tried again.

        A file whose fingerprint is another than before changed on disk: its old picture stays until the new one is there.
        """
        self._wanted = frozenset(w.file for w in wanted)
        missing = [w for w in wanted if not self._is_settled(w)]
        with self._condition:
            self._queue = deque(missing)
            if self._queue:
                self._condition.notify_all()
        if missing and not self._threads and not self._closing:
            self._threads = [_Worker(self) for _ in range(THREADS)]
            for thread in self._threads:
                thread.start()

    def _is_settled(self, wanted: Wanted) -> bool:
        kept, met = self._pictures.get(wanted.file), self._problems.get(wanted.file)
        if met is not None and met.lasting and met.fingerprint == wanted.fingerprint:
            return True
        return kept is not None and kept[0] == wanted

    def forget(self, files: Sequence[Path]) -> None:
        """Load these anew when they are next wanted: they changed on disk."""
        for file in files:
            self._problems.pop(file, None)
            kept = self._pictures.pop(file, None)
            if kept is not None:
                self._bytes -= kept[1].sizeInBytes()

    def close(self) -> None:
        """Tell the threads to end; returns at once."""
        with self._condition:
            self._closing = True
            self._queue.clear()
            self._condition.notify_all()

    def join(self) -> None:
        """Wait for the threads to end."""
        for thread in self._threads:
            thread.wait()
        self._threads.clear()

    # --- in the threads ---------------------------------------------------------------------------------------------

    def work(self) -> None:
        """Load what is wanted, one after the other, until `close`."""
        while (wanted := self._next()) is not None:
            result, fresh = self._load(wanted)
            with self._condition:
                first = not self._done
                self._done.append((wanted, result))
            if first:
                # One call to the GUI thread takes all that was loaded until it comes.
                self._loaded.emit()
            if fresh is not None:
                # After the picture is on its way, which must not wait for the disk.
                keep_thumbnail(self._cache, fresh.small, fingerprint=fresh.fingerprint, side=fresh.side)

    def _next(self) -> Wanted | None:
        """What to load next; waits for it, None when closing. A file that is being loaded at another size waits for its turn."""
        with self._condition:
            while not self._closing:
                wanted = next((w for w in self._queue if w.file not in self._under_way), None)
                if wanted is not None:
                    self._queue.remove(wanted)
                    self._under_way.add(wanted.file)
                    return wanted
                self._condition.wait()
            return None

    def _load(self, wanted: Wanted) -> tuple[QImage | PhotoError, _Fresh | None]:
        """The picture, or why there is none; and what is to be kept on disk. Plain small JPEGs are not: they are read as fast as that."""
        kept = next((side for side in SIDES if side >= wanted.side), SIDES[-1])
        try:
            plain = read_plain_jpeg(wanted.file, side=wanted.side)
            if plain is not None:
                return plain, None
            mark = wanted.fingerprint or fingerprint_of(wanted.file)
            small, fresh = kept_thumbnail(self._cache, fingerprint=mark, side=kept), None
            if small is None:
                small = make_thumbnail(wanted.file, side=kept)
                fresh = _Fresh(small, mark, kept)
        except PhotoError as error:
            return error, None
        except OSError as error:
            return PhotoError(wanted.file, PhotoFault.UNREADABLE, error.strerror or str(error)), None
        return _picture(small, side=wanted.side), fresh

    # --- in the GUI thread ------------------------------------------------------------------------------------------

    def _take(self) -> None:
        """Keep what the threads loaded."""
        with self._condition:
            done, self._done = self._done, deque()
            self._under_way.difference_update(wanted.file for wanted, _ in done)
            if self._queue:
                self._condition.notify_all()
        for wanted, result in done if not self._closing else ():
            if isinstance(result, QImage):
                self._keep(wanted, result)
                self.arrived.emit(wanted.file)
            else:
                # The error itself would keep the frames it passed through alive.
                self._problems[wanted.file] = _Problem(wanted.fingerprint, result.cause, result.lasting)
                self.failed.emit(wanted.file, result.cause, result.lasting)

    def _keep(self, wanted: Wanted, picture: QImage) -> None:
        self.forget([wanted.file])
        self._pictures[wanted.file] = (wanted, picture)
        self._bytes += picture.sizeInBytes()
        while self._bytes > self._memory_bytes and (oldest := next(iter(self._pictures))) not in self._wanted:
            self.forget([oldest])


def _picture(small: Image.Image, *, side: int) -> QImage:
    """`small` for the screen, its longer side at most `side` pixels."""
    pixels = small.tobytes("raw", "BGRX")
    picture = QImage(pixels, small.width, small.height, 4 * small.width, QImage.Format.Format_RGB32)
    if max(small.size) <= side:
        return picture.copy()
    return picture.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


class _Worker(QThread):
    def __init__(self, loader: ThumbnailLoader) -> None:
        super().__init__(loader)
        self._loader = loader

    def run(self) -> None:
        self._loader.work()
