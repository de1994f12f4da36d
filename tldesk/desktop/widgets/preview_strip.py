"""Photos as the network sees them in training, side by side."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from tldesk.core.previews import PhotoPreview, Picture
from tldesk.desktop import theme

COLUMNS: Final = (4, 8)
"""Two rows for each photo with its six views, or one: whichever leaves more room."""
LARGEST: Final = 224
GAP: Final = theme.S8
DIM: Final = 170
"""Opacity of what covers the part of a photo that is not seen."""


class PreviewStrip(QWidget):
    """Each photo whole, with what is seen outlined; then the network's square; then that square altered at random."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.previews: tuple[PhotoPreview, ...] = ()
        self._pixmaps: dict[int, QPixmap] = {}
        self.setAccessibleName(self.tr("Altered photos"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 160)

    def show_previews(self, previews: Sequence[PhotoPreview]) -> None:
        """Show these instead."""
        self.previews = tuple(previews)
        self._pixmaps = {id(picture): _pixmap(picture) for one in self.previews for picture in (one.photo, one.plain, *one.views)}
        views = sum(len(one.views) for one in self.previews)
        words = self.tr("%n photo(s)", "", len(self.previews)), self.tr("%n altered view(s)", "", views)
        self.setAccessibleDescription(", ".join(words))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(theme.caption())
        line = QFontMetrics(theme.caption()).height() + theme.S4
        columns = max(COLUMNS, key=lambda columns: self._side(columns, line))
        rows, side = self._rows(columns), self._side(columns, line)
        top = 0
        for one, count in zip(self.previews, rows, strict=True):
            tiles = [(one.photo, self.tr("Photo")), (one.plain, self.tr("Seen")), *((view, self.tr("Altered")) for view in one.views)]
            for place, (picture, words) in enumerate(tiles):
                row, column = divmod(place, columns)
                tile = QRect(column * (side + GAP), top + row * (side + line + GAP), side, side)
                self._paint_tile(painter, tile, picture, one.seen if place == 0 else None)
                painter.setPen(theme.colours().muted)
                below = QRect(tile.left(), tile.bottom() + 2, side, line)
                painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), words)
            top += count * (side + line + GAP) + GAP
        painter.end()

    def _rows(self, columns: int) -> list[int]:
        """How many rows each photo takes."""
        return [-(-(2 + len(one.views)) // columns) for one in self.previews]

    def _side(self, columns: int, line: int) -> int:
        across = (self.width() - (columns - 1) * GAP) // columns
        down = (self.height() - len(self.previews) * GAP) // max(1, sum(self._rows(columns))) - line - GAP
        return max(24, min(LARGEST, across, down))

    def _paint_tile(self, painter: QPainter, tile: QRect, picture: Picture, seen: tuple[float, float, float, float] | None) -> None:
        scale = min(tile.width() / picture.width, tile.height() / picture.height)
        wide, high = picture.width * scale, picture.height * scale
        place = QRectF(tile.center().x() - wide / 2, tile.center().y() - high / 2, wide, high)
        painter.drawPixmap(place, self._pixmaps[id(picture)], QRectF(0, 0, picture.width, picture.height))
        if seen is None:
            return
        left, top, right, bottom = seen
        part = QRectF(place.left() + left * wide, place.top() + top * high, (right - left) * wide, (bottom - top) * high)
        veil = QColor(theme.colours().surface)
        veil.setAlpha(DIM)
        for hidden in (
            QRectF(place.left(), place.top(), wide, part.top() - place.top()),
            QRectF(place.left(), part.bottom(), wide, place.bottom() - part.bottom()),
            QRectF(place.left(), part.top(), part.left() - place.left(), part.height()),
            QRectF(part.right(), part.top(), place.right() - part.right(), part.height()),
        ):
            painter.fillRect(hidden, veil)
        painter.setPen(QPen(theme.colours().accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(part.adjusted(1, 1, -1, -1))


def _pixmap(picture: Picture) -> QPixmap:
    image = QImage(picture.pixels, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
    return QPixmap.fromImage(image.copy())
