import pytest
from hypothesis import given
from hypothesis import strategies as st

from tldesk.desktop.widgets.photo_grid.runs import Runs
from tldesk.desktop.widgets.photo_grid.selection import Selection, Step, banded, clicked, everything, only, stepped


def test_a_click_selects_one_and_a_click_beside_them_none() -> None:
    one = clicked(Selection(Runs.of({1, 2}), 1, 1), 5)
    assert one == only(5)
    none = clicked(one, None)
    assert (none.chosen, none.current) == (Runs(), 5)


def test_shift_selects_from_the_anchor_both_ways() -> None:
    start = only(5)
    assert clicked(start, 8, shift=True).chosen == Runs.of({5, 6, 7, 8})
    back = clicked(clicked(start, 8, shift=True), 3, shift=True)
    assert (back.chosen, back.current, back.anchor) == (Runs.of({3, 4, 5}), 3, 5)


def test_ctrl_adds_and_takes_away_and_ctrl_shift_adds_a_range() -> None:
    two = clicked(only(1), 4, ctrl=True)
    assert two.chosen == Runs.of({1, 4})
    assert clicked(two, 4, ctrl=True).chosen == Runs.of({1})
    assert clicked(two, 6, shift=True, ctrl=True).chosen == Runs.of({1, 4, 5, 6})


def test_a_click_beside_them_with_ctrl_keeps_all() -> None:
    assert clicked(only(1), None, ctrl=True) == only(1)


def test_a_rubber_band_replaces_and_with_ctrl_changes_sides() -> None:
    before = Selection(Runs.of({1, 2}), 2, 2)
    assert banded(before, [2, 3]).chosen == Runs.of({2, 3})
    assert banded(before, [2, 3], ctrl=True).chosen == Runs.of({1, 3})


def test_everything_keeps_the_focus() -> None:
    assert everything(only(2), 4) == Selection(Runs.of(range(4)), 2, 2)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Step.LEFT, 5),
        (Step.RIGHT, 7),
        (Step.UP, 1),
        (Step.DOWN, 11),
        (Step.HOME, 0),
        (Step.END, 12),
        (Step.PAGE_UP, 1),
        (Step.PAGE_DOWN, 11),
    ],
)
def test_steps_in_five_columns(step: Step, expected: int) -> None:
    assert stepped(only(6), step, count=13, columns=5, page=3) == only(expected)


def test_down_into_a_short_last_row_takes_its_last_tile() -> None:
    assert stepped(only(9), Step.DOWN, count=13, columns=5, page=3).current == 12
    assert stepped(only(12), Step.DOWN, count=13, columns=5, page=3).current == 12


def test_the_first_step_takes_the_first_tile_and_end_the_last() -> None:
    assert stepped(Selection(), Step.RIGHT, count=3, columns=2, page=1) == only(0)
    assert stepped(Selection(), Step.END, count=3, columns=2, page=1) == only(2)
    assert stepped(Selection(), Step.END, count=0, columns=2, page=1) == Selection()


@given(st.sampled_from(Step), st.integers(1, 300), st.integers(1, 12), st.integers(1, 9), st.booleans(), st.data())
def test_a_step_never_leaves_the_grid_and_shift_keeps_the_anchor(
    step: Step, count: int, columns: int, page: int, shift: bool, data: st.DataObject
) -> None:
    start = only(data.draw(st.integers(0, count - 1)))
    after = stepped(start, step, count=count, columns=columns, page=page, shift=shift)
    assert after.current is not None
    assert 0 <= after.current < count
    assert after.anchor == (start.anchor if shift else after.current)
    assert after.chosen == Runs.between(min(after.anchor, after.current), max(after.anchor, after.current) + 1)
