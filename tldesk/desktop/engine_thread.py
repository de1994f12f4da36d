"""The thread that owns one engine process and turns its events into Qt signals. It writes nothing and decides nothing."""

import queue
from collections import deque
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QThread, Signal

from tldesk.core.messages import Cancelled, Command, Request
from tldesk.jobs.process import EngineProcess

POLL_SECONDS: Final = 0.05
"""How long an event is waited for before requests and commands are looked at again."""


class EngineThread(QThread):
    """Feeds requests to a warm engine, one at a time, in the order they came.

    Signals:
        ready(str, str): the engine is warm; its device in words, and why that is no graphics card where it is none.
        failed(str): the engine can't start; why, and what to do. The next request tries it again.
        heard(object, object): a request and one of its events; the last one is an `Ending`.

    Args:
        log: a file for what the engine's libraries print.
    """

    ready = Signal(str, str)
    failed = Signal(str)
    heard = Signal(object, object)

    def __init__(self, *, log: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._inbox: queue.SimpleQueue[Request | Command | None] = queue.SimpleQueue()

    def submit(self, request: Request) -> None:
        """Do `request` when those before it have ended. Any thread; returns at once."""
        self._inbox.put(request)

    def tell(self, command: Command) -> None:
        """Say `command` to the job under way, and cancel those that wait; a pause or its end is for the job that was submitted last.

        Any thread; returns at once.
        """
        self._inbox.put(command)

    def close(self) -> None:
        """Stop the engine and end the thread; returns at once, `wait()` joins it. Jobs under way get no ending."""
        self.requestInterruption()
        self._inbox.put(None)

    def run(self) -> None:
        """Serve until `close`."""
        engine = EngineProcess(log=self._log)
        waiting: deque[Request | Command] = deque()
        engine.start()
        current: Request | None = None
        told = ("", "", "")
        try:
            while not self.isInterruptionRequested():
                told = self._tell_what_computes(engine, told)
                self._read_inbox(engine, waiting, block=current is None and not waiting and not engine.starting)
                if current is None:
                    current = self._begin_next(engine, waiting)
                event = engine.poll(POLL_SECONDS)
                if event is not None:
                    told = self._tell_what_computes(engine, told)
                    self.heard.emit(current, event)
                if not engine.busy:
                    current = None
        finally:
            engine.stop()

    def _tell_what_computes(self, engine: EngineProcess, told: tuple[str, str, str]) -> tuple[str, str, str]:
        """Say what became of the engine's start; `told`: what was said last. Returns what was said by now."""
        now = (engine.device, engine.without_gpu, engine.failure)
        if now == told or not (engine.device or engine.failure):
            return told
        if engine.failure:
            self.failed.emit(engine.failure)
        else:
            self.ready.emit(engine.device, engine.without_gpu)
        return now

    def _begin_next(self, engine: EngineProcess, waiting: deque[Request | Command]) -> Request | None:
        """Submit the first request that waits, and say what it was told meanwhile."""
        current: Request | None = None
        while waiting and (current is None or isinstance(waiting[0], Command)):
            first = waiting.popleft()
            if isinstance(first, Command):
                engine.tell(first)
            else:
                current = first
                engine.submit(first)
        return current

    def _read_inbox(self, engine: EngineProcess, waiting: deque[Request | Command], *, block: bool) -> None:
        try:
            message = self._inbox.get(block=block)
            while True:
                if isinstance(message, Command) and message in {Command.PAUSE, Command.RESUME} and waiting:
                    waiting.append(message)
                elif isinstance(message, Command):
                    # A job that never began ends too, or who submitted it would wait for ever.
                    for dropped in waiting:
                        if not isinstance(dropped, Command):
                            self.heard.emit(dropped, Cancelled())
                    waiting.clear()
                    engine.tell(message)
                elif message is not None:
                    waiting.append(message)
                message = self._inbox.get_nowait()
        except queue.Empty:
            return
