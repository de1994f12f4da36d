"""What is painted of a photo: its pixels, the part a network sees, words where there is none."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTextOption

from tldesk.desktop import theme
from tldesk.desktop.widgets.pictures import Patch, Picture
from tldesk.photos.framing import Part

PIXELS_FROM: Final = 4.0
"""From this scale on the photo's own pixels are shown as squares."""

DIMMED: Final = QColor(0, 0, 0, 150)
"""Over what a network does not see, in both schemes: it lies on the photo, not on the window."""

BRIGHT: Final = QColor(255, 255, 255)


def photo(painter: QPainter, target: QRectF, picture: Picture, patch: Patch | None, *, scale: float) -> None:
    """The photo at `target`, finer where `patch` is."""
    squares = scale >= PIXELS_FROM
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not (squares and picture.scale == 1))
    painter.drawImage(target, picture.image)
    if patch is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not (squares and patch.scale == 1))
        share = target.width() / picture.size.width()
        corner = target.topLeft() + QPointF(patch.box.topLeft()) * share
        painter.drawImage(QRectF(corner, QSizeF(patch.box.size()) * share), patch.image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)


def seen_part(painter: QPainter, target: QRectF, part: Part) -> None:
    """A bright frame around the part of the photo at `target` that a network sees; the rest is dimmed."""
    frame = QRectF(
        QPointF(target.left() + part.left * target.width(), target.top() + part.top * target.height()),
        QPointF(target.left() + part.right * target.width(), target.top() + part.bottom * target.height()),
    )
    around = QPainterPath()
    around.addRect(target)
    inside = QPainterPath()
    inside.addRect(frame)
    painter.fillPath(around.subtracted(inside), DIMMED)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # Two lines, so that the frame is seen on white photos and on black ones.
    painter.setPen(QPen(QColor(0, 0, 0, 160), 4))
    painter.drawRect(frame)
    painter.setPen(QPen(BRIGHT, 2))
    painter.drawRect(frame)


def words(painter: QPainter, room: QRect, text: str, *, strong: bool) -> None:
    """What is said where there is no photo."""
    painter.setPen(theme.colours().text if strong else theme.colours().muted)
    option = QTextOption(Qt.AlignmentFlag.AlignCenter)
    # Names of files may be longer than the room and have no blank.
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    painter.drawText(QRectF(room.adjusted(theme.S16, theme.S16, -theme.S16, -theme.S16)), text, option)


def pill(painter: QPainter, corner: QPointF, text: str) -> None:
    """A short note over a photo."""
    metrics = painter.fontMetrics()
    box = QRectF(corner, QSizeF(metrics.horizontalAdvance(text) + 2 * theme.S8, metrics.height() + theme.S8))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 190))
    painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
    painter.setPen(BRIGHT)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def focus(painter: QPainter, room: QRect) -> None:
    """The line that shows where the keys go."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colours().accent, 1))
    painter.drawRect(QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5))
