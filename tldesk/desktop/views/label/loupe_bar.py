"""The lines above and below the photo in the loupe: which photo this is, and the switches and sizes."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from tldesk.core import numbers
from tldesk.core.photo import Photo, PhotoClass
from tldesk.desktop import resources, theme
from tldesk.desktop.widgets.class_chip import ClassChip
from tldesk.desktop.widgets.elided import ElidedLabel

NARROW: Final = 640
"""Below this width the switches show their icons only."""


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAccessibleName(action.text())
    button.setIconSize(QSize(theme.ICON, theme.ICON))
    theme.look(button, "switch", action.isCheckable())
    # A click leaves the keys with the photo.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


class _UnsureMark(QWidget):
    """The flag of a photo that is unsure, in the colours of the moment."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = resources.icon("flag", colour=lambda: theme.colours().warning)
        self.setFixedSize(theme.ICON, theme.ICON)
        self.setToolTip(self.tr("Unsure"))
        self.setAccessibleName(self.tr("Unsure"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class LoupeHead(QWidget):
    """The photo's name, class, flag and place among the others.

    Args:
        back, previous, next: shown as buttons.
    """

    def __init__(self, back: QAction, previous: QAction, next: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ElidedLabel()
        self._name.setFont(theme.title())
        self._unsure = _UnsureMark()
        self._chip = ClassChip()
        self._place = QLabel()
        self._place.setFont(theme.tabular(theme.body()))
        theme.look(self._place, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S12, theme.S8, theme.S12, theme.S8)
        row.setSpacing(theme.S8)
        row.addWidget(_button(back))
        row.addWidget(self._name, 1)
        row.addWidget(self._unsure)
        row.addWidget(self._chip)
        row.addSpacing(theme.S8)
        row.addWidget(_button(previous))
        row.addWidget(self._place)
        row.addWidget(_button(next))

    def show_photo(self, photo: Photo, photo_class: PhotoClass | None, *, place: int, total: int) -> None:
        """Say which photo this is; `place` counts from 0."""
        self._name.setText(photo.path.rsplit("/", 1)[-1])
        if photo_class is None:
            self._chip.set_class(self.tr("Unlabelled"))
        else:
            self._chip.set_class(photo_class.name, photo_class.colour, photo_class.key)
        self._unsure.setVisible(photo.unsure)
        self._place.setText(self.tr("{place} of {total}").format(place=numbers.count(place + 1), total=numbers.count(total)))


class LoupeFoot(QWidget):
    """The switches on the left, the zoom on the right.

    Args:
        switches: shown with their words where there is room. zooms: smaller, larger, fit, 1:1.
    """

    def __init__(self, switches: Sequence[QAction], zooms: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for action in switches:
            # The style leaves no gap between icon and words.
            action.setIconText(f" {action.iconText().strip()}")
        self._switches = [_button(action) for action in switches]
        self._scale = QLabel()
        self._scale.setFont(theme.tabular(theme.body()))
        self._scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scale.setMinimumWidth(self._scale.fontMetrics().horizontalAdvance(f"1600{numbers.THIN}%"))
        self._scale.setToolTip(self.tr("How large each pixel of the photo is shown"))
        theme.look(self._scale, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S12, theme.S4, theme.S12, theme.S4)
        row.setSpacing(theme.S4)
        for button in self._switches:
            row.addWidget(button)
        row.addStretch(1)
        smaller, larger, fit, pixels = (_button(action) for action in zooms)
        for widget in (smaller, self._scale, larger, fit, pixels):
            row.addWidget(widget)

    def show_scale(self, scale: float | None) -> None:
        """Say how large each pixel of the photo is shown; None: there is no photo."""
        self._scale.setText(numbers.DASH if scale is None else f"{max(1, round(100 * scale))}{numbers.THIN}%")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= NARROW
        for button in self._switches:
            style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if wide else Qt.ToolButtonStyle.ToolButtonIconOnly
            button.setToolButtonStyle(style)
