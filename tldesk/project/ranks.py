"""Natural order kept as numbers with room between them: a photo that comes in later gets one, and no other photo a new one.

The method is order maintenance with gaps, after Dietz & Sleator, "Two algorithms for maintaining order in a list", STOC 1987, in its
simplest form: where a gap is used up, all that comes behind is shifted.
"""

from bisect import bisect_right
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from tldesk.photos.names import natural_key

GAP: Final = 1 << 36
"""Between photos that were ranked one after the other; 64 bits hold 100 million of them."""

NEAR: Final = 1 << 16
"""At most so far behind its neighbour goes a photo that comes between two: a camera's next photos follow it, each behind the last."""

_WINDOW: Final = 64
"""Neighbours that are looked at together: what comes in, comes in natural order too."""

Ranked = tuple[str, int]
"""A path and its place."""

_Key = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """All places from `start` on grow by `by`."""

    start: int
    by: int


class Row(Protocol):
    """Paths in natural order by rising place, as they are now."""

    def last(self) -> Ranked | None:
        """The one with the highest place."""

    def from_place(self, place: int, count: int) -> Sequence[Ranked]:
        """The first `count` of those at `place` and behind it."""

    def highest_below(self, place: int) -> int:
        """The highest place below `place`; 0 where there is none."""


class Ranks:
    """Gives places to paths. It keeps none itself, so a project may have millions of them."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self._near = 0

    def settle(self, paths: Iterable[str]) -> Generator[Shift, None, dict[str, int]]:
        """Give places to paths that have none yet; each shift must be done before the next is asked for."""
        fresh = sorted((natural_key(path), path) for path in set(paths))
        places: dict[str, int] = {}
        start = 0
        while start < len(fresh):
            behind = self._first_behind(fresh[start][0])
            end = len(fresh)
            if behind is not None:
                limit = natural_key(behind[0])
                end = next((index for index in range(start + 1, end) if fresh[index][0] >= limit), end)
            numbers = yield from self._numbers(behind, end - start)
            places.update(zip((path for _, path in fresh[start:end]), numbers, strict=True))
            start = end
        return places

    def _first_behind(self, key: _Key) -> Ranked | None:
        last = self._row.last()
        # Mostly photos come in order, behind all there are.
        if last is None or natural_key(last[0]) <= key:
            return None
        found = self._nearby(key) or self._anywhere(key, last[1])
        self._near = found[1]
        return found

    def _nearby(self, key: _Key) -> Ranked | None:
        """The first behind `key`, if it lies just behind where the last search ended."""
        window = self._row.from_place(self._near, _WINDOW)
        slot = bisect_right(window, key, key=lambda one: natural_key(one[0]))
        return window[slot] if 0 < slot < len(window) else None

    def _anywhere(self, key: _Key, high: int) -> Ranked:
        """The first behind `key`: one is, at the place `high` or before."""
        low = 0
        while True:
            middle = max(low, (low + high) // 2)
            found = self._row.from_place(middle, 1)[0]
            if natural_key(found[0]) <= key:
                low = found[1] + 1
            elif middle == low or self._row.highest_below(found[1]) < low:
                return found
            else:
                high = middle

    def _numbers(self, behind: Ranked | None, count: int) -> Generator[Shift, None, Sequence[int]]:
        """Places for `count` paths between `behind` and what is before it."""
        if behind is None:
            last = self._row.last()
            before, step = last[1] if last else 0, GAP
        else:
            place, before = behind[1], self._row.highest_below(behind[1])
            if place - before <= count:
                shift = Shift(place, max(GAP, NEAR * (count + 1)))
                yield shift
                place += shift.by
            step = min(NEAR, (place - before) // (count + 1))
        return range(before + step, before + step * count + 1, step)
