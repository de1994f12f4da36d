"""The grid as a widget: it scrolls, zooms and selects over any sequence of keys."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from tldesk.desktop import theme
from tldesk.desktop.widgets.photo_grid import selection as select
from tldesk.desktop.widgets.photo_grid.area import TileArea
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
        self._band: tuple[QPointF, QPointF] | None = None
        self._before_band = Selection()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Photos"))

    # --- what is selected -------------------------------------------------------------------------------------------

    def set_tiles(self, keys: Sequence[Hashable], tile_of: Callable[[Hashable], Tile]) -> None:
        """Show these; what is selected stays selected as far as it is still there. `tile_of` is asked only for what is visible."""
        chosen, current = self.selected, self.current
        before = self._selection
        self._keys, self._tile_of = keys, tile_of
        self._selection = self._restored(chosen, current)
        self._set_scroll_range()
        self.refresh()
        if before != self._selection or chosen:
            self.selection_changed.emit()

    def _restored(self, chosen: Iterable[Hashable], current: Hashable | None) -> Selection:
        wanted = set(chosen)
        if not wanted and current is None:
            return Selection()
        places = {key: index for index, key in enumerate(self._keys) if key in wanted or key == current}
        focus = places.get(current)
        return Selection(frozenset(places[key] for key in wanted if key in places), focus, focus)

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

    def show_from_start(self) -> None:
        """Bring the tile that has the focus into view, or the first ones where none has it."""
        self._show(self.current_index or 0)

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
        if selection.current is not None and self._tile_of is not None:
            self.setAccessibleDescription(self._tile_of(self._keys[selection.current]).spoken)
        self.viewport().update()
        self.selection_changed.emit()
