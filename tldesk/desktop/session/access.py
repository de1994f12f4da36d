"""The open project, and the one way to ask it something and to change it."""

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.desktop.session.values import banner_of
from tldesk.project.store import Project

T = TypeVar("T")


class Access(QObject):
    """Holds the project. Errors of the world never leave a method: they are `said` as a banner, and nothing was done.

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

    def wait_for(self, written: Event) -> None:
        """A thread of its own changes the project now: until it sets `written`, `change` waits for it, as two can't write at once."""
        self._written = written

    @property
    def is_written_elsewhere(self) -> bool:
        """Whether another thread is at work, so that `change` would wait."""
        return self._written is not None and not self._written.is_set()

    def change(self, operation: Callable[[Project], Change | None]) -> Change:
        """Do `operation` and announce what it touched; the change is empty where nothing was."""
        if self._written is not None:
            self._written.wait()
            self._written = None
        project = self.project
        change = self.attempt(lambda: operation(project)) if project is not None else None
        if change:
            self.changed.emit(change)
        return change or Change()

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
            return operation()
        except TldeskError as error:
            self.said.emit(banner_of(error))
            return None
