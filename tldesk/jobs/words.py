"""Figures in words, the same on the command line and in the report."""

from tldesk.core.results import Interval

DASH = "–"


def percent(value: float | None) -> str:
    """A share as "91.3 %"; a dash where there is none."""
    return DASH if value is None else f"{value * 100:.1f} %"


def interval_words(interval: Interval) -> str:
    """A share as "91.3 %  [88.0-93.8]", the brackets holding its 95 % interval."""
    return f"{percent(interval.value)}  [{interval.low * 100:.1f}–{interval.high * 100:.1f}]"


def duration(seconds: float) -> str:
    """A time as "48 s" or "7 min"."""
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
