"""Choosing the colour of a class: the palette first, then any other."""

from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QGridLayout, QVBoxLayout, QWidget

from tldesk.desktop import theme
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.overlay import Overlay
from tldesk.project.classes import OKABE_ITO

COLUMNS = 4
SIDE = 32


class ColourButton(QAbstractButton):
    """One colour; a ring marks the one in use."""

    def __init__(self, name: str, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.isChecked():
            painter.setPen(QPen(theme.colours().accent if self.hasFocus() else theme.colours().edge, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), theme.S4, theme.S4)
        painter.end()


class ColourBox(Overlay):
    """The palette that colour-blind people can tell apart, and "Other…".

    Signals:
        chosen(str): "#rrggbb".
    """

    chosen = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAccessibleName(self.tr("Colour"))
        names = (
            self.tr("Orange"),
            self.tr("Sky blue"),
            self.tr("Green"),
            self.tr("Yellow"),
            self.tr("Blue"),
            self.tr("Vermilion"),
            self.tr("Purple"),
            self.tr("Grey"),
        )
        self.buttons = [ColourButton(name, colour) for name, colour in zip(names, OKABE_ITO, strict=True)]
        grid = QGridLayout()
        grid.setSpacing(theme.S4)
        for place, button in enumerate(self.buttons):
            grid.addWidget(button, place // COLUMNS, place % COLUMNS)
            button.clicked.connect(partial(self._choose, button.colour))
        self.other = Button(self.tr("Other…"))
        self.other.clicked.connect(self._open_dialog)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S12, theme.S12, theme.S12, theme.S12)
        column.setSpacing(theme.S8)
        column.addLayout(grid)
        column.addWidget(self.other)
        self._title, self._now = "", QColor()

    def ask(self, name: str, colour: str, opener: QWidget, row: QRect) -> None:
        """Ask for the colour of the class `name`, which is `colour` now, below a row of `opener`."""
        self._title, self._now = self.tr("Colour of {name}").format(name=name), QColor(colour)
        for button in self.buttons:
            button.setChecked(button.colour == colour)
        marked = next((button for button in self.buttons if button.isChecked()), self.buttons[0])
        self.open_below(opener, focus=marked, part=row)

    def _choose(self, colour: str) -> None:
        self.close_box()
        self.chosen.emit(colour)

    def _open_dialog(self) -> None:
        self.close_box()
        dialog = QColorDialog(self._now, self.parentWidget())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self._title)
        dialog.colorSelected.connect(lambda colour: self.chosen.emit(colour.name()))
        dialog.open()
