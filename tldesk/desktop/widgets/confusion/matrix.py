"""The confusion matrix as one moves and chooses in it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.widgets.confusion.geometry import LONGEST_NAME, SMALLEST_CELL, Geometry, moved
from tldesk.desktop.widgets.confusion.painting import MatrixPainter
from tldesk.desktop.widgets.confusion.table import ConfusionTable, Measure, Order


class ConfusionMatrix(QAbstractScrollArea):
    """Photos by label (row) and prediction (column). Arrow keys move, Enter or Space choose, Esc lets go. Names stay when one scrolls.

    Signals:
        chosen(int, int): label and prediction of the cell that was chosen.
        cleared(): the choice was given up.
    """

    chosen = Signal(int, int)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = ConfusionTable()
        self._measure = Measure.COUNT
        self._order = Order.CLASSES
        self._names_width = 0
        self._current = (0, 0)
        self._chosen: tuple[int, int] | None = None
        self._hovered: tuple[int, int] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Confusion matrix"))

    def show_matrix(self, classes: Sequence[str], counts: Sequence[Sequence[int]]) -> None:
        """`counts` by [label][prediction], in the order of `classes`; empty clears."""
        self._table = ConfusionTable(classes, counts, self._order)
        self._names_width = self._measured_names()
        self._current, self._chosen, self._hovered = (0, 0), None, None
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)
        self._lay_out()

    def show_measure(self, measure: Measure) -> None:
        """What the cells hold."""
        self._measure = measure
        self._lay_out()

    def show_order(self, order: Order) -> None:
        """How the classes follow each other; what was chosen stays so."""
        current = self._table.cell(self._current) if len(self._table) else None
        self._order = order
        self._table = ConfusionTable(self._table.classes, self._table.counts, order)
        if current is not None:
            self._current = self._table.place(current)
        self._lay_out()

    def choose(self, cell: tuple[int, int] | None) -> None:
        """Choose `cell`, or none; choosing the chosen one again lets go of it."""
        if cell is None or cell == self._chosen:
            self._chosen = None
            self.cleared.emit()
        else:
            self._chosen, self._current = cell, self._table.place(cell)
            self.chosen.emit(*cell)
        self._describe()
        self.viewport().update()

    def words(self, cell: tuple[int, int]) -> str:
        """A cell in words, as its tooltip and for screen readers."""
        label, prediction = cell
        total, of_predicted = self._table.labelled[label], self._table.share(cell, Measure.PREDICTION)
        share = self._table.share(cell, Measure.LABEL)
        said = self.tr("Label {label}, predicted {prediction}: {count} of {total} ({share})").format(
            label=self._table.classes[label],
            prediction=self._table.classes[prediction],
            count=numbers.count(self._table.counts[label][prediction]),
            total=numbers.count(total),
            share=numbers.percent(share) if share is not None else self.tr("no photos are labelled so"),
        )
        if self._measure is not Measure.PREDICTION or of_predicted is None:
            return said
        return said + self.tr(", {share} of those predicted so").format(share=numbers.percent(of_predicted))

    # --- geometry -------------------------------------------------------------------------------------------------

    def cell_rect(self, cell: tuple[int, int]) -> QRect:
        """Where `cell` is painted, in coordinates of the viewport."""
        return self._geometry().rect(self._table.place(cell))

    def cell_at(self, point: QPoint) -> tuple[int, int] | None:
        """The cell under `point` of the viewport."""
        place = self._geometry().place_at(point)
        return None if place is None else self._table.cell(place)

    def sizeHint(self) -> QSize:
        side = self._least_names_width + max(2, len(self._table)) * 48 + 2
        return QSize(side, side + self._caption_height())

    def minimumSizeHint(self) -> QSize:
        side = self._least_names_width + 4 * SMALLEST_CELL
        return QSize(side, side)

    def _measured_names(self) -> int:
        # Rounded up: a name that has a fraction of a pixel too little is cut.
        metrics = QFontMetricsF(self.font())
        return max((metrics.horizontalAdvance(name).__ceil__() for name in self._table.classes), default=0) + theme.S8

    @property
    def _least_names_width(self) -> int:
        return min(LONGEST_NAME + theme.S8, self._names_width)

    def _caption_height(self) -> int:
        return QFontMetricsF(theme.caption()).height().__ceil__() + theme.S4

    def _geometry(self) -> Geometry:
        room = self.maximumViewportSize()
        return Geometry.fitting(
            room,
            size=len(self._table),
            names=max(self._least_names_width, min(self._names_width, room.width() // 3)),
            line=self.fontMetrics().height() + theme.S4,
            caption=self._caption_height(),
            scrolled=QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value()),
        )

    def _lay_out(self) -> None:
        """Tell the scroll bars how much there is, and paint anew."""
        geometry, room = self._geometry(), self.viewport().size()
        for bar, all_of_it, seen in (
            (self.horizontalScrollBar(), geometry.cells.width(), room.width() - geometry.names),
            (self.verticalScrollBar(), geometry.cells.height(), room.height() - geometry.head),
        ):
            bar.setRange(0, max(0, all_of_it + 1 - seen))
            bar.setPageStep(max(1, seen))
            bar.setSingleStep(geometry.side)
        self._describe()
        self.viewport().update()

    def _reveal(self, place: tuple[int, int]) -> None:
        geometry, room = self._geometry(), self.viewport().size()
        rect = geometry.rect(place)
        for bar, first, last, start, end in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), geometry.names, room.width()),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), geometry.head, room.height()),
        ):
            bar.setValue(bar.value() + min(0, first - start) + max(0, last + 1 - end))

    # --- input ----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position().toPoint())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self._current = self._table.place(cell)
            self.choose(cell)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._geometry().place_at(event.position().toPoint()))

    def leaveEvent(self, _event: QEvent) -> None:
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        target = moved(self._current, key, size=len(self._table)) if len(self._table) else None
        if target is not None:
            self._current = target
            self._reveal(target)
            self._describe()
            self.viewport().update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and len(self._table):
            self.choose(self._table.cell(self._current))
        elif key == Qt.Key.Key_Escape and self._chosen is not None:
            self.choose(None)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._names_width = self._measured_names()
            self._lay_out()

    def _hover(self, place: tuple[int, int] | None) -> None:
        if place != self._hovered:
            self._hovered = place
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if place else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def _tell(self, event: QHelpEvent) -> None:
        cell, name = self.cell_at(event.pos()), self._geometry().name_at(event.pos())
        if cell is not None:
            QToolTip.showText(event.globalPos(), self.words(cell), self.viewport(), self.cell_rect(cell))
        elif name is not None:
            QToolTip.showText(event.globalPos(), self._table.classes[self._table.shown[name]], self.viewport())
        else:
            QToolTip.hideText()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.words(self._table.cell(self._current)) if len(self._table) else "")

    # --- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if not len(self._table):
            return
        geometry = self._geometry()
        painter = QPainter(self.viewport())
        paint = MatrixPainter(painter, self._table, geometry, measure=self._measure, font=self.font(), room=self.viewport().size())
        paint.cells(event.rect())
        self._paint_marks(painter, geometry)
        paint.names(across=self.tr("Predicted"), down=self.tr("Label"))
        painter.end()

    def _paint_marks(self, painter: QPainter, geometry: Geometry) -> None:
        """Outlines of the hovered, the chosen and the current cell."""
        palette = theme.colours()
        painter.setClipRect(self.viewport().rect().adjusted(geometry.names, geometry.head, 0, 0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place, pen in (
            (self._hovered, QPen(palette.edge, 1)),
            (self._table.place(self._chosen) if self._chosen is not None else None, QPen(palette.text, 2)),
            (self._current if self.hasFocus() else None, QPen(palette.accent, 2, Qt.PenStyle.DashLine)),
        ):
            if place is not None:
                painter.setPen(pen)
                painter.drawRect(QRectF(geometry.rect(place)).adjusted(1, 1, -2, -2))
        painter.setClipping(False)
