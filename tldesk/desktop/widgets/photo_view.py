"""One photo, upright and whole, scaled to the room there is, with a heatmap over it where one is given."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tldesk.core.errors import TldeskError
from tldesk.core.results import Heatmap
from tldesk.desktop import theme
from tldesk.desktop.widgets.background import Latest
from tldesk.photos.decode import decode
from tldesk.photos.overlay import heatmap_colours

SMALLEST_SIDE: Final = 256
"""A photo is decoded at least this large, so that the first resize of a narrow pane does not decode again."""

HEATMAP_SIDE: Final = 512
"""Longest side a heatmap is coloured at; it is smooth, so painting scales it without loss."""


def qimage(image: Image.Image) -> QImage:
    """A Pillow picture (RGB or RGBA) as a `QImage` that owns its pixels."""
    if image.mode == "RGBA":
        return QImage(image.tobytes(), image.width, image.height, 4 * image.width, QImage.Format.Format_RGBA8888).copy()
    rgb = image.convert("RGB")
    return QImage(rgb.tobytes(), rgb.width, rgb.height, 3 * rgb.width, QImage.Format.Format_RGB888).copy()


@dataclass(frozen=True, slots=True)
class _Decoded:
    picture: QImage
    scaled: bool


def _decoded(file: Path, side: int) -> _Decoded:
    """The photo with its longest side at most `side` pixels."""
    image = decode(file, at_least=side)
    scaled = max(image.size) > side
    if scaled:
        image.thumbnail((side, side), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return _Decoded(qimage(image), scaled)


def _coloured(heatmap: Heatmap, size: tuple[int, int]) -> QImage:
    return qimage(heatmap_colours(heatmap, size=size))


class PhotoView(QWidget):
    """Shows one photo file; decoding and colouring happen off the GUI thread.

    Signals:
        shown(object): the file whose photo is now on screen.
        failed(str): the file could not be read; the reason in words, which is on screen as well.
        overlaid(): the heatmap is now on screen.
    """

    shown = Signal(object)
    failed = Signal(str)
    overlaid = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(160, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Photo"))
        self._file: Path | None = None
        self._decoded: _Decoded | None = None
        self._asked_side = 0
        self._overlay: QImage | None = None
        self._heatmap: Heatmap | None = None
        self._opacity = 0.5
        self._problem = ""
        self._busy = ""
        self._hint = ""
        self._decoding = Latest(self)
        self._decoding.ready.connect(self._on_decoded)
        self._decoding.failed.connect(self._on_failed)
        self._colouring = Latest(self)
        self._colouring.ready.connect(self._on_coloured)

    @property
    def file(self) -> Path | None:
        """The file that is shown or being decoded."""
        return self._file

    @property
    def problem(self) -> str:
        """Why there is no photo, or empty."""
        return self._problem

    @property
    def opacity(self) -> float:
        """How strongly the heatmap covers the photo, 0..1."""
        return self._opacity

    @property
    def has_overlay(self) -> bool:
        """Whether a heatmap is on screen."""
        return self._overlay is not None

    def sizeHint(self) -> QSize:
        return QSize(360, 300)

    def show_file(self, file: Path | None, *, hint: str = "") -> None:
        """Show `file`, without a heatmap; None clears the view, which then says `hint`."""
        self._hint = hint
        if file == self._file and not self._problem:
            self.set_heatmap(None)
            return
        self._file, self._decoded, self._problem = file, None, ""
        self.set_heatmap(None)
        if file is None:
            self._decoding.forget()
        else:
            self._decode(file)
        self.setAccessibleDescription(file.name if file else hint)
        self.update()

    def set_heatmap(self, heatmap: Heatmap | None) -> None:
        """Lay `heatmap` over the photo, None to take it off."""
        self._heatmap, self._overlay = heatmap, None
        self._colouring.forget()
        self._colour()
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """How strongly the heatmap covers the photo, 0..1."""
        self._opacity = min(1.0, max(0.0, opacity))
        self.update()

    def set_busy(self, text: str) -> None:
        """A short note over the photo while something is computed for it; empty takes it off."""
        self._busy = text
        self.update()

    # --- the work that is going on elsewhere --------------------------------------------------------------------

    def _wanted_side(self) -> int:
        return max(SMALLEST_SIDE, round(max(self.width(), self.height()) * self.devicePixelRatioF()))

    def _decode(self, file: Path) -> None:
        self._asked_side = self._wanted_side()
        self._decoding.ask(partial(_decoded, file, self._asked_side))

    def _on_decoded(self, decoded: object) -> None:
        assert isinstance(decoded, _Decoded)
        self._decoded = decoded
        self._colour()
        self.update()
        self.shown.emit(self._file)

    def _on_failed(self, error: object) -> None:
        assert isinstance(error, TldeskError)
        self._problem = "\n".join(part for part in (error.what, error.remedy) if part)
        self.setAccessibleDescription(self._problem)
        self.update()
        self.failed.emit(self._problem)

    def _colour(self) -> None:
        if self._heatmap is None or self._decoded is None or self._overlay is not None:
            return
        size = self._decoded.picture.size()
        share = min(1.0, HEATMAP_SIDE / max(size.width(), size.height()))
        self._colouring.ask(partial(_coloured, self._heatmap, (max(1, round(size.width() * share)), max(1, round(size.height() * share)))))

    def _on_coloured(self, overlay: object) -> None:
        assert isinstance(overlay, QImage)
        self._overlay = overlay
        self.update()
        self.overlaid.emit()

    # --- painting -----------------------------------------------------------------------------------------------

    def photo_rect(self) -> QRectF:
        """Where the photo is painted, in widget coordinates; empty while there is none."""
        if self._decoded is None:
            return QRectF()
        room = QSize(self.width(), self.height())
        size = self._decoded.picture.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((room.width() - size.width()) / 2, (room.height() - size.height()) / 2, size.width(), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Decode again only where the pane grew well past what was decoded.
        if self._file is not None and self._decoded is not None and self._decoded.scaled and self._wanted_side() > 1.25 * self._asked_side:
            self._decode(self._file)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colours().surface)
        if self._decoded is None:
            self._paint_words(painter)
        else:
            target = self.photo_rect()
            painter.drawImage(target, self._decoded.picture)
            if self._overlay is not None and self._opacity > 0:
                painter.setOpacity(self._opacity)
                painter.drawImage(target, self._overlay)
                painter.setOpacity(1.0)
        if self._busy:
            self._paint_busy(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        words = self._problem or (self.tr("Opening the photo…") if self._file else self._hint)
        painter.setPen(theme.colours().text if self._problem else theme.colours().muted)
        room = self.rect().adjusted(theme.S16, theme.S16, -theme.S16, -theme.S16)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), words)

    def _paint_busy(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        pill = QRectF(QPointF(theme.S8, theme.S8), QSize(metrics.horizontalAdvance(self._busy) + 2 * theme.S8, metrics.height() + theme.S8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(pill, 6, 6)
        painter.setPen(QColor(255, 255, 255))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._busy)
