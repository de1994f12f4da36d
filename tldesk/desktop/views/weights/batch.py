"""Files that are added one after another, and what is said of them at the end."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from tldesk.core.messages import AddWeightsRequest, Cancelled, Ending, Finished, Request
from tldesk.desktop.views.weights.files import SUFFIXES

MANY: Final = 6
"""So many files are said with the reason why they were refused, the others by name: the sheet has to fit on the screen."""


class Batch:
    """What was dropped or chosen together or meanwhile, so that what is said of one file is not lost to the next.

    Attributes:
        waiting: for the one that is under way.
    """

    def __init__(self) -> None:
        self.waiting: list[Path] = []
        self._before: list[str] = []
        self._kept: list[str] = []
        self._refused: list[tuple[str, str]] = []
        self._left: list[str] = []

    def take(self, files: Iterable[Path]) -> None:
        """Let these wait; what is no file of weights is refused at once."""
        translate = QCoreApplication.translate
        for file in files:
            if file.suffix.lower() in SUFFIXES:
                self.waiting.append(file)
            else:
                text = translate("WeightsSheet", "it is no file of weights; those end in {suffixes}")
                self._refused.append((file.name, text.format(suffixes=", ".join(SUFFIXES))))

    def leave(self) -> None:
        """None of those that wait is looked at any more."""
        self._left += [""] * len(self.waiting)
        self.waiting.clear()

    def note(self, request: Request, ending: Ending, words: str) -> None:
        """How one ended, be it a file of these or what was under way when they came, in the user's language."""
        match request, ending:
            case AddWeightsRequest(), Finished():
                self._kept.append(words)
            case AddWeightsRequest(), Cancelled():
                self._left.append(words)
            case AddWeightsRequest(file=file), _:
                self._refused.append((Path(file).name, words))
            case _:
                self._before.append(words)

    def so_far(self) -> list[str]:
        """What stays to be read while the others are looked at."""
        text = QCoreApplication.translate("WeightsSheet", "{file} was refused: {reason}")
        return [*self._before, *(text.format(file=name, reason=reason) for name, reason in self._refused[:MANY])]

    def under_way(self, words: str) -> str:
        """What stays to be read, what is said of the one that is looked at, and how many wait for it."""
        lines = [*self.so_far(), words]
        if self.waiting:
            lines.append(QCoreApplication.translate("WeightsSheet", "Files that wait: {count}").format(count=len(self.waiting)))
        return "\n".join(lines).strip()

    def in_words(self) -> str:
        """All of it: how many are here, where it is more than one file, and why the others are not."""
        total = len(self._kept) + len(self._refused) + len(self._left)
        if total <= 1:
            return "\n".join([*self.so_far(), *self._kept, *self._left])
        text = QCoreApplication.translate("WeightsSheet", "Here and checked: {kept} of {total}")
        said = [text.format(kept=len(self._kept), total=total), *self.so_far(), *filter(None, self._left)]
        if more := [name for name, _reason in self._refused[MANY:]]:
            said.append(QCoreApplication.translate("WeightsSheet", "Refused as well: {files}").format(files=", ".join(more)))
        return "\n".join(said)
