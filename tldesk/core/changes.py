"""What a mutation touched: entities, never views. Views refresh from a `Change` and from nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Change:
    """The entities one operation touched.

    Attributes:
        photos: ids of photos that were added, renamed, lost, found, or became (un)readable.
        facts: ids of photos whose date and size were read from their files.
        labels: ids of photos whose label, flag or note changed.
        splits: ids of photos whose split or group changed.
        classes: ids of classes added, changed or deleted.
        runs: ids of runs.
        predictions: ids of prediction sets.
        filters: names of saved filters.
    """

    photos: frozenset[int] = frozenset()
    facts: frozenset[int] = frozenset()
    labels: frozenset[int] = frozenset()
    splits: frozenset[int] = frozenset()
    classes: frozenset[int] = frozenset()
    runs: frozenset[str] = frozenset()
    predictions: frozenset[str] = frozenset()
    filters: frozenset[str] = frozenset()

    def __or__(self, other: "Change") -> "Change":
        return Change(**{f.name: getattr(self, f.name) | getattr(other, f.name) for f in fields(self)})

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self))


def together(changes: Iterable[Change]) -> Change:
    """What many changes touched, in one."""
    every = list(changes)
    return Change(**{f.name: frozenset().union(*(getattr(change, f.name) for change in every)) for f in fields(Change)})
