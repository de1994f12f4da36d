"""Listening to the user between batches."""

from collections.abc import Callable
from threading import Event
from typing import Final

from tldesk.core.messages import Command

PAUSE_POLL: Final = 0.05
"""Seconds between two looks while paused."""


class JobCancelledError(Exception):
    """The user cancelled; unwinds to `serve`, which ends the job with `Cancelled`."""


class Ears:
    """Hears the user's commands for one job.

    Attributes:
        keeps: there is something to keep, so STOP is not the same as CANCEL.
        stopping: STOP was heard, and what there is is to be kept.
    """

    def __init__(self, heard: Callable[[], Command | None]) -> None:
        """`heard` gives the next command, or None; it never blocks."""
        self._heard = heard
        self.keeps = False
        self.stopping = False

    def listen(self) -> None:
        """Take in what was said since the last call; `stopping` stays true once STOP was heard. Returns only once it is not paused.

        Raises:
            JobCancelledError: CANCEL was said, or STOP while there was nothing to keep.
        """
        paused = False
        while (command := self._heard()) is not None or paused:
            match command:
                case Command.PAUSE:
                    paused = True
                case Command.RESUME:
                    paused = False
                case Command.STOP if self.keeps:
                    self.stopping, paused = True, False
                case Command.STOP | Command.CANCEL:
                    raise JobCancelledError
                case None:
                    # What is heard never blocks, so that a batch is never held up; while paused there is nothing to hold up.
                    Event().wait(PAUSE_POLL)
