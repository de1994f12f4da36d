"""On top of Train: what there is to train with, and what a training would go without."""

from collections.abc import Container

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.photo import Split
from tldesk.core.words import isolated
from tldesk.desktop import theme
from tldesk.desktop.resources import translated
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.project.readiness import FEWEST_PER_CLASS, Readiness

GAP = "  ·  "


def split_words(split: Split) -> str:
    """A split as the user reads it."""
    return translated(split.value, "splits")


def obstacle(ready: Readiness | None) -> str:
    """Why one can't train with what there is; empty where one can."""
    if ready is None:
        return QCoreApplication.translate("ReadinessLine", "Open a folder of photos first.")
    if ready.classes < 2:
        return QCoreApplication.translate("ReadinessLine", "Label photos of at least two classes first.")
    if ready.classes - len(ready.few) < 2:
        text = QCoreApplication.translate("ReadinessLine", "Label at least {fewest} photos of each of two classes first.")
        return text.format(fewest=FEWEST_PER_CLASS)
    return ""


class ReadinessLine(QWidget):
    """Labelled photos, each class's share of them, the splits; below them the classes that have too few photos.

    Signals:
        train_without(object): train, and leave these classes out, by name.
    """

    train_without = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.labelled = QLabel()
        self.classes = ElidedLabel("", Qt.TextElideMode.ElideRight)
        self.splits = QLabel()
        for label in (self.classes, self.splits):
            theme.look(label, "muted")
        for label in (self.labelled, self.classes, self.splits):
            label.setFont(theme.tabular(theme.body()))
        row = QHBoxLayout()
        row.setSpacing(theme.S24)
        row.addWidget(self.labelled)
        row.addWidget(self.classes, 1)
        row.addWidget(self.splits)
        self._few: tuple[str, ...] = ()
        self.few = ElidedLabel("", Qt.TextElideMode.ElideRight)
        self.without_button = Button()
        self.without_button.clicked.connect(lambda: self.train_without.emit(self._few))
        self._offer = QWidget()
        offer = QHBoxLayout(self._offer)
        offer.setContentsMargins(0, 0, 0, 0)
        offer.setSpacing(theme.S12)
        offer.addWidget(self.few, 1)
        offer.addWidget(self.without_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        column.setSpacing(theme.S8)
        column.addLayout(row)
        column.addWidget(self._offer)

    def show_readiness(self, ready: Readiness | None, *, without: Container[str] = ()) -> None:
        """Show the counts; None while no project is open. `without`: classes that trainings may go without, by name."""
        self.setVisible(ready is not None and ready.photos > 0)
        if ready is None:
            return
        self.labelled.setText(self._labelled(ready))
        self.classes.setText(GAP.join(f"{isolated(name)} ({numbers.count(count)})" for name, count in ready.by_class))
        self.splits.setText(self._splits(ready))
        self.splits.setToolTip(
            self.tr("Labelled photos of a group that has photos in the test split take no part: the model must not learn from their like.")
            if ready.near_test
            else ""
        )
        self._show_few(ready, without)

    def _show_few(self, ready: Readiness, without: Container[str]) -> None:
        asked = [(name, count) for name, count in ready.few if name not in without]
        said = GAP.join(f"{isolated(name)} ({numbers.count(count)})" for name, count in asked or ready.few)
        self._few = tuple(name for name, _ in asked)
        self._offer.setVisible(bool(ready.few) and ready.classes - len(ready.few) >= 2)
        self.without_button.setVisible(bool(asked))
        theme.look(self.few, "warning", bool(asked))
        theme.look(self.few, "muted", not asked)
        if asked:
            text = self.tr("Too few photos, a training needs {fewest} of each class: {classes}")
            self.few.setText(text.format(fewest=FEWEST_PER_CLASS, classes=said))
            name = self.tr("Train without «{name}»").format(name=isolated(self._few[0]))
            self.without_button.setText(name if len(asked) == 1 else self.tr("Train without %n class(es)", "", len(asked)))
            self.without_button.setToolTip(self.tr("Train, and leave out: {classes}. Their labels are kept.").format(classes=said))
        else:
            self.few.setText(self.tr("Trainings go without these until they have more photos: {classes}").format(classes=said))

    def _labelled(self, ready: Readiness) -> str:
        """The labels as the page Label counts them, and how many of them are of no use."""
        labelled = numbers.count(ready.labelled + ready.unreadable)
        said = [self.tr("{labelled} of %n photo(s) labelled", "", ready.photos).format(labelled=labelled)]
        if ready.unreadable:
            said.append(self.tr("%n of them can't be read", "", ready.unreadable))
        return GAP.join(said)

    def _splits(self, ready: Readiness) -> str:
        if not ready.by_split:
            return self.tr("Splits are made by the first training") if ready.labelled else ""
        said = [f"{split_words(split)} ({numbers.count(count)})" for split, count in ready.by_split]
        if ready.near_test:
            said.append(self.tr("%n kept out, like test photos", "", ready.near_test))
        return GAP.join(said)
