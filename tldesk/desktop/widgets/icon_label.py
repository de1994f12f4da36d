"""An icon that stands by itself and follows the theme."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tldesk.desktop import resources, theme


class IconLabel(QWidget):
    """Paints one icon of fixed size; says nothing to a screen reader, the words beside it do."""

    def __init__(
        self, name: str, side: int = theme.ICON, *, colour: resources.ColourSource | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._side = side
        self._icon = resources.icon(name, colour=colour)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, *, colour: resources.ColourSource | None = None) -> None:
        """Show another icon."""
        self._icon = resources.icon(name, colour=colour)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, QRect(0, 0, self._side, self._side))
        painter.end()
