"""Thumbnails for whatever is on screen: nearest first, decoded off the GUI thread, what scrolled away is not decoded at all."""

import os
import threading
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtGui import QImage

from tldesk.core.errors import PhotoError, PhotoFault
from tldesk.photos.scan import fingerprint as fingerprint_of
from tldesk.photos.thumbnails import thumbnail

SIDES: Final = (128, 256, 512)
"""Longest sides that are kept on disk, in pixels; what is shown is scaled down from the next larger one."""

MEMORY_BYTES: Final = 128_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thumbnail: `side` is its longest side in device pixels. An empty `fingerprint` is worked out beside the decoding."""

    file: Path
    fingerprint: str
    side: int


class ThumbnailLoader(QObject):
    """Loads thumbnails with a few threads and keeps the newest in memory.

    Signals:
        arrived(object): the `Path` whose picture is now there.
        failed(object, str, bool): a `Path` that can't be read, why, and whether that lasts (see `PhotoError.lasting`).
    """

    arrived = Signal(object)
    failed = Signal(object, str, bool)

    def __init__(self, cache: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cache = cache
        self._pictures: OrderedDict[Path, tuple[Wanted, QImage]] = OrderedDict()
        self._bytes = 0
        self._problems: dict[Path, tuple[Wanted, PhotoError]] = {}
        self._queue: deque[Wanted] = deque()
        self._under_way: set[Path] = set()
        self._closing = False
        self._condition = threading.Condition()
        self._threads: list[_Worker] = []

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
        return "" if met is None else met[1].cause

    def want(self, wanted: Sequence[Wanted]) -> None:
        """Load these, the first one first, instead of all that was wanted before. What could not be read for now is tried again.

        A file whose fingerprint is another than before changed on disk: its old picture stays until the new one is there.
        """
        missing = [w for w in wanted if not self._is_settled(w)]
        with self._condition:
            self._queue = deque(w for w in missing if w.file not in self._under_way)
            if self._queue:
                self._condition.notify_all()
        if missing and not self._threads and not self._closing:
            self._threads = [_Worker(self) for _ in range(max(2, min(6, (os.cpu_count() or 2) - 1)))]
            for thread in self._threads:
                thread.start()

    def _is_settled(self, wanted: Wanted) -> bool:
        kept, met = self._pictures.get(wanted.file), self._problems.get(wanted.file)
        if met is not None and met[1].lasting and met[0].fingerprint == wanted.fingerprint:
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

    def next(self) -> Wanted | None:
        """What to load next; waits for it, None when closing."""
        with self._condition:
            while not self._queue and not self._closing:
                self._condition.wait()
            if self._closing:
                return None
            wanted = self._queue.popleft()
            self._under_way.add(wanted.file)
            return wanted

    def load(self, wanted: Wanted) -> QImage | PhotoError:
        """The picture, or why there is none."""
        kept = next((side for side in SIDES if side >= wanted.side), SIDES[-1])
        try:
            mark = wanted.fingerprint or fingerprint_of(wanted.file)
            image = thumbnail(wanted.file, fingerprint=mark, cache=self._cache, side=kept)
        except PhotoError as error:
            return error
        except OSError as error:
            return PhotoError(wanted.file, PhotoFault.UNREADABLE, error.strerror or str(error))
        if max(image.size) > wanted.side:
            image.thumbnail((wanted.side, wanted.side), Image.Resampling.BICUBIC)
        pixels = image.convert("RGBA").tobytes("raw", "BGRA")
        return QImage(pixels, image.width, image.height, 4 * image.width, QImage.Format.Format_RGB32).copy()

    # --- in the GUI thread ------------------------------------------------------------------------------------------

    def take(self, wanted: Wanted, result: object) -> None:
        """Keep what a thread loaded."""
        with self._condition:
            self._under_way.discard(wanted.file)
        if self._closing:
            return
        if isinstance(result, QImage):
            self.forget([wanted.file])
            self._pictures[wanted.file] = (wanted, result)
            self._bytes += result.sizeInBytes()
            while self._bytes > MEMORY_BYTES and len(self._pictures) > 1:
                _, (_, oldest) = self._pictures.popitem(last=False)
                self._bytes -= oldest.sizeInBytes()
            self.arrived.emit(wanted.file)
        elif isinstance(result, PhotoError):
            self._problems[wanted.file] = (wanted, result)
            self.failed.emit(wanted.file, result.cause, result.lasting)


class _Worker(QThread):
    loaded = Signal(object, object)

    def __init__(self, loader: ThumbnailLoader) -> None:
        super().__init__(loader)
        self._loader = loader
        self.loaded.connect(loader.take)

    def run(self) -> None:
        while (wanted := self._loader.next()) is not None:
            self.loaded.emit(wanted, self._loader.load(wanted))
