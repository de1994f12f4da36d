"""A training is not broken off without a word."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tldesk.core.messages import EvaluateRequest, TrainRequest
from tldesk.core.run_folder import RunFolder
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.widgets.banner import BannerRow, Banners


class Leaving(QObject):
    """Asks before what leaves the project while a model is being trained. Whoever does it again, or presses the button, means it."""

    def __init__(self, session: Session, banners: Banners, say: Callable[[Banner], BannerRow], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._banners, self._say = session, banners, say
        self._asked: BannerRow | None = None
        self._agreed = False

    def may(self, again: Callable[[], object], *, closes: bool = False) -> bool:
        """Whether there is nothing to ask any more. Else the question is shown, and its button does `again`, which `closes` the window."""
        app = QApplication.instance()
        # Where the system logs its user out, nobody is there to answer.
        nobody = isinstance(app, QApplication) and app.isSavingSession()
        if self._agreed or nobody or not self._trains or self._asked in self._banners.rows:
            return True

        def agree() -> None:
            self._agreed = True
            again()
            self._agreed = False

        deed = self.tr("Stop the training and close") if closes else self.tr("Stop the training and leave the project")
        self._asked = self._say(Banner(self._words(), kind="warning", action=deed, act=agree))
        return False

    @property
    def _trains(self) -> bool:
        job = self._session.training
        return job is not None and not isinstance(job.request, EvaluateRequest)

    def _words(self) -> str:
        job = self._session.training
        request = None if job is None else job.request
        if isinstance(request, TrainRequest) and RunFolder(Path(request.run_folder)).can_go_on:
            return self.tr("A model is being trained. If it stops now, its finished epochs are kept, and it can be resumed.")
        return self.tr("A model is being trained. If it stops now, it has to begin anew.")
