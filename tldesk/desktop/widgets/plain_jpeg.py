"""Small JPEGs without metadata, read by Qt: no decoder of ours is as fast, and nothing in them needs our rules.

Orientation, colour profiles, CMYK and cut-off files are matters of `photos.decode`; a file that has any of these is not plain.
"""

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

MAX_BYTES: Final = 100_000
"""Of larger files the reading of the pixels takes so long that it makes no difference who does it."""

HEAD_BYTES: Final = 4096
"""All that comes before the pixels of a plain photo is in so many bytes."""

_START, _END = b"\xff\xd8\xff", b"\xff\xd9"
_SCAN: Final = 0xDA
_HARMLESS: Final = (0xE0, 0xDB, 0xC4, 0xDD, 0xFE)
"""JFIF, the two kinds of tables, the restart interval, a comment."""
_FRAMES: Final = (0xC0, 0xC1, 0xC2)


def read_plain_jpeg(file: Path, *, side: int) -> QImage | None:
    """The photo with its longer side at most `side` pixels; None where it is no small plain JPEG, or can't be read."""
    name = str(file)
    try:
        size = _plain_size(*_ends(name))
    except OSError:
        return None
    if size is None:
        return None
    # By its name, never through a device made in Python: Qt asks a device where it stands under a lock that painting an icon needs too,
    # and a Python device answers under the interpreter's lock, which the painting thread holds. The two would wait for each other for ever.
    reader = QImageReader(name, b"jpeg")
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image.convertToFormat(QImage.Format.Format_RGB32)


def _ends(file: str) -> tuple[bytes, bytes]:
    """The first `HEAD_BYTES` of a file and its last two; of one that is too large, nothing.

    Raises:
        OSError: it can't be read.
    """
    # Not through a file object, whose making takes longer than both reads: a screen of thumbnails is some hundred of these.
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        length = os.fstat(descriptor).st_size
        if not len(_END) < length <= MAX_BYTES:
            return b"", b""
        head = os.read(descriptor, HEAD_BYTES)
        os.lseek(descriptor, length - len(_END), os.SEEK_SET)
        return head, os.read(descriptor, len(_END))
    finally:
        os.close(descriptor)


def _plain_size(content: bytes, end: bytes) -> QSize | None:
    """Width and height of a whole JPEG of 8-bit grey or colour that has no segment which could change what it shows; else None.

    Args:
        content: how the file begins. end: its last two bytes.

    Marker segments: ITU-T T.81, annex B.
    """
    if not content.startswith(_START) or end != _END:
        return None
    size = None
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if marker in _FRAMES and at + 10 <= len(content):
            depth, height, width, parts = content[at + 4], *(int.from_bytes(content[i : i + 2]) for i in (at + 5, at + 7)), content[at + 9]
            if depth != 8 or parts not in (1, 3) or not width or not height:
                return None
            size = QSize(width, height)
        elif marker == _SCAN:
            return size
        elif marker not in _HARMLESS:
            return None
        at += 2 + length
    return None
