"""A class: its colour, its key and its name, always together, so that colour alone never has to tell."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tldesk.desktop import theme

SWATCH = 18
"""Side of the coloured square that holds the key."""


def paint_swatch(painter: QPainter, box: QRectF, *, colour: str, key: str) -> None:
    """The coloured square with the key in it."""
    ground = QColor(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, theme.S4, theme.S4)
    if key:
        font = theme.caption()
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.ink_on(ground))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)


class ClassChip(QWidget):
    """Shows one class, or that there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour, self._key = "", "", ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_class(self, name: str, colour: str = "", key: str = "") -> None:
        """Show a class; an empty `colour` shows only the words, as "Unlabelled"."""
        self._name, self._colour, self._key = name, colour, key
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        swatch = SWATCH + theme.S8 if self._colour else 0
        return QSize(swatch + round(QFontMetricsF(theme.body()).horizontalAdvance(self._name)) + 2, SWATCH + theme.S4)

    def minimumSizeHint(self) -> QSize:
        return QSize(SWATCH + theme.S24, SWATCH + theme.S4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        if self._colour:
            paint_swatch(painter, QRectF(0, (self.height() - SWATCH) / 2, SWATCH, SWATCH), colour=self._colour, key=self._key)
            left = SWATCH + theme.S8
        font = theme.body()
        painter.setFont(font)
        painter.setPen(theme.colours().text if self._colour else theme.colours().muted)
        room = QRectF(left, 0, self.width() - left, self.height())
        words = QFontMetricsF(font).elidedText(self._name, Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip("" if words == self._name else self._name)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()
