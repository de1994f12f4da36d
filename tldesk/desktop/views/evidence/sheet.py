"""The sheet on which the heatmaps of two classes are seen side by side, on one photo, in one scale."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.errors import TldeskError
from tldesk.core.heatmap import HeatmapMethod
from tldesk.core.results import Heatmap
from tldesk.desktop import theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session.heatmaps import Heatmaps
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.evidence import Evidence
from tldesk.desktop.widgets.heatmap_pictures import HeatmapPicture, HeatmapPictures
from tldesk.desktop.widgets.look_row import LookRow
from tldesk.desktop.widgets.photo_view import PhotoView
from tldesk.photos.overlay import Look, on_one_scale

SIZE: Final = QSize(1240, 780)
MARGIN: Final = 48
ONE_SCALE: Final = "heatmap/one scale"


class _Side(QWidget):
    """A class to choose, and the photo with that class's heatmap."""

    chosen = Signal()

    def __init__(self, evidence: Evidence, words: str, row: int) -> None:
        super().__init__()
        self.combo = QComboBox()
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        self.combo.setAccessibleName(words.replace("&", ""))
        self.combo.setToolTip(self.tr("Class whose heatmap is drawn on this side"))
        for index in evidence.ranking:
            self.combo.addItem(f"{evidence.classes[index]}  {numbers.percent(evidence.probabilities[index])}", index)
        self.combo.setCurrentIndex(row)
        self.combo.activated.connect(self.chosen)
        self.view = PhotoView()
        self.view.show_file(evidence.file)
        label = QLabel(words)
        label.setBuddy(self.combo)
        above = QHBoxLayout()
        above.setSpacing(theme.S8)
        above.addWidget(label)
        above.addWidget(self.combo, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S8)
        layout.addLayout(above)
        layout.addWidget(self.view, 1)

    @property
    def class_index(self) -> int:
        return int(self.combo.currentData())


class HeatmapSheet(QDialog):
    """Two classes of one photo; zoomed and moved together.

    Args:
        known: heatmaps that are drawn already, by class index. The first two of the ranking are shown, or `first` and the best other one.
        photos: tells the folder of the open project's photos, in which no picture is saved.

    Signals:
        look_changed(object): the `Look`, as the user set it.
    """

    look_changed = Signal(object)

    def __init__(
        self,
        evidence: Evidence,
        heatmaps: Heatmaps,
        *,
        run_id: str,
        method: HeatmapMethod | None,
        known: Sequence[Heatmap],
        first: int,
        look: Look,
        preferences: Preferences,
        photos: Callable[[], Path | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Two classes side by side"))
        self._evidence, self._heatmaps, self._run_id, self._method = evidence, heatmaps, run_id, method
        self._drawn = {each.class_index: each for each in known}
        self._asked: int | None = None
        self._missed: set[int] = set()
        self._preferences = preferences
        heatmaps.setParent(self)
        here = evidence.ranking.index(first)
        self.sides = (_Side(evidence, self.tr("&Left"), here), _Side(evidence, self.tr("&Right"), 1 if here == 0 else 0))
        self.look_row = LookRow()
        self.look_row.set_look(look)
        self.scale_box = QCheckBox(self.tr("&One scale for both"))
        self.scale_box.setToolTip(self.tr("Weaker evidence for one of the classes looks weaker; else each map has its own maximum (Alt+O)"))
        self.scale_box.setChecked(bool(preferences.value(ONE_SCALE, True)))
        self.said = ElidedLabel("", Qt.TextElideMode.ElideRight)
        theme.look(self.said, "muted")
        self._pictures = HeatmapPictures(preferences, photos, self)
        self.buttons = self._buttons()
        self._lay_out()
        self._connect()
        self.resize(SIZE.boundedTo(parent.window().size() - QSize(MARGIN, MARGIN)))
        self._set_look(look)
        self._fill()
        self.sides[1].combo.setFocus()

    def _buttons(self) -> tuple[Button, Button, Button]:
        copy, save, close = Button(self.tr("Copy")), Button(self.tr("Save as PNG…")), Button(self.tr("Close"))
        copy.setToolTip(self.tr("Copy both as one picture (Ctrl+C)"))
        save.setToolTip(self.tr("Save both as one picture (Ctrl+S)"))
        close.setToolTip(self.tr("Back to the page (Esc)"))
        close.clicked.connect(self.accept)
        for button, keys, work in (
            (copy, QKeySequence.StandardKey.Copy, self._pictures.copy),
            (save, QKeySequence.StandardKey.Save, self._pictures.ask_where),
        ):
            button.clicked.connect(lambda _on=False, work=work: work(self.picture))
            QShortcut(QKeySequence(keys), self, button.click)
        return copy, save, close

    def _lay_out(self) -> None:
        name = ElidedLabel(self._evidence.file.name)
        name.setFont(theme.title())
        both = QHBoxLayout()
        both.setSpacing(theme.S16)
        for side in self.sides:
            both.addWidget(side, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.S12)
        foot.addWidget(self.look_row, 1)
        foot.addWidget(self.scale_box)
        last = QHBoxLayout()
        last.setSpacing(theme.S8)
        last.addWidget(self.said, 1)
        for button in self.buttons:
            last.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S24, theme.S16, theme.S24, theme.S16)
        layout.setSpacing(theme.S12)
        layout.addWidget(name)
        layout.addLayout(both, 1)
        layout.addLayout(foot)
        layout.addLayout(last)

    def _connect(self) -> None:
        left, right = self.sides
        left.view.follow(right.view)
        right.view.follow(left.view)
        for side in self.sides:
            side.chosen.connect(self._on_chosen)
        self.look_row.changed.connect(self._set_look)
        self.look_row.changed.connect(self.look_changed)
        self.scale_box.toggled.connect(self._on_scale)
        self._heatmaps.drawn.connect(self._take)
        self._heatmaps.failed.connect(self._miss)
        self._pictures.saved.connect(lambda file: self.said.setText(self.tr("Saved as {file}").format(file=file.name)))
        self._pictures.copied.connect(lambda: self.said.setText(self.tr("Copied")))
        self._pictures.failed.connect(self._say_error)

    @property
    def picture(self) -> HeatmapPicture:
        """What is seen, as one picture."""
        names = [self._evidence.classes[side.class_index] for side in self.sides]
        return HeatmapPicture(self._evidence.file, list(zip(names, self._shown(), strict=True)), self.look_row.look)

    def _shown(self) -> list[Heatmap]:
        there = [self._drawn[side.class_index] for side in self.sides]
        return on_one_scale(there) if self.scale_box.isChecked() else there

    def _fill(self) -> None:
        """Show what is drawn, and ask for one that is not: the engine keeps only the newest wish."""
        missing = [side for side in self.sides if side.class_index not in self._drawn]
        for button in self.buttons[:2]:
            button.setEnabled(not missing)
        for side in self.sides:
            side.view.set_busy(self._instead(side.class_index))
            side.view.set_heatmap(None if side in missing else self._drawn[side.class_index])
        if not missing:
            for side, heatmap in zip(self.sides, self._shown(), strict=True):
                side.view.set_heatmap(heatmap)
            self.said.setText(self._words())
            return
        wanted = [side.class_index for side in missing if side.class_index not in self._missed]
        if wanted and self._asked is None:
            self._asked = wanted[0]
            self._heatmaps.ask(self._run_id, self._evidence.file, self._asked, self._method)

    def _instead(self, class_index: int) -> str:
        """What a side says that has no heatmap to show."""
        if class_index in self._drawn:
            return ""
        return self.tr("No heatmap") if class_index in self._missed else self.tr("Computing…")

    def _words(self) -> str:
        method = self._drawn[self.sides[0].class_index].method
        if self.sides[0].class_index == self.sides[1].class_index:
            return self.tr("{method}. Both sides show the same class.").format(method=method)
        if method in (HeatmapMethod.EIGEN_CAM, HeatmapMethod.ATTENTION_ROLLOUT):
            return self.tr("{method} is the same for every class: choose another method to compare classes.").format(method=method)
        empty = [self._evidence.classes[side.class_index] for side in self.sides if not self._drawn[side.class_index].peak]
        if empty:
            return self.tr("{method}. Nothing in this photo speaks for {names}.").format(method=method, names=", ".join(empty))
        return str(method)

    def _take(self, _file: Path, class_index: int, heatmap: Heatmap, _methods: object) -> None:
        self._drawn[class_index] = heatmap
        self._asked = None
        self._fill()

    def _miss(self, _file: Path, class_index: int, reason: str) -> None:
        self._asked = None
        self._missed.add(class_index)
        self.said.setText(reason)
        self._fill()

    def _on_chosen(self) -> None:
        """What came to nothing before is tried again."""
        self._missed.clear()
        self._fill()

    def _on_scale(self, on: bool) -> None:
        self._preferences.set_value(ONE_SCALE, on)
        self._fill()

    def _set_look(self, look: Look) -> None:
        for side in self.sides:
            side.view.set_look(look)

    def _say_error(self, error: TldeskError) -> None:
        self.said.setText(str(error))
