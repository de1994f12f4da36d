"""One line on top of Train: what there is to train with."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tldesk.core import numbers
from tldesk.core.photo import Split
from tldesk.desktop import theme
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.project.readiness import Readiness

GAP = "  ·  "


def split_words(split: Split) -> str:
    """A split as the user reads it."""
    return QCoreApplication.translate("splits", split.value)


def obstacle(ready: Readiness | None) -> str:
    """Why one can't train with what there is; empty where one can."""
    if ready is None:
        return QCoreApplication.translate("ReadinessLine", "Open a folder of photos first.")
    if ready.classes < 2:
        return QCoreApplication.translate("ReadinessLine", "Label photos of at least two classes first.")
    return ""


class ReadinessLine(QWidget):
    """Labelled photos, each class's share of them, the splits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.labelled = QLabel()
        self.classes = ElidedLabel("", Qt.TextElideMode.ElideRight)
        self.splits = QLabel()
        for label in (self.classes, self.splits):
            theme.look(label, "muted")
        for label in (self.labelled, self.classes, self.splits):
            label.setFont(theme.tabular(theme.body()))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        row.setSpacing(theme.S24)
        row.addWidget(self.labelled)
        row.addWidget(self.classes, 1)
        row.addWidget(self.splits)

    def show_readiness(self, ready: Readiness | None) -> None:
        """Show the counts; None while no project is open."""
        self.setVisible(ready is not None and ready.photos > 0)
        if ready is None:
            return
        self.labelled.setText(self._labelled(ready))
        self.classes.setText(GAP.join(f"{name} ({numbers.count(count)})" for name, count in ready.by_class))
        self.splits.setText(self._splits(ready))

    def _labelled(self, ready: Readiness) -> str:
        """The labels as the page Label counts them, and how many of them are of no use."""
        labelled = numbers.count(ready.labelled + ready.unreadable)
        said = [self.tr("{labelled} of %n photo(s) labelled", "", ready.photos).format(labelled=labelled)]
        if ready.unreadable:
            said.append(self.tr("%n can't be read", "", ready.unreadable))
        return GAP.join(said)

    def _splits(self, ready: Readiness) -> str:
        if not ready.by_split:
            return self.tr("Splits are made by the first training") if ready.labelled else ""
        return GAP.join(f"{split_words(split)} ({numbers.count(count)})" for split, count in ready.by_split)
