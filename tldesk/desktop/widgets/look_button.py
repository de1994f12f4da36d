"""The button whose menu says in which colours a heatmap is shown, and at which share of its maximum a line runs around it."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from tldesk.desktop.resources import icon
from tldesk.photos.overlay import Colours, Look

OUTLINES: Final = (0.0, 0.25, 0.5, 0.75)


class LookButton(QToolButton):
    """Opens with a click, Space or Alt+U.

    Signals:
        chosen(object): the `Look` with other colours or another outline.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self.setIcon(icon("palette-outline"))
        self.setAccessibleName(self.tr("Colours and outline of the heatmap"))
        self.setToolTip(self.tr("Colours and outline of the heatmap (Alt+U)"))
        self.setShortcut("Alt+U")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self._scales, self._outlines = QActionGroup(self), QActionGroup(self)
        menu.addSection(self.tr("Colours"))
        for scale in Colours:
            self._add(menu, self._scales, scale.value, scale)
        menu.addSection(self.tr("Outline"))
        for share in OUTLINES:
            words = self.tr("At {percent} % of the maximum").format(percent=round(100 * share)) if share else self.tr("None")
            self._add(menu, self._outlines, words, share)
        self.setMenu(menu)
        self.set_look(self._look)

    def set_look(self, look: Look) -> None:
        """Mark what is shown."""
        self._look = look
        for action in self._scales.actions():
            action.setChecked(action.data() == look.colours)
        for action in self._outlines.actions():
            action.setChecked(abs(float(action.data()) - look.outline) < 0.01)

    def _add(self, menu: QMenu, group: QActionGroup, words: str, value: Colours | float) -> None:
        action = QAction(words, menu)
        action.setCheckable(True)
        action.setData(value)
        action.triggered.connect(self._on_chosen)
        group.addAction(action)
        menu.addAction(action)

    def _on_chosen(self) -> None:
        scale, outline = self._scales.checkedAction().data(), self._outlines.checkedAction().data()
        self._look = replace(self._look, colours=Colours(scale), outline=float(outline))
        self.chosen.emit(self._look)
