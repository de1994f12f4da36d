"""Listening to the user between batches."""

from collections.abc import Callable

from tldesk.core.messages import Command


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
        """Take in what was said since the last call; `stopping` stays true once STOP was heard.

        Raises:
            JobCancelledError: CANCEL was said, or STOP while there was nothing to keep.
        """
        while (command := self._heard()) is not None:
            if command is Command.CANCEL or not self.keeps:
                raise JobCancelledError
            self.stopping = True
