"""Heatmaps for one panel: asked of the session, and brought when they are drawn."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tldesk.core.messages import Ending, Event, Explained, ExplainRequest, Finished, Request, phrase
from tldesk.desktop.session.session import Session
from tldesk.jobs.plan import run_id_of


class Heatmaps(QObject):
    """Follows the one heatmap that was asked for last.

    Signals:
        drawn(object, int, object): the file and class index that were asked for, and the `Heatmap`.
        failed(object, int, str): the file and class index, and why there will be none, in a few words.
    """

    drawn = Signal(object, int, object)
    failed = Signal(object, int, str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: tuple[str, Path, int] | None = None
        session.heard.connect(self._on_heard)
        session.ended.connect(self._on_ended)

    def ask(self, run_id: str, file: Path, class_index: int) -> None:
        """Have the run's heatmap of `file` drawn for a class."""
        self._asked = (run_id, file, class_index)
        if not self._session.explain(run_id, file, class_index=class_index):
            self.failed.emit(file, class_index, self.tr("No heatmap"))

    def _on_heard(self, request: Request, event: Event) -> None:
        if self._is_asked(request) and isinstance(event, Explained) and self._asked is not None:
            self.drawn.emit(*self._asked[1:], event.heatmap)

    def _on_ended(self, request: Request, ending: Ending) -> None:
        if self._is_asked(request) and not isinstance(ending, Finished) and self._asked is not None:
            self.failed.emit(*self._asked[1:], phrase(ending))

    def _is_asked(self, request: Request) -> bool:
        return isinstance(request, ExplainRequest) and self._asked == (run_id_of(request), Path(request.photo.file), request.class_index)
