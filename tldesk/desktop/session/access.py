"""The open project, and the one way to ask it something and to change it."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from tldesk.core.changes import Change, together
from tldesk.core.errors import TldeskError
from tldesk.core.progress import Report
from tldesk.desktop.session.reading import Reading, uncollected
from tldesk.desktop.session.values import banner_of
from tldesk.project.store import Project, open_project

T = TypeVar("T")
Operation = Callable[[Project], Change | None]


@dataclass(frozen=True, slots=True)
class _Turn:
    """An operation that waits for its turn; `aside`: it is to be done in a thread of its own."""

    operation: Operation
    then: Callable[[Change | None], object]
    aside: bool = False


class Access(QObject):
    """Holds the project. Errors of the world never leave a method: they are `said` as a banner, and nothing was done.

    Two threads can't write at once: while another one does, what would write in this one waits for its turn, and never holds it up.

    Signals:
        changed(object): the `Change` of an operation, after it was written.
        said(object): a `Banner`.
    """

    changed = Signal(object)
    said = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self._written: Event | None = None
        self._aside: dict[Reading, _Turn] = {}
        self._waiting: deque[_Turn] = deque()
        self._in_turn = False
        self._threads: list[Reading] = []

    @property
    def is_written_elsewhere(self) -> bool:
        """Whether another thread is at work, or something waits for it to end, so that `settle` would wait."""
        return self._written is not None or (bool(self._waiting) and not self._in_turn)

    def settle(self, operation: Operation, then: Callable[[Change | None], object]) -> None:
        """Do `operation` in this thread: now, or when those before it are done. `then` hears what it touched, or None where it failed."""
        self._begin(_Turn(operation, then))

    def change(self, operation: Operation, then: Callable[[Change], object] | None = None) -> Change:
        """Do `operation` as `settle` does, and announce what it touched; `then` hears of it unless it failed.

        Returns:
            What it touched; empty where it failed, and where it waits.
        """
        outcome = Change()

        def announce(change: Change | None) -> None:
            nonlocal outcome
            outcome = change or Change()
            self._announce(change, then)

        self.settle(operation, announce)
        return outcome

    def write(
        self,
        operation: Operation,
        then: Callable[[Change], object] | None = None,
        *,
        otherwise: Callable[[], object] = lambda: None,
    ) -> None:
        """Do `operation` in a thread of its own, because it takes long; else as `change`. `otherwise` hears where it failed."""

        def tell(change: Change | None) -> None:
            self._announce(change, then)
            if change is None:
                otherwise()

        self._begin(_Turn(operation, tell, aside=True))

    def ask(self, question: Callable[[Project], T], otherwise: T) -> T:
        """The answer of the project, or `otherwise` where there is none or it can't be read."""
        if self.project is None:
            return otherwise
        try:
            return question(self.project)
        except TldeskError as error:
            self.said.emit(banner_of(error))
            return otherwise

    def attempt(self, operation: Callable[[], Change | None]) -> Change | None:
        """Do `operation` without announcing it; None where it failed."""
        try:
            return operation() or Change()
        except TldeskError as error:
            self.said.emit(banner_of(error))
            return None

    def leave(self, last: Sequence[Operation]) -> None:
        """Close the project after all that waits and `last` are done; where another thread writes, in a thread that waits for it."""
        project, self.project = self.project, None
        if project is None:
            return
        operations = [*(turn.operation for turn in self._waiting), *last]
        self._waiting.clear()
        written, root = self._written, project.root
        if written is None:
            for operation in operations:
                self.attempt(partial(operation, project))
        else:
            # What the window did before concerns nobody once its project is closed.
            self._aside.clear()
            errors: list[TldeskError] = []
            self._start(_Turn(partial(_follow, operations, errors), lambda _change: self._say(errors), aside=True), root, after=written)
        project.close()

    def hold(self, writer: Reading, written: Event) -> None:
        """`writer` is about to write to the project: until it has set `written` and told its outcome, or ended, all else waits.

        Whoever is to hear of the outcome connects after this, and may write at once.
        """
        self._written = written
        writer.done.connect(self._release)
        writer.failed.connect(self._release)
        writer.finished.connect(self._free)

    def join(self) -> None:
        """Wait for the threads that were begun here."""
        for writer in self._threads:
            writer.wait()
        self._threads.clear()

    def _begin(self, turn: _Turn) -> None:
        if self.project is None:
            return
        if self.is_written_elsewhere:
            self._waiting.append(turn)
        elif turn.aside:
            self._start(turn, self.project.root)
        else:
            turn.then(self.attempt(partial(turn.operation, self.project)))

    def _start(self, turn: _Turn, root: Path, *, after: Event | None = None) -> None:
        """Do the turn in a thread of its own, once `after` is set."""
        written = Event()

        def write(_report: Report) -> Change:
            try:
                if after is not None:
                    after.wait()
                with open_project(root) as own:
                    return turn.operation(own) or Change()
            finally:
                written.set()

        writer = Reading(partial(uncollected, write), self)
        self._aside[writer] = turn
        self.hold(writer, written)
        writer.done.connect(self._end)
        writer.failed.connect(self._fail)
        self._threads = [*(one for one in self._threads if not one.isFinished()), writer]
        writer.start()

    def _end(self, writer: Reading, change: Change) -> None:
        turn = self._aside.pop(writer, None)
        if turn is not None:
            turn.then(change)

    def _fail(self, writer: Reading, error: TldeskError) -> None:
        turn = self._aside.pop(writer, None)
        self._say([error])
        if turn is not None:
            turn.then(None)

    def _say(self, errors: Sequence[TldeskError]) -> None:
        for error in errors:
            self.said.emit(banner_of(error))

    def _release(self) -> None:
        # The thread may take a moment more to end, but writes no more.
        if self._written is not None and self._written.is_set():
            self._written = None

    def _free(self) -> None:
        self._release()
        self._go_on()

    def _go_on(self) -> None:
        """One that waits, then the event loop, then the next."""
        if self._written is not None or not self._waiting:
            return
        self._in_turn = True
        try:
            self._begin(self._waiting.popleft())
        finally:
            self._in_turn = False
        QTimer.singleShot(0, self, self._go_on)

    def _announce(self, change: Change | None, then: Callable[[Change], object] | None) -> None:
        if change:
            self.changed.emit(change)
        if change is not None and then is not None:
            then(change)


def _follow(operations: Sequence[Operation], errors: list[TldeskError], project: Project) -> Change:
    """Do them all; one that fails adds to `errors` and holds none of the others up."""
    changes: list[Change] = []
    for operation in operations:
        try:
            changes.append(operation(project) or Change())
        except TldeskError as error:
            errors.append(error)
    return together(changes)
