"""One photo, upright, whole or zoomed, with a heatmap over it where one is given, and what a network sees of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tldesk.core.errors import PhotoError, TldeskError
from tldesk.core.results import Heatmap
from tldesk.desktop import theme
from tldesk.desktop.widgets import photo_paint, viewpoint
from tldesk.desktop.widgets.heatmap_layer import HeatmapLayer
from tldesk.desktop.widgets.photo_source import PhotoSource
from tldesk.desktop.widgets.viewpoint import Viewpoint
from tldesk.photos.framing import Part

ZOOM_STEP: Final = 1.25
WHEEL_STEP: Final = 1.0015
"""How much a wheel zooms for each of its units, of which a click of a mouse's wheel has 120."""

PAN_SHARE: Final = 0.2
"""How much of the view an arrow key moves the photo by."""

MOVES: Final = {Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}


class PhotoView(QWidget):
    """Shows one photo file; decoding and colouring happen off the GUI thread.

    The wheel zooms at the cursor, dragging moves, a double click goes to 1:1 and back; with the focus so do +, -, the arrows and Space.

    Args:
        keeps_zoom: another photo is looked at as the one before; else as a whole.

    Signals:
        shown(object): the file whose photo is now on screen.
        failed(str): the file could not be read; the reason in words, which is on screen as well.
        overlaid(): the heatmap is now on screen.
        sharpened(): a finer part of the photo is now on screen, as zooming in asked for.
        viewed(): the photo is zoomed otherwise, or another one is there.
    """

    shown = Signal(object)
    failed = Signal(str)
    overlaid = Signal()
    sharpened = Signal()
    viewed = Signal()

    def __init__(self, parent: QWidget | None = None, *, keeps_zoom: bool = False) -> None:
        super().__init__(parent)
        self._keeps_zoom = keeps_zoom
        self.setMinimumSize(160, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # A click leaves the keys with the table or the grid beside it.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Photo"))
        self._source = PhotoSource(self)
        self._source.arrived.connect(self._on_arrived)
        self._source.failed.connect(self._on_failed)
        self._source.refined.connect(self._on_refined)
        self._source.coarse.connect(self._on_coarse)
        self._view = Viewpoint()
        self._dragged: QPointF | None = None
        self._seen: Part | None = None
        self._problem = self._busy = self._hint = self._coarse = ""
        self._passing = False
        self._heatmap = HeatmapLayer(self)
        self._heatmap.ready.connect(self._on_coloured)

    # --- what is shown ----------------------------------------------------------------------------------------------

    @property
    def file(self) -> Path | None:
        """The file that is shown or being decoded."""
        return self._source.file

    @property
    def problem(self) -> str:
        """Why there is no photo, or empty."""
        return self._problem

    @property
    def opacity(self) -> float:
        """How strongly the heatmap covers the photo, 0..1."""
        return self._heatmap.opacity

    @property
    def has_overlay(self) -> bool:
        """Whether a heatmap is on screen."""
        return self._heatmap.is_ready

    @property
    def size_in_pixels(self) -> QSize:
        """The photo's own size, upright; empty while there is none."""
        return self._source.picture.size if self._source.picture is not None else QSize()

    def sizeHint(self) -> QSize:
        return QSize(360, 300)

    def show_file(self, file: Path | None, *, mark: str = "", hint: str = "") -> None:
        """Show `file`, without a heatmap; None clears the view, which then says `hint`.

        One that could not be read and is asked for again is tried again, unless the file itself was the reason.

        Args:
            mark: another one than before says that the file holds another photo now.
        """
        self._hint = hint
        self.set_heatmap(None)
        if (file, mark) == (self._source.file, self._source.mark):
            if self._passing:
                self._source.show(file, mark)
            return
        self._problem, self._coarse, self._passing = "", "", False
        if not self._keeps_zoom:
            self._view = Viewpoint()
        self.setAccessibleDescription(file.name if file else hint)
        self._source.show(file, mark)
        self.update()

    def prepare(self, ahead: Sequence[tuple[Path, str]]) -> None:
        """Decode these files (with their marks) too, so that showing one of them takes no time; those prepared before are let go."""
        self._source.prepare(ahead)

    def set_heatmap(self, heatmap: Heatmap | None) -> None:
        """Lay `heatmap` over the photo, None to take it off."""
        self._heatmap.set(heatmap)
        self._colour()
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """How strongly the heatmap covers the photo, 0..1."""
        self._heatmap.opacity = min(1.0, max(0.0, opacity))
        self.update()

    def set_seen(self, part: Part | None) -> None:
        """Frame the part that a network sees and dim the rest; None to leave that."""
        self._seen = part
        self.update()

    def set_busy(self, text: str) -> None:
        """A short note over the photo while something is computed for it; empty takes it off."""
        self._busy = text
        self.update()

    # --- zooming ----------------------------------------------------------------------------------------------------

    @property
    def is_fitted(self) -> bool:
        """Whether the whole photo is shown as large as the room allows."""
        return self._view.scale is None

    @property
    def scale(self) -> float | None:
        """Screen pixels for one pixel of the photo; None while there is none."""
        if self._source.picture is None:
            return None
        return viewpoint.fitted(self._natural(), self._room()) if self._view.scale is None else self._view.scale

    def fit(self) -> None:
        """Show the whole photo."""
        self._look(Viewpoint())

    def zoom_to(self, scale: float, *, at: QPointF | None = None) -> None:
        """Show each pixel of the photo as `scale` of the screen; what is under `at` (the middle) stays there."""
        if self._source.picture is not None:
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
        if self._source.picture is not None:
            self._look(viewpoint.moved(self._view, self._natural(), self._room(), by=by))

    def _look(self, view: Viewpoint) -> None:
        if view != self._view:
            self._view, self._coarse = view, ""
            self._follow_view()

    def _follow_view(self) -> None:
        dragged = Qt.CursorShape.ClosedHandCursor if self._dragged is not None else Qt.CursorShape.OpenHandCursor
        self.setCursor(dragged if self._is_movable() else Qt.CursorShape.ArrowCursor)
        if self.scale is not None:
            self._source.look(self._visible(), self.scale)
        self.update()
        self.viewed.emit()

    def _is_movable(self) -> bool:
        return self._source.picture is not None and viewpoint.is_movable(self._view, self._natural(), self._room())

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

    def photo_rect(self) -> QRectF:
        """Where the photo is painted, in widget coordinates; empty while there is none."""
        return QRectF() if self._source.picture is None else viewpoint.placed(self._view, self._natural(), self._room())

    # --- the work that is going on elsewhere ------------------------------------------------------------------------

    def _on_arrived(self) -> None:
        self._problem, self._passing = "", False
        self._view = viewpoint.settled(self._view, self._natural(), self._room())
        self._colour()
        self._follow_view()
        self.shown.emit(self.file)

    def _on_failed(self, error: object) -> None:
        assert isinstance(error, TldeskError)
        self._passing = not (isinstance(error, PhotoError) and error.lasting)
        self._problem = "\n".join(part for part in (error.what, error.remedy) if part)
        self.setAccessibleDescription(self._problem)
        self._follow_view()
        self.failed.emit(self._problem)

    def _on_refined(self) -> None:
        self.update()
        self.sharpened.emit()

    def _on_coarse(self, error: object) -> None:
        assert isinstance(error, TldeskError)
        self._coarse = self.tr("Not sharper: {why}").format(why=error.cause if isinstance(error, PhotoError) else error.what)
        self.update()

    def _colour(self) -> None:
        if self._source.picture is not None:
            self._heatmap.colour(self._source.picture.size)

    def _on_coloured(self) -> None:
        self.update()
        self.overlaid.emit()

    # --- events -----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._source.set_room(round(max(self.width(), self.height()) * self.devicePixelRatioF()))
        if self._source.picture is not None:
            self._view = viewpoint.settled(self._view, self._natural(), self._room())
            self._follow_view()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._source.picture is None:
            super().wheelEvent(event)
            return
        self.zoom(WHEEL_STEP ** event.angleDelta().y(), at=event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._source.picture is not None:
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

    # --- painting ---------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colours().surface)
        picture = self._source.picture
        if picture is None:
            words = self._problem or (self.tr("Opening the photo…") if self.file else self._hint)
            photo_paint.words(painter, self.rect(), words, strong=bool(self._problem))
        else:
            target = self.photo_rect()
            photo_paint.photo(painter, target, picture, self._source.patch, scale=self.scale or 1.0)
            self._heatmap.paint(painter, target)
            if self._seen is not None:
                photo_paint.seen_part(painter, target, self._seen)
        if note := self._busy or self._coarse:
            photo_paint.pill(painter, QPointF(theme.S8, theme.S8), note)
        if self.hasFocus():
            photo_paint.focus(painter, self.rect())
        painter.end()
