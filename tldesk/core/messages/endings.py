"""How a job may end."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from tldesk.core.engine_trouble import SAID_OF_ENGINES


@dataclass(frozen=True, slots=True)
class Finished:
    """The job did all it was asked."""

    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The user cancelled; nothing that was finished is lost."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The job stopped on an error. `details` holds the traceback where it was a bug, else it is empty."""

    what: str
    remedy: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """The device had too little memory; `device` in words."""

    device: str


@dataclass(frozen=True, slots=True)
class Killed:
    """The engine's process ended without a word; `exit_code` as the system gave it (negative: the signal), None when unknown."""

    exit_code: int | None


Ending = Finished | Cancelled | Failed | OutOfMemory | Killed
ENDINGS = (Finished, Cancelled, Failed, OutOfMemory, Killed)


_CANCELLED: Final = "Cancelled. What was finished is kept."
_OUT_OF_MEMORY: Final = (
    "The memory of {device} was too small for this job. Labels and finished epochs are kept. "
    "Choose a smaller batch size or image size and train again."
)
_KILLED: Final = (
    "The engine's process ended unexpectedly. Labels and finished epochs are kept. "
    "Start the job again; if it happens twice, close other programs to free memory."
)
_KILLED_WITH: Final = (
    "The engine's process ended unexpectedly (exit code {code}). Labels and finished epochs are kept. "
    "Start the job again; if it happens twice, close other programs to free memory."
)
SAID_OF_ENDINGS: Final = (_CANCELLED, _OUT_OF_MEMORY, _KILLED, _KILLED_WITH, *SAID_OF_ENGINES)
"""All that `phrase` says in words of its own of what is no success, and of engines that can't start."""


def phrase(ending: Ending) -> str:
    """How a job ended, in words for the user: what happened, what was kept, what to do."""
    match ending:
        case Finished():
            return "Done."
        case Cancelled():
            return _CANCELLED
        case Failed(what=what, remedy=remedy):
            return f"{what} {remedy}".strip()
        case OutOfMemory(device=device):
            return _OUT_OF_MEMORY.format(device=device)
        case Killed(exit_code=None):
            return _KILLED
        case Killed(exit_code=code):
            return _KILLED_WITH.format(code=code)


def retold(said: str, translated: Callable[[str], str], *, among: Iterable[str] = SAID_OF_ENDINGS) -> str:
    """What `phrase` said, as it was kept with a run, in another language; other words as they are.

    Args:
        translated: gives one of `among` in that language, with the same names in braces.
        among: sentences that may have been said.
    """
    for template in among:
        # To make a pattern takes a millisecond of the window's time: only what begins alike gets one.
        if not said.startswith(template.partition("{")[0]):
            continue
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(template))
        if found := re.fullmatch(pattern, said):
            return translated(template).format(**found.groupdict())
    return said
