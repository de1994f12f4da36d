"""The engine in this process: for the command line, where nobody waits for a window."""

import os
from collections.abc import Callable, Iterator

from tldesk.core.messages import Command, Event, Request
from tldesk.jobs import door


def run(request: Request, heard: Callable[[], Command | None]) -> Iterator[Event]:
    """Do `request` here; the same events as from `EngineProcess`, the last one an `Ending`.

    Args:
        heard: asked between batches for what the user said meanwhile.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    return door.serve(request, heard)
