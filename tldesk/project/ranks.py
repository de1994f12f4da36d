"""Natural order kept as numbers with room between them: a photo that comes in later gets one, and no other photo a new one.

Pure. The method is order maintenance with gaps, after Dietz & Sleator, "Two algorithms for maintaining order in a list", STOC 1987, in
its simplest form: where a gap is used up, all that comes behind is shifted.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tldesk.photos.scan import natural_key

GAP: Final = 1 << 36
"""Between photos that were ranked one after the other; 64 bits hold 100 million of them."""

NEAR: Final = 1 << 16
"""At most so far behind its neighbour goes a photo that comes between two: a camera's next photos follow it, each behind the last."""


@dataclass(frozen=True, slots=True)
class Shift:
    """All places from `start` on grow by `by`."""

    start: int
    by: int


class Ranks:
    """The places of paths in natural order.

    Args:
        ranked: paths and their places, by rising place.
    """

    def __init__(self, ranked: Iterable[tuple[str, int]]) -> None:
        self._paths: list[str] = []
        self._places: list[int] = []
        for path, place in ranked:
            self._paths.append(path)
            self._places.append(place)

    def settle(self, paths: Iterable[str]) -> tuple[dict[str, int], list[Shift]]:
        """Give places to paths that have none yet.

        Returns:
            The place of each path, and the shifts of those that were there, in turn and before the new places are used.
        """
        fresh = sorted((natural_key(path), path) for path in set(paths))
        places: dict[str, int] = {}
        shifts: list[Shift] = []
        start = 0
        while start < len(fresh):
            slot = self._slot(fresh[start][0])
            end = len(fresh)
            if slot < len(self._paths):
                limit = natural_key(self._paths[slot])
                end = next((index for index in range(start + 1, end) if fresh[index][0] >= limit), end)
            run = [path for _, path in fresh[start:end]]
            shift = self._make_room(slot, len(run))
            if shift is not None:
                shifts.append(shift)
            given = self._numbers(slot, len(run))
            places.update(zip(run, given, strict=True))
            self._paths[slot:slot] = run
            self._places[slot:slot] = given
            start = end
        return places, shifts

    def _slot(self, key: tuple[tuple[int, int, str], ...]) -> int:
        # Mostly photos come in order, behind all there are.
        if not self._paths or natural_key(self._paths[-1]) <= key:
            return len(self._paths)
        return bisect_right(self._paths, key, key=natural_key)

    def _make_room(self, slot: int, count: int) -> Shift | None:
        if slot == len(self._places) or self._places[slot] - self._before(slot) > count:
            return None
        shift = Shift(self._places[slot], max(GAP, NEAR * (count + 1)))
        self._places[slot:] = [place + shift.by for place in self._places[slot:]]
        return shift

    def _numbers(self, slot: int, count: int) -> Sequence[int]:
        before = self._before(slot)
        step = GAP if slot == len(self._places) else min(NEAR, (self._places[slot] - before) // (count + 1))
        return range(before + step, before + step * count + 1, step)

    def _before(self, slot: int) -> int:
        return self._places[slot - 1] if slot else 0
