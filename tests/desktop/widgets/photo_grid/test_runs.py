import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tldesk.desktop.widgets.photo_grid.runs import Runs

NUMBERS = st.sets(st.integers(0, 60))


def test_a_million_are_one_run() -> None:
    everything = Runs.between(0, 1_000_000)
    assert len(everything) == 1_000_000
    assert everything.bounds == (0, 1_000_000)
    assert 999_999 in everything
    assert 1_000_000 not in everything
    assert (everything ^ Runs.of([5])).bounds == (0, 5, 6, 1_000_000)


@given(NUMBERS)
def test_it_holds_what_it_is_made_of(numbers: set[int]) -> None:
    runs = Runs.of(numbers)
    assert list(runs) == sorted(numbers)
    assert len(runs) == len(numbers)
    assert {n for n in range(62) if n in runs} == numbers
    assert Runs.of_ascending(np.array(sorted(numbers), np.intp)) == runs
    assert [n for span in runs.spans() for n in span] == sorted(numbers)


@given(NUMBERS, NUMBERS)
def test_they_combine_as_sets_do(one: set[int], other: set[int]) -> None:
    assert Runs.of(one) ^ Runs.of(other) == Runs.of(one ^ other)
    assert Runs.of(one) | Runs.of(other) == Runs.of(one | other)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_range_may_be_empty(start: int, stop: int) -> None:
    assert Runs.between(start, stop) == Runs.of(range(start, stop))
