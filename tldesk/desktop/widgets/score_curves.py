"""Curves of the classes of one evaluation: receiver operating characteristic, or precision over recall."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.results import ClassScore
from tldesk.desktop import theme
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.chart import UnitChart, thin_pen
from tldesk.desktop.widgets.elided import ElidedLabel

IN_COLOUR: Final = 8
"""Of more classes, only the one that is chosen has a colour."""


class _Lines(UnitChart):
    """One line a class; the chosen one lies above the others."""

    def __init__(self, *, rising: bool) -> None:
        super().__init__(rising=rising)
        self._lines: list[Any] = []
        self._colours: list[QColor] = []
        self._chosen: int | None = None

    def draw(self, curves: Sequence[Sequence[tuple[float, float]]], colours: Sequence[QColor]) -> None:
        item = self.getPlotItem()
        for line in self._lines:
            item.removeItem(line)
        self._colours = list(colours)
        self._lines = [item.plot([100 * x for x, _ in curve], [100 * y for _, y in curve]) for curve in curves]
        self.choose(None)

    def choose(self, index: int | None) -> None:
        self._chosen = index
        for place, line in enumerate(self._lines):
            plain = len(self._lines) > IN_COLOUR or index is not None
            colour = self._colours[place] if place == index or not plain else theme.colours().line
            line.setPen(thin_pen(colour))
            line.setZValue(1 if place == index else 0)

    def recolour(self) -> None:
        super().recolour()
        if self._lines:
            self.choose(self._chosen)


class ScoreCurves(QWidget):
    """The two kinds of curves, one at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores: tuple[ClassScore, ...] = ()
        self._chosen: int | None = None
        self._charts = {"roc": _Lines(rising=True), "precision-recall": _Lines(rising=False)}
        self._group = QButtonGroup(self)
        self._across = QLabel()
        self._up = QLabel()
        self._said = ElidedLabel("", Qt.TextElideMode.ElideRight)
        for label in (self._across, self._up, self._said):
            label.setFont(theme.caption())
            theme.look(label, "muted")
        self._kind = "roc"
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        layout.addLayout(self._switch())
        layout.addSpacing(theme.S8)
        layout.addWidget(self._up)
        for chart in self._charts.values():
            layout.addWidget(chart, 1)
        layout.addWidget(self._across, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._said)
        self._show_kind("roc")

    def _switch(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.S4)
        names = {"roc": self.tr("ROC"), "precision-recall": self.tr("Precision and recall")}
        for kind, name in names.items():
            button = Button(name)
            button.setCheckable(True)
            button.setChecked(kind == self._kind)
            theme.look(button, "segment")
            button.clicked.connect(lambda _on=False, kind=kind: self._show_kind(kind))
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def show_scores(self, scores: Sequence[ClassScore], colours: Mapping[str, str]) -> None:
        """Draw the curves of `scores`; `colours` of the classes by name."""
        self._scores = tuple(scores)
        plain = theme.colours().accent
        inks = [QColor(colours[score.name]) if score.name in colours else plain for score in scores]
        self._charts["roc"].draw([score.roc for score in scores], inks)
        self._charts["precision-recall"].draw([score.precision_recall for score in scores], inks)
        self.choose(None)

    def choose(self, index: int | None) -> None:
        """Bring out the curve of one class, or none."""
        for chart in self._charts.values():
            chart.choose(index)
        self._chosen = index
        self._say()

    def _show_kind(self, kind: str) -> None:
        self._kind = kind
        for each, chart in self._charts.items():
            chart.setVisible(each == kind)
        roc = kind == "roc"
        self._up.setText(self.tr("Recall (%)") if roc else self.tr("Precision (%)"))
        self._across.setText(self.tr("Photos of other classes taken for it (%)") if roc else self.tr("Recall (%)"))
        self._say()

    def _say(self) -> None:
        if self._chosen is None or self._chosen >= len(self._scores):
            text = self.tr("Choose a class in the table to bring its curve out.")
        else:
            score = self._scores[self._chosen]
            area = score.roc_auc if self._kind == "roc" else score.average_precision
            words = self.tr("{name}: area under the curve {area}") if self._kind == "roc" else self.tr("{name}: average precision {area}")
            text = words.format(name=score.name, area=numbers.decimal(area))
        self._said.setText(text)
        self.setAccessibleDescription(text)
