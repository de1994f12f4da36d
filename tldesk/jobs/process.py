"""The engine's process, seen from outside: one owner, a typed end, a new child after a death."""

import atexit
import multiprocessing
import threading
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from tldesk.core.engine_trouble import did_not_start
from tldesk.core.messages import ENDINGS, Command, Event, Killed, Request
from tldesk.jobs import child

LEAVE_SECONDS = 0.15
"""How long a child that was told to leave may take before it is killed."""
KILLED_SECONDS = 5.0
"""A killed child is gone within milliseconds, save on a machine that is very busy; until then its exit code is not known."""


class EngineProcess:
    """A warm engine in a child process. It has one owner: all but `tell` is for the thread that polls.

    Args:
        log: a file that takes what the child's libraries print; None: nowhere.
    """

    def __init__(self, *, log: Path | None = None) -> None:
        self._log = "" if log is None else str(log)
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._sending = threading.Lock()
        self._number = 0
        self._busy = False
        self._told = child.Ready("")
        self._exit_code: int | None = None

    @property
    def alive(self) -> bool:
        """Whether there is a child that runs."""
        return self._process is not None and self._process.is_alive()

    @property
    def busy(self) -> bool:
        """Whether a job was submitted whose ending was not polled yet."""
        return self._busy

    @property
    def pid(self) -> int | None:
        """The child's process id; None before `start` and after `stop`."""
        return None if self._process is None else self._process.pid

    @property
    def device(self) -> str:
        """The device in words; empty until the child is warm and that was polled."""
        return self._told.device

    @property
    def without_gpu(self) -> str:
        """Why that is no graphics card, in words; empty where it is one."""
        return self._told.without_gpu

    @property
    def failure(self) -> str:
        """Why the child can't start, and what to do, in words; empty where it could, or that was not polled yet. A job tries it again."""
        return self._told.failure

    @property
    def starting(self) -> bool:
        """Whether there is a child of which neither `device` nor `failure` is known yet."""
        return self._process is not None and not (self._told.device or self._told.failure)

    def start(self) -> None:
        """Start the child if there is none alive; it warms up by itself. Returns at once.

        Where the system lets no child start (no memory, too many processes or open files), there is none: a job then ends as killed.
        """
        if self.alive:
            return
        self._bury()
        self._told = child.Ready("")
        context = multiprocessing.get_context("spawn")
        try:
            ours, theirs = context.Pipe()
        except OSError as error:
            self._fail(None, str(error))
            return
        # Not a daemon: daemonic processes may not start workers of their own.
        process = context.Process(target=child.main, args=(theirs, self._log), name="tldesk engine", daemon=False)
        try:
            process.start()
        except OSError as error:
            self._fail(None, str(error))
            ours.close()
            return
        finally:
            # Our copy of the child's end would keep the pipe open after the child's death.
            theirs.close()
        self._process, self._pipe = process, ours
        # multiprocessing joins non-daemonic children at exit: without this, a forgotten stop() would hang the program.
        atexit.register(self.stop)

    def submit(self, request: Request) -> None:
        """Give the child a job, starting one if none is alive. Where none can be started, `poll` says `Killed`.

        Raises:
            RuntimeError: a job is under way.
        """
        if self._busy:
            raise RuntimeError("the engine is busy")
        if self.failure:
            # What was missing may be there by now; a child that failed has loaded half of it.
            self._bury()
        self.start()
        self._number += 1
        self._busy = True
        if not self._send(child.Job.of(self._number, request)):
            self._bury()
            self.start()
            self._send(child.Job.of(self._number, request))

    def tell(self, command: Command) -> None:
        """Say `command` to the job under way; nothing happens when there is none."""
        if self._busy:
            self._send(child.Say(self._number, command))

    def poll(self, timeout: float) -> Event | None:
        """The next event of the job under way.

        Args:
            timeout: seconds to wait for it.

        Returns:
            The event; `Killed` once when the child died under the job; None when nothing came (also when the device became known).
        """
        pipe = self._pipe
        if pipe is None:
            return self._killed() if self._busy else None
        try:
            if not pipe.poll(timeout):
                return None
            message = pipe.recv()
        except (EOFError, OSError):
            died_early = self.starting
            self._bury()
            if died_early:
                self._fail(self._exit_code, f"exit code {self._exit_code}")
            return self._killed() if self._busy else None
        if isinstance(message, child.Ready):
            self._told = message
            return None
        assert isinstance(message, child.Said)
        if message.number != self._number or not self._busy:
            return None
        if isinstance(message.event, ENDINGS):
            self._busy = False
        return message.event

    def stop(self) -> None:
        """Make the child leave; killed when it does not go within about 0.2 s. What it wrote so far is kept, its job has no ending."""
        self._busy = False
        self._bury()

    def _fail(self, exit_code: int | None, reason: str) -> None:
        self._exit_code = exit_code
        self._told = child.Ready("", failure=str(did_not_start(reason)))

    def _killed(self) -> Killed:
        self._busy = False
        return Killed(self._exit_code)

    def _send(self, message: child.Job | child.Say) -> bool:
        with self._sending:
            pipe = self._pipe
            if pipe is None:
                return False
            try:
                pipe.send(message)
            except OSError:
                return False
        return True

    def _bury(self) -> None:
        """Close the pipe, which tells the child to leave, and see it off."""
        process, pipe = self._process, self._pipe
        with self._sending:
            self._process = self._pipe = None
            if pipe is not None:
                pipe.close()
        if process is None:
            return
        atexit.unregister(self.stop)
        process.join(LEAVE_SECONDS)
        if process.is_alive():
            process.kill()
            process.join(KILLED_SECONDS)
        self._exit_code = process.exitcode
