"""Small JPEGs without metadata, read by Qt: no decoder of ours is as fast, and nothing in them needs our rules.

Orientation, colour profiles, CMYK and cut-off files are matters of `photos.decode`; a file that has any of these is not plain.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

MAX_BYTES: Final = 100_000
"""Of larger files the reading of the pixels takes so long that it makes no difference who does it."""

_START, _END = b"\xff\xd8\xff", b"\xff\xd9"
_JFIF, _TABLES, _RESTART, _COMMENT, _SCAN = 0xE0, (0xDB, 0xC4), 0xDD, 0xFE, 0xDA
_FRAMES: Final = (0xC0, 0xC1, 0xC2)


def read_plain_jpeg(file: Path, *, side: int) -> QImage | None:
    """The photo with its longer side at most `side` pixels; None where it is no small plain JPEG, or can't be read."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError:
        return None
    size = _plain_size(content) if len(content) <= MAX_BYTES else None
    if size is None:
        return None
    # By its name, never through a device made in Python: Qt asks a device where it stands under a lock that painting an icon needs too,
    # and a Python device answers under the interpreter's lock, which the painting thread holds. The two would wait for each other for ever.
    reader = QImageReader(str(file), b"jpeg")
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image.convertToFormat(QImage.Format.Format_RGB32)


def _plain_size(content: bytes) -> QSize | None:
    """Width and height of a whole JPEG of 8-bit grey or colour that has no segment which could change what it shows; else None.

    Marker segments: ITU-T T.81, annex B.
    """
    if not (content.startswith(_START) and content.endswith(_END)):
        return None
    size = None
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if marker in _FRAMES:
            depth, height, width, parts = content[at + 4], *(int.from_bytes(content[i : i + 2]) for i in (at + 5, at + 7)), content[at + 9]
            if depth != 8 or parts not in (1, 3) or not width or not height:
                return None
            size = QSize(width, height)
        elif marker == _SCAN:
            return size
        elif marker not in (_JFIF, _RESTART, _COMMENT, *_TABLES):
            return None
        at += 2 + length
    return None
