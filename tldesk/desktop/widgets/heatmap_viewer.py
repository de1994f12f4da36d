"""A photo with its heatmap and the slider that says how strongly the heatmap covers it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.results import Heatmap
from tldesk.desktop import theme
from tldesk.desktop.widgets.look_button import LookButton
from tldesk.desktop.widgets.photo_view import PhotoView
from tldesk.photos.overlay import Look


class HeatmapViewer(QWidget):
    """Photo, heatmap over it, opacity slider (0-100 %; arrow keys move by 5, Page keys by 20, Home and End to the ends).

    Signals:
        look_changed(object): the `Look`, as the user set it.
    """

    look_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photo = PhotoView()
        self._label = QLabel(self.tr("&Heatmap opacity"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(20)
        self.slider.setAccessibleName(self.tr("Heatmap opacity in percent"))
        self._label.setBuddy(self.slider)
        self._percent = QLabel()
        self._percent.setFont(theme.tabular(theme.body()))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance(f"100{numbers.THIN}%"))
        self._look = Look()
        self.look_button = LookButton()
        self.look_button.chosen.connect(self._on_look)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S8)
        row.addWidget(self._label)
        row.addWidget(self.slider, 1)
        row.addWidget(self._percent)
        row.addWidget(self.look_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S8)
        layout.addWidget(self.photo, 1)
        layout.addWidget(self._row)
        self.slider.valueChanged.connect(self._on_opacity)
        self.slider.setValue(50)
        self._enable()

    @property
    def opacity(self) -> int:
        """Percent."""
        return self.slider.value()

    def set_opacity(self, percent: int) -> None:
        """Set the slider, 0..100 percent."""
        self.slider.setValue(percent)

    def set_look(self, look: Look) -> None:
        """Show heatmaps so."""
        self._look = look
        self.look_button.set_look(look)
        self.slider.setValue(round(100 * look.opacity))
        self.photo.set_look(look)

    def show_file(self, file: Path | None, *, hint: str = "") -> None:
        """Show `file` without a heatmap; None clears, and the place says `hint`."""
        self.photo.show_file(file, hint=hint)
        self.photo.set_busy("")
        self._enable()

    def show_heatmap(self, heatmap: Heatmap) -> None:
        """Lay `heatmap` over the photo."""
        self.photo.set_busy("")
        self.photo.set_heatmap(heatmap)
        self._enable()

    def show_computing(self) -> None:
        """A heatmap was asked for and is on its way."""
        self.photo.set_heatmap(None)
        self.photo.set_busy(self.tr("Computing…"))
        self._enable()

    def show_no_heatmap(self, reason: str) -> None:
        """There is none; `reason` in a few words, empty for none."""
        self.photo.set_heatmap(None)
        self.photo.set_busy(reason)
        self._enable()

    def _enable(self) -> None:
        self.slider.setEnabled(self.photo.file is not None)
        self._row.setVisible(self.photo.file is not None)
        self._percent.setText(f"{self.slider.value()}{numbers.THIN}%")

    def _on_opacity(self, value: int) -> None:
        self._percent.setText(f"{value}{numbers.THIN}%")
        self._show_look(replace(self._look, opacity=value / 100))

    def _on_look(self, look: Look) -> None:
        self._show_look(replace(look, opacity=self._look.opacity))

    def _show_look(self, look: Look) -> None:
        self._look = look
        self.photo.set_look(look)
        self.look_changed.emit(look)
