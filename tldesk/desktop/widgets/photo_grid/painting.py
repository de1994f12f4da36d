"""How tiles are painted."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPixmap, QTextLayout, QTextOption

from tldesk.desktop import resources, theme
from tldesk.desktop.widgets.photo_grid.geometry import CAPTION
from tldesk.desktop.widgets.photo_grid.tile import Tile, TileState

BADGE: Final = 20
"""Height of a badge, and of a mark."""

SMALL_MARK: Final = 14
"""Side of a mark on a small tile."""

BOTH: Final = 100
"""From this side on a tile has room for its label and a suggestion that differs."""

WORDS: Final = 88
"""From this side on a tile has room for an icon above the words of a problem, and for marks of full size."""

NAMES: Final = 64
"""Of this width on a photo has room for the name of its class beside the key."""

LEAST: Final = 32
"""Pixels of a caption that still say something beside the confidence."""

FADED: Final = 0.35
"""Opacity of the picture of a photo whose file is gone."""

ALIGN = Qt.AlignmentFlag


class TilePainter:
    """Paints tiles with one `QPainter`; fonts and colours are looked up once for all of them."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._colours = theme.colours()
        self._font = theme.tabular(theme.caption())
        self._metrics = QFontMetricsF(self._font)
        painter.setFont(self._font)

    def paint(self, box: QRectF, tile: Tile, picture: QImage | None, state: TileState) -> None:
        """Paint `tile` into `box`: a square for the photo, the caption below."""
        square = QRectF(box.left(), box.top(), box.width(), box.width())
        if state.selected or state.hovered:
            self._ground(box, self._colours.selection if state.selected else self._colours.panel)
        shown = square
        if tile.problem and (picture is None or not tile.missing):
            self._problem(square, tile)
        elif picture is None:
            self._painter.fillRect(square, self._colours.raised)
        else:
            shown = self._picture(square, picture, faded=tile.missing)
        self._badges(shown, tile)
        self._marks(shown, tile, side=BADGE if box.width() >= WORDS else SMALL_MARK)
        self._caption(QRectF(box.left(), square.bottom() + theme.S4, box.width(), CAPTION - theme.S4), tile)
        if state.focused:
            self._outline(box)

    def _ground(self, box: QRectF, colour: QColor) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawRoundedRect(_around(box), theme.RADIUS, theme.RADIUS)

    def _outline(self, box: QRectF) -> None:
        self._painter.setPen(QPen(self._colours.accent, 2))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(_around(box), theme.RADIUS, theme.RADIUS)

    def _picture(self, square: QRectF, picture: QImage, *, faded: bool) -> QRectF:
        """Scaled to the tile, small ones too; where it was drawn."""
        painter = self._painter
        size = picture.size().toSizeF()
        size.scale(square.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(QPointF(0, 0), size)
        target.moveCenter(square.center())
        ratio = painter.device().devicePixelRatio()
        if abs(size.width() * ratio - picture.width()) < 1 and abs(size.height() * ratio - picture.height()) < 1:
            # Whole pixels: no resampling, which is what keeps scrolling cheap.
            corner = QPointF(round(target.left() * ratio) / ratio, round(target.top() * ratio) / ratio)
            target = QRectF(corner, picture.size().toSizeF() / ratio)
        if faded:
            painter.setOpacity(FADED)
        painter.drawImage(target, picture)
        painter.setOpacity(1.0)
        return target

    def _problem(self, square: QRectF, tile: Tile) -> None:
        """As much of the reason as there is room for; the rest is in the tool tip."""
        painter = self._painter
        painter.fillRect(square, self._colours.raised)
        inner = square.adjusted(2, theme.S4, -2, -theme.S4)
        if square.width() >= WORDS:
            inner.adjust(theme.S8, theme.S4, -theme.S8, 0)
            icon = _glyph("image-broken-variant", self._colours.danger.name(), theme.ICON, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(inner.center().x() - theme.ICON / 2, inner.top()), icon)
            inner.setTop(inner.top() + theme.ICON + theme.S4)
        elif tile.unsure or tile.missing:
            inner.setTop(inner.top() + SMALL_MARK)
        badges = bool(tile.badge) + _shows_ghost(tile, square)
        inner.setBottom(inner.bottom() - badges * (BADGE + theme.S4))
        lines = _wrapped(tile.problem, self._font, inner.width(), max(1, int(inner.height() // self._metrics.height())))
        painter.setPen(self._colours.danger)
        painter.drawText(inner, int(ALIGN.AlignCenter), "\n".join(lines))

    def _badges(self, shown: QRectF, tile: Tile) -> None:
        bottom = shown.bottom() - theme.S4
        if tile.badge:
            ground = QColor(tile.badge_colour)
            words = _named(tile.badge_key, tile.badge, shown.width())
            pill = self._pill(shown, bottom, words)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(ground)
            self._worded(pill, words, theme.ink_on(ground))
            bottom = pill.top() - theme.S4
        if _shows_ghost(tile, shown):
            words = _named(tile.ghost_key, tile.ghost, shown.width())
            ground = QColor(self._colours.surface)
            ground.setAlphaF(0.85)
            self._painter.setPen(QPen(QColor(tile.ghost_colour), 2))
            self._painter.setBrush(ground)
            self._worded(self._pill(shown, bottom, words).adjusted(1, 1, -1, -1), words, self._colours.text)

    def _pill(self, shown: QRectF, bottom: float, words: str) -> QRectF:
        room = max(float(BADGE), shown.width() - 2 * theme.S4)
        return QRectF(shown.left() + theme.S4, bottom - BADGE, min(room, self._metrics.horizontalAdvance(words) + 2 * theme.S8), BADGE)

    def _worded(self, pill: QRectF, words: str, ink: QColor) -> None:
        self._painter.drawRoundedRect(pill, theme.S4, theme.S4)
        self._painter.setPen(ink)
        words = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, pill.width() - theme.S8)
        self._painter.drawText(pill, ALIGN.AlignCenter, words)

    def _marks(self, shown: QRectF, tile: Tile, *, side: int) -> None:
        """In the upper right corner: unsure; left of it: missing."""
        inset = theme.S4 if side == BADGE else 2
        right = shown.right() - inset
        for name, colour, wanted in (
            ("flag", self._colours.warning, tile.unsure),
            ("file-remove-outline", self._colours.danger, tile.missing),
        ):
            if not wanted:
                continue
            plate = QRectF(right - side, shown.top() + inset, side, side)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._colours.surface)
            self._painter.drawRoundedRect(plate, theme.S4, theme.S4)
            icon = _glyph(name, colour.name(), side - theme.S4, self._painter.device().devicePixelRatio())
            self._painter.drawPixmap(plate.topLeft() + QPointF(theme.S4 / 2, theme.S4 / 2), icon)
            right = plate.left() - inset

    def _caption(self, line: QRectF, tile: Tile) -> None:
        note = self._metrics.horizontalAdvance(tile.note) + theme.S8 if tile.note else 0.0
        self._painter.setPen(self._colours.muted)
        if not tile.note or line.width() - note >= LEAST:
            caption = self._metrics.elidedText(tile.caption, Qt.TextElideMode.ElideMiddle, line.width() - note)
            self._painter.drawText(line.adjusted(0, 0, -note, 0), ALIGN.AlignLeft | ALIGN.AlignVCenter, caption)
        if tile.note:
            self._painter.setPen(self._colours.text)
            self._painter.drawText(line, ALIGN.AlignRight | ALIGN.AlignVCenter, tile.note)


def _shows_ghost(tile: Tile, shown: QRectF) -> bool:
    return bool(tile.ghost) and (not tile.badge or shown.height() >= BOTH)


def _around(box: QRectF) -> QRectF:
    return box.adjusted(-theme.S4, -theme.S4, theme.S4, 2)


def _named(key: str, name: str, room: float) -> str:
    """What stands on a badge: on a narrow photo the key alone, rather than two letters of a name."""
    if not key:
        return name
    return f"{key}  {name}" if room >= NAMES else key


@lru_cache(maxsize=64)
def _glyph(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """An icon as pixels: drawing its letter for each tile anew would cost more than the rest of the tile."""
    pixmap = resources.icon(name, colour=colour).pixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _wrapped(text: str, font: QFont, width: float, lines: int) -> list[str]:
    """`text` in at most so many lines of `width`; what does not fit ends with an ellipsis."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        if len(found) == lines - 1:
            found.append(QFontMetricsF(font).elidedText(text[line.textStart() :], Qt.TextElideMode.ElideRight, width))
            break
        found.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return found
