"""Heatmaps for one panel: asked of the session, and brought when they are drawn or tested."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from tldesk.core.heatmap import HeatmapMethod
from tldesk.core.messages import (
    Cancelled,
    Ending,
    Event,
    Explained,
    ExplainRequest,
    Finished,
    HeatmapChecked,
    Progress,
    Request,
    Step,
    phrase,
)
from tldesk.desktop.resources import ending_in_words
from tldesk.desktop.session.session import Session
from tldesk.jobs.plan import run_id_of


@dataclass(frozen=True, slots=True)
class _Asked:
    run_id: str
    file: Path
    class_index: int
    method: HeatmapMethod | None
    check: bool


class Heatmaps(QObject):
    """Follows the one heatmap that was asked for last; one that gave way to another panel's wish is asked for again after that.

    Signals:
        drawn(object, int, object, object): the file and class index that were asked for, the `Heatmap`, and the methods there are.
        failed(object, int, str): the file and class index, and why there will be none, in a few words.
        checking(int, int): how much of a test is done, of how much.
        checked(object, int, object): the file and class index, and the `HeatmapCheck`; None where it was cancelled or came to nothing.
    """

    drawn = Signal(object, int, object, object)
    failed = Signal(object, int, str)
    checking = Signal(int, int)
    checked = Signal(object, int, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: _Asked | None = None
        self._testing: Request | None = None
        self._gave_way = False
        # The engine takes up what waits before it is asked again: else each of two panels would displace the other's wish for ever.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._ask_again)
        session.heard.connect(self._on_heard)
        session.ended.connect(self._on_ended)
        session.dropped.connect(self._on_dropped)
        session.opened.connect(self._forget)

    def ask(self, run_id: str, file: Path, class_index: int, method: HeatmapMethod | None = None, *, check: bool = False) -> None:
        """Have the run's heatmap of `file` drawn for a class, and with `check` tested; a test under way is cancelled."""
        self.cancel()
        self._forget()
        self._asked = _Asked(run_id, file, class_index, method, check)
        if self._session.explain(run_id, file, class_index=class_index, method=method, check=check):
            return
        if check:
            self.checked.emit(file, class_index, None)
        else:
            self.failed.emit(file, class_index, self.tr("No heatmap"))

    def cancel(self) -> None:
        """Cancel the test under way."""
        if self._testing is not None:
            self._session.cancel(self._testing)

    def _on_heard(self, request: Request, event: Event) -> None:
        asked = self._asked
        if asked is None or not self._is_asked(request):
            return
        match event:
            case Explained() if not asked.check:
                self.drawn.emit(asked.file, asked.class_index, event.heatmap, event.methods)
            case Progress(step=Step.CHECK):
                self._testing = request
                self.checking.emit(event.done, event.total)
            case HeatmapChecked():
                self.checked.emit(asked.file, asked.class_index, event.check)

    def _on_ended(self, request: Request, ending: Ending) -> None:
        if request is self._testing:
            self._testing = None
        if self._gave_way:
            self._gave_way = False
            self._later.start()
        asked = self._asked
        if asked is None or not self._is_asked(request) or isinstance(ending, Finished):
            return
        if asked.check:
            self.checked.emit(asked.file, asked.class_index, None)
        else:
            reason = self.tr("The heatmap was cancelled") if isinstance(ending, Cancelled) else ending_in_words(phrase(ending))
            self.failed.emit(asked.file, asked.class_index, reason)

    def _on_dropped(self, request: Request) -> None:
        asked = self._asked
        if asked is None or not self._is_asked(request):
            return
        if asked.check:
            self.checked.emit(asked.file, asked.class_index, None)
        else:
            self._gave_way = True

    def _forget(self) -> None:
        self._later.stop()
        self._gave_way = False

    def _ask_again(self) -> None:
        asked = self._asked
        if asked is not None:
            self.ask(asked.run_id, asked.file, asked.class_index, asked.method)

    def _is_asked(self, request: Request) -> bool:
        if not isinstance(request, ExplainRequest) or request.class_index is None:
            return False
        file, method = Path(request.photo.file), request.method
        return self._asked == _Asked(run_id_of(request), file, request.class_index, method, request.check)
