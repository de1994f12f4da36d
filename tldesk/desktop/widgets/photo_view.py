"""One photo, upright, whole or zoomed, with a heatmap over it where one is given, and what a network sees of it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tldesk.core.errors import PhotoError, TldeskError
from tldesk.core.results import Heatmap
from tldesk.desktop import theme
from tldesk.desktop.widgets import photo_paint
from tldesk.desktop.widgets.heatmap_layer import HeatmapLayer
from tldesk.desktop.widgets.photo_source import PhotoSource
from tldesk.desktop.widgets.viewpoint import Viewpoint
from tldesk.desktop.widgets.zoomed import Zoomed
from tldesk.photos.framing import Part
from tldesk.photos.overlay import Look


class PhotoView(Zoomed):
    """Shows one photo file; decoding and colouring happen off the GUI thread.

    Args:
        keeps_zoom: another photo is looked at as the one before; else as a whole.

    Signals:
        shown(object): the file whose photo is now on screen.
        failed(str): the file could not be read; the reason in words, which is on screen as well.
        overlaid(): the heatmap is now on screen.
        sharpened(): a finer part of the photo is now on screen, as zooming in asked for.
    """

    shown = Signal(object)
    failed = Signal(str)
    overlaid = Signal()
    sharpened = Signal()

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
        self.setAccessibleDescription(file.name if file else hint)
        self.set_heatmap(None)
        if (file, mark) == (self._source.file, self._source.mark):
            if self._passing:
                self._source.show(file, mark)
            return
        self._problem, self._coarse, self._passing = "", "", False
        if not self._keeps_zoom:
            self._view = Viewpoint()
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

    def set_look(self, look: Look) -> None:
        """How the heatmap is shown."""
        self._heatmap.restyle(look)
        self._colour()
        self.update()

    def set_seen(self, part: Part | None) -> None:
        """Frame the part that a network sees and dim the rest; None to leave that."""
        self._seen = part
        self.update()

    def set_busy(self, text: str) -> None:
        """A short note over the photo while something is computed for it; empty takes it off."""
        self._busy = text
        self.update()

    def _look(self, view: Viewpoint) -> None:
        if view != self._view:
            self._coarse = ""
        super()._look(view)

    def _follow_view(self) -> None:
        """Ask for a finer part where what is in view is larger than what was decoded."""
        if self.scale is not None:
            self._source.look(self._visible(), self.scale)
        super()._follow_view()

    # --- the work that is going on elsewhere ------------------------------------------------------------------------

    def _on_arrived(self) -> None:
        self._problem, self._passing = "", False
        self._colour()
        self.settle_view()
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
            self.settle_view()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

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
