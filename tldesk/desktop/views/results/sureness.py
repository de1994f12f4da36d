"""What a run says of when it is sure: read for the panel that shows it, and chosen there."""

from functools import partial

from PySide6.QtCore import QObject

from tldesk.core.errors import TldeskError
from tldesk.core.photo import Split
from tldesk.core.results import Answer
from tldesk.core.run_folder import RunFolder
from tldesk.desktop.session import Session, banner_of
from tldesk.desktop.views.results.sureness_panel import SurenessPanel
from tldesk.desktop.widgets.background import Latest

Found = tuple[tuple[Answer, ...], float | None]


class Sureness(QObject):
    """Keeps the panel showing what holds for a run, and the run to what is chosen there."""

    def __init__(self, session: Session, panel: SurenessPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._panel = session, panel
        self._folder: RunFolder | None = None
        self._stale = False
        self._reading = Latest(self)
        self._reading.ready.connect(self._take)
        self._reading.failed.connect(self._fail)
        panel.accepted_chosen.connect(self._on_chosen)
        panel.seen.connect(self._show)

    def show_run(self, folder: RunFolder | None) -> None:
        """Show what the run of this folder says on its validation photos, whatever split the other figures are of; None for none."""
        self._folder, self._stale = folder, True
        if self._panel.isVisible():
            self._show()

    def _show(self) -> None:
        """The answers may be many megabytes: they are read once somebody looks, and off the GUI thread."""
        if not self._stale:
            return
        self._stale = False
        self._reading.forget()
        if self._folder is None:
            self._panel.show_answers((), None)
        else:
            self._reading.ask(partial(_read, self._folder))

    def _take(self, found: Found) -> None:
        self._panel.show_answers(*found)

    def _fail(self, error: TldeskError) -> None:
        self._panel.show_answers((), None)
        self._session.said.emit(banner_of(error))

    def _on_chosen(self, accepted: float) -> None:
        if self._folder is not None:
            self._session.choose_sureness(self._folder.path.name, accepted)


def _read(folder: RunFolder) -> Found:
    if not folder.has_model:
        return (), None
    evaluation = folder.evaluation(Split.VALIDATION)
    return (() if evaluation is None else evaluation.answers), folder.facts().accepted_error
