"""How a job may end."""

from dataclasses import dataclass


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


def phrase(ending: Ending) -> str:
    """How a job ended, in words for the user: what happened, what was kept, what to do."""
    match ending:
        case Finished():
            return "Done."
        case Cancelled():
            return "Cancelled. What was finished is kept."
        case Failed(what=what, remedy=remedy):
            return f"{what} {remedy}".strip()
        case OutOfMemory(device=device):
            return (
                f"The memory of {device} was too small for this job. Labels and finished epochs are kept. "
                "Choose a smaller batch size or image size and train again."
            )
        case Killed(exit_code=code):
            tail = "" if code is None else f" (exit code {code})"
            return (
                f"The engine's process ended unexpectedly{tail}. Labels and finished epochs are kept. "
                "Start the job again; if it happens twice, close other programs to free memory."
            )
