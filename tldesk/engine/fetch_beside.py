"""Blocking work in a thread of its own, so that a job hears its user and says a word while a server is silent."""

import threading
from collections.abc import Callable, Iterator
from http.client import HTTPException
from queue import Empty, Full, Queue
from typing import Final, TypeVar

from tldesk.core.errors import TldeskError
from tldesk.engine.ears import Ears

T = TypeVar("T")

POLL: Final = 0.1
"""Seconds between two looks at what the user says."""


class _End:
    """Nothing more comes."""


def beside(work: Callable[[threading.Event], Iterator[T]], ears: Ears, *, word: float) -> Iterator[T | None]:
    """What `work` gives, one after another; None whenever it has given nothing for `word` seconds.

    The thread is left alone where this ends first: a name that is looked up can't be broken off. It keeps nothing and ends by itself.

    Args:
        work: told by its event that nobody listens any more.

    Raises:
        JobCancelledError: the user cancelled.
        TldeskError, OSError, HTTPException: as `work` did.
    """
    said: Queue[T | Exception | _End] = Queue(maxsize=16)
    stop = threading.Event()
    threading.Thread(target=_run, args=(work, said, stop), daemon=True, name="beside").start()
    silent = 0.0
    try:
        while True:
            ears.listen()
            try:
                one = said.get(timeout=POLL)
            except Empty:
                silent += POLL
                if silent >= word:
                    silent = 0.0
                    yield None
                continue
            silent = 0.0
            if isinstance(one, _End):
                return
            if isinstance(one, Exception):
                raise one
            yield one
    finally:
        stop.set()


def _run(work: Callable[[threading.Event], Iterator[T]], said: "Queue[T | Exception | _End]", stop: threading.Event) -> None:
    """Put what `work` gives, or how it failed, and that nothing more comes."""
    try:
        for one in work(stop):
            _put(one, said, stop)
    except (TldeskError, OSError, HTTPException) as error:
        _put(error, said, stop)
    finally:
        _put(_End(), said, stop)


def _put(one: T | Exception | _End, said: "Queue[T | Exception | _End]", stop: threading.Event) -> None:
    """Wait for room, unless nobody listens any more."""
    while not stop.is_set():
        try:
            said.put(one, timeout=POLL)
        except Full:
            continue
        return
