"""The heatmap over a photo: coloured off the GUI thread, painted as strongly as wanted."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter

from tldesk.core.results import Heatmap
from tldesk.desktop.widgets.background import Latest
from tldesk.desktop.widgets.pictures import qimage
from tldesk.photos.overlay import heatmap_colours

LONGEST: Final = 512
"""Longest side a heatmap is coloured at; it is smooth, so painting scales it without loss."""


class HeatmapLayer(QObject):
    """Holds at most one heatmap.

    Signals:
        ready(): it can be painted now.

    Attributes:
        opacity: how strongly it covers the photo, 0..1.
    """

    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.opacity = 0.5
        self._heatmap: Heatmap | None = None
        self._picture: QImage | None = None
        self._colouring = Latest(self)
        self._colouring.ready.connect(self._take)

    @property
    def is_ready(self) -> bool:
        """Whether there is something to paint."""
        return self._picture is not None

    def set(self, heatmap: Heatmap | None) -> None:
        """Take another heatmap, or none; `colour` makes it visible."""
        self._heatmap, self._picture = heatmap, None
        self._colouring.forget()

    def colour(self, size: QSize) -> None:
        """Colour the heatmap, if there is one and it is not, in the proportions of a photo of `size`."""
        if self._heatmap is None or self._picture is not None:
            return
        share = min(1.0, LONGEST / max(size.width(), size.height()))
        wanted = (max(1, round(size.width() * share)), max(1, round(size.height() * share)))
        self._colouring.ask(partial(_coloured, self._heatmap, wanted))

    def paint(self, painter: QPainter, target: QRectF) -> None:
        """Paint it over the photo at `target`."""
        if self._picture is not None and self.opacity > 0:
            painter.setOpacity(self.opacity)
            painter.drawImage(target, self._picture)
            painter.setOpacity(1.0)

    def _take(self, picture: QImage) -> None:
        self._picture = picture
        self.ready.emit()


def _coloured(heatmap: Heatmap, size: tuple[int, int]) -> QImage:
    return qimage(heatmap_colours(heatmap, size=size))
