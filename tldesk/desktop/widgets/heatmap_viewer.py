"""A photo with its heatmap and the slider that says how strongly the heatmap covers it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tldesk.core.results import Heatmap
from tldesk.desktop import theme
from tldesk.desktop.widgets.look_row import LookRow
from tldesk.desktop.widgets.photo_view import PhotoView
from tldesk.photos.overlay import Look


class HeatmapViewer(QWidget):
    """Photo, heatmap over it, and below it how the heatmap is shown.

    Signals:
        look_changed(object): the `Look`, as the user set it.
    """

    look_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photo = PhotoView()
        self.look_row = LookRow()
        self.look_row.changed.connect(self._on_look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S8)
        layout.addWidget(self.photo, 1)
        layout.addWidget(self.look_row)
        self._show_row()

    def set_look(self, look: Look) -> None:
        """Show heatmaps so."""
        self.look_row.set_look(look)
        self.photo.set_look(look)

    def show_file(self, file: Path | None, *, mark: str = "", hint: str = "", explained: bool = True) -> None:
        """Show `file` without a heatmap; None clears, and the place says `hint`.

        `explained`: a heatmap may come of it. `mark`: another one than before says that the file holds another photo now.
        """
        self.photo.show_file(file, mark=mark, hint=hint)
        self.photo.set_busy("")
        self._show_row()
        self.look_row.setEnabled(explained)

    def show_heatmap(self, heatmap: Heatmap) -> None:
        """Lay `heatmap` over the photo."""
        self.photo.set_busy("")
        self.photo.set_heatmap(heatmap)

    def show_computing(self) -> None:
        """A heatmap was asked for and is on its way."""
        self.show_no_heatmap(self.tr("Computing…"))

    def show_no_heatmap(self, reason: str) -> None:
        """There is none; `reason` in a few words, empty for none."""
        self.photo.set_heatmap(None)
        self.photo.set_busy(reason)

    def _show_row(self) -> None:
        self.look_row.setVisible(self.photo.file is not None)

    def _on_look(self, look: Look) -> None:
        self.photo.set_look(look)
        self.look_changed.emit(look)
