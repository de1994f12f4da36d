"""A picture that is looked at whole or zoomed, with the wheel, the mouse and the keys."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from tldesk.desktop.widgets import viewpoint
from tldesk.desktop.widgets.viewpoint import Viewpoint

ZOOM_STEP: Final = 1.25
WHEEL_STEP: Final = 1.0015
"""How much a wheel zooms for each of its units, of which a click of a mouse's wheel has 120."""

PAN_SHARE: Final = 0.2
"""How much of the view an arrow key moves the photo by."""

MOVES: Final = {Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}


class Zoomed(QWidget):
    """The wheel zooms at the cursor, dragging moves, a double click goes to 1:1 and back; with the focus so do +, -, the arrows and Space.

    Signals:
        viewed(): the picture is zoomed otherwise, or another one is there.
    """

    viewed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = Viewpoint()
        self._dragged: QPointF | None = None

    @property
    def size_in_pixels(self) -> QSize:
        """The picture's own size, upright; empty while there is none."""
        raise NotImplementedError

    @property
    def is_fitted(self) -> bool:
        """Whether the whole photo is shown as large as the room allows."""
        return self._view.scale is None

    @property
    def scale(self) -> float | None:
        """Screen pixels for one pixel of the photo; None while there is none."""
        if self.size_in_pixels.isEmpty():
            return None
        return viewpoint.fitted(self._natural(), self._room()) if self._view.scale is None else self._view.scale

    def fit(self) -> None:
        """Show the whole photo."""
        self._look(Viewpoint())

    def zoom_to(self, scale: float, *, at: QPointF | None = None) -> None:
        """Show each pixel of the photo as `scale` of the screen; what is under `at` (the middle) stays there."""
        if not self.size_in_pixels.isEmpty():
            at = QPointF(self.rect().center()) if at is None else at
            self._look(viewpoint.scaled(self._view, self._natural(), self._room(), scale=scale, at=at))

    def zoom(self, factor: float, *, at: QPointF | None = None) -> None:
        """Zoom in, or out with a `factor` below 1."""
        if self.scale is not None:
            self.zoom_to(self.scale * factor, at=at)

    def toggle_zoom(self, *, at: QPointF | None = None) -> None:
        """Go to 1:1, and from there or any other zoom back to the whole."""
        if self.is_fitted:
            self.zoom_to(1.0, at=at)
        else:
            self.fit()

    def pan(self, by: QPointF) -> None:
        """Move the photo on the screen."""
        if not self.size_in_pixels.isEmpty():
            self._look(viewpoint.moved(self._view, self._natural(), self._room(), by=by))

    @property
    def viewpoint(self) -> Viewpoint:
        """How the picture is zoomed and moved."""
        return self._view

    def follow(self, other: "Zoomed") -> None:
        """Be zoomed and moved as `other` is, from now on."""
        other.viewed.connect(lambda: self._look(other.viewpoint))

    def _look(self, view: Viewpoint) -> None:
        if view != self._view:
            self._view = view
            self._follow_view()

    def _follow_view(self) -> None:
        dragged = Qt.CursorShape.ClosedHandCursor if self._dragged is not None else Qt.CursorShape.OpenHandCursor
        self.setCursor(dragged if self._is_movable() else Qt.CursorShape.ArrowCursor)
        self.update()
        self.viewed.emit()

    def _is_movable(self) -> bool:
        return not self.size_in_pixels.isEmpty() and viewpoint.is_movable(self._view, self._natural(), self._room())

    def _visible(self) -> QRect:
        """What of the photo is in view, in its pixels."""
        there, size = self.photo_rect(), self.size_in_pixels
        share = size.width() / there.width()
        part = there.intersected(QRectF(self.rect())).translated(-there.topLeft())
        seen = QRectF(part.x() * share, part.y() * share, part.width() * share, part.height() * share)
        return seen.toAlignedRect().intersected(QRect(QPoint(0, 0), size))

    def _natural(self) -> QSizeF:
        """The photo's size at 1:1, in the widget's units."""
        return QSizeF(self.size_in_pixels) / self.devicePixelRatioF()

    def _room(self) -> QSizeF:
        return QSizeF(self.size())

    def settle_view(self) -> None:
        """Another picture is there, or other room for it."""
        if not self.size_in_pixels.isEmpty():
            self._view = viewpoint.settled(self._view, self._natural(), self._room())
        self._follow_view()

    def photo_rect(self) -> QRectF:
        """Where the photo is painted, in widget coordinates; empty while there is none."""
        return QRectF() if self.size_in_pixels.isEmpty() else viewpoint.placed(self._view, self._natural(), self._room())

    # --- events -----------------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.size_in_pixels.isEmpty():
            super().wheelEvent(event)
            return
        self.zoom(WHEEL_STEP ** event.angleDelta().y(), at=event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.size_in_pixels.isEmpty():
            self._dragged = event.position()
            self._follow_view()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            by, self._dragged = event.position() - self._dragged, event.position()
            self.pan(by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None
        self._follow_view()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle_zoom(at=event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM_STEP)
        elif key == Qt.Key.Key_Space:
            self.toggle_zoom()
        elif key in MOVES and self._is_movable():
            across, down = MOVES[key]
            self.pan(QPointF(across * self.width() * PAN_SHARE, down * self.height() * PAN_SHARE))
        else:
            super().keyPressEvent(event)
