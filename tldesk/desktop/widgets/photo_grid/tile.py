"""One photo of the grid: what it says, and how it is painted."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from tldesk.desktop import theme
from tldesk.desktop.widgets.photo_grid.geometry import CAPTION

BADGE: int = 20


@dataclass(frozen=True, slots=True)
class Tile:
    """What a tile shows.

    Attributes:
        caption: under the photo, elided in the middle. note: at the right of the caption, as a confidence; never elided.
        badge: the class's name on the photo, with its `badge_key` and `badge_colour` ("#rrggbb"); empty: no badge.
        problem: why the photo can't be shown; it is shown instead.
    """

    file: Path
    fingerprint: str
    caption: str
    note: str = ""
    badge: str = ""
    badge_key: str = ""
    badge_colour: str = ""
    problem: str = ""

    @property
    def spoken(self) -> str:
        """The tile in words, for a screen reader."""
        return ", ".join(part for part in (self.caption, self.badge, self.note, self.problem) if part)


@dataclass(frozen=True, slots=True)
class TileState:
    """How a tile is painted just now."""

    selected: bool
    focused: bool
    hovered: bool


def paint_tile(painter: QPainter, box: QRectF, tile: Tile, picture: QImage | None, state: TileState) -> None:
    """Paint `tile` into `box`: a square for the photo, the caption below."""
    colours = theme.colours()
    square = QRectF(box.left(), box.top(), box.width(), box.width())
    if state.selected or state.hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.selection if state.selected else colours.panel)
        painter.drawRoundedRect(box.adjusted(-theme.S4, -theme.S4, theme.S4, 2), theme.RADIUS, theme.RADIUS)
    if tile.problem:
        _paint_problem(painter, square, tile.problem)
        shown = square
    elif picture is None:
        painter.fillRect(square, colours.raised)
        shown = square
    else:
        shown = _paint_picture(painter, square, picture)
    if tile.badge:
        _paint_badge(painter, shown, tile)
    _paint_caption(painter, QRectF(box.left(), square.bottom() + theme.S4, box.width(), CAPTION - theme.S4), tile)
    if state.focused:
        painter.setPen(QPen(colours.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-theme.S4, -theme.S4, theme.S4, 2), theme.RADIUS, theme.RADIUS)


def _paint_picture(painter: QPainter, square: QRectF, picture: QImage) -> QRectF:
    """Small photos are not blown up beyond their pixels only when they fill the tile already; else they are scaled to it."""
    size = picture.size().toSizeF()
    size.scale(square.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(QPointF(0, 0), size)
    target.moveCenter(square.center())
    ratio = painter.device().devicePixelRatio()
    if round(size.width() * ratio) == picture.width() and round(size.height() * ratio) == picture.height():
        # Whole pixels: no resampling, which is what keeps scrolling cheap.
        target.moveTopLeft(QPointF(round(target.left() * ratio) / ratio, round(target.top() * ratio) / ratio))
    painter.drawImage(target, picture)
    return target


def _paint_problem(painter: QPainter, square: QRectF, problem: str) -> None:
    colours = theme.colours()
    painter.fillRect(square, colours.raised)
    painter.setPen(colours.danger)
    painter.setFont(theme.caption())
    inner = square.adjusted(theme.S8, theme.S8, -theme.S8, -theme.S8)
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), problem)


def _paint_badge(painter: QPainter, shown: QRectF, tile: Tile) -> None:
    ground = QColor(tile.badge_colour)
    font = theme.caption()
    metrics = QFontMetricsF(font)
    words = f"{tile.badge_key}  {tile.badge}" if tile.badge_key else tile.badge
    room = shown.width() - 2 * theme.S4 - 2 * theme.S8
    words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    pill = QRectF(shown.left() + theme.S4, shown.bottom() - BADGE - theme.S4, metrics.horizontalAdvance(words) + 2 * theme.S8, BADGE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(pill, theme.S4, theme.S4)
    painter.setPen(theme.ink_on(ground))
    painter.setFont(font)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


def _paint_caption(painter: QPainter, line: QRectF, tile: Tile) -> None:
    colours = theme.colours()
    font = theme.tabular(theme.caption())
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    note = metrics.horizontalAdvance(tile.note) + theme.S8 if tile.note else 0.0
    painter.setPen(colours.muted)
    caption = metrics.elidedText(tile.caption, Qt.TextElideMode.ElideMiddle, line.width() - note)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(line.adjusted(0, 0, -note, 0), left, caption)
    if tile.note:
        painter.setPen(colours.text)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tile.note)
