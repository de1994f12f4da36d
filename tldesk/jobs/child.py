"""The engine's process, seen from inside.

Protocol, over one duplex pipe of pickled frozen dataclasses:

    parent -> child    Job(number, request) · Say(number, command) · closing the pipe: leave at once
    child -> parent    Ready(device, without_gpu) once, after the imports · Said(number, event) ..., the last event of a job an `Ending`

A thread listens, so that a command is heard while a batch runs, a big request never blocks the parent during the imports, and the
process leaves by itself as soon as its parent is gone. It leaves with `os._exit`: taking torch down in order costs seconds.
"""

import contextlib
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TextIO

from tldesk.core.messages import Command, Event, Failed, Request, TrainRequest
from tldesk.jobs import door


@dataclass(frozen=True, slots=True)
class Job:
    """Do this."""

    number: int
    request: Request


@dataclass(frozen=True, slots=True)
class Say:
    """The user's word on job `number`; ignored once that job has ended."""

    number: int
    command: Command


@dataclass(frozen=True, slots=True)
class Ready:
    """The imports are done.

    Attributes:
        device: in words, empty where the imports failed (each job then says why).
        without_gpu: why that is no graphics card, in words; empty where it is one.
    """

    device: str
    without_gpu: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """An event of job `number`."""

    number: int
    event: Event


NICENESS = 10
"""How far a training child steps back, so that the window stays smooth."""


def main(pipe: Connection, log: str) -> None:
    """Serve jobs from `pipe` until it closes. `log`: the file that takes what libraries print; empty: nowhere."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    # Ctrl-C in the terminal reaches the whole process group; only the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _send_output_to(log)
    jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
    words: queue.SimpleQueue[Say] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, jobs, words), daemon=True, name="listener").start()
    jobs.put(None)
    while True:
        # The parent may be gone at any send: the listener then ends this process, or this does.
        with contextlib.suppress(OSError):
            _do(jobs.get(), pipe, words)


def _do(job: Job | None, pipe: Connection, words: "queue.SimpleQueue[Say]") -> None:
    """One job from its first to its last event; None is the warm-up, whose failure each job will tell again in its own words."""
    number = job.number if job else 0
    try:
        if job is None:
            pipe.send(Ready(*door.warm_up()))
            return
        if isinstance(job.request, TrainRequest):
            _step_back()
        for event in door.serve(job.request, _ear(number, words)):
            pipe.send(Said(number, event))
    except Exception:  # noqa: BLE001 - whatever a job does, the child serves the next one
        pipe.send(_failed(number))


def _failed(number: int) -> Said | Ready:
    if not number:
        return Ready("")
    return Said(
        number,
        Failed(
            what="The engine met an unexpected error. Labels and finished epochs are kept.",
            remedy="Try again; if it happens twice, copy the details and report them.",
            details=traceback.format_exc(),
        ),
    )


def _ear(number: int, words: "queue.SimpleQueue[Say]") -> Callable[[], Command | None]:
    def heard() -> Command | None:
        while True:
            try:
                said = words.get_nowait()
            except queue.Empty:
                return None
            if said.number == number:
                return said.command

    return heard


def _listen(pipe: Connection, jobs: "queue.SimpleQueue[Job | None]", words: "queue.SimpleQueue[Say]") -> None:
    while True:
        try:
            message = pipe.recv()
        except (EOFError, OSError):
            os._exit(0)
        if isinstance(message, Job):
            jobs.put(message)
        else:
            words.put(message)


def _step_back() -> None:
    if sys.platform != "win32" and os.nice(0) < NICENESS:
        os.nice(NICENESS - os.nice(0))


def _send_output_to(log: str) -> None:
    """Libraries print; a window program may have no stdout at all, or one whose reader has gone."""
    stream = _opened(Path(os.devnull))
    if log:
        with contextlib.suppress(OSError):
            stream = _opened(Path(log))
    sys.stdout = sys.stderr = stream
    for descriptor in (1, 2):
        with contextlib.suppress(OSError):
            os.dup2(stream.fileno(), descriptor)


def _opened(file: Path) -> TextIO:
    return file.open("a", buffering=1, encoding="utf-8", errors="replace")
