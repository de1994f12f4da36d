"""The heatmap over a photo: coloured off the GUI thread, painted as strongly as wanted."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter

from tldesk.core.results import Heatmap
from tldesk.desktop.widgets.background import Latest
from tldesk.desktop.widgets.pictures import qimage
from tldesk.photos.overlay import Look, heatmap_colours, heatmap_outline

LONGEST: Final = 512
"""Longest side a heatmap is coloured at; it is smooth, so painting scales it without loss."""


class HeatmapLayer(QObject):
    """Holds at most one heatmap.

    Signals:
        ready(): it can be painted now.

    Attributes:
        look: how it is shown; another opacity needs no new colours.
    """

    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = Look()
        self._heatmap: Heatmap | None = None
        self._picture: QImage | None = None
        self._line: QImage | None = None
        self._colouring = Latest(self)
        self._colouring.ready.connect(self._take)

    def set(self, heatmap: Heatmap | None) -> None:
        """Take another heatmap, or none; `colour` makes it visible."""
        self._heatmap, self._picture, self._line = heatmap, None, None
        self._colouring.forget()

    def restyle(self, look: Look) -> None:
        """Show it otherwise; `colour` makes it visible where the colours or the outline are others."""
        if (look.colours, look.outline) != (self.look.colours, self.look.outline):
            self.set(self._heatmap)
        self.look = look

    def colour(self, size: QSize) -> None:
        """Colour the heatmap, if there is one and it is not, in the proportions of a photo of `size`."""
        if self._heatmap is None or self._picture is not None:
            return
        share = min(1.0, LONGEST / max(size.width(), size.height()))
        wanted = (max(1, round(size.width() * share)), max(1, round(size.height() * share)))
        self._colouring.ask(partial(_coloured, self._heatmap, wanted, self.look))

    def paint(self, painter: QPainter, target: QRectF) -> None:
        """Paint it over the photo at `target`."""
        if self._picture is not None and self.look.opacity > 0:
            painter.setOpacity(self.look.opacity)
            painter.drawImage(target, self._picture)
            painter.setOpacity(1.0)
        if self._line is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, self._line)
            painter.restore()

    def _take(self, pictures: tuple[QImage, QImage | None]) -> None:
        self._picture, self._line = pictures
        self.ready.emit()


def _coloured(heatmap: Heatmap, size: tuple[int, int], look: Look) -> tuple[QImage, QImage | None]:
    line = qimage(heatmap_outline(heatmap, look.outline, size=size)) if look.outline > 0 else None
    return qimage(heatmap_colours(heatmap, size=size, colours=look.colours)), line
