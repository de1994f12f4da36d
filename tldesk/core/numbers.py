"""Numbers as people read them: one way to write each kind, in the window, on the command line and in reports.

A number that does not exist is a dash (`DASH`); the caller says the reason beside it or in a tooltip.
"""

import math
from datetime import datetime
from typing import Final

from tldesk.core.cross_validation import CrossValidation
from tldesk.core.results import Figure, Interval

THIN: Final = "\u202f"
"""Narrow space that does not break a line."""

DASH: Final = "\u2013"

_PLAIN: Final = frozenset({Figure.KAPPA, Figure.MCC, Figure.LOG_LOSS})


def percent(share: float | None) -> str:
    """A share in 0..1 with one decimal, as "91.3 %"; a dash for None and NaN."""
    if share is None or math.isnan(share):
        return DASH
    return f"{share * 100:.1f}{THIN}%"


def interval(value: Interval) -> str:
    """A share with its 95 % interval, as "91.3 %  [88.0-93.8]" with an en dash; alone where there is no interval."""
    if math.isnan(value.value):
        return DASH
    return f"{percent(value.value)}  {bounds(value)}".rstrip()


def bounds(value: Interval) -> str:
    """Only the 95 % interval of a share, as "[88.0-93.8]" with an en dash; empty where there is none."""
    if value.low is None or value.high is None:
        return ""
    return f"[{value.low * 100:.1f}{DASH}{value.high * 100:.1f}]"


def figure(which: Figure, value: Interval) -> tuple[str, str]:
    """A figure and its 95 % interval: shares in percent, the others as plain numbers."""
    if which not in _PLAIN:
        return percent(value.value), bounds(value)
    if value.low is None or value.high is None:
        return decimal(value.value), ""
    return decimal(value.value), f"[{value.low:.3f}{DASH}{value.high:.3f}]"


def count(number: int) -> str:
    """A whole number with thin spaces between thousands, as "12 345"."""
    return f"{number:,}".replace(",", THIN)


def decimal(number: float | None, digits: int = 3) -> str:
    """A plain number with fixed `digits`, as a loss "0.412"; a dash for None and NaN."""
    if number is None or math.isnan(number):
        return DASH
    return f"{number:.{digits}f}"


def difference(number: float, digits: int = 2) -> str:
    """The largest difference of two probabilities in words, as "up to 0.02"; what would be rounded to nothing is "less than 0.01"."""
    return f"up to {number:.{digits}f}" if number >= 0.5 / 10**digits else f"less than {10**-digits:.{digits}f}"


def duration(seconds: float) -> str:
    """A length of time in the unit one would say it in: "8 s", "3 min", "2 h 5 min"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole}{THIN}s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes}{THIN}min"
    hours, rest = divmod(minutes, 60)
    return f"{hours}{THIN}h" + (f" {rest}{THIN}min" if rest else "")


def seconds(length: float) -> str:
    """A length of time as `duration` writes it, with a decimal where it is short: "0.4 s"."""
    return f"{length:.1f}{THIN}s" if length < 10 else duration(length)


def megabytes(size: int) -> str:
    """A file size, as "4.2 MB"; below a tenth of a megabyte in kB."""
    if size < 100_000:
        return f"{max(1, round(size / 1000)) if size else 0}{THIN}kB"
    return f"{size / 1e6:.1f}{THIN}MB"


def gigabytes(size: int) -> str:
    """An amount of memory, as "1.4 GB"."""
    return f"{size / 1e9:.1f}{THIN}GB"


def when(moment: float, *, now: float | None = None) -> str:
    """A time in seconds since the epoch, local: "04:31" today, "22 Nov, 04:31" this year, "22 Nov 2025" before."""
    then = datetime.fromtimestamp(moment).astimezone()
    today = (datetime.now() if now is None else datetime.fromtimestamp(now)).astimezone()
    if then.date() == today.date():
        return then.strftime("%H:%M")
    day = f"{then.day} {then.strftime('%b')}"
    return f"{day}, {then.strftime('%H:%M')}" if then.year == today.year else f"{day} {then.year}"


def over_folds(found: CrossValidation) -> str:
    """The accuracy over the folds of a cross-validation with the 95 % interval of its mean and the spread between folds.

    As "91.3 %  [88.0-93.8] (spread 2.1 %)" with an en dash; a dash while there are fewer than two folds.
    """
    accuracy = found.figures.get(Figure.ACCURACY)
    return f"{interval(accuracy.mean)} (spread {percent(accuracy.spread)})" if accuracy else DASH
