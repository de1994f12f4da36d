"""The sheet with what the layers of a run's network make of one photo."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.errors import TldeskError
from tldesk.core.feature_maps import FeatureMaps, LayerMaps
from tldesk.core.messages import ENDINGS, Event, FeatureMapsDrawn, FeatureMapsRequest, Finished, Request, phrase
from tldesk.desktop import theme
from tldesk.desktop.resources import ending_in_words
from tldesk.desktop.session import Session
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.jobs.plan import plan_feature_maps
from tldesk.photos.overlay import Colours, colour_table

SIZE: Final = QSize(1160, 780)
MARGIN: Final = 48
TILE: Final = 96
LARGE: Final = 216
COLOURS: Final = [0xFF000000 | int(red) << 16 | int(green) << 8 | int(blue) for red, green, blue in colour_table(Colours.VIRIDIS)]


class FeatureSheet(QDialog):
    """Asks the engine as soon as it opens; a layer at a time as a grid of maps, the chosen one large beside what the network saw."""

    def __init__(self, session: Session, run_id: str, file: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Feature maps"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._run_id, self._file = session, run_id, file
        self._asked: FeatureMapsRequest | None = None
        self._maps: FeatureMaps | None = None
        self._layer: LayerMaps | None = None
        self.layer_combo = QComboBox()
        self.layer_combo.setAccessibleName(self.tr("Layer"))
        self.layer_combo.setToolTip(self.tr("Layers from the photo to the answer: name, maps, rows, columns (Alt+L)"))
        self.layer_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.layer_combo.currentIndexChanged.connect(self._show_layer)
        self.first_button = self._end(self.tr("First: often edges, colours"), "Alt+1", lambda: 0)
        self.last_button = self._end(self.tr("Last: often parts, wholes"), "Alt+2", lambda: self.layer_combo.count() - 1)
        self.said = QLabel(wordWrap=True)
        theme.look(self.said, "muted")
        self.grid = QListWidget()
        self.grid.setViewMode(QListView.ViewMode.IconMode)
        self.grid.setResizeMode(QListView.ResizeMode.Adjust)
        self.grid.setMovement(QListView.Movement.Static)
        self.grid.setUniformItemSizes(True)
        self.grid.setIconSize(QSize(TILE, TILE))
        self.grid.setSpacing(theme.S4)
        self.grid.setAccessibleName(self.tr("Feature maps of the layer"))
        self.grid.setToolTip(self.tr("Arrow keys move, the chosen map is shown large"))
        self.grid.currentRowChanged.connect(self._show_map)
        self.seen, self.large = QLabel(), QLabel()
        self.seen.setAccessibleName(self.tr("What the network sees"))
        self.large.setAccessibleName(self.tr("The chosen map"))
        self.figures = QLabel(wordWrap=True)
        self.figures.setFixedWidth(LARGE)
        self.close_button = Button(self.tr("Close"))
        self.close_button.setToolTip(self.tr("Back to the page (Esc)"))
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        self.resize(SIZE.boundedTo(parent.window().size() - QSize(MARGIN, MARGIN)))
        session.heard.connect(self._on_heard)
        session.opened.connect(self.reject)

    def _end(self, words: str, keys: str, place: Callable[[], int]) -> Button:
        button = Button(words)
        button.setCheckable(True)
        button.setShortcut(keys)
        button.setToolTip(f"{words} ({keys})")
        button.setEnabled(False)
        button.clicked.connect(lambda: self._choose(place()))
        theme.look(button, "segment")
        return button

    def _lay_out(self) -> None:
        name = ElidedLabel(self._file.name)
        name.setFont(theme.title())
        label = QLabel(self.tr("&Layer"))
        label.setBuddy(self.layer_combo)
        choice = QHBoxLayout()
        choice.setSpacing(theme.S8)
        for widget in (label, self.layer_combo, self.first_button, self.last_button):
            choice.addWidget(widget)
        choice.setStretchFactor(self.layer_combo, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.S8)
        for words, picture in ((self.tr("What the network sees"), self.seen), (self.tr("The chosen map"), self.large)):
            caption = QLabel(words)
            theme.look(caption, "muted")
            picture.setFixedSize(LARGE, LARGE)
            left.addWidget(caption)
            left.addWidget(picture)
        left.addWidget(self.figures)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(theme.S12)
        right.addLayout(choice)
        right.addWidget(self.said)
        right.addWidget(self.grid, 1)
        body = QHBoxLayout()
        body.setSpacing(theme.S24)
        body.addLayout(left)
        body.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S24, theme.S16, theme.S24, theme.S16)
        layout.setSpacing(theme.S12)
        layout.addWidget(name)
        layout.addLayout(body, 1)
        layout.addLayout(foot)

    def begin(self) -> None:
        """Open the sheet and ask for the maps."""
        self.open()
        project = self._session.project
        if project is None:
            return
        try:
            self._asked = plan_feature_maps(project, self._run_id, self._file)
        except TldeskError as error:
            self.said.setText(str(error))
            return
        busy = self._session.answering is not None
        self.said.setText(self.tr("The maps come when the engine has done what it is at.") if busy else self.tr("Drawing the maps…"))
        self._session.do_beside(self._asked)

    def _choose(self, place: int) -> None:
        self.layer_combo.setCurrentIndex(place)
        # The button of the layer that is shown stays down.
        self._mark(place)

    def _mark(self, place: int) -> None:
        self.first_button.setChecked(place == 0)
        self.last_button.setChecked(place == self.layer_combo.count() - 1)

    def _show_layer(self, place: int) -> None:
        """Show the maps of one of the layers."""
        if self._maps is None or not 0 <= place < len(self._maps.layers):
            return
        self._layer = layer = self._maps.layers[place]
        self._mark(place)
        said = self.tr("%n map(s) of {rows} × {columns}, each with its own scale.", "", layer.channels)
        if len(layer.shown) < layer.channels:
            said += " " + self.tr("Shown are the %n that vary most over this photo.", "", len(layer.shown))
        self.said.setText(said.format(rows=layer.rows, columns=layer.columns))
        with QSignalBlocker(self.grid):
            self.grid.clear()
        for row, channel in enumerate(layer.shown):
            picture = _enlarged(layer, row, TILE)
            drawn = QIcon(picture)
            # Qt would tint the chosen one.
            drawn.addPixmap(picture, QIcon.Mode.Selected)
            item = QListWidgetItem(drawn, numbers.count(channel), self.grid)
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("Map {number}").format(number=channel))
        self.grid.setCurrentRow(0)

    def _show_map(self, row: int) -> None:
        layer = self._layer
        if layer is None or row < 0:
            return
        self.large.setPixmap(_enlarged(layer, row, LARGE))
        text = self.tr("Map {number} of {layer}: {low} (dark) to {high} (bright)")
        low, high = f"{layer.lows[row]:.3g}", f"{layer.highs[row]:.3g}"
        self.figures.setText(text.format(number=layer.shown[row], layer=layer.name, low=low, high=high))

    def _on_heard(self, request: Request, event: Event) -> None:
        if request is not self._asked:
            return
        if isinstance(event, FeatureMapsDrawn):
            self._take(event.maps)
        elif isinstance(event, ENDINGS) and not isinstance(event, Finished):
            self.said.setText(ending_in_words(phrase(event)))

    def _take(self, maps: FeatureMaps) -> None:
        self._maps = maps
        seen = QImage(maps.seen.pixels, maps.seen.width, maps.seen.height, 3 * maps.seen.width, QImage.Format.Format_RGB888)
        smooth = Qt.TransformationMode.SmoothTransformation
        self.seen.setPixmap(QPixmap.fromImage(seen.scaled(LARGE, LARGE, Qt.AspectRatioMode.KeepAspectRatio, smooth)))
        for button in (self.first_button, self.last_button):
            button.setEnabled(True)
        with QSignalBlocker(self.layer_combo):
            self.layer_combo.addItems([self._words(place, len(maps.layers)) for place in range(len(maps.layers))])
            self.layer_combo.setCurrentIndex(len(maps.layers) - 1)
        self._show_layer(len(maps.layers) - 1)
        self.grid.setFocus()

    def _words(self, place: int, count: int) -> str:
        """What a layer is called, and what its maps often answer to (Zeiler and Fergus 2014, section 4): of convolutional networks."""
        assert self._maps is not None
        layer = self._maps.layers[place]
        kinds = (self.tr("often edges and colours"), self.tr("often textures and patterns"), self.tr("often parts and wholes"))
        kind = kinds[min(2, 3 * place // max(1, count - 1))] if count > 1 else kinds[0]
        words = self.tr("{place} of {count} · {kind} · {layer} · {channels} × {rows} × {columns}")
        size = {"channels": layer.channels, "rows": layer.rows, "columns": layer.columns}
        return words.format(place=place + 1, count=count, kind=kind, layer=layer.name, **size)


def _enlarged(layer: LayerMaps, row: int, side: int) -> QPixmap:
    """One map with its cells as squares."""
    cells = layer.rows * layer.columns
    values = np.frombuffer(layer.values, np.uint8, cells, row * cells).reshape(layer.rows, layer.columns)
    image = QImage(values.tobytes(), layer.columns, layer.rows, layer.columns, QImage.Format.Format_Indexed8)
    image.setColorTable(COLOURS)
    large = image.convertToFormat(QImage.Format.Format_RGB32).scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
    return QPixmap.fromImage(large)
