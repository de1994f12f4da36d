"""The engine in this process: for the command line, where nobody waits for a window."""

import os
from collections import deque
from collections.abc import Callable, Iterator

from tldesk.core.errors import EngineError
from tldesk.core.messages import ENDINGS, Command, Ending, Event, Failed, Request, TrainRequest
from tldesk.jobs import door


def run(request: Request, heard: Callable[[], Command | None]) -> Iterator[Event]:
    """Do `request` here; the same events as from `EngineProcess`, the last one an `Ending`.

    Args:
        heard: asked between batches for what the user said meanwhile.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        if isinstance(request, TrainRequest) and is_one_of_several():
            return door.serve_together(request, heard)
        return door.serve(request, heard)
    except EngineError as error:
        return iter([Failed(error.what, error.remedy)])


def is_one_of_several() -> bool:
    """Whether torchrun started this process among others that train together."""
    return int(os.environ.get("WORLD_SIZE", "1")) > 1


def is_helper() -> bool:
    """Whether it is one of those that help the first."""
    return is_one_of_several() and os.environ.get("RANK", "0") != "0"


def help_out() -> Ending:
    """Take part in the training that the first process plans, until it ends; writes nothing that stays. Returns how it ended.

    Raises:
        TldeskError: the first process has ended.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    ending = deque(door.serve_together(None, lambda: None), maxlen=1)[0]
    assert isinstance(ending, ENDINGS)
    return ending
