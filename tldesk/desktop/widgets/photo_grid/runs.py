"""Sets of places in a long row, held as runs, so that a million selected tiles cost no more than one."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Runs:
    """Whole numbers from 0. `bounds` are where the set begins and ends to hold them, in turn, ascending: (2, 5, 7, 8) holds 2, 3, 4, 7."""

    bounds: tuple[int, ...] = ()

    @classmethod
    def of(cls, numbers: Iterable[int]) -> "Runs":
        """The set of `numbers`, in any order."""
        ordered = sorted(set(numbers))
        starts = [n for before, n in pairwise([-2, *ordered]) if n != before + 1]
        stops = [n + 1 for n, after in pairwise([*ordered, -2]) if after != n + 1]
        return cls(tuple(chain.from_iterable(zip(starts, stops, strict=True))))

    @classmethod
    def of_ascending(cls, numbers: NDArray[np.intp]) -> "Runs":
        """The set of `numbers`, one-dimensional, ascending and each once."""
        if not numbers.size:
            return cls()
        breaks = np.flatnonzero(np.diff(numbers) != 1)
        starts = numbers[np.concatenate(([0], breaks + 1))]
        stops = numbers[np.concatenate((breaks, [numbers.size - 1]))] + 1
        return cls(tuple(np.column_stack((starts, stops)).ravel().tolist()))

    @classmethod
    def between(cls, start: int, stop: int) -> "Runs":
        """All from `start` to just before `stop`."""
        return cls((start, stop)) if start < stop else cls()

    def spans(self) -> list[range]:
        """The runs, ascending."""
        return [range(start, stop) for start, stop in zip(self.bounds[::2], self.bounds[1::2], strict=True)]

    def __contains__(self, number: int) -> bool:
        return bisect_right(self.bounds, number) % 2 == 1

    def __len__(self) -> int:
        return sum(map(len, self.spans()))

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(self.spans())

    def __xor__(self, other: "Runs") -> "Runs":
        """What is in one of both only."""
        # Where both begin or end, the answer does not change.
        return Runs(tuple(sorted(set(self.bounds).symmetric_difference(other.bounds))))

    def __or__(self, other: "Runs") -> "Runs":
        """What is in either."""
        bounds: list[int] = []
        for span in sorted((*self.spans(), *other.spans()), key=lambda span: span.start):
            if bounds and span.start <= bounds[-1]:
                bounds[-1] = max(bounds[-1], span.stop)
            else:
                bounds += (span.start, span.stop)
        return Runs(tuple(bounds))


NOTHING = Runs()
