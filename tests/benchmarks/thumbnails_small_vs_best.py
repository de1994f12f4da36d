"""Thumbnails of small photos a second: the window's loader against the quicker of two decoders alone. Above 1: the loader is quicker.

300 clothing photos (about 400 x 534 pixels, 23 kB), at the size the grid begins with. Ours is all between the wish and the picture in the
GUI thread: the queue, a cache that is empty at first, decoding, scaling, the hand-over. The peers only decode and scale, in as many
threads: `QImageReader` with `setScaledSize` and `setAutoTransform`, and Pillow with `draft` and `thumbnail`. The median of seven rounds
each, in turn, with the photos in the system's cache.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from harness import Row, shared
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageReader

from tldesk.desktop.widgets.thumbnails import THREADS, ThumbnailLoader, Wanted

PHOTOS = 300
SIDE = 160
ROUNDS = 7


def loader_alone(files: Sequence[Path]) -> None:
    """All of `files` through the loader, its cache on disk empty at first, until the last one is in memory and its threads have ended."""
    with tempfile.TemporaryDirectory() as cache:
        loader = ThumbnailLoader(Path(cache))
        loop = QEventLoop()
        there: set[Path] = set()

        def arrived(file: Path) -> None:
            there.add(file)
            if len(there) == len(files):
                loop.quit()

        loader.arrived.connect(arrived)
        loader.want([Wanted(file, f"{number:032x}", SIDE) for number, file in enumerate(files)])
        loop.exec()
        # Joining waits for what is still being written to the cache.
        loader.close()
        loader.join()


def qt_alone(file: Path) -> QImage:
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    reader.setScaledSize(reader.size().scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    assert not picture.isNull()
    return picture


def pillow_alone(file: Path) -> Image.Image:
    with Image.open(file) as photo:
        photo.draft("RGB", (SIDE, SIDE))
        photo.thumbnail((SIDE, SIDE))
        return photo


def threaded(decode: Callable[[Path], object], files: Sequence[Path]) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(decode, files))


def compare(name: str, files: Sequence[Path], *, rounds: int = ROUNDS) -> Row:
    """Photos a second: ours, and the better peer's."""
    application = QCoreApplication.instance() or QGuiApplication(sys.argv[:1])
    ways: dict[str, Callable[[], None]] = {
        "ours": lambda: loader_alone(files),
        "QImageReader alone": lambda: threaded(qt_alone, files),
        "Pillow alone": lambda: threaded(pillow_alone, files),
    }
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, run in ways.items():
            start = time.perf_counter()
            run()
            taken[way].append(time.perf_counter() - start)
    assert application
    rates = {way: len(files) / median(times) for way, times in taken.items()}
    best = max((way for way in rates if way != "ours"), key=lambda way: rates[way])
    return Row(name, rates["ours"], rates[best], "1/s", best)


def measure() -> Row:
    files = sorted((shared() / "photos" / "clothing").glob("*/*/*.jpg"))
    return compare("thumbnails_small_vs_best", files[:: len(files) // PHOTOS][:PHOTOS])
