"""Running a job on the command line: progress, and Ctrl-C that cancels cleanly."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from types import FrameType
from typing import Final

from rich.progress import Progress as Bar
from rich.progress import TaskID

from tldesk.cli.say import Voice
from tldesk.core.errors import TldeskError
from tldesk.core.messages import (
    ENDINGS,
    Began,
    Cancelled,
    Command,
    EpochEnded,
    Event,
    Failed,
    Finished,
    Killed,
    Notice,
    PhotoFailed,
    Progress,
    Request,
    phrase,
)
from tldesk.core.numbers import percent
from tldesk.jobs import inline
from tldesk.jobs.record import record
from tldesk.project.store import Project

ENGINE: Final = "tldesk.engine.serve"
"""What takes long to import, and is imported by the first job."""

STARTING: Final = "Starting the engine …"


class JobCancelledError(Exception):
    """The user pressed Ctrl-C and the job has wound up."""


class Interrupts:
    """Ctrl-C: the first cancels the job between two batches, the second ends the program."""

    def __init__(self) -> None:
        self._asked = False

    def heard(self) -> Command | None:
        """What the user said, once."""
        if self._asked:
            self._asked = False
            return Command.CANCEL
        return None

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take over Ctrl-C while a job runs."""

        def note(number: int, frame: FrameType | None) -> None:
            del number, frame
            self._asked = True
            # From now on Ctrl-C is what it always is.
            signal.signal(signal.SIGINT, signal.default_int_handler)

        before = signal.signal(signal.SIGINT, note)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


def mention(event: Event, voice: Voice) -> None:
    """Say of an event what is to be known beside the result."""
    match event:
        case Began(device=device):
            voice.once(f"On {device}")
        case Notice(text=text):
            voice.aside(text)
        case PhotoFailed(file=file, reason=reason):
            voice.aside(f"Left out  {file}: {reason}")
        case EpochEnded(metrics=m):
            voice.aside(
                f"Epoch {m.epoch} ({m.phase.value})  loss {m.train_loss:.3f}  validation loss {m.validation_loss:.3f}  "
                f"validation accuracy {percent(m.validation_accuracy)}{'  best' if m.best else ''}"
            )
        case _:
            pass


def do(
    project: Project | None,
    request: Request,
    voice: Voice,
    *,
    quiet: bool = False,
    tell: Callable[[Event, Voice], None] = mention,
) -> list[Event]:
    """Do `request` in this process, record every event, show progress; returns the events but for the progress.

    Args:
        project: None for what leaves nothing in one. quiet: say nothing beside the progress. tell: says of an event what is to be known.

    Raises:
        TldeskError: the job failed; what was finished is recorded.
        JobCancelledError: Ctrl-C.
    """
    interrupts = Interrupts()
    kept: list[Event] = []
    try:
        events = _begun(request, interrupts, voice)
        with interrupts.listening(), voice.progress() as bar:
            steps = _Steps(bar)
            for event in events:
                if project is not None:
                    record(project, request, event)
                if isinstance(event, Progress):
                    steps.show(event)
                    continue
                kept.append(event)
                if not quiet:
                    tell(event, voice)
    finally:
        # A second Ctrl-C or a bug leaves no ending: the run must not look as if it still trained.
        if project is not None and (not kept or not isinstance(kept[-1], ENDINGS)):
            with suppress(TldeskError):
                record(project, request, Killed(None))
    return _settled(kept)


def _begun(request: Request, interrupts: Interrupts, voice: Voice) -> Iterator[Event]:
    """Load the engine, which may take half a minute the first time, and give the events of the job; Ctrl-C meanwhile is the whole job."""
    loaded = ENGINE in sys.modules
    try:
        with nullcontext() if loaded else voice.waiting(STARTING):
            return inline.run(request, interrupts.heard)
    except KeyboardInterrupt:
        return iter([Cancelled()])


def _settled(events: list[Event]) -> list[Event]:
    ending = events[-1]
    assert isinstance(ending, ENDINGS)
    if isinstance(ending, Finished):
        return events
    if isinstance(ending, Cancelled):
        raise JobCancelledError(phrase(ending))
    if isinstance(ending, Failed):
        raise TldeskError(ending.what, remedy=ending.remedy)
    raise TldeskError(phrase(ending))


class _Steps:
    """One bar for each step."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._tasks: dict[str, TaskID] = {}

    def show(self, event: Progress) -> None:
        if event.step not in self._tasks:
            self._tasks[event.step] = self._bar.add_task(event.step.value, total=event.total or None)
        self._bar.update(self._tasks[event.step], completed=event.done, total=event.total or None)
