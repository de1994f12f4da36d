"""The grid as a widget: it scrolls, zooms and selects over any sequence of keys."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from tldesk.desktop import theme
from tldesk.desktop.widgets.photo_grid import selection as select
from tldesk.desktop.widgets.photo_grid.geometry import LARGEST, SMALLEST, Geometry
from tldesk.desktop.widgets.photo_grid.selection import Selection, Step
from tldesk.desktop.widgets.photo_grid.tile import Tile, TileState, paint_tile
from tldesk.desktop.widgets.thumbnails import ThumbnailLoader, Wanted

STEPS: Final = {
    Qt.Key.Key_Left: Step.LEFT,
    Qt.Key.Key_Right: Step.RIGHT,
    Qt.Key.Key_Up: Step.UP,
    Qt.Key.Key_Down: Step.DOWN,
    Qt.Key.Key_Home: Step.HOME,
    Qt.Key.Key_End: Step.END,
    Qt.Key.Key_PageUp: Step.PAGE_UP,
    Qt.Key.Key_PageDown: Step.PAGE_DOWN,
}

DRAG_PIXELS: Final = 6


class PhotoGrid(QAbstractScrollArea):
    """Paints the tiles that are visible.

    Signals:
        selection_changed(): other tiles are selected, or another one has the focus.
        activated(object): the key of a tile that was double-clicked, or had the focus when Enter was pressed.
        zoomed(int): the side of a tile in pixels, after Ctrl+wheel or `set_zoom`.
        unreadable(object, str): the key of a tile whose file can't be read, and why.
    """

    selection_changed = Signal()
    activated = Signal(object)
    zoomed = Signal(int)
    unreadable = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: Sequence[Hashable] = ()
        self._tile_of: Callable[[Hashable], Tile] | None = None
        self._loader: ThumbnailLoader | None = None
        self._selection = Selection()
        self._zoom = 160
        self._hover: int | None = None
        self._pressed: QPointF | None = None
        self._band: tuple[QPointF, QPointF] | None = None
        self._before_band = Selection()
        self._wish = QTimer(self)
        self._wish.setSingleShot(True)
        self._wish.setInterval(0)
        self._wish.timeout.connect(self._want)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Photos"))

    # --- what is shown ----------------------------------------------------------------------------------------------

    def set_loader(self, loader: ThumbnailLoader | None) -> None:
        """Take thumbnails from `loader`; it belongs to the caller."""
        if self._loader is not None:
            self._loader.disconnect(self)
        self._loader = loader
        if loader is not None:
            loader.arrived.connect(self._on_arrived)
            loader.failed.connect(self._on_failed)
        self._refresh()

    def set_tiles(self, keys: Sequence[Hashable], tile_of: Callable[[Hashable], Tile]) -> None:
        """Show these; what is selected stays selected as far as it is still there. `tile_of` is asked only for what is visible."""
        chosen, current = self.selected, self.current
        before = self._selection
        self._keys, self._tile_of = keys, tile_of
        self._selection = self._restored(chosen, current)
        self._layout()
        self._refresh()
        if before != self._selection or chosen:
            self.selection_changed.emit()

    def _restored(self, chosen: Iterable[Hashable], current: Hashable | None) -> Selection:
        wanted = set(chosen)
        if not wanted and current is None:
            return Selection()
        places = {key: index for index, key in enumerate(self._keys) if key in wanted or key == current}
        focus = places.get(current)
        return Selection(frozenset(places[key] for key in wanted if key in places), focus, focus)

    def refresh(self) -> None:
        """Ask for the visible tiles again: what they say has changed."""
        self._refresh()

    @property
    def keys(self) -> Sequence[Hashable]:
        """What is shown, in order."""
        return self._keys

    @property
    def selected(self) -> list[Hashable]:
        """The selected keys, in order."""
        return [self._keys[index] for index in sorted(self._selection.chosen)]

    @property
    def selected_count(self) -> int:
        """How many are selected."""
        return len(self._selection.chosen)

    @property
    def current(self) -> Hashable | None:
        """The key that has the focus, or None."""
        index = self._selection.current
        return None if index is None else self._keys[index]

    @property
    def current_index(self) -> int | None:
        """The place of the key that has the focus."""
        return self._selection.current

    def select_index(self, index: int) -> None:
        """Select one tile alone and bring it into view; an index past the end takes the last one."""
        if self._keys:
            self._select(select.only(max(0, min(index, len(self._keys) - 1))))

    def select_keys(self, keys: Iterable[Hashable]) -> None:
        """Select these and no others."""
        chosen = list(keys)
        self._select(self._restored(chosen, chosen[0] if chosen else None))

    def select_all(self) -> None:
        """Select every tile."""
        self._select(select.everything(self._selection, len(self._keys)), show=False)

    def clear_selection(self) -> None:
        """Select none; the focus stays."""
        self._select(select.clicked(self._selection, None), show=False)

    @property
    def zoom(self) -> int:
        """The side of a tile, in pixels."""
        return self._zoom

    def set_zoom(self, side: int) -> None:
        """Show tiles of `side` pixels (64..512); what has the focus, else what is at the top, stays in view."""
        side = max(SMALLEST, min(LARGEST, side))
        if side == self._zoom:
            return
        keep = self._selection.current
        shown = self._geometry().visible(self._top, self.viewport().height())
        if keep is None or keep not in shown:
            keep = shown.start if shown else None
        self._zoom = side
        self._layout()
        if keep is not None:
            self._show(keep)
        self._refresh()
        self.zoomed.emit(side)

    # --- geometry ---------------------------------------------------------------------------------------------------

    @property
    def _top(self) -> int:
        return self.verticalScrollBar().value()

    def _geometry(self) -> Geometry:
        return Geometry(self.viewport().width(), self._zoom, len(self._keys))

    def _layout(self) -> None:
        geometry = self._geometry()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, geometry.height - self.viewport().height()))
        bar.setPageStep(max(1, self.viewport().height()))
        bar.setSingleStep(max(16, geometry.row_height // 4))

    def box_of(self, index: int) -> QRectF:
        """Where a tile lies in the viewport, caption included."""
        geometry = self._geometry()
        left, top = geometry.position(index)
        return QRectF(left, top - self._top, geometry.tile, geometry.row_height - theme.S12)

    def _at(self, point: QPointF) -> int | None:
        return self._geometry().at(point.x(), point.y() + self._top)

    def _show(self, index: int) -> None:
        self.verticalScrollBar().setValue(self._geometry().scroll_to(index, self._top, self.viewport().height()))

    # --- thumbnails -------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        self.viewport().update()
        self._wish.start()

    def _want(self) -> None:
        """Ask for what is visible, then for a page below and above it."""
        if self._loader is None or self._tile_of is None:
            return
        geometry, height = self._geometry(), self.viewport().height()
        shown = geometry.visible(self._top, height)
        around = geometry.visible(max(0, self._top - height // 2), 2 * height)
        side = round(self._zoom * self.devicePixelRatioF())
        indices = [*shown, *(i for i in around if i >= shown.stop), *(i for i in reversed(around) if i < shown.start)]
        tiles = [self._tile_of(self._keys[index]) for index in indices]
        self._loader.want([Wanted(tile.file, tile.fingerprint, side) for tile in tiles if not tile.problem])

    def _on_arrived(self, _file: Path) -> None:
        self.viewport().update()

    def _on_failed(self, file: Path, reason: str) -> None:
        self.viewport().update()
        if self._tile_of is None:
            return
        for index in self._geometry().visible(max(0, self._top - self.viewport().height()), 3 * self.viewport().height()):
            if self._tile_of(self._keys[index]).file == file:
                self.unreadable.emit(self._keys[index], reason)

    # --- events -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), theme.colours().surface)
        if self._tile_of is not None:
            for index in self._geometry().visible(self._top, self.viewport().height()):
                self._paint(painter, index, self._tile_of(self._keys[index]))
        if self._band is not None:
            accent = theme.colours().accent
            painter.setPen(QPen(accent, 1))
            painter.setBrush(QColor(accent.red(), accent.green(), accent.blue(), 40))
            painter.drawRect(QRectF(*self._band).normalized().translated(0, -self._top))
        painter.end()

    def _paint(self, painter: QPainter, index: int, tile: Tile) -> None:
        picture = self._loader.picture(tile.file) if self._loader is not None else None
        state = TileState(
            selected=index in self._selection.chosen,
            focused=index == self._selection.current and self.hasFocus(),
            hovered=index == self._hover,
        )
        paint_tile(painter, self.box_of(index), tile, picture, state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        shown = self._geometry().visible(self._top, self.viewport().height())
        super().resizeEvent(event)
        self._layout()
        if shown and event.oldSize().width() not in (-1, event.size().width()):
            self._show(shown.start)
        self._refresh()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position())
        modifiers = event.modifiers()
        shift, ctrl = bool(modifiers & Qt.KeyboardModifier.ShiftModifier), bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if event.button() == Qt.MouseButton.RightButton and index in self._selection.chosen:
            return
        if event.button() == Qt.MouseButton.LeftButton and index is None:
            self._pressed = event.position() + QPointF(0, self._top)
        self._before_band = self._selection
        self._select(select.clicked(self._selection, index, shift=shift, ctrl=ctrl))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._stretch(event)
            return
        hover = self._at(event.position())
        if hover != self._hover:
            self._hover = hover
            self.viewport().setToolTip("" if hover is None or self._tile_of is None else self._tile_of(self._keys[hover]).spoken)
            self.viewport().update()

    def _stretch(self, event: QMouseEvent) -> None:
        assert self._pressed is not None
        here = event.position() + QPointF(0, self._top)
        if self._band is None and (here - self._pressed).manhattanLength() < DRAG_PIXELS:
            return
        self._band = (self._pressed, here)
        box = QRectF(*self._band).normalized()
        touched = self._geometry().within(box.left(), box.top(), box.right(), box.bottom())
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._select(select.banded(self._before_band, touched, ctrl=ctrl), show=False)
        outside = min(0, round(event.position().y())) or max(0, round(event.position().y()) - self.viewport().height())
        if outside:
            self.verticalScrollBar().setValue(self._top + outside)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._band = None
        self.viewport().update()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(self._keys[index])

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.viewport().update()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(round(self._zoom * 1.15 ** (event.angleDelta().y() / 120)))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            geometry = self._geometry()
            page = max(1, self.viewport().height() // geometry.row_height)
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._select(select.stepped(self._selection, step, count=geometry.count, columns=geometry.columns, page=page, shift=shift))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.activated.emit(self.current)
        elif event.key() == Qt.Key.Key_Space and self._selection.current is not None:
            self._select(select.clicked(self._selection, self._selection.current, ctrl=True))
        elif event.key() == Qt.Key.Key_Escape and self._selection.chosen:
            self.clear_selection()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._selection.current is None and self._keys and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._select(select.only(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _select(self, selection: Selection, *, show: bool = True) -> None:
        if selection == self._selection:
            return
        moved = selection.current != self._selection.current
        self._selection = selection
        if selection.current is not None and show and moved:
            self._show(selection.current)
        if selection.current is not None and self._tile_of is not None:
            self.setAccessibleDescription(self._tile_of(self._keys[selection.current]).spoken)
        self.viewport().update()
        self.selection_changed.emit()
