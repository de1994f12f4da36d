"""Predictions: photos are found and written down off the GUI thread, then answered.

`jobs.plan` is imported where it is used: it reads photos, and its libraries would make the window come up later.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from tldesk.core.changes import Change
from tldesk.core.messages import Cancelled, Command, PredictRequest, phrase
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.desk import Desk
from tldesk.desktop.session.engines import Engine
from tldesk.desktop.session.values import Banner, banner_of_not_photos
from tldesk.project import predictions
from tldesk.project.store import Project


class PredictionDesk(Desk):
    """What the answering engine does at length."""

    def __init__(self, access: Access, parent: QObject | None = None) -> None:
        super().__init__(access, parent)
        self._beginning: list[PredictRequest | None] | None = None

    def predict(self, run_id: str, places: Sequence[Path], *, deep: bool) -> None:
        """Find the photos off the GUI thread, then begin the prediction set and submit it."""
        from tldesk.jobs import plan

        def begin(found: object) -> None:
            assert isinstance(found, plan.FoundPhotos)
            self._begin_prediction(lambda own: plan.plan_prediction(own, run_id, places, found=found))
            self.say_left_out(found.left_out)
            if found.files and found.not_photos.count:
                self._say(banner_of_not_photos(found.not_photos))

        self.answerer.plan(self.tr("Predicting"), self.tr("Finding photos"))
        self._read(self.answerer, lambda report: plan.find_photos(places, deep=deep, report=report), begin)

    def say_left_out(self, reasons: Sequence[str]) -> None:
        """Say what could not be read beside single photos."""
        if reasons:
            count = len(reasons)
            many = QCoreApplication.translate("PredictionDesk", "%n place(s) in the folder could not be read.", "", count)
            self._say(Banner(many if count > 1 else reasons[0], kind="warning", details="\n".join(reasons)))

    def answer_arrivals(
        self,
        work_out: Callable[[Project], "tuple[PredictRequest | None, Change]"],
        *,
        begun: Callable[[PredictRequest | None], object],
        given_up: Callable[[], object],
    ) -> None:
        """Write down what `work_out` asks for and submit it; `begun` hears of it, or None where nothing is asked, else `given_up`."""
        self.answerer.plan(self.tr("Answering for new photos"), self.tr("Finding photos"))
        self._begin_prediction(work_out, begun=begun, given_up=given_up)

    def _begin_prediction(
        self,
        work_out: Callable[[Project], "tuple[PredictRequest | None, Change]"],
        *,
        begun: Callable[[PredictRequest | None], object] = lambda _request: None,
        given_up: Callable[[], object] = lambda: None,
    ) -> None:
        """Write down the files of a prediction, which may be many thousands, in a thread of its own; then submit it."""
        planned: list[PredictRequest | None] = []
        self._beginning = planned

        def write(own: Project) -> Change:
            request, change = work_out(own)
            planned.append(request)
            return change

        def submit(_change: Change) -> None:
            (request,) = planned
            if self._beginning is planned:
                self._beginning = None
                title = self.answerer.job.title if self.answerer.job is not None else ""
                if request is None:
                    self.answerer.drop_plan()
                else:
                    self.answerer.submit(request, title)
                begun(request)
                return
            if request is not None:
                # Cancelled while its files were written down: it can be gone on with.
                set_id = request.set_id
                self._access.change(lambda own: predictions.finish(own, set_id, phrase(Cancelled())))
            given_up()

        def fail() -> None:
            if self._beginning is planned:
                self._beginning = None
                self.answerer.drop_plan()
            given_up()

        self._access.write(write, submit, otherwise=fail)

    def go_on_predicting(self, set_id: str) -> None:
        """Answer for the photos that a prediction set still lacks."""
        from tldesk.jobs import plan

        self.answerer.plan(self.tr("Predicting"), self.tr("Finding photos"))
        self._begin_prediction(lambda own: plan.plan_going_on(own, set_id))

    def pause_answering(self, command: Command) -> None:
        """Hold the prediction under way between two batches, or let it go on."""
        self.answerer.tell(command)

    def cancel_answering(self) -> None:
        """Cancel what the answering engine does."""
        self._stop(self.answerer, Command.CANCEL)

    def _plans_on(self, engine: Engine) -> bool:
        return engine is self.answerer and self._beginning is not None

    def _retire(self, engine: Engine) -> None:
        if engine is self.answerer:
            self._beginning = None
        super()._retire(engine)
