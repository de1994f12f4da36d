"""The one door to the engine: imported inside functions, so that who only plans and records never loads torch."""

from collections.abc import Callable, Iterator
from types import ModuleType

from tldesk.core.engine_trouble import can_not_load
from tldesk.core.messages import Command, Event, Request, TrainRequest


def serve_together(request: TrainRequest | None, heard: Callable[[], Command | None]) -> Iterator[Event]:
    """The training that the first of several processes asks for, with all of them; `request`: None in the others.

    Raises:
        EngineError: what the engine needs can't be loaded.
    """
    events: Iterator[Event] = _engine().serve_together(request, heard)
    return events


def serve(request: Request, heard: Callable[[], Command | None]) -> Iterator[Event]:
    """Do `request` in this process; the last event is an `Ending`. `heard` is asked between batches.

    Raises:
        EngineError: what the engine needs can't be loaded.
    """
    events: Iterator[Event] = _engine().serve(request, heard)
    return events


def warm_up() -> tuple[str, str]:
    """Import all the engine needs (seconds); the device in words, as "CPU, 8 threads", and why it is no graphics card where it is none.

    Raises:
        EngineError: it can't be loaded.
    """
    engine = _engine()
    return engine.warm_up(), engine.without_gpu()


def describe() -> list[tuple[str, str]]:
    """What torch can compute with here: names and values. Imports all the engine needs.

    Raises:
        EngineError: it can't be loaded.
    """
    told: list[tuple[str, str]] = _engine().describe()
    return told


def _engine() -> ModuleType:
    try:
        from tldesk.engine import serve as engine
    except (ImportError, OSError, RuntimeError) as error:
        # A library that is not there or not whole; a RuntimeError where two of them are not made for each other.
        raise can_not_load(error) from error
    return engine
