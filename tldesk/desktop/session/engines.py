"""The two engines of the window: one trains, one answers, so that looking never waits for training."""

from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from tldesk.core.messages import (
    ENDINGS,
    Command,
    EpochEnded,
    Event,
    ExplainRequest,
    Progress,
    RateTestRequest,
    Request,
)
from tldesk.desktop.engine_thread import EngineThread
from tldesk.desktop.session.reading import Retired
from tldesk.desktop.session.values import Job

COALESCE_MS: Final = 100


class Engine(QObject):
    """One engine and the job it does.

    Signals:
        heard(object, object): a request and one of its events, in order, none left out.
        dropped(object): a request that waited, and another is done instead of it.
        job_changed(): `job` is another; at most ten times a second while it goes on, at once when it begins or ends.
        ready(str, str): the device in words, and why it is no graphics card where it is none.
        failed(str): it can't start; why, and what to do. The next job tries it again.
    """

    heard = Signal(object, object)
    dropped = Signal(object)
    job_changed = Signal()
    ready = Signal(str, str)
    failed = Signal(str)

    def __init__(self, *, log: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.job: Job | None = None
        self._log = log
        self._thread: EngineThread | None = None
        self._leaving = Retired()
        self._next: Request | None = None
        self._beside: list[Request] = []
        self._paused = 0.0
        self._throttle = QTimer(self)
        self._throttle.setSingleShot(True)
        self._throttle.setInterval(COALESCE_MS)
        self._throttle.timeout.connect(self.job_changed)

    @property
    def busy(self) -> bool:
        """Whether a job is planned or under way."""
        return self.job is not None

    def start(self) -> None:
        """Warm the engine up in the background."""
        if self._thread is None:
            self._thread = EngineThread(log=self._log, parent=self)
            self._thread.ready.connect(self.ready)
            self._thread.failed.connect(self.failed)
            self._thread.heard.connect(self._hear)
            self._thread.start()

    def plan(self, title: str, step: str, *, tries_rates: bool = False) -> None:
        """Show a job whose request is still being put together. Heatmaps that are not done yet are finished first, beside it."""
        if self.job is not None and self.job.request is not None:
            self._beside.append(self.job.request)
        if self._next is not None and self._thread is not None:
            self._beside.append(self._next)
            self._thread.submit(self._next)
            self._next = None
        self._set(Job(None, title, step, tries_rates=tries_rates))

    def advance(self, done: int, total: int) -> None:
        """Progress of the planning."""
        if self.job is not None and self.job.request is None:
            self.job = replace(self.job, done=done, total=total)
            self._soon()

    def drop_plan(self) -> None:
        """The planning came to nothing."""
        if self.job is not None and self.job.request is None:
            self._set(None)

    def submit(self, request: Request, title: str) -> None:
        """Do `request` now. A heatmap waits for the one under way and replaces the one that waits.

        Raises:
            RuntimeError: another job is under way.
        """
        if self.job is not None and self.job.request is not None:
            if not (isinstance(request, ExplainRequest) and isinstance(self.job.request, ExplainRequest)):
                raise RuntimeError("the engine is busy")
            before, self._next = self._next, request
            if before is not None and before != request:
                self.dropped.emit(before)
            return
        self.start()
        assert self._thread is not None
        self._set(Job(request, title, tries_rates=isinstance(request, RateTestRequest)))
        self._thread.submit(request)

    def submit_beside(self, request: Request) -> None:
        """Do `request` once the job under way has ended; it is no job itself, only `heard` tells of it."""
        self.start()
        assert self._thread is not None
        self._beside.append(request)
        self._thread.submit(request)

    def tell(self, command: Command) -> None:
        """Say `command` to the job under way; whatever is not a pause ends one."""
        if self._thread is None or self.job is None or self.job.request is None:
            return
        self._thread.tell(command)
        if command is Command.PAUSE and not self.job.paused:
            self._paused = monotonic()
            self._set(replace(self.job, paused=True))
        elif command is not Command.PAUSE and self.job.paused:
            self._set(replace(self.job, paused=False, began=self.job.began + monotonic() - self._paused))

    def abandon(self) -> Request | None:
        """Leave the job under way without an ending, and be ready for another; returns the request that was left."""
        left = self.job.request if self.job is not None else None
        if (left is not None or self._beside) and self._thread is not None:
            self._thread.heard.disconnect(self._hear)
            self._retire(self._thread)
            self._thread = None
        self._next = None
        self._beside.clear()
        self._set(None)
        return left

    def close(self) -> None:
        """Tell the engine to leave; returns at once, `join` waits for it."""
        if self._thread is not None:
            self._retire(self._thread)
            self._thread = None

    def join(self) -> None:
        """Wait until all threads have ended."""
        self._leaving.join()

    def _retire(self, thread: EngineThread) -> None:
        thread.close()
        self._leaving.add(thread)

    def _hear(self, request: Request, event: Event) -> None:
        if any(request is other for other in self._beside):
            if isinstance(event, ENDINGS):
                self._beside = [other for other in self._beside if other is not request]
            self.heard.emit(request, event)
            return
        if self.job is None or self.job.request is not request:
            return
        match event:
            case Progress(step=step, done=done, total=total):
                if step != self.job.step:
                    self.job = replace(self.job, step=str(step), began=monotonic(), already=done)
                self.job = replace(self.job, done=done, total=total)
                self._soon()
            case EpochEnded():
                self._soon()
        title = self.job.title
        ended = isinstance(event, ENDINGS)
        if ended:
            self._set(None)
        self.heard.emit(request, event)
        if ended:
            self._go_on(title)

    def _go_on(self, title: str) -> None:
        if self._next is not None and not self.busy:
            following, self._next = self._next, None
            self.submit(following, title)

    def _set(self, job: Job | None) -> None:
        self.job = job
        self._throttle.stop()
        self.job_changed.emit()

    def _soon(self) -> None:
        if not self._throttle.isActive():
            self._throttle.start()
