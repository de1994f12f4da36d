"""Which tiles are selected after a click or a key: plain values in, plain values out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto

from tldesk.desktop.widgets.photo_grid.runs import NOTHING, Runs


@dataclass(frozen=True, slots=True)
class Selection:
    """Selected tiles by index; `current` has the focus, `anchor` is where a range with Shift begins."""

    chosen: Runs = NOTHING
    current: int | None = None
    anchor: int | None = None


class Step(Enum):
    """A movement of the focus."""

    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()
    HOME = auto()
    END = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()


def only(index: int) -> Selection:
    """One tile selected."""
    return Selection(_one(index), index, index)


def everything(selection: Selection, count: int) -> Selection:
    """All of `count` tiles selected; the focus stays."""
    return replace(selection, chosen=Runs.between(0, count))


def clicked(selection: Selection, index: int | None, *, shift: bool = False, ctrl: bool = False) -> Selection:
    """After a click on a tile, or beside all tiles (None): Shift selects a range, Ctrl adds or takes away."""
    if index is None:
        return selection if shift or ctrl else replace(selection, chosen=NOTHING)
    if shift:
        reach = _range(selection, index)
        return Selection(selection.chosen | reach if ctrl else reach, index, _anchor(selection, index))
    if ctrl:
        return Selection(selection.chosen ^ _one(index), index, index)
    return only(index)


def banded(before: Selection, touched: Iterable[int], *, ctrl: bool = False) -> Selection:
    """While a rubber band touches `touched`; with Ctrl these change sides against `before`."""
    inside = Runs.of(touched)
    return replace(before, chosen=before.chosen ^ inside if ctrl else inside)


def stepped(selection: Selection, step: Step, *, count: int, columns: int, page: int, shift: bool = False) -> Selection:
    """After a movement of the focus among `count` tiles in `columns`, `page` rows to a page; Shift extends the selection."""
    if count == 0:
        return selection
    if selection.current is None:
        return only(count - 1 if step is Step.END else 0)
    target = _target(selection.current, step, count=count, columns=columns, page=page)
    return clicked(selection, target, shift=shift)


def _target(current: int, step: Step, *, count: int, columns: int, page: int) -> int:
    last = count - 1
    match step:
        case Step.HOME:
            return 0
        case Step.END:
            return last
        case Step.LEFT:
            return max(0, current - 1)
        case Step.RIGHT:
            return min(last, current + 1)
        case Step.UP | Step.PAGE_UP:
            rows = 1 if step is Step.UP else page
            return current - columns * min(rows, current // columns)
        case Step.DOWN | Step.PAGE_DOWN:
            rows = min(1 if step is Step.DOWN else page, last // columns - current // columns)
            return min(last, current + columns * rows)


def _anchor(selection: Selection, index: int) -> int:
    if selection.anchor is not None:
        return selection.anchor
    return index if selection.current is None else selection.current


def _range(selection: Selection, index: int) -> Runs:
    start = _anchor(selection, index)
    return Runs.between(min(start, index), max(start, index) + 1)


def _one(index: int) -> Runs:
    return Runs.between(index, index + 1)
