"""Photos as points; a line drawn around some selects them."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainterPath, QPolygonF
from PySide6.QtWidgets import QGraphicsPathItem

from tldesk.desktop import theme
from tldesk.desktop.widgets.chart import Chart, thin_pen

POINT: Final = 7
"""Diameter of a point in pixels."""

CLICK: Final = 12
"""A click takes the photo whose point lies at most so many pixels away."""

_FEWEST_CORNERS: Final = 3


class PhotoMap(Chart):
    """Points in -1..1 on both axes. A drag draws a line around photos, a click takes the nearest one, Esc lets go, Ctrl+A takes all.

    Signals:
        selected(object): the selected points, as a sorted list of indices.
    """

    selected = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        item = self.getPlotItem()
        item.hideAxis("left")
        item.hideAxis("bottom")
        item.setAspectLocked(True)
        item.setXRange(-1, 1, padding=0.05)
        item.setYRange(-1, 1, padding=0.05)
        item.disableAutoRange()
        self._places: NDArray[np.float32] = np.empty((0, 2), np.float32)
        self._colours: list[QColor] = []
        self._chosen: list[int] = []
        self._points = pg.ScatterPlotItem(size=POINT, pxMode=True, pen=None)
        self._marks = pg.ScatterPlotItem(size=POINT + 4, pxMode=True, brush=None)
        item.addItem(self._points)
        item.addItem(self._marks)
        self._line: list[QPointF] = []
        self._lasso = QGraphicsPathItem()
        self.scene().addItem(self._lasso)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Map of photos"))

    @property
    def chosen(self) -> Sequence[int]:
        """The selected points."""
        return self._chosen

    def show_points(self, places: NDArray[np.float32], colours: Sequence[QColor]) -> None:
        """Show `places` (`N, 2`) in `colours`; the selection stays where the number of points does."""
        self._places, self._colours = places, list(colours)
        if self._chosen and self._chosen[-1] >= len(places):
            self.choose([])
        self._draw()

    def choose(self, indices: Sequence[int]) -> None:
        """Select points."""
        self._chosen = sorted(indices)
        self._draw_marks()
        self.selected.emit(list(self._chosen))

    def recolour(self) -> None:
        super().recolour()
        self._lasso.setPen(thin_pen(theme.colours().accent, Qt.PenStyle.DashLine))
        self._draw()

    def _draw(self) -> None:
        brushes = {colour.rgba(): pg.mkBrush(colour) for colour in self._colours}
        self._points.setData(pos=self._places, brush=[brushes[colour.rgba()] for colour in self._colours])
        self._draw_marks()

    def _draw_marks(self) -> None:
        self._marks.setData(pos=self._places[self._chosen], pen=thin_pen(theme.colours().text))

    # --- input ------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._line = [event.position()]
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._line:
            return
        self._line.append(event.position())
        path = QPainterPath()
        path.addPolygon(QPolygonF([self.mapToScene(point.toPoint()) for point in self._line]))
        self._lasso.setPath(path)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        line, self._line = self._line, []
        self._lasso.setPath(QPainterPath())
        if not line or not len(self._places):
            return
        add = bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))
        spread = max((point - line[0]).manhattanLength() for point in line)
        clicked = len(line) < _FEWEST_CORNERS or spread < CLICK
        found = self._nearest(event.position()) if clicked else self._inside(line)
        self.choose(sorted({*self._chosen, *found}) if add else found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._chosen:
            self.choose([])
        elif event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.choose(range(len(self._places)))
        else:
            event.ignore()

    def _pixels(self) -> NDArray[np.float64]:
        """All points in pixels of the widget, `N, 2`."""
        view: Any = self.getPlotItem().vb
        corner, unit = (self.mapFromScene(view.mapViewToScene(QPointF(x, y))) for x, y in ((0, 0), (1, 1)))
        scale = np.array([unit.x() - corner.x(), unit.y() - corner.y()], float)
        found: NDArray[np.float64] = np.array([corner.x(), corner.y()], float) + self._places * scale
        return found

    def _nearest(self, point: QPointF) -> list[int]:
        away = np.hypot(*(self._pixels() - np.array([point.x(), point.y()])).T)
        best = int(away.argmin())
        return [best] if away[best] <= CLICK else []

    def _inside(self, line: Sequence[QPointF]) -> list[int]:
        polygon = QPolygonF(line)
        box, pixels = polygon.boundingRect(), self._pixels()
        near = (pixels[:, 0] >= box.left()) & (pixels[:, 0] <= box.right()) & (pixels[:, 1] >= box.top()) & (pixels[:, 1] <= box.bottom())
        rule = Qt.FillRule.OddEvenFill
        return [int(index) for index in np.flatnonzero(near) if polygon.containsPoint(QPointF(*pixels[index]), rule)]
