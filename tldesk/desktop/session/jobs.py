"""Planning jobs, handing them to the right engine, and what follows when one ends.

`jobs.plan` is imported where it is used: it reads photos, and its libraries would make the window come up later.
"""

from collections.abc import Callable, Container
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tldesk.core.errors import TldeskError
from tldesk.core.exported import Forms
from tldesk.core.heatmap import HeatmapMethod
from tldesk.core.messages import (
    Command,
    Ending,
    EvaluateRequest,
    ExplainRequest,
    ExportRequest,
    Failed,
    FeatureMapsRequest,
    Finished,
    Killed,
    MapRequest,
    OutOfMemory,
    PreviewRequest,
    RateTestRequest,
    Request,
    TrainRequest,
    phrase,
)
from tldesk.core.photo import Split
from tldesk.core.progress import Report
from tldesk.core.run_values import RunState
from tldesk.desktop.resources import ending_in_words
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.engines import Engine
from tldesk.desktop.session.predicting import PredictionDesk
from tldesk.desktop.session.stepping import Steps
from tldesk.desktop.session.values import Banner, Job, banner_of
from tldesk.project import runs
from tldesk.project.splits import SplitStep, record_splits
from tldesk.project.store import Project, look_aside

if TYPE_CHECKING:
    from tldesk.core.recipe import Recipe
    from tldesk.jobs.training import TooFewPhotosError, TrainingPlan


class JobDesk(PredictionDesk):
    """The two engines and the readings that plan for them."""

    def __init__(self, access: Access, parent: QObject | None = None) -> None:
        super().__init__(access, parent)
        self._planned: tuple[TrainingPlan, str] | None = None
        self._splits: Steps[SplitStep] = Steps(access, record_splits, self)
        self._splits.done.connect(self._begin_training)
        self._splits.failed.connect(self.trainer.drop_plan)

    @property
    def training(self) -> Job | None:
        """The training or evaluation of the training engine, which may also draw a heatmap or try learning rates."""
        job = self.trainer.job
        return None if job is None or job.tries_rates or self._explains(self.trainer) else job

    @property
    def rate_test(self) -> Job | None:
        """The learning-rate test that is planned or under way."""
        job = self.trainer.job
        return job if job is not None and job.tries_rates else None

    def train(
        self,
        project: Project,
        recipe: "Recipe",
        *,
        name: str,
        without: Container[str] = (),
        too_few: Callable[["Recipe", "TooFewPhotosError"], object],
    ) -> None:
        """Compare and choose the photos off the GUI thread, record their splits step by step, then make the run and submit it.

        Args:
            without: classes that may be left out; `too_few` is told of others that are in the way.
        """
        from tldesk.jobs import plan
        from tldesk.jobs.training import TooFewPhotosError

        root, layout = project.root, project.layout

        def work_out(report: Report) -> "TrainingPlan | TooFewPhotosError":
            with look_aside(root, layout) as aside:
                try:
                    return plan.work_out_training(aside, recipe, without=without, report=report)
                except TooFewPhotosError as error:
                    return error

        def deal(worked_out: object) -> None:
            if isinstance(worked_out, TooFewPhotosError):
                too_few(recipe, worked_out)
                return
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
            kept_out = planned[0].left_out.near_test
            if kept_out:
                text = self.tr("%n labelled photo(s) take no part: others of their groups are in the test split", "", kept_out)
                self._say(Banner(text))
        except TldeskError as error:
            self._say(banner_of(error))
        finally:
            # Nothing is dropped once the job was submitted.
            self.trainer.drop_plan()

    def resume(self, project: Project, run_id: str) -> None:
        """Find the photos of a run again off the GUI thread, then go on with its training."""
        from tldesk.jobs import resuming

        root, layout = project.root, project.layout

        def look(report: Report) -> Request:
            with look_aside(root, layout) as aside:
                return resuming.plan_resume(aside, run_id, report=report)

        def submit(request: object) -> None:
            assert isinstance(request, TrainRequest)
            change = runs.set_state(project, run_id, RunState.PLANNED)
            self.trainer.submit(request, self.tr("Training"))
            self._announce_next(change)

        self.trainer.plan(self.tr("Training"), self.tr("Looking at the photos of the run"))
        self._read(self.trainer, look, submit)

    def test_rates(self, project: Project, recipe: "Recipe", *, without: Container[str] = ()) -> None:
        """Choose the photos off the GUI thread, then try learning rates on those to train on; the project stays as it is."""
        from tldesk.jobs import plan

        root, layout, title = project.root, project.layout, self.tr("Trying learning rates")

        def work_out(report: Report) -> Request:
            with look_aside(root, layout) as aside:
                return plan.plan_rate_test(aside, recipe, without=without, report=report)

        def submit(request: object) -> None:
            assert isinstance(request, RateTestRequest)
            self.trainer.submit(request, title)

        self.trainer.plan(title, self.tr("Comparing photos"), tries_rates=True)
        self._read(self.trainer, work_out, submit)

    def explain(
        self, project: Project, run_id: str, file: Path, *, class_index: int | None, method: HeatmapMethod | None, check: bool
    ) -> bool:
        """Draw a heatmap with the engine that is free; while both work, it waits for neither and is refused, which is said."""
        from tldesk.jobs import plan

        try:
            request = plan.plan_explanation(project, run_id, file, class_index=class_index, method=method, check=check)
        except TldeskError as error:
            self._say(banner_of(error))
            return False
        engine = next((e for e in (self.answerer, self.trainer) if not e.busy or self._explains(e)), None)
        if engine is None:
            self._say(Banner(self.tr("Both engines are at work. The heatmap can be drawn when the prediction has ended."), kind="warning"))
            return False
        engine.submit(request, self.tr("Checking the heatmap") if check else self.tr("Drawing the heatmap"))
        return True

    def evaluate(self, project: Project, run_id: str, split: Split) -> None:
        """Measure a run on a split with the engine that is free; while both work it is refused."""
        engine = next((e for e in (self.answerer, self.trainer) if not e.busy), None)
        if engine is None:
            self._say(Banner(self.tr("Both engines are at work. The run can be measured when the prediction has ended."), kind="warning"))
            return
        self._measure(engine, project, run_id, split, self.tr("Measuring the run"))

    def map_photos(self, project: Project, run_id: str) -> None:
        """Choose the photos off the GUI thread, then lay them out with the answering engine; while it works it is refused."""
        from tldesk.jobs import plan

        if self.answerer.busy:
            self._say(Banner(self.tr("The engine is at work. The map can be drawn when the prediction has ended."), kind="warning"))
            return
        self._choose(self.answerer, project, self.tr("Drawing the map"), lambda aside: plan.plan_map(aside, run_id))

    def export_model(self, project: Project, run_id: str, target: Path, *, forms: Forms, replace_file: bool) -> bool:
        """Put together what goes along, then export the model with the answering engine; whether that has time. Heatmaps come first."""
        from tldesk.jobs.exporting import plan_export

        if self.answerer.busy and not self._explains(self.answerer):
            return False

        def work_out(aside: Project) -> Request:
            return plan_export(aside, run_id, target, forms=forms, replace_file=replace_file)

        self._choose(self.answerer, project, self.tr("Exporting the model"), work_out)
        return True

    def follow(self, project: Project, request: Request, ending: Ending) -> None:
        """Say how a job ended; after a training, measure it on the test split."""
        from tldesk.jobs import plan

        says_so_itself = isinstance(request, PreviewRequest | FeatureMapsRequest)
        if isinstance(ending, Failed | OutOfMemory | Killed) and not says_so_itself:
            self._say(Banner(ending_in_words(phrase(ending)), kind="error", details=ending.details if isinstance(ending, Failed) else ""))
        if isinstance(request, TrainRequest) and isinstance(ending, Finished):
            self._measure(self.trainer, project, plan.run_id_of(request), Split.TEST, self.tr("Measuring on the test photos"))

    def _measure(self, engine: Engine, project: Project, run_id: str, split: Split, title: str) -> None:
        from tldesk.jobs import plan

        self._choose(engine, project, title, lambda aside: plan.plan_evaluation(aside, run_id, split))

    def _choose(self, engine: Engine, project: Project, title: str, work_out: Callable[[Project], Request]) -> None:
        """Choose the photos off the GUI thread, then submit."""
        root, layout = project.root, project.layout

        def choose(_report: Report) -> Request:
            with look_aside(root, layout) as aside:
                return work_out(aside)

        def submit(request: object) -> None:
            assert isinstance(request, EvaluateRequest | MapRequest | ExportRequest)
            engine.submit(request, title)

        engine.plan(title, self.tr("Choosing photos"))
        self._read(engine, choose, submit)

    def stop_training(self, command: Command) -> None:
        """Stop the training under way; one that is still being planned is dropped."""
        if self.training is not None:
            self._stop(self.trainer, command)

    def pause_training(self, command: Command) -> None:
        """Hold the training under way between two batches, or let it go on; nothing is held while it is still being planned."""
        if self.training is not None:
            self.trainer.tell(command)

    def cancel_rate_test(self) -> None:
        """Cancel the learning-rate test."""
        if self.rate_test is not None:
            self._stop(self.trainer, Command.CANCEL)

    def _explains(self, engine: Engine) -> bool:
        return engine.job is not None and isinstance(engine.job.request, ExplainRequest)

    def _plans_on(self, engine: Engine) -> bool:
        return self._splits.busy if engine is self.trainer else super()._plans_on(engine)

    def _retire(self, engine: Engine) -> None:
        if engine is self.trainer and self._splits.busy:
            self._splits.stop()
            self._planned = None
        super()._retire(engine)

    def join(self) -> None:
        """Wait for all threads."""
        self._splits.join()
        super().join()
