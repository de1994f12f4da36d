"""How sure a model is: one bar for a class, and the list of the most probable ones."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.desktop import theme

BAR_HEIGHT: Final = 6
DOT: Final = 8


class ConfidenceBar(QWidget):
    """A class's name, its probability in percent and a bar of that length."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._share, self._colour, self._note, self._strong = "", 0.0, QColor(), "", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_answer(self, name: str, share: float, *, colour: QColor | None = None, note: str = "", strong: bool = False) -> None:
        """`share` in 0..1; `note` stands after the name, muted, as "label"; `strong` sets the first answer off from the others."""
        self._name, self._share, self._note, self._strong = name, share, note, strong
        self._colour = colour or QColor()
        words = f"{name} ({note})" if note else name
        self.setToolTip(f"{words}: {numbers.percent(share)}")
        self.setAccessibleName(f"{words}: {numbers.percent(share)}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() + BAR_HEIGHT + theme.S8)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.fontMetrics().height()
        left = 0.0
        if self._colour.isValid():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour)
            painter.drawEllipse(QRectF(0, (height - DOT) / 2, DOT, DOT))
            left = DOT + theme.S8
        self._paint_words(painter, left, height)
        bar = QRectF(left, height + 2, self.width() - left, BAR_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.line)
        painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        if self._share > 0:
            bar.setWidth(max(BAR_HEIGHT, bar.width() * min(1.0, self._share)))
            painter.setBrush(palette.accent if self._strong else palette.muted)
            painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        painter.end()

    def _paint_words(self, painter: QPainter, left: float, height: int) -> None:
        palette = theme.colours()
        share = numbers.percent(self._share)
        painter.setFont(theme.tabular(theme.body()))
        painter.setPen(palette.text)
        painter.drawText(QRectF(0, 0, self.width(), height), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), share)
        room = self.width() - left - painter.fontMetrics().horizontalAdvance(share) - theme.S12
        painter.setFont(self.font())
        metrics = painter.fontMetrics()
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(QRectF(left, 0, room, height), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
        rest = room - metrics.horizontalAdvance(name) - theme.S8
        if self._note and rest > metrics.horizontalAdvance(self._note):
            painter.setPen(palette.muted)
            note = QRectF(left + room - rest, 0, rest, height)
            painter.drawText(note, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self._note)


class TopAnswers(QWidget):
    """The most probable classes of one photo, best first, as confidence bars."""

    def __init__(self, *, most: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = [ConfidenceBar() for _ in range(most)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        for bar in self._bars:
            bar.hide()
            layout.addWidget(bar)

    def clear(self) -> None:
        """Show none."""
        for bar in self._bars:
            bar.hide()

    def show_probabilities(
        self, classes: Sequence[str], probabilities: Sequence[float], *, colours: Mapping[str, str], label: str | None = None
    ) -> None:
        """Show the best of `probabilities` (0..1, in the order of `classes`); `colours` by class name; `label` is the person's class."""
        order = sorted(range(len(probabilities)), key=lambda i: -probabilities[i])[: len(self._bars)]
        for rank, bar in enumerate(self._bars):
            bar.setVisible(rank < len(order))
            if rank < len(order):
                name = classes[order[rank]]
                note = self.tr("label") if name == label else ""
                colour = QColor(colours[name]) if name in colours else None
                bar.show_answer(name, probabilities[order[rank]], colour=colour, note=note, strong=rank == 0)
