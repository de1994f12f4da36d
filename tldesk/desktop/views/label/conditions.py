"""A filter in words: one short text for each of its conditions, and the filter without it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

from PySide6.QtCore import QObject

from tldesk.core import numbers
from tldesk.core.filters import PhotoFilter
from tldesk.core.photo import PhotoClass, Split

T = TypeVar("T")

NAMED: Final = 3
"""Classes that are named; of more, only their number is told."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition in words, and the filter that is left without it."""

    text: str
    without: PhotoFilter


class ConditionWords(QObject):
    """Puts filters into words.

    Args:
        class_of: the class of an id.
    """

    def __init__(self, class_of: Callable[[int], PhotoClass | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._class_of = class_of

    def conditions(self, wanted: PhotoFilter) -> list[Condition]:
        """Those of `wanted`, in the order of the form they are made in."""
        nothing = PhotoFilter()
        parts = (
            (self.classes(wanted), replace(wanted, classes=nothing.classes, unlabelled=False)),
            (self._flag(wanted), replace(wanted, unsure=None)),
            (self._splits(wanted), replace(wanted, splits=nothing.splits, no_split=False)),
            (self.tr("Group: {name}").format(name=wanted.group) if wanted.group else "", replace(wanted, group="")),
            (self.tr("Folder: {name}").format(name=wanted.folder) if wanted.folder else "", replace(wanted, folder="")),
            (self._problem(wanted), replace(wanted, problem=None)),
            (self.tr("Missing") if wanted.missing else "", replace(wanted, missing=False)),
            (self._taken(wanted), replace(wanted, taken_from=None, taken_to=None)),
            (self._size(wanted), replace(wanted, smallest=None, largest=None)),
            (self.tr("Path: {text}").format(text=wanted.text.strip()) if wanted.text.strip() else "", replace(wanted, text="")),
        )
        return [Condition(text, without) for text, without in parts if text]

    def classes(self, wanted: PhotoFilter) -> str:
        """The classes that are shown; empty where all are."""
        if len(wanted.classes) > NAMED:
            return self.tr("%n class(es)", "", len(wanted.classes))
        there = [one for one in map(self._class_of, wanted.classes) if one is not None]
        names = [one.name for one in sorted(there, key=lambda one: one.position)]
        if wanted.unlabelled:
            names.append(self.tr("Unlabelled"))
        return ", ".join(names)

    def _flag(self, wanted: PhotoFilter) -> str:
        if wanted.unsure is None:
            return ""
        return self.tr("Unsure") if wanted.unsure else self.tr("Not unsure")

    def _splits(self, wanted: PhotoFilter) -> str:
        names = {Split.TRAIN: self.tr("train"), Split.VALIDATION: self.tr("validation"), Split.TEST: self.tr("test")}
        chosen = [name for split, name in names.items() if split in wanted.splits]
        if wanted.no_split:
            chosen.append(self.tr("none"))
        return self.tr("Split: {names}").format(names=", ".join(chosen)) if chosen else ""

    def _problem(self, wanted: PhotoFilter) -> str:
        if wanted.problem is None:
            return ""
        return self.tr("Can't be read") if wanted.problem else self.tr("Can be read")

    def _taken(self, wanted: PhotoFilter) -> str:
        return self._range(
            wanted.taken_from,
            wanted.taken_to,
            date.isoformat,
            both=self.tr("Taken {low} to {high}"),
            above=self.tr("Taken from {low} on"),
            below=self.tr("Taken until {high}"),
        )

    def _size(self, wanted: PhotoFilter) -> str:
        return self._range(
            wanted.smallest,
            wanted.largest,
            numbers.megabytes,
            both=self.tr("{low} to {high}"),
            above=self.tr("At least {low}"),
            below=self.tr("At most {high}"),
        )

    def _range(self, low: T | None, high: T | None, say: Callable[[T], str], *, both: str, above: str, below: str) -> str:
        if low is not None and high is not None:
            return both.format(low=say(low), high=say(high))
        if low is not None:
            return above.format(low=say(low))
        return below.format(high=say(high)) if high is not None else ""
