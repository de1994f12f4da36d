"""What a scan means for the photos of a project, told in steps while it goes on. Pure: it reads no disk and no database.

Every step is small enough to be written in a moment, and leaves a project that is consistent: when a program ends between two of them,
the next scan does the rest.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from tldesk.core.photo import ScannedPhoto
from tldesk.project.ranks import Ranks, Shift
from tldesk.project.relink import KnownPhoto, relink

T = TypeVar("T")

STEP: Final = 400
"""Photos in one step: written in some 5 ms."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to write next; see `relink.Relinking` for the words. Photos that come to a path have a `place` in natural order.

    Attributes:
        shift: comes before all else.
        moved: id, what was found, place. Whoever is at that path leaves it.
        returned: id and what was found. Whoever is at that path leaves it.
        added: what was found, and its place.
    """

    shift: Shift | None = None
    moved: tuple[tuple[int, ScannedPhoto, int], ...] = ()
    returned: tuple[tuple[int, ScannedPhoto], ...] = ()
    changed: tuple[tuple[int, ScannedPhoto], ...] = ()
    added: tuple[tuple[ScannedPhoto, int], ...] = ()
    gone: tuple[int, ...] = ()
    refreshed: tuple[tuple[int, ScannedPhoto], ...] = ()


KnownRow = tuple[str, int, int, str, int, bool, int]
"""Path, size, time, fingerprint, id, whether it is missing, and place of a photo: see `relink.KnownPhoto`.

A plain tuple: a hundred thousand objects of a class make Python's collector stop every thread for a twentieth of a second.
"""


class _Known(Mapping[str, ScannedPhoto]):
    """Rows as photos, made when they are asked for."""

    def __init__(self, rows: Mapping[str, KnownRow]) -> None:
        self._rows = rows

    def __getitem__(self, path: str) -> KnownPhoto:
        return _photo(self._rows[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Ledger:
    """Compares what is found with what is known, each photo once.

    What is plain from one file alone is told at once: photos never seen before, and unchanged ones. All else waits for the end, when it
    is known which paths are empty now.

    Args:
        photos: all that the project knows, missing ones too, by rising place.
    """

    def __init__(self, photos: Sequence[KnownRow]) -> None:
        self._ranks = Ranks((row[0], row[-1]) for row in photos)
        self._there: dict[str, KnownRow] = {row[0]: row for row in photos if not row[5]}
        self._missing = [_photo(row) for row in photos if row[5]]
        self._contents = {row[3] for row in photos}
        self._not_met = dict(self._there)
        self._later: list[ScannedPhoto] = []

    @property
    def known(self) -> Mapping[str, ScannedPhoto]:
        """The photos that were there, by path: for a scan to give back where they are unchanged."""
        return _Known(self._there)

    def take(self, found: Sequence[ScannedPhoto]) -> Iterator[Step]:
        """What is plain of `found` already."""
        fresh: list[ScannedPhoto] = []
        refreshed: list[tuple[int, ScannedPhoto]] = []
        for one in found:
            before = self._not_met.get(one.path)
            if before is not None and before[3] == one.fingerprint:
                del self._not_met[one.path]
                if before[1:3] != (one.size, one.modified_ns):
                    refreshed.append((before[4], one))
            elif before is None and one.fingerprint not in self._contents:
                fresh.append(one)
            else:
                self._later.append(one)
        places, shifts = self._ranks.settle(one.path for one in fresh)
        yield from (Step(shift=shift) for shift in shifts)
        for added in _parts([(one, places[one.path]) for one in fresh]):
            yield Step(added=added)
        for same in _parts(refreshed):
            yield Step(refreshed=same)

    def finish(self, *, unseen: Callable[[str], bool], still_there: Callable[[str], bool]) -> Iterator[Step]:
        """The rest, now that everything was found; see `relink.relink`."""
        result = relink([*map(_photo, self._not_met.values()), *self._missing], self._later, unseen=unseen, still_there=still_there)
        places, shifts = self._ranks.settle([*(one.path for _, one in result.moved), *(one.path for one in result.added)])
        yield from (Step(shift=shift) for shift in shifts)
        for moved in _parts([(photo_id, one, places[one.path]) for photo_id, one in result.moved]):
            yield Step(moved=moved)
        for returned in _parts(result.returned):
            yield Step(returned=returned)
        for changed in _parts(result.changed):
            yield Step(changed=changed)
        for added in _parts([(one, places[one.path]) for one in result.added]):
            yield Step(added=added)
        for gone in _parts(result.gone):
            yield Step(gone=gone)
        for refreshed in _parts(result.refreshed):
            yield Step(refreshed=refreshed)


def _photo(row: KnownRow) -> KnownPhoto:
    return KnownPhoto(*row[:6])


def _parts(items: Sequence[T]) -> Iterator[tuple[T, ...]]:
    for start in range(0, len(items), STEP):
        yield tuple(items[start : start + STEP])
