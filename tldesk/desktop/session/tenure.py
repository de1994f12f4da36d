"""One window at a time has a project open: this one's note in the project, and what is said of another's."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tldesk.core.errors import TldeskError
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session.values import Banner, banner_of
from tldesk.project.store import Project, open_project
from tldesk.project.tenancy import HeldError, Tenant, move_in, move_out


class Tenure(QObject):
    """Opens projects that no other window has open, and keeps the note while one is.

    Signals:
        said(object): a `Banner`.
    """

    said = Signal(object)

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._entered: tuple[Project, Tenant] | None = None
        self._kept: tuple[Project, Tenant] | None = None

    def enter(self, folder: Path, *, anyway: bool, again: Callable[[], object]) -> Project | None:
        """The project of `folder`, open and with this window's note in it; None where that failed, which was said.

        Args:
            anyway: also where another window seems to have it open.
            again: enter anyway; offered where it can't be known whether that window is still there.
        """
        try:
            project = open_project(folder)
        except TldeskError as error:
            self.said.emit(banner_of(error))
            return None
        try:
            tenant = move_in(project.layout, project.root, who=self._preferences.who, anyway=anyway)
        except TldeskError as error:
            project.close()
            self.said.emit(self._banner(error, again))
            return None
        self._entered = (project, tenant)
        return project

    def keep(self, project: Project) -> None:
        """The project that was entered is the open one now."""
        if self._entered is not None and self._entered[0] is project:
            self._kept, self._entered = self._entered, None

    def end(self) -> None:
        """The project is closed."""
        if self._kept is not None:
            project, tenant = self._kept
            move_out(project.layout, tenant)
            self._kept = None

    def _banner(self, error: TldeskError, again: Callable[[], object]) -> Banner:
        if isinstance(error, HeldError) and not error.tenant.is_here:
            return Banner(str(error), kind="warning", action=self.tr("Open anyway"), act=again)
        return Banner(str(error), kind="warning")
