"""The row that says how a heatmap is shown: how strongly it covers the photo, in which colours, with which outline."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.widgets.look_button import LookButton
from tldesk.desktop.widgets.worded import worded
from tldesk.photos.overlay import Look


class LookRow(QWidget):
    """Opacity slider (0-100 %; arrow keys move by 5, Page keys by 20, Home and End to the ends), and the button for the rest.

    Signals:
        changed(object): the `Look`, as the user set it.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look()
        self.words = QLabel(self.tr("&Heatmap opacity"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(20)
        self.slider.setAccessibleName(self.tr("Heatmap opacity in percent"))
        self.slider.setToolTip(self.tr("How strongly the heatmap covers the photo (Alt+H)"))
        self.words.setBuddy(self.slider)
        self._percent = QLabel()
        self._percent.setFont(theme.tabular(theme.body()))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance(f"100{numbers.THIN}%"))
        self.look_button = LookButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S8)
        row.addLayout(worded(self.words, self.slider), 1)
        row.addWidget(self._percent)
        row.addWidget(self.look_button)
        self.set_look(self.look)
        self.slider.valueChanged.connect(self._on_opacity)
        self.look_button.chosen.connect(self._on_look)

    def set_look(self, look: Look) -> None:
        """Show heatmaps so."""
        self.look = look
        self.look_button.set_look(look)
        self.slider.blockSignals(True)
        self.slider.setValue(round(100 * look.opacity))
        self.slider.blockSignals(False)
        self._say()

    def _say(self) -> None:
        self._percent.setText(f"{self.slider.value()}{numbers.THIN}%")

    def _on_opacity(self, value: int) -> None:
        self._take(replace(self.look, opacity=value / 100))

    def _on_look(self, look: Look) -> None:
        self._take(replace(look, opacity=self.look.opacity))

    def _take(self, look: Look) -> None:
        self.look = look
        self._say()
        self.changed.emit(look)
