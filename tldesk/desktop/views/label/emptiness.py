"""What the page says when no photo is shown: why, and the next step."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from tldesk.core.filters import PhotoFilter
from tldesk.desktop.views.label.conditions import ConditionWords
from tldesk.desktop.widgets.empty_state import EmptyState


class Emptiness(QObject):
    """Finds the words for `state`.

    Args:
        clear, train, rescan: what the button does, as the case may be.
    """

    def __init__(
        self,
        state: EmptyState,
        words: ConditionWords,
        *,
        clear: Callable[[], object],
        train: Callable[[], object],
        rescan: Callable[[], object],
    ) -> None:
        super().__init__(state)
        self._state, self._words = state, words
        self._clear, self._train, self._rescan = clear, train, rescan
        self._act = rescan
        state.acted.connect(self._do)

    def _do(self) -> None:
        self._act()

    def explain(self, wanted: PhotoFilter, *, total: int, reading: bool, can_train: bool) -> None:
        """Say why none of `total` photos pass `wanted`; `reading`: the folder is still being read."""
        if total or wanted.missing:
            self._explain_filter(wanted, can_train=can_train)
        elif reading:
            self._state.set_words(self.tr("Reading the folder"), self.tr("The photos appear here as they are found."))
        else:
            text = self.tr("JPEG, PNG, TIFF, WebP, HEIC and other photos in this folder and its sub-folders appear here.")
            self._say(self.tr("There are no photos in this folder"), text, self.tr("Read it again"), self._rescan)

    def _explain_filter(self, wanted: PhotoFilter, *, can_train: bool) -> None:
        if wanted == PhotoFilter(unlabelled=True):
            action = self.tr("Train") if can_train else ""
            text = self.tr("Train a model from them, or look at all photos.")
            self._say(self.tr("Every photo has a label"), text, action, self._train)
        elif wanted == PhotoFilter(missing=True):
            self._say(self.tr("No photo is missing"), "", self.tr("Clear filters"), self._clear)
        elif wanted == PhotoFilter(classes=wanted.classes) and len(wanted.classes) == 1:
            self._say(self.tr("No photo has this class yet"), self.tr("Select photos and press its key."), "", self._clear)
        else:
            text = "\n".join(condition.text for condition in self._words.conditions(wanted))
            self._say(self.tr("No photo passes the filters"), text, self.tr("Clear filters"), self._clear)

    def _say(self, title: str, text: str, action: str, act: Callable[[], object]) -> None:
        self._act = act
        self._state.set_words(title, text, action)
