"""The backbone of the recipe as a button: its name and facts, and a click away the whole catalogue."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from tldesk.core.backbones import backbone
from tldesk.desktop import theme
from tldesk.desktop.resources import icon
from tldesk.desktop.widgets.backbone_picker import words

HEIGHT: Final = 48


class BackboneButton(QPushButton):
    """Shows a backbone in two lines.

    Signals:
        changed(): another backbone.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._facts = ""
        self._chevron = icon("chevron-right")
        theme.look(self, "tall")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def value(self) -> str:
        """The backbone's name as the recipe has it."""
        return self._name

    def set_value(self, name: str) -> None:
        """Show the backbone of that name."""
        if name == self._name:
            return
        self._name = name
        known = backbone(name)
        self.setText(known.title if known else name)
        self._facts = words.in_brief(known) if known else self.tr("Not in the catalogue")
        self.update()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        palette = theme.colours()
        room = self.rect().adjusted(theme.S12, 6, -theme.S12 - theme.ICON_SMALL - theme.S4, -6)
        half = room.height() // 2
        for text, font, colour, top in (
            (self.text(), theme.body(), palette.text, room.top()),
            (self._facts, theme.caption(), palette.muted, room.top() + half),
        ):
            painter.setFont(font)
            painter.setPen(colour if self.isEnabled() else palette.disabled)
            line = QRect(room.left(), top, room.width(), half)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        size = theme.ICON_SMALL
        self._chevron.paint(painter, QRect(self.width() - theme.S12 - size, (self.height() - size) // 2, size, size))
        painter.end()
