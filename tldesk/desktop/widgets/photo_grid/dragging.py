"""Photos that are dragged out of the grid: what is carried, and how it looks."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QDrag, QFontMetricsF, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from tldesk.core import numbers
from tldesk.desktop import theme

PHOTOS_MIME: Final = "application/x-tldesk-photos"
"""Ids of photos in decimal, separated by commas."""

SIDE: Final = 72


def photos_data(ids: Iterable[int]) -> QMimeData:
    """What a drag of these photos carries."""
    data = QMimeData()
    data.setData(PHOTOS_MIME, QByteArray(",".join(map(str, ids)).encode()))
    return data


def drag_photos(source: QWidget, ids: Iterable[int], *, count: int, picture: QImage | None) -> None:
    """Drag photos until the button is let go; `picture` of one of them, and how many there are, hang on the pointer."""
    drag = QDrag(source)
    drag.setMimeData(photos_data(ids))
    drag.setPixmap(drag_pixmap(picture, count, ratio=source.devicePixelRatioF()))
    drag.setHotSpot(QPoint(-theme.S8, -theme.S8))
    drag.exec(Qt.DropAction.CopyAction)


def drag_pixmap(picture: QImage | None, count: int, *, ratio: float) -> QPixmap:
    """A small picture with the number of photos on it."""
    pixmap = QPixmap(QSize(SIDE, SIDE) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    colours = theme.colours()
    if picture is None:
        painter.fillRect(0, 0, SIDE, SIDE, colours.raised)
    else:
        size = picture.size().scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), picture)
    if count > 1:
        font = theme.tabular(theme.title())
        words = numbers.count(count)
        plate = QRectF(0, 0, QFontMetricsF(font).horizontalAdvance(words) + 2 * theme.S8, theme.S24)
        plate.moveBottomRight(QRectF(0, 0, SIDE, SIDE).bottomRight())
        plate.moveLeft(max(0.0, plate.left()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent_fill)
        painter.drawRoundedRect(plate, theme.S4, theme.S4)
        painter.setFont(font)
        painter.setPen(colours.accent_text)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return pixmap
