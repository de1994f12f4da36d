"""When photos were taken, and which belong to one burst."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from tldesk.core.errors import PhotoError
from tldesk.photos import exif
from tldesk.photos.opening import opened

_IN_NAME: Final = re.compile(
    r"(?<!\d)(?P<year>19[89]\d|20\d\d)[-_. ]?(?P<month>0[1-9]|1[0-2])[-_. ]?(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:[-_. T]|at)*"
    r"(?P<hour>[01]\d|2[0-3])[-_.:h ]?(?P<minute>[0-5]\d)[-_.:m ]?(?P<second>[0-5]\d)(?:\d{3})?(?!\d)"
)


def taken(file: Path) -> datetime | None:
    """When the photo was taken, in local time without a zone: from EXIF, else from a timestamp in the file's name.

    Never from the file's modification time, which copying changes. None when neither says, also for a photo that can't be read.
    """
    try:
        with opened(file) as image:
            if when := exif.moment(image):
                return when
    except PhotoError:
        return moment_in_name(file.name)
    return moment_in_name(file.name)


def moment_in_name(name: str) -> datetime | None:
    """The timestamp in a file's name, such as IMG_20220704_210536.jpg or "2022-07-04 21.05.36.png"; None when there is none."""
    for match in _IN_NAME.finditer(name):
        try:
            return datetime(**{part: int(digits) for part, digits in match.groupdict().items()})  # type: ignore[arg-type]
        except ValueError:
            continue
    return None


def bursts(moments: Sequence[datetime | None], *, gap_seconds: float = 30) -> list[int | None]:
    """A burst's number for each moment: those at most `gap_seconds` after one another belong together; None stays None.

    Bursts are numbered from 0 in the order of time; a photo that stands alone has a number of its own.
    """
    known = sorted((moment, position) for position, moment in enumerate(moments) if moment is not None)
    numbers: list[int | None] = [None] * len(moments)
    number = -1
    before: datetime | None = None
    for moment, position in known:
        if before is None or moment - before > timedelta(seconds=gap_seconds):
            number += 1
        numbers[position] = number
        before = moment
    return numbers
