"""The scrolling, zooming area of tiles, without selection: it paints what is visible and asks for its thumbnails."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from tldesk.desktop import theme
from tldesk.desktop.widgets.photo_grid.geometry import CAPTION, LARGEST, SMALLEST, Geometry
from tldesk.desktop.widgets.photo_grid.painting import TilePainter
from tldesk.desktop.widgets.photo_grid.tile import Tile, TileState
from tldesk.desktop.widgets.thumbnails import ThumbnailLoader, Wanted

FRAME_MS: Final = 16
"""Pictures that arrive within this time are painted together."""

EDGE: Final = theme.S4
"""Pixels around a tile that belong to it."""


class TileArea(QAbstractScrollArea):
    """Paints the tiles that are visible, over any sequence of keys.

    Signals:
        zoomed(int): the side of a tile in pixels, after Ctrl+wheel or `set_zoom`.
        unreadable(object, str): the key of a tile whose file can't be read, and why, where that lasts.
    """

    zoomed = Signal(int)
    unreadable = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: Sequence[Hashable] = ()
        self._tile_of: Callable[[Hashable], Tile] | None = None
        self._prepare: Callable[[Sequence[Hashable]], object] | None = None
        self._made: dict[Hashable, Tile] = {}
        self._awaited: dict[Path, int] = {}
        self._arrived: set[int] = set()
        self._loader: ThumbnailLoader | None = None
        self._zoom = 160
        self._wish = QTimer(self)
        self._wish.setSingleShot(True)
        self._wish.setInterval(0)
        self._wish.timeout.connect(self._want)
        self._frame = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._frame.timeout.connect(self._paint_arrived)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # --- what is shown ----------------------------------------------------------------------------------------------

    def set_loader(self, loader: ThumbnailLoader | None) -> None:
        """Take thumbnails from `loader`; it belongs to the caller."""
        if self._loader is not None:
            self._loader.arrived.disconnect(self._on_arrived)
            self._loader.failed.disconnect(self._on_failed)
        self._loader = loader
        if loader is not None:
            loader.arrived.connect(self._on_arrived)
            loader.failed.connect(self._on_failed)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the visible tiles again: what they say, or which they are, has changed."""
        self._made.clear()
        self._repaint()

    def _repaint(self) -> None:
        """Show other tiles: those of another place, or of another size."""
        self.viewport().update()
        self._wish.start()

    @property
    def zoom(self) -> int:
        """The side of a tile, in pixels."""
        return self._zoom

    def set_zoom(self, side: int) -> None:
        """Show tiles of `side` pixels (64..512); what has the focus, else what is at the top, stays in view."""
        side = max(SMALLEST, min(LARGEST, side))
        if side == self._zoom:
            return
        keep = self._kept_in_view()
        self._zoom = side
        self._set_scroll_range()
        if keep is not None:
            self._show(keep)
        self._repaint()
        self.zoomed.emit(side)

    def _kept_in_view(self) -> int | None:
        shown = self._shown()
        return shown.start if shown else None

    # --- geometry ---------------------------------------------------------------------------------------------------

    @property
    def _top(self) -> int:
        return self.verticalScrollBar().value()

    def _geometry(self) -> Geometry:
        return Geometry(self.viewport().width(), self._zoom, len(self._keys))

    def _shown(self) -> range:
        return self._geometry().visible(self._top, self.viewport().height())

    def _set_scroll_range(self) -> None:
        geometry = self._geometry()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, geometry.height - self.viewport().height()))
        bar.setPageStep(max(1, self.viewport().height()))
        bar.setSingleStep(max(16, geometry.row_height // 4))

    def box_of(self, index: int) -> QRectF:
        """Where a tile lies in the viewport, caption included."""
        geometry = self._geometry()
        left, top = geometry.position(index)
        return QRectF(left, top - self._top, geometry.tile, geometry.tile + CAPTION)

    def _show(self, index: int) -> None:
        self.verticalScrollBar().setValue(self._geometry().scroll_to(index, self._top, self.viewport().height()))

    # --- thumbnails -------------------------------------------------------------------------------------------------

    def _want(self) -> None:
        """Ask for what is visible, then for half a page below and above it."""
        if self._loader is None or self._tile_of is None:
            return
        height = self.viewport().height()
        shown = self._shown()
        around = self._geometry().visible(max(0, self._top - height // 2), 2 * height)
        side = round(self._zoom * self.devicePixelRatioF())
        indices = [*shown, *(i for i in around if i >= shown.stop), *(i for i in reversed(around) if i < shown.start)]
        tiles = list(zip(indices, self._tiles(indices), strict=True))
        self._made = {self._keys[index]: tile for index, tile in tiles}
        self._awaited = {tile.file: index for index, tile in reversed(tiles)}
        self._loader.want([Wanted(tile.file, tile.fingerprint, side) for _, tile in tiles if not tile.problem])

    def _tiles(self, indices: Sequence[int]) -> list[Tile]:
        """The tiles at these places, which are near each other."""
        if self._tile_of is None:
            return []
        keys = [self._keys[index] for index in indices]
        unmade = [key for key in keys if key not in self._made]
        if unmade and self._prepare is not None:
            self._prepare(unmade)
        self._made.update((key, self._tile_of(key)) for key in unmade)
        return [self._made[key] for key in keys]

    def _on_arrived(self, file: Path) -> None:
        index = self._awaited.get(file)
        if index is not None:
            self._arrived.add(index)
            if not self._frame.isActive():
                self._frame.start()

    def _paint_arrived(self) -> None:
        for index in self._arrived.intersection(self._shown()):
            self.viewport().update(_painted(self.box_of(index)))
        self._arrived.clear()

    def _on_failed(self, file: Path, reason: str, lasting: bool) -> None:
        index = self._awaited.get(file)
        if index is None or index >= len(self._keys):
            return
        self._on_arrived(file)
        if lasting:
            self.unreadable.emit(self._keys[index], reason)

    # --- events -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), theme.colours().surface)
        tiles = TilePainter(painter)
        region = event.region()
        boxes = [(index, self.box_of(index)) for index in self._shown()]
        boxes = [(index, box) for index, box in boxes if region.intersects(_painted(box))]
        for (index, box), tile in zip(boxes, self._tiles([index for index, _ in boxes]), strict=True):
            tiles.paint(box, *self._with_picture(tile), self._state(index))
        self._paint_over(painter)
        painter.end()

    def _with_picture(self, tile: Tile) -> tuple[Tile, QImage | None]:
        """The tile with what the loader knows of it: a picture, or why there is none for now."""
        if self._loader is None:
            return tile, None
        picture = self._loader.picture(tile.file)
        reason = "" if picture is not None or tile.problem else self._loader.problem(tile.file)
        return replace(tile, problem=reason) if reason else tile, picture

    def _state(self, index: int) -> TileState:
        """How a tile is painted just now: who chooses tiles knows."""
        raise NotImplementedError

    def _paint_over(self, painter: QPainter) -> None:
        """Paint what lies over the tiles: a rubber band, where there is one."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        first = next(iter(self._shown()), None)
        super().resizeEvent(event)
        self._set_scroll_range()
        if first is not None and event.oldSize().width() not in (-1, event.size().width()):
            self._show(first)
        self._repaint()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._repaint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(round(self._zoom * 1.15 ** (event.angleDelta().y() / 120)))
            event.accept()
        else:
            super().wheelEvent(event)


def _painted(box: QRectF) -> QRect:
    """The pixels of a tile with its selection."""
    return box.toAlignedRect().adjusted(-EDGE - 1, -EDGE - 1, EDGE + 1, EDGE + 1)
