from hypothesis import given
from hypothesis import strategies as st

from tldesk.photos.names import natural_key
from tldesk.project.ranks import Ranks, Shift

NAMES = st.text("ab01/", min_size=1, max_size=6)


class Places(dict[str, int]):
    """A row of paths with their places, as a project keeps it."""

    def __init__(self, *args) -> None:
        super().__init__(*args)
        self.ranks = Ranks(self)
        self.shifts: list[Shift] = []

    @property
    def in_order(self) -> list[tuple[str, int]]:
        return sorted(self.items(), key=lambda one: one[1])

    def last(self):
        return self.in_order[-1] if self else None

    def from_place(self, place, count):
        return [one for one in self.in_order if one[1] >= place][:count]

    def highest_below(self, place):
        return max((one for one in self.values() if one < place), default=0)

    def take(self, paths) -> None:
        """What is done with paths that come in: each shift at once, then the new places."""
        self.update(yield_from(self.ranks.settle(paths), self._shift))

    def _shift(self, shift: Shift) -> None:
        self.shifts.append(shift)
        self.update({path: place + shift.by for path, place in self.items() if place >= shift.start})


def yield_from(steps, do):
    """Do every step; gives what comes after the last."""
    while True:
        try:
            do(next(steps))
        except StopIteration as end:
            return end.value


@given(st.lists(st.lists(NAMES, max_size=8), max_size=12))
def test_whatever_comes_in_whatever_order_the_places_are_in_natural_order(batches):
    places = Places()
    for batch in batches:
        places.take(set(batch) - places.keys())
        assert [natural_key(path) for path, _ in places.in_order] == sorted(natural_key(path) for path in places)
        assert len(set(places.values())) == len(places)


@given(st.sets(NAMES, min_size=1, max_size=20), st.lists(NAMES, max_size=12))
def test_places_without_room_between_them_are_shifted_to_make_some(there, coming):
    places = Places({path: number for number, path in enumerate(sorted(there, key=lambda path: (natural_key(path), path)), 1)})
    for path in dict.fromkeys(coming):
        if path not in places:
            places.take([path])
    assert [natural_key(path) for path, _ in places.in_order] == sorted(natural_key(path) for path in places)


def test_among_many_the_place_is_found_far_off_and_near():
    places = Places({f"{number:04}": number << 20 for number in range(1, 3000, 2)})
    places.take(["0002", "0004", "0200", "2998", "3001"])
    assert not places.shifts
    assert [path for path, _ in places.in_order] == sorted(places)


def test_what_comes_last_or_between_needs_no_new_place_of_others():
    places = Places()
    places.take(["b/1", "b/2", "d"])
    first = dict(places)
    for number in range(1000):
        places.take([f"b/2 {number}"])
        assert first["b/2"] < places[f"b/2 {number}"] < first["d"]
    assert not places.shifts


def test_many_in_one_gap_that_is_too_small_shift_what_is_behind_once():
    places = Places({"a": 1, "c": 2, "d": 3})
    places.take([f"b{number}" for number in range(100)])
    assert [shift.start for shift in places.shifts] == [2]
    assert [path for path, _ in places.in_order] == ["a", *(f"b{number}" for number in range(100)), "c", "d"]
