"""What a scan means for the photos of a project, told in steps while it goes on.

Every step is small enough to be written in a moment, and leaves a project that is consistent: when a program ends between two of them,
the next scan does the rest.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from tldesk.core.photo import ScannedPhoto
from tldesk.project.ranks import Ranks, Shift
from tldesk.project.relink import KnownPhoto, relink

if TYPE_CHECKING:
    from tldesk.project.standing import Standing

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


class Ledger:
    """Compares what is found with what is known, each photo once.

    What is plain from one file alone is told at once: photos never seen before, and unchanged ones. All else waits for the end, when it
    is known which paths are empty now. Every step must be written before the next is asked for.

    Attributes:
        standing: what is known.
    """

    def __init__(self, standing: "Standing") -> None:
        self.standing = standing
        self._ranks = Ranks(standing)
        self._later: list[ScannedPhoto] = []

    def take(self, found: Sequence[ScannedPhoto]) -> Iterator[Step]:
        """What is plain of `found` already."""
        fresh: list[ScannedPhoto] = []
        refreshed: list[tuple[int, ScannedPhoto]] = []
        for one in found:
            before = one if isinstance(one, KnownPhoto) else self.standing.get(one.path)
            if before is not None and before.fingerprint == one.fingerprint:
                self.standing.meet(before)
                if (before.size, before.modified_ns) != (one.size, one.modified_ns):
                    refreshed.append((before.id, one))
            elif before is None and not self.standing.knows_content(one.fingerprint):
                fresh.append(one)
            else:
                self._later.append(one)
        places = yield from self._settled(fresh)
        for added in _parts([(one, places[one.path]) for one in fresh]):
            yield Step(added=added)
        for same in _parts(refreshed):
            yield Step(refreshed=same)

    def finish(self, *, unseen: Callable[[str], bool], still_there: Callable[[str], bool]) -> Iterator[Step]:
        """The rest, now that everything was found; see `relink.relink`."""
        known = [*self.standing.not_met(), *self.standing.missing({one.fingerprint for one in self._later})]
        result = relink(known, self._later, unseen=unseen, still_there=still_there)
        places = yield from self._settled([*(one for _, one in result.moved), *result.added])
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

    def _settled(self, found: Sequence[ScannedPhoto]) -> Generator[Step, None, dict[str, int]]:
        """The places of photos that come to their paths."""
        shifts = self._ranks.settle(one.path for one in found)
        while True:
            try:
                yield Step(shift=next(shifts))
            except StopIteration as end:
                places: dict[str, int] = end.value
                return places


def _parts(items: Sequence[T]) -> Iterator[tuple[T, ...]]:
    for start in range(0, len(items), STEP):
        yield tuple(items[start : start + STEP])
