from hypothesis import given
from hypothesis import strategies as st

from tldesk.photos.scan import natural_key
from tldesk.project.ranks import Ranks, Shift

NAMES = st.text("ab01/", min_size=1, max_size=6)


def applied(places: dict[str, int], fresh: dict[str, int], shifts: list[Shift]) -> dict[str, int]:
    """What a database does: first the shifts in turn, then the new places."""
    after = dict(places)
    for shift in shifts:
        after = {path: place + shift.by if place >= shift.start else place for path, place in after.items()}
    return after | fresh


@given(st.lists(st.lists(NAMES, max_size=8), max_size=12))
def test_whatever_comes_in_whatever_order_the_places_are_in_natural_order(batches):
    ranks, places = Ranks([]), {}
    for batch in batches:
        fresh = set(batch) - places.keys()
        places = applied(places, *ranks.settle(fresh))
        by_place = sorted(places, key=places.__getitem__)
        assert [natural_key(path) for path in by_place] == sorted(natural_key(path) for path in places)
        assert len(set(places.values())) == len(places)


@given(st.sets(NAMES, min_size=1, max_size=20), st.lists(NAMES, max_size=12))
def test_places_without_room_between_them_are_shifted_to_make_some(there, coming):
    dense = {path: number for number, path in enumerate(sorted(there, key=lambda path: (natural_key(path), path)), 1)}
    ranks, places = Ranks(dense.items()), dict(dense)
    for path in dict.fromkeys(coming):
        if path not in places:
            places = applied(places, *ranks.settle([path]))
    by_place = sorted(places, key=places.__getitem__)
    assert [natural_key(path) for path in by_place] == sorted(natural_key(path) for path in places)


def test_what_comes_last_or_between_needs_no_new_place_of_others():
    ranks = Ranks([])
    first, shifts = ranks.settle(["b/1", "b/2", "d"])
    assert shifts == []
    for number in range(1000):
        more, shifts = ranks.settle([f"b/2 {number}"])
        assert shifts == []
        assert first["b/2"] < more[f"b/2 {number}"] < first["d"]


def test_many_in_one_gap_that_is_too_small_shift_what_is_behind_once():
    places, shifts = Ranks([("a", 1), ("c", 2), ("d", 3)]).settle([f"b{number}" for number in range(100)])
    assert len(shifts) == 1
    assert shifts[0].start == 2
    after = applied({"a": 1, "c": 2, "d": 3}, places, shifts)
    assert sorted(after, key=after.__getitem__) == ["a", *(f"b{number}" for number in range(100)), "c", "d"]
