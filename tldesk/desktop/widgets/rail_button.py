"""One stage on the left rail: icon, name, count."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from tldesk.desktop import resources, theme

WIDTH: Final = 84
HEIGHT: Final = 72


class RailButton(QAbstractButton):
    """A checkable button; the count below the name may be empty."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = resources.icon(icon)
        self._lit = resources.icon(icon, colour=lambda: theme.colours().accent)
        self._count = ""
        self.setText(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_count(self, count: str) -> None:
        """Show `count` below the name."""
        self._count = count
        self.setAccessibleDescription(count)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its name needs: other languages have longer ones."""
        words = QFontMetrics(theme.body()).horizontalAdvance(self.text())
        return QSize(max(WIDTH, words + 2 * theme.S12), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(theme.S4, 2, -theme.S4, -2)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.raised)
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        icon = self._lit if self.isChecked() else self._glyph
        icon.paint(painter, QRect(QPoint((self.width() - theme.ICON) // 2, theme.S8), QSize(theme.ICON, theme.ICON)))
        painter.setFont(theme.body())
        painter.setPen(colours.text if self.isEnabled() else colours.disabled)
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(0, 30, self.width(), 18), centre, self.text())
        painter.setFont(theme.tabular(theme.caption()))
        painter.setPen(colours.muted)
        painter.drawText(QRect(0, 49, self.width(), 14), centre, self._count)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.end()
