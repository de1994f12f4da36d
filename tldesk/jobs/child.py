"""The engine's process, seen from inside.

Protocol, over one duplex pipe of pickled frozen dataclasses:

    parent -> child    Job(number, packed request) · Say(number, command) · closing the pipe: leave at once
    child -> parent    Ready(device, without_gpu, failure) once, after the imports · Said(number, event) ..., at last an `Ending`

A thread listens, so that a command is heard while a batch runs, a big request never blocks the parent during the imports, and the
process leaves by itself as soon as its parent is gone. It leaves with `os._exit`: taking torch down in order costs seconds.
"""

import contextlib
import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self, TextIO

from tldesk.core.engine_trouble import can_not_load
from tldesk.core.errors import EngineError
from tldesk.core.messages import Command, Event, Failed, Request, TrainRequest
from tldesk.jobs import door


@dataclass(frozen=True, slots=True)
class Job:
    """Do this.

    Attributes:
        packed: the request, pickled once more. Unpickling imports what it is made of: in the listener, beside the imports of the main
            thread, each would find half of what the other is loading ("partially initialized module").
    """

    number: int
    packed: bytes

    @classmethod
    def of(cls, number: int, request: Request) -> Self:
        """The job that asks for `request`."""
        return cls(number, pickle.dumps(request))

    def request(self) -> Request:
        """What is asked for; for the main thread."""
        found: Request = pickle.loads(self.packed)  # noqa: S301 - from our own parent process, over a pipe of its own
        return found


@dataclass(frozen=True, slots=True)
class Say:
    """The user's word on job `number`; ignored once that job has ended."""

    number: int
    command: Command


@dataclass(frozen=True, slots=True)
class Ready:
    """The imports are done, or have failed.

    Attributes:
        device: in words, empty where the imports failed.
        without_gpu: why that is no graphics card, in words; empty where it is one.
        failure: why the imports failed and what to do, in words; each job ends with the same ones.
    """

    device: str
    without_gpu: str = ""
    failure: str = ""


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
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    words: queue.SimpleQueue[Say] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, jobs, words), daemon=True, name="listener").start()
    failure = _warm_up(pipe)
    while True:
        # The parent may be gone at any send: the listener then ends this process, or this does.
        with contextlib.suppress(OSError):
            _do(jobs.get(), pipe, words, failure)


def _warm_up(pipe: Connection) -> Failed | None:
    """Say what computes, or why nothing does; returns how each job then ends: a second import of what is half loaded fails otherwise."""
    failure = None
    try:
        ready = Ready(*door.warm_up())
    except Exception as error:  # noqa: BLE001 - whatever it is, the user waits to hear of it
        traceback.print_exc()
        said = error if isinstance(error, EngineError) else can_not_load(error)
        failure = Failed(said.what, said.remedy, traceback.format_exc())
        ready = Ready("", failure=str(said))
    with contextlib.suppress(OSError):
        pipe.send(ready)
    return failure


def _do(job: Job, pipe: Connection, words: "queue.SimpleQueue[Say]", failure: Failed | None) -> None:
    """One job from its first to its last event; `failure`: its only one."""
    number = job.number
    try:
        if failure is not None:
            pipe.send(Said(number, failure))
            return
        request = job.request()
        if isinstance(request, TrainRequest):
            _step_back()
        for event in door.serve(request, _ear(number, words)):
            pipe.send(Said(number, event))
    except Exception:  # noqa: BLE001 - whatever a job does, the child serves the next one
        pipe.send(Said(number, _unexpected()))


def _unexpected() -> Failed:
    return Failed(
        what="The engine met an unexpected error. Labels and finished epochs are kept.",
        remedy="Try again; if it happens twice, copy the details and report them.",
        details=traceback.format_exc(),
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


def _listen(pipe: Connection, jobs: "queue.SimpleQueue[Job]", words: "queue.SimpleQueue[Say]") -> None:
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
