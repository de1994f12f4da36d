"""The grid as a widget: it scrolls, zooms and selects over any sequence of keys."""

from array import array
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from tldesk.desktop import theme
from tldesk.desktop.widgets.photo_grid import selection as select
from tldesk.desktop.widgets.photo_grid.area import TileArea
from tldesk.desktop.widgets.photo_grid.dragging import drag_photos
from tldesk.desktop.widgets.photo_grid.runs import Runs
from tldesk.desktop.widgets.photo_grid.selection import Selection, Step
from tldesk.desktop.widgets.photo_grid.tile import Tile, TileState

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


class PhotoGrid(TileArea):
    """Tiles that can be selected with the mouse and the keyboard.

    Signals:
        selection_changed(): other tiles are selected, or another one has the focus.
        activated(object): the key of a tile that was double-clicked, or had the focus when Enter was pressed.
    """

    selection_changed = Signal()
    activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = Selection()
        self._hover: int | None = None
        self._pressed: QPointF | None = None
        self._grip: QPointF | None = None
        self._on_release: Selection | None = None
        self._draggable = False
        self._band: tuple[QPointF, QPointF] | None = None
        self._before_band = Selection()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Photos"))

    # --- what is selected -------------------------------------------------------------------------------------------

    def set_tiles(
        self,
        keys: Sequence[Hashable],
        tile_of: Callable[[Hashable], Tile],
        prepare: Callable[[Sequence[Hashable]], object] | None = None,
    ) -> None:
        """Show these; what is selected stays selected as far as it is still there.

        Args:
            keys: in order. In an `array` what is selected is found again fastest.
            tile_of: asked only for what is visible. prepare: told before which tiles are asked for next, to read them together.
        """
        chosen, current = self._keys_of(self._selection), self.current
        before = self._selection
        self._keys, self._tile_of, self._prepare = keys, tile_of, prepare
        self._selection = self._restored(chosen, current)
        self._set_scroll_range()
        self.refresh()
        if before != self._selection or chosen:
            self.selection_changed.emit()

    def allow_dragging(self) -> None:
        """Let tiles, whose keys are ids of photos, be dragged out of the grid."""
        self._draggable = True

    def _restored(self, chosen: Sequence[Hashable], current: Hashable | None) -> Selection:
        if not chosen and current is None:
            return Selection()
        places = _places(self._keys, chosen)
        found = _places(self._keys, [current]) if current is not None else Runs()
        focus = next(iter(found), None)
        return Selection(places, focus, focus)

    def _keys_of(self, selection: Selection) -> Sequence[Hashable]:
        spans = selection.chosen.spans()
        return self._keys[spans[0].start : spans[0].stop] if len(spans) == 1 else [self._keys[index] for index in selection.chosen]

    @property
    def selected(self) -> list[Hashable]:
        """The selected keys, in order."""
        return list(self._keys_of(self._selection))

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

    def select_keys(self, keys: Iterable[Hashable], *, first_only: bool = False) -> int:
        """Select those of these that are there, or the first of them, and bring that into view; gives how many there are.

        Without one all stays as it is.
        """
        places = _places(self._keys, list(keys))
        first = next(iter(places), None)
        if first is not None:
            self._select(select.only(first) if first_only else Selection(places, first, first))
            self._show(first)
        return len(places)

    def show_from_start(self) -> None:
        """Bring the tile that has the focus into view, or the first ones where none has it."""
        self._show(self.current_index or 0)

    def select_all(self) -> None:
        """Select every tile."""
        self._select(select.everything(self._selection, len(self._keys)), show=False)

    def clear_selection(self) -> None:
        """Select none; the focus stays."""
        self._select(select.clicked(self._selection, None), show=False)

    def _kept_in_view(self) -> int | None:
        current = self._selection.current
        return current if current is not None and current in self._shown() else super()._kept_in_view()

    def _at(self, point: QPointF) -> int | None:
        return self._geometry().at(point.x(), point.y() + self._top)

    # --- events -----------------------------------------------------------------------------------------------------

    def _state(self, index: int) -> TileState:
        return TileState(
            selected=index in self._selection.chosen,
            focused=index == self._selection.current and self.hasFocus(),
            hovered=index == self._hover,
        )

    def _paint_over(self, painter: QPainter) -> None:
        if self._band is not None:
            accent = theme.colours().accent
            painter.setPen(QPen(accent, 1))
            painter.setBrush(QColor(accent.red(), accent.green(), accent.blue(), 40))
            painter.drawRect(QRectF(*self._band).normalized().translated(0, -self._top))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On a tile: select it, or take hold of what is selected already; beside the tiles: begin a rubber band."""
        index = self._at(event.position())
        modifiers = event.modifiers()
        shift, ctrl = bool(modifiers & Qt.KeyboardModifier.ShiftModifier), bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        held = index is not None and index in self._selection.chosen
        if event.button() == Qt.MouseButton.RightButton and held:
            return
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position() + QPointF(0, self._top) if left and index is None else None
        self._grip = event.position() if left and index is not None and self._draggable else None
        self._before_band = self._selection
        after = select.clicked(self._selection, index, shift=shift, ctrl=ctrl)
        if held and self._grip is not None and not shift:
            # It may be the beginning of a drag of all that is selected; when it was a click, the button comes up at once.
            self._on_release = after
        else:
            self._select(after)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._stretch(event)
            return
        if self._grip is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if (event.position() - self._grip).manhattanLength() >= DRAG_PIXELS:
                self._drag()
            return
        hover = self._at(event.position())
        if hover != self._hover:
            self._hover = hover
            self.viewport().setToolTip("" if hover is None else self._spoken(hover))
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

    def _drag(self) -> None:
        self._grip = self._on_release = None
        ids = [key for key in self.selected if isinstance(key, int)]
        current = self._selection.current
        picture = None
        if current is not None and self._loader is not None and (tiles := self._tiles([current])):
            picture = self._loader.picture(tiles[0].file)
        if ids:
            drag_photos(self, ids, count=len(ids), picture=picture)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        after, self._on_release = self._on_release, None
        if after is not None:
            self._select(after)
        self._pressed = self._band = self._grip = None
        self.viewport().update()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(self._keys[index])

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.viewport().update()
        super().leaveEvent(event)

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
        if selection.current is not None:
            self.setAccessibleDescription(self._spoken(selection.current))
        self.viewport().update()
        self.selection_changed.emit()

    def _spoken(self, index: int) -> str:
        return "".join(self._with_picture(tile)[0].spoken for tile in self._tiles([index]))


def _places(keys: Sequence[Hashable], wanted: Iterable[Hashable]) -> Runs:
    """Where the `wanted` stand among `keys`."""
    if isinstance(keys, array):
        return Runs.of_ascending(np.flatnonzero(np.isin(np.frombuffer(keys, np.int64), np.array(wanted, np.int64))))
    among = frozenset(wanted)
    return Runs.of(index for index, key in enumerate(keys) if key in among) if among else Runs()
