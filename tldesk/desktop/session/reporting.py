"""Writing a run's report: heatmaps of its worst mistakes first, then the page."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tldesk.core.errors import TldeskError
from tldesk.core.messages import ENDINGS, Event, Explained, ExplainRequest, Request
from tldesk.core.photo import Split
from tldesk.core.results import Answer, Heatmap
from tldesk.desktop.session.reading import Reading, Retired
from tldesk.desktop.session.session import Session
from tldesk.desktop.session.values import banner_of
from tldesk.project.layout import Layout
from tldesk.project.store import look_aside


class Reporting(QObject):
    """One report at a time. It takes its turn with other heatmaps and never waits in the GUI thread.

    Signals:
        progressed(int, int): heatmaps that are drawn, of how many.
        ended(object): the file that was written; None: none was, and why was said.
    """

    progressed = Signal(int, int)
    ended = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._run_id = ""
        self._file = Path()
        self._waiting: list[Answer] = []
        self._total = 0
        self._asked: ExplainRequest | None = None
        self._maps: dict[str, Heatmap] = {}
        self._writing: Reading | None = None
        self._retired = Retired()
        session.opened.connect(self.cancel)
        session.heard.connect(self._on_heard)

    @property
    def busy(self) -> bool:
        """Whether a report is being written."""
        return bool(self._run_id)

    def write(self, run_id: str, file: Path) -> None:
        """Write the report of a run into `file`, an HTML page or a PDF, as its name says; one that is there is replaced."""
        from tldesk.jobs.report import worst_mistakes

        project = self._session.project
        if project is None or self.busy:
            return
        folder = project.layout.run(run_id)
        try:
            evaluation = folder.evaluation(Split.TEST) or folder.evaluation(Split.VALIDATION)
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return
        self._run_id, self._file = run_id, file
        self._maps = {}
        mistakes = worst_mistakes(evaluation) if evaluation is not None and folder.has_model else []
        self._waiting = [answer for answer in mistakes if answer.has_file]
        self._total = len(self._waiting)
        self._go_on()

    def cancel(self) -> None:
        """Write none."""
        if not self.busy:
            return
        self._end()
        self.ended.emit(None)

    def join(self) -> None:
        """Wait for the thread."""
        self._retired.join()

    def _go_on(self) -> None:
        """Ask for the next heatmap, or write the page when there is none to come."""
        from tldesk.jobs.plan import plan_explanation

        self.progressed.emit(self._total - len(self._waiting), self._total)
        project = self._session.project
        if project is None:
            return
        if self._waiting:
            answer = self._waiting.pop(0)
            try:
                self._asked = plan_explanation(project, self._run_id, Path(answer.file), class_index=answer.best, key=answer.key)
            except TldeskError as error:
                self._fail(self._writing, error)
                return
            self._session.do_beside(self._asked)
            return
        self._writing = Reading(partial(_write, project.root, project.layout, self._run_id, self._file, self._maps), parent=self)
        self._writing.done.connect(self._finish)
        self._writing.failed.connect(self._fail)
        self._writing.start()

    def _on_heard(self, request: Request, event: Event) -> None:
        if self._asked is None or request is not self._asked:
            return
        if isinstance(event, Explained):
            self._maps[event.heatmap.key] = event.heatmap
        elif isinstance(event, ENDINGS):
            # A photo that can't be read is shown without its heatmap, or not at all.
            self._asked = None
            self._go_on()

    def _finish(self, reading: Reading, _nothing: object) -> None:
        if reading is self._writing:
            file = self._file
            self._end()
            self.ended.emit(file)

    def _fail(self, reading: Reading | None, error: TldeskError) -> None:
        if reading is self._writing:
            self._session.said.emit(banner_of(error))
            self.cancel()

    def _end(self) -> None:
        if self._writing is not None:
            self._retired.add(self._writing)
        self._writing = self._asked = None
        self._waiting.clear()
        self._run_id = ""


def _write(root: Path, layout: Layout, run_id: str, file: Path, maps: dict[str, Heatmap], _report: object) -> None:
    from tldesk.jobs.report import write_report

    with look_aside(root, layout) as aside:
        write_report(file, aside, run_id, heatmaps=maps)
