"""The one door to the engine: imported inside functions, so that who only plans and records never loads torch."""

from collections.abc import Callable, Iterator

from tldesk.core.messages import Command, Event, Request, TrainRequest


def serve_together(request: TrainRequest | None, heard: Callable[[], Command | None]) -> Iterator[Event]:
    """The training that the first of several processes asks for, with all of them; `request`: None in the others."""
    from tldesk.engine import serve as engine

    return engine.serve_together(request, heard)


def serve(request: Request, heard: Callable[[], Command | None]) -> Iterator[Event]:
    """Do `request` in this process; the last event is an `Ending`. `heard` is asked between batches."""
    from tldesk.engine import serve as engine

    return engine.serve(request, heard)


def warm_up() -> tuple[str, str]:
    """Import all the engine needs (seconds); the device in words, as "CPU, 8 threads", and why it is no graphics card where it is none."""
    from tldesk.engine import serve as engine

    return engine.warm_up(), engine.without_gpu()


def describe() -> list[tuple[str, str]]:
    """What torch can compute with here: names and values. Imports all the engine needs."""
    from tldesk.engine import serve as engine

    return engine.describe()
