"""How far a work is, told to whoever asked for it."""

from collections.abc import Callable

Report = Callable[[int, int], object]
"""Hears how much of how much is done, now and then; 0 where nobody knows of how much. What it raises ends the work."""


def unheard(_done: int, _total: int) -> None:
    """The report of a work that nobody listens to: there is nothing to do."""
