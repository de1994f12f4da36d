"""Which split photos are in, and putting them into another one."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from tldesk.core.photo import Split
from tldesk.desktop import theme

SPLITS: Final[tuple[Split | None, ...]] = (None, Split.TRAIN, Split.VALIDATION, Split.TEST)


class SplitRow(QWidget):
    """A box to choose from. A locked test split is neither left nor entered here.

    Signals:
        chosen(object, object): photos by id, and the `Split` or None for them.
    """

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[int, ...] = ()
        label = QLabel(self.tr("Split"))
        theme.look(label, "muted")
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("Split"))
        for split in SPLITS:
            self.box.addItem(self._name(split), split)
        self.box.activated.connect(self._choose)
        label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S16)
        row.addWidget(label)
        row.addWidget(self.box, 1)

    def _name(self, split: Split | None) -> str:
        names = {Split.TRAIN: self.tr("Train"), Split.VALIDATION: self.tr("Validation"), Split.TEST: self.tr("Test")}
        return self.tr("None yet") if split is None else names[split]

    def show_splits(self, ids: Sequence[int], splits: Sequence[Split | None], *, locked: bool) -> None:
        """Show the splits that occur among these photos; `locked`: there is a test split, and it must stay as it is."""
        self._ids = tuple(ids)
        self.box.setCurrentIndex(SPLITS.index(splits[0]) if len(splits) == 1 else -1)
        self.box.setPlaceholderText(self.tr("Several"))
        held = locked and Split.TEST in splits
        self.box.setEnabled(bool(splits) and not held)
        self._allow(Split.TEST, allowed=not locked)
        if held:
            self.box.setToolTip(self.tr("The test split is locked, so that all runs are measured alike"))
        else:
            self.box.setToolTip(self.tr("Photos of one group change their split together"))

    def _allow(self, split: Split, *, allowed: bool) -> None:
        model = self.box.model()
        assert isinstance(model, QStandardItemModel)
        model.item(SPLITS.index(split)).setEnabled(allowed)

    def _choose(self, index: int) -> None:
        self.chosen.emit(self._ids, SPLITS[index])
