"""The line that says why no answer is called "not sure"."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tldesk.core import numbers
from tldesk.core.never_unsure import why_never_unsure
from tldesk.desktop import theme
from tldesk.desktop.resources import translated
from tldesk.desktop.session import Session
from tldesk.desktop.widgets.background import Latest
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.project.predictions import PredictionSet


class NeverUnsure(ElidedLabel):
    """Hidden, unless the model behind the answers that are shown can't say it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("", Qt.TextElideMode.ElideRight, parent)
        self._session = session
        self._asked: tuple[str, str] | None = None
        theme.look(self, "muted")
        # A run that can't be read says so where it is shown; here it only has nothing to say.
        self._reading = Latest(self)
        self._reading.ready.connect(self._say)
        self.hide()

    def show_set(self, shown: PredictionSet | None) -> None:
        """Say it of the run behind `shown`; its validation answers may be many megabytes and are read off the GUI thread."""
        project = self._session.project
        if shown is None or shown.sure_from is not None or project is None:
            self._asked = None
            self._reading.forget()
            self.hide()
        elif self._asked != (shown.id, shown.run_id):
            self._asked = (shown.id, shown.run_id)
            self.hide()
            self._reading.ask(partial(why_never_unsure, project.layout.run(shown.run_id)))

    def _say(self, found: tuple[str, int]) -> None:
        why, photos = found
        self.setText(translated(why, "sureness").format(count=numbers.count(photos)))
        self.setVisible(bool(why))
