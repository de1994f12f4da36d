"""Which photos a person wants to see, and in which order, as plain values."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tldesk.core.photo import Split


class Sort(StrEnum):
    """What photos are put in order by. Those that tie stand in natural order of their paths."""

    NAME = "name"
    """The path, in natural order: "img2" before "img10"."""
    TAKEN = "taken"
    SIZE = "size"
    CLASS = "class"
    """The order of the classes."""
    CONFIDENCE = "confidence"
    """The highest probability in a prediction set; photos that tie stand in the order in which they came to the project."""
    LABELLED = "labelled"
    """When the label was last changed; photos labelled together stand in natural order when the newest come first."""


@dataclass(frozen=True, slots=True)
class PhotoFilter:
    """Conditions that a photo must all fulfil; as it stands by default, every photo that is there does.

    Attributes:
        classes, unlabelled: of any of these classes, or without one: alternatives of one condition.
        unsure: flagged "unsure", or not; None asks neither.
        splits, no_split: in any of these splits, or in none: alternatives of one condition.
        group: the name of a group; empty for any.
        folder: relative to the project's folder, POSIX, with all that lies below; empty for any.
        problem: the file can't be read, or can; None asks neither.
        missing: only photos whose file is gone; else only those that are there.
        taken_from, taken_to: days by the camera's clock, both inclusive. A photo without a date is on no day.
        smallest, largest: bytes, both inclusive.
        text: each of its words must occur in the path; case and accents don't count.
    """

    classes: frozenset[int] = frozenset()
    unlabelled: bool = False
    unsure: bool | None = None
    splits: frozenset[Split] = frozenset()
    no_split: bool = False
    group: str = ""
    folder: str = ""
    problem: bool | None = None
    missing: bool = False
    taken_from: date | None = None
    taken_to: date | None = None
    smallest: int | None = None
    largest: int | None = None
    text: str = ""

    @property
    def active(self) -> int:
        """How many conditions are set; a range and a choice among alternatives are one each."""
        conditions = (
            bool(self.classes) or self.unlabelled,
            self.unsure is not None,
            bool(self.splits) or self.no_split,
            self.group != "",
            self.folder != "",
            self.problem is not None,
            self.missing,
            self.taken_from is not None or self.taken_to is not None,
            self.smallest is not None or self.largest is not None,
            self.text.strip() != "",
        )
        return sum(conditions)


@dataclass(frozen=True, slots=True)
class PhotoOrder:
    """An order of photos; `descending` is its mirror, ties included; but photos that it says nothing about always come last.

    `set_id` is the prediction set whose confidence counts.
    """

    sort: Sort = Sort.NAME
    descending: bool = False
    set_id: str = ""


NATURAL: Final = PhotoOrder()
"""The order of the paths."""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter and an order that a person gave a name."""

    name: str
    filter: PhotoFilter
    order: PhotoOrder = NATURAL


def searchable(text: str) -> str:
    """`text` as a search sees it: without case, accents and other marks on letters."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
