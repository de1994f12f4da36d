"""One photo and what a model made of it: heatmap, the class it is drawn for, the most probable classes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.heatmap import HeatmapCheck, HeatmapMethod
from tldesk.core.results import Heatmap
from tldesk.desktop import theme
from tldesk.desktop.resources import icon
from tldesk.desktop.widgets.confidence_bar import TopAnswers
from tldesk.desktop.widgets.heatmap_method import HeatmapMethodRow
from tldesk.desktop.widgets.heatmap_viewer import HeatmapViewer
from tldesk.desktop.widgets.worded import show_words, worded

WAIT_MS: Final = 150
"""A heatmap is asked for once the selection rests this long, so that arrowing through a table asks for one only."""

ROOMY: Final = 320
"""From this width on the controls have words before them; without these their keys still work."""


@dataclass(frozen=True)
class Evidence:
    """What there is to show of one photo.

    Attributes:
        probabilities: in the order of `classes`, summing to 1; empty where the photo could not be read.
        label: the class a person gave the photo, or None.
        colours: of classes the project knows, by name.
        absent: why there is no photo to look at; empty: there is one.
        mark: another one than before says that the file holds another photo now.
    """

    file: Path
    classes: Sequence[str] = ()
    probabilities: Sequence[float] = ()
    label: str | None = None
    colours: Mapping[str, str] = field(default_factory=dict)
    absent: str = ""
    mark: str = ""

    @property
    def ranking(self) -> list[int]:
        """Class indices, most probable first."""
        return sorted(range(len(self.probabilities)), key=lambda i: -self.probabilities[i])


class EvidencePanel(QWidget):
    """Photo with heatmap above, class to explain and top answers below.

    Signals:
        explain_wanted(object, int, object): a heatmap of this file for this class index by this method (None: the usual) is wanted.
        check_wanted(object, int, object): it is to be tested. cancel_wanted(): no more.
        heatmap_changed(): `heatmap` or `explains` may be another.
    """

    explain_wanted = Signal(object, int, object)
    check_wanted = Signal(object, int, object)
    cancel_wanted = Signal()
    heatmap_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Evidence | None = None
        self.heatmap: Heatmap | None = None
        self._explain = False
        self._wanted: tuple[Path, int] | None = None
        self._ask = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._ask.timeout.connect(self._want)
        self.viewer = HeatmapViewer()
        self.class_combo = QComboBox()
        self.class_combo.setAccessibleName(self.tr("Class to draw the heatmap for"))
        self.class_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.class_combo.setMinimumContentsLength(8)
        self.class_combo.activated.connect(self._on_class)
        self.answers = TopAnswers()
        self.method = HeatmapMethodRow()
        self.method.chosen.connect(self._on_class)
        self.method.check_wanted.connect(self._on_check)
        self.method.cancel_wanted.connect(self.cancel_wanted)
        self.class_combo.setToolTip(self.tr("Evidence for this class (Alt+E)"))
        label = QLabel(self.tr("&Evidence for"))
        label.setBuddy(self.class_combo)
        self._words = (label, self.method.words, self.viewer.look_row.words)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.S8)
        self._row.addLayout(worded(label, self.class_combo), 1)
        self._controls = QWidget()
        self.below = QVBoxLayout(self._controls)
        self.below.setContentsMargins(0, 0, 0, 0)
        self.below.setSpacing(theme.S12)
        self.below.addLayout(self._row)
        self.below.addWidget(self.method)
        self.below.addWidget(self.answers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S12)
        layout.addWidget(self.viewer, 1)
        layout.addWidget(self._controls)
        self.clear("")

    @property
    def shown(self) -> Evidence | None:
        """What is shown."""
        return self._shown

    @property
    def explains(self) -> bool:
        """Whether there is a model that can look at the photo."""
        return self._explain

    def offer(self, first: QAction, others: Sequence[QAction]) -> None:
        """Have a button for the action that is `first`, and one with a menu for the others."""
        button, more = QToolButton(), QToolButton()
        button.setDefaultAction(first)
        button.setAccessibleName(first.text())
        more.setIcon(icon("dots-vertical"))
        more.setAccessibleName(self.tr("More of this photo"))
        more.setToolTip(self.tr("Feature maps; save or copy the heatmap"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        menu.addActions(others)
        more.setMenu(menu)
        for one in (button, more):
            self._row.addWidget(one)

    def clear(self, hint: str) -> None:
        """Show no photo; the place says `hint`."""
        self._shown, self._wanted, self._explain = None, None, False
        self._ask.stop()
        self.viewer.show_file(None, hint=hint)
        self._controls.hide()
        self._set_heatmap(None)

    def show_evidence(self, evidence: Evidence, *, explain: bool) -> None:
        """Show a photo and its answers; with `explain`, a heatmap for the most probable class is asked for."""
        self._shown, self._wanted = evidence, None
        self._ask.stop()
        ranking = evidence.ranking
        self._explain = explain and bool(ranking) and not evidence.absent
        file = None if evidence.absent else evidence.file
        self.viewer.show_file(file, mark=evidence.mark, hint=evidence.absent, explained=self._explain)
        self.method.setVisible(self._explain)
        self.method.forget_check()
        self._controls.setVisible(bool(ranking) or evidence.label is not None)
        self.class_combo.clear()
        for index in ranking:
            self.class_combo.addItem(f"{evidence.classes[index]}  {numbers.percent(evidence.probabilities[index])}", index)
        self.class_combo.setEnabled(self._explain)
        self.answers.show_probabilities(evidence.classes, evidence.probabilities, colours=evidence.colours, label=evidence.label)
        self._set_heatmap(None)
        if self._explain:
            self.viewer.show_computing()
            self._ask.start()

    def show_heatmap(self, file: Path, class_index: int, heatmap: Heatmap, methods: Sequence[HeatmapMethod]) -> None:
        """A heatmap that was wanted, and the methods there are; one that is wanted no more is left."""
        if self._wanted == (file, class_index):
            self.viewer.show_heatmap(heatmap)
            self.viewer.setToolTip(heatmap.method)
            self.method.show_methods(methods, heatmap.method)
            self._set_heatmap(heatmap)

    def show_checking(self, done: int, total: int) -> None:
        """How far the test that was wanted has got."""
        self.method.show_checking(done, total)

    def show_check(self, file: Path, class_index: int, check: HeatmapCheck | None) -> None:
        """What came of the test; None where it was cancelled or came to nothing."""
        if self._wanted == (file, class_index):
            self.method.show_check(check)

    def show_no_heatmap(self, file: Path, class_index: int, reason: str) -> None:
        """A heatmap that was wanted will not come; `reason` in a few words."""
        if self._wanted == (file, class_index):
            self.viewer.show_no_heatmap(reason)

    def _set_heatmap(self, heatmap: Heatmap | None) -> None:
        self.heatmap = heatmap
        self.heatmap_changed.emit()

    def _on_class(self) -> None:
        self._set_heatmap(None)
        self.method.forget_check()
        self.viewer.show_computing()
        self._ask.start()

    def _on_check(self) -> None:
        if self._wanted is not None:
            self.check_wanted.emit(*self._wanted, self.method.method)

    def _want(self) -> None:
        index = self.class_combo.currentData()
        # Nobody sees the heatmap of a hidden page: it is asked for when the page is shown.
        if self.isVisible() and self._shown is not None and isinstance(index, int):
            self._wanted = (self._shown.file, index)
            self.explain_wanted.emit(self._shown.file, index, self.method.method)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for words in self._words:
            show_words(words, shown=self.width() >= ROOMY)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._wanted is None and self._explain:
            self._ask.start()
