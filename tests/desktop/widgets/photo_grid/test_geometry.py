from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tldesk.desktop.widgets.photo_grid.geometry import CAPTION, GAP, Geometry

GRIDS = st.builds(Geometry, width=st.integers(40, 4000), tile=st.integers(64, 512), count=st.integers(1, 3000))


@given(GRIDS, st.data())
def test_the_middle_of_a_tile_is_at_that_tile(grid: Geometry, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, grid.count - 1))
    left, top = grid.position(index)
    middle = min(left + grid.tile / 2, (grid.width + GAP) / 2 if grid.columns == 1 else left + grid.tile / 2)
    assert grid.at(middle, top + grid.tile / 2) == index


@given(GRIDS, st.integers(0, 100_000), st.integers(1, 3000))
def test_visible_holds_exactly_the_rows_that_show(grid: Geometry, top: int, height: int) -> None:
    visible = grid.visible(top, height)
    for index in range(grid.count):
        _, y = grid.position(index)
        if y < top + height and y + grid.tile + CAPTION > top:
            assert index in visible
    assert len(visible) <= grid.columns * (height // grid.row_height + 3)


@given(GRIDS, st.data())
def test_scrolling_to_a_tile_shows_it_and_moves_no_further_than_needed(grid: Geometry, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, grid.count - 1))
    top = data.draw(st.integers(0, 50_000))
    height = data.draw(st.integers(grid.row_height + GAP, 4000))
    there = grid.scroll_to(index, top, height)
    _, y = grid.position(index)
    assert there <= y - GAP
    assert there + height >= y + grid.tile + CAPTION
    assert grid.scroll_to(index, there, height) == there


@given(GRIDS)
def test_tiles_of_a_row_do_not_overlap(grid: Geometry) -> None:
    lefts = [grid.position(index)[0] for index in range(min(grid.count, grid.columns))]
    assert all(right - left >= grid.tile for left, right in pairwise(lefts))


def test_between_tiles_and_beyond_the_last_there_is_none() -> None:
    grid = Geometry(width=400, tile=100, count=4)
    assert grid.columns == 3
    assert grid.at(2, 2) is None
    assert grid.at(200, GAP + grid.row_height + 50) is None
    assert grid.at(-50, 50) is None
    assert grid.at(50, -50) is None


def test_a_rectangle_finds_the_tiles_it_touches() -> None:
    grid = Geometry(width=3 * 112 + 12, tile=100, count=9)
    assert grid.within(0, 0, 130, 200) == [0, 1, 3, 4]
    assert grid.within(0, 0, 5, 5) == []


def test_an_empty_grid_has_no_height() -> None:
    assert Geometry(width=400, tile=100, count=0).height == 0
