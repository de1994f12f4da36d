"""What the session says to the views, as plain values."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QCoreApplication

from tldesk.core.errors import TldeskError
from tldesk.core.messages import Request
from tldesk.desktop.resources import translated
from tldesk.photos.kinds import NotPhotos
from tldesk.photos.scan import ScanProblem
from tldesk.project.folders import FolderReading

Kind = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Banner:
    """Something to say below the page, without stopping the work.

    Attributes:
        details: what "Copy details" copies: a traceback, a list; empty where there is nothing more.
        action, act: the words of the banner's button and what it does; both or none.
        about: what it is about, if that may change: it takes the place of what was said of it before. Not shown.
    """

    text: str
    kind: Kind = "info"
    details: str = ""
    action: str = ""
    act: Callable[[], object] | None = None
    about: str = ""


def banner_of(error: TldeskError) -> Banner:
    """An error as a banner: what happened, what was kept, what to do."""
    return Banner(str(error), kind="error")


def banner_of_not_photos(found: NotPhotos) -> Banner:
    """How many files are no photos, and of which kinds; their names are in the details."""
    text = QCoreApplication.translate("NotPhotos", "%n file(s) left out as no photo(s): {kinds}", "", found.count)
    return Banner(text.format(kinds=found.some_kinds), details=found.details)


@dataclass(frozen=True, slots=True)
class Job:
    """A job under way.

    Attributes:
        request: None while the job is still being planned.
        title: what the user asked for, in words.
        step: what is being done now, as the engine says it; empty until it does.
        done, total: units of that step; `total` 0 when unknown.
        began: `time.monotonic()` when that step began, moved on by what it was paused.
        already: units that were done then, as of a training that is resumed.
        paused: it was told to hold between two batches, and not yet to go on.
        tries_rates: it is a learning-rate test.
    """

    request: Request | None
    title: str
    step: str = ""
    done: int = 0
    total: int = 0
    began: float = field(default_factory=time.monotonic)
    already: int = 0
    paused: bool = False
    tries_rates: bool = False

    @property
    def doing(self) -> str:
        """What is being done now, in the user's language; the title until the job has said so."""
        return translated(self.step, "steps") or self.title

    @property
    def pace(self) -> float | None:
        """Units of this step a second so far; None in its first second, while paused, and where it can't be known."""
        elapsed = time.monotonic() - self.began
        if self.paused or self.total <= 0 or self.done <= self.already or elapsed < 1:
            return None
        return (self.done - self.already) / elapsed

    @property
    def eta_seconds(self) -> float | None:
        """Seconds this step will still take at its pace."""
        pace = self.pace
        return (self.total - self.done) / pace if pace else None


@dataclass(frozen=True, slots=True)
class ScanProgress:
    """How far the reading of the folder is: photos `found` so far; `problems`, and what the sub-folders say, only once `finished`.

    `reading` is None where there are classes already, and where the folder could not be read to its end.
    """

    found: int
    finished: bool = False
    problems: tuple[ScanProblem, ...] = ()
    reading: FolderReading | None = None
