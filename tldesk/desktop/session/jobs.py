"""Planning jobs, handing them to the right engine, and what follows when one ends.

`jobs.plan` is imported where it is used: it reads photos, and its libraries would make the window come up later.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.core.messages import (
    Command,
    Ending,
    EvaluateRequest,
    ExplainRequest,
    Failed,
    Finished,
    Killed,
    OutOfMemory,
    Request,
    TrainRequest,
    phrase,
)
from tldesk.core.photo import Split
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.engines import Engine
from tldesk.desktop.session.reading import Reading, Retired
from tldesk.desktop.session.stepping import Steps
from tldesk.desktop.session.values import Banner, Job, banner_of
from tldesk.project.splits import SplitStep, record_splits
from tldesk.project.store import Project, look_aside

if TYPE_CHECKING:
    from tldesk.core.recipe import Recipe
    from tldesk.jobs.training import TrainingPlan


class JobDesk(QObject):
    """The two engines and the readings that plan for them."""

    def __init__(self, access: Access, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._say, self._announce = access.said.emit, access.changed.emit
        self.trainer = Engine(parent=self)
        self.answerer = Engine(parent=self)
        self._readings: dict[Engine, Reading] = {}
        self._then: dict[Reading, Callable[[object], None]] = {}
        self._retired = Retired()
        self._planned: tuple[TrainingPlan, str] | None = None
        self._splits: Steps[SplitStep] = Steps(access, record_splits, self)
        self._splits.done.connect(self._begin_training)
        self._splits.failed.connect(self.trainer.drop_plan)

    @property
    def training(self) -> Job | None:
        """The job of the training engine, unless it is a heatmap that it draws because the other one is busy."""
        return None if self._explains(self.trainer) else self.trainer.job

    def train(self, project: Project, recipe: "Recipe", *, name: str) -> None:
        """Compare and choose the photos off the GUI thread, record their splits step by step, then make the run and submit it."""
        from tldesk.jobs import plan

        root, layout = project.root, project.layout

        def work_out(report: Callable[[int, int], None]) -> "TrainingPlan":
            with look_aside(root, layout) as aside:
                return plan.work_out_training(aside, recipe, report=report)

        def deal(worked_out: object) -> None:
            assert isinstance(worked_out, plan.TrainingPlan)
            self._planned = (worked_out, name)
            self._splits.start(lambda: (step for step in worked_out.deal.steps()))

        self.trainer.plan(self.tr("Training"), self.tr("Comparing photos"))
        self._read(self.trainer, work_out, deal)

    def _begin_training(self) -> None:
        from tldesk.jobs import plan

        project, planned = self._access.project, self._planned
        self._planned = None
        if project is None or planned is None:
            return
        try:
            request, change = plan.begin_training(project, planned[0], name=planned[1])
            self.trainer.submit(request, self.tr("Training"))
            self._announce_next(change)
        except TldeskError as error:
            self._say(banner_of(error))
        finally:
            # Nothing is dropped once the job was submitted.
            self.trainer.drop_plan()

    def predict(self, project: Project, run_id: str, places: Sequence[Path]) -> None:
        """Find the photos off the GUI thread, then begin the prediction set and submit it."""
        from tldesk.jobs import plan

        def submit(found: object) -> None:
            assert isinstance(found, plan.FoundPhotos)
            request, change = plan.plan_prediction(project, run_id, places, found=found)
            self.answerer.submit(request, self.tr("Predicting"))
            self._announce_next(change)

        self.answerer.plan(self.tr("Predicting"), self.tr("Finding photos"))
        self._read(self.answerer, lambda report: plan.find_photos(places, report=lambda found: report(found, 0)), submit)

    def explain(self, project: Project, run_id: str, file: Path, *, class_index: int | None) -> bool:
        """Draw a heatmap with the engine that is free; while both work, it waits for neither and is refused, which is said."""
        from tldesk.jobs import plan

        try:
            request = plan.plan_explanation(project, run_id, file, class_index=class_index)
        except TldeskError as error:
            self._say(banner_of(error))
            return False
        engine = next((e for e in (self.answerer, self.trainer) if not e.busy or self._explains(e)), None)
        if engine is None:
            self._say(Banner(self.tr("Both engines are at work. The heatmap can be drawn when the prediction has ended."), kind="warning"))
            return False
        engine.submit(request, self.tr("Drawing the heatmap"))
        return True

    def evaluate(self, project: Project, run_id: str, split: Split) -> None:
        """Measure a run on a split with the engine that is free; while both work it is refused."""
        engine = next((e for e in (self.answerer, self.trainer) if not e.busy), None)
        if engine is None:
            self._say(Banner(self.tr("Both engines are at work. The run can be measured when the prediction has ended."), kind="warning"))
            return
        self._measure(engine, project, run_id, split, self.tr("Measuring the run"))

    def follow(self, project: Project, request: Request, ending: Ending) -> None:
        """Say how a job ended; after a training, measure it on the test split."""
        from tldesk.jobs import plan

        if isinstance(ending, Failed | OutOfMemory | Killed):
            self._say(Banner(phrase(ending), kind="error", details=ending.details if isinstance(ending, Failed) else ""))
        if isinstance(request, TrainRequest) and isinstance(ending, Finished):
            self._measure(self.trainer, project, plan.run_id_of(request), Split.TEST, self.tr("Measuring on the test photos"))

    def _measure(self, engine: Engine, project: Project, run_id: str, split: Split, title: str) -> None:
        """Choose the photos off the GUI thread, then submit."""
        from tldesk.jobs import plan

        root, layout = project.root, project.layout

        def choose(_report: Callable[[int, int], None]) -> Request:
            with look_aside(root, layout) as aside:
                return plan.plan_evaluation(aside, run_id, split)

        def submit(request: object) -> None:
            assert isinstance(request, EvaluateRequest)
            engine.submit(request, title)

        engine.plan(title, self.tr("Choosing photos"))
        self._read(engine, choose, submit)

    def stop_training(self, command: Command) -> None:
        """Stop the training under way; one that is still being planned is dropped."""
        if self.training is not None:
            self._stop(self.trainer, command)

    def cancel_answering(self) -> None:
        """Cancel what the answering engine does."""
        self._stop(self.answerer, Command.CANCEL)

    def cancel(self, request: Request) -> None:
        """Cancel the job of `request`."""
        for engine in (self.trainer, self.answerer):
            if engine.job is not None and engine.job.request is request:
                engine.tell(Command.CANCEL)

    def abandon(self) -> list[Request]:
        """Leave all jobs where they are; returns their requests."""
        for engine in (self.trainer, self.answerer):
            self._retire(engine)
        left = [engine.abandon() for engine in (self.trainer, self.answerer)]
        return [request for request in left if request is not None]

    def close(self) -> None:
        """Tell all threads to end."""
        for engine in (self.trainer, self.answerer):
            self._retire(engine)
            engine.close()

    def join(self) -> None:
        """Wait for all threads."""
        self.trainer.join()
        self.answerer.join()
        self._splits.join()
        self._retired.join()

    def _explains(self, engine: Engine) -> bool:
        return engine.job is not None and isinstance(engine.job.request, ExplainRequest)

    def _stop(self, engine: Engine, command: Command) -> None:
        if engine in self._readings or self._deals(engine):
            self._retire(engine)
            engine.drop_plan()
        else:
            engine.tell(command)

    def _read(self, engine: Engine, work: Callable[[Callable[[int, int], None]], object], then: Callable[[object], None]) -> None:
        reading = Reading(work, parent=self)
        self._readings[engine] = reading
        self._then[reading] = then
        reading.progressed.connect(engine.advance)
        reading.done.connect(self._finish)
        reading.failed.connect(self._fail)
        reading.start()

    def _announce_next(self, change: Change) -> None:
        """Announce in the event loop's next turn: planning has filled this one, and the views have work of their own."""
        QTimer.singleShot(0, self, partial(self._announce, change))

    def _finish(self, reading: Reading, result: object) -> None:
        engine = self._engine_of(reading)
        if engine is None:
            return
        then = self._then[reading]
        self._retire(engine)
        try:
            then(result)
        except TldeskError as error:
            self._say(banner_of(error))
        finally:
            # Nothing is dropped once the job was submitted; whatever else went wrong, the engine is free again.
            if not self._deals(engine):
                engine.drop_plan()

    def _fail(self, reading: Reading, error: TldeskError) -> None:
        engine = self._engine_of(reading)
        if engine is not None:
            self._retire(engine)
            engine.drop_plan()
            self._say(banner_of(error))

    def _engine_of(self, reading: Reading) -> Engine | None:
        return next((engine for engine, current in self._readings.items() if current is reading), None)

    def _deals(self, engine: Engine) -> bool:
        """Whether splits are being recorded for a training that `engine` will do."""
        return engine is self.trainer and self._splits.busy

    def _retire(self, engine: Engine) -> None:
        if self._deals(engine):
            self._splits.stop()
            self._planned = None
        reading = self._readings.pop(engine, None)
        if reading is not None:
            del self._then[reading]
            self._retired.add(reading)
