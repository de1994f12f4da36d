"""The session: the open project and everything that may be done to it from the window."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from tldesk.core.changes import Change
from tldesk.core.heatmap import HeatmapMethod
from tldesk.core.messages import (
    ENDINGS,
    Cancelled,
    Command,
    Event,
    ExplainRequest,
    FeatureMapsRequest,
    PreviewRequest,
    RateTested,
    RateTestRequest,
    Request,
)
from tldesk.core.photo import Split
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session.access import Access
from tldesk.desktop.session.exchange import Exchange
from tldesk.desktop.session.folder import Folder
from tldesk.desktop.session.jobs import JobDesk
from tldesk.desktop.session.labelling import Labelling
from tldesk.desktop.session.models import Models
from tldesk.desktop.session.queue import TrainingQueue
from tldesk.desktop.session.runs import Runs
from tldesk.desktop.session.tenure import Tenure
from tldesk.desktop.session.values import Banner, Job
from tldesk.desktop.session.without import Without
from tldesk.project import predictions, runs
from tldesk.project.store import Project

if TYPE_CHECKING:
    from tldesk.core.recipe import Recipe

T = TypeVar("T")


class Session(QObject):
    """Holds the project, makes every change to it in the GUI thread, and says what changed.

    Errors of the world never leave a method: they are `said` as a banner, and the method did nothing.

    Signals:
        opened(): another project is open, or none.
        changed(object): the `Change` of an operation or an event, after it was written.
        job(object): the training `Job` while there is one, else the learning-rate test, else the answering one, else None; at most ten
            times a second.
        heard(object, object): a request and one of its events, after it was recorded.
        ended(object, object): a request and its `Ending`, after `heard`.
        rates_tried(object, object): the recipe of a learning-rate test and its `RateTested`.
        said(object): a `Banner`.
        scanning(object): a `ScanProgress`.
        ready(str): the device in words, once the engine is warm.

    Attributes:
        folder: the photos' folder: read, watched.
        labelling: what may be done to labels and classes.
        exchange: labels from files and folders, and to them.
        models: models that were exported elsewhere.
        queue: trainings that wait for the one under way.
        runs: what every table of runs shows, and what may be done to runs.
        device: in words; empty until the engine is warm.
        without_gpu: why that is no graphics card, in words; empty where it is one, and until the engine is warm.
    """

    opened = Signal()
    changed = Signal(object)
    job = Signal(object)
    heard = Signal(object, object)
    ended = Signal(object, object)
    rates_tried = Signal(object, object)
    said = Signal(object)
    scanning = Signal(object)
    ready = Signal(str)

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.device = self.without_gpu = ""
        self._access = Access(self)
        self._access.changed.connect(self.changed)
        self._access.said.connect(self.said)
        self.labelling = Labelling(self._access, preferences, self)
        self.exchange = Exchange(self._access, preferences, undo=self.labelling.undo, parent=self)
        self.exchange.imported.connect(self.prepare_training)
        self.models = Models(self._access, self)
        self.runs = Runs(self._access, self)
        # Before any view: those that hear of a change find the runs as they are now.
        self.opened.connect(self.runs.start_over)
        self.changed.connect(self.runs.follow)
        self.folder = Folder(self._access, reopen=self.open, parent=self)
        self.folder.scanning.connect(self.scanning)
        self._tenure = Tenure(preferences, self)
        self._tenure.said.connect(self.said)
        self._jobs = JobDesk(self._access, self)
        self.queue = TrainingQueue(
            self._access, preferences, train=self.train, under_way=lambda: self.training or self.rate_test, parent=self
        )
        self.opened.connect(self.queue.start_over)
        self.without = Without(self._access, preferences, self.queue.add, self)
        for engine in (self._jobs.trainer, self._jobs.answerer):
            engine.heard.connect(self._hear)
            engine.job_changed.connect(self._say_job)
            engine.ready.connect(self._be_ready)

    # --- the project ------------------------------------------------------------------------------------------------

    @property
    def project(self) -> Project | None:
        """The open project, or None."""
        return self._access.project

    @property
    def training(self) -> Job | None:
        """The training or evaluation that is planned or under way; never a heatmap, which either engine may draw."""
        return self._jobs.training

    @property
    def rate_test(self) -> Job | None:
        """The learning-rate test that is planned or under way."""
        return self._jobs.rate_test

    @property
    def answering(self) -> Job | None:
        """The prediction or heatmap that is planned or under way."""
        return self._jobs.answerer.job

    def warm_up(self) -> None:
        """Start the answering engine, so that it is warm when it is needed."""
        self._jobs.answerer.start()

    def prepare_training(self) -> None:
        """Start the training engine, so that it is warm when the user wants a model: as soon as there is something to train on."""
        self._jobs.trainer.start()

    def open(self, folder: Path, *, anyway: bool = False) -> bool:
        """Open the project of `folder`, making it where there is none, and read the folder in the background.

        Args:
            anyway: also where another window seems to have it open.
        """
        project = self._tenure.enter(folder, anyway=anyway, again=partial(self.open, folder, anyway=True))
        if project is None:
            return False
        self.close()
        self._access.project = project
        self._tenure.keep(project)
        self.preferences.remember(project.root)
        self.opened.emit()
        self._say_where_it_is_kept(project)
        self.folder.open()
        return True

    def _say_where_it_is_kept(self, project: Project) -> None:
        """A read-only folder holds no project: the user should know where the labels are."""
        if not project.layout.folder.is_relative_to(project.root):
            text = self.tr("{folder} can't be written, so its labels and runs are kept in {place}. The photos are read where they are.")
            self.said.emit(Banner(text.format(folder=project.root, place=project.layout.folder)))

    def close(self) -> None:
        """Close the project; jobs under way are left, what they finished is kept."""
        if self.project is None:
            return
        self.folder.close()
        self.exchange.stop()
        self.models.stop()
        from tldesk.jobs.record import record

        self._access.leave([partial(record, request=request, event=Cancelled()) for request in self._jobs.abandon()])
        self._tenure.end()
        self.opened.emit()

    def shut_down(self) -> None:
        """Close the project and tell every thread to end; returns at once. `join` waits for them."""
        self.close()
        self._jobs.close()

    def join(self) -> None:
        """Wait for the threads to end: after the window is gone, before the program ends."""
        self._jobs.join()
        self.folder.join()
        self.exchange.join()
        self.models.join()
        self._access.join()
        self.runs.join()

    def rescan(self) -> None:
        """Look at the folder again, in the background."""
        self.folder.read()

    # --- jobs -------------------------------------------------------------------------------------------------------

    def train(self, recipe: "Recipe", *, name: str = "") -> None:
        """Train a run, then measure it on the test split. One at a time."""
        if self.project is not None and self._may_train():
            self._jobs.train(self.project, recipe, name=name, without=self.without.names, too_few=self.without.offer)

    def resume_run(self, run_id: str) -> None:
        """Go on with a run where it was broken off, on the photos it was given, then measure it on the test split."""
        if self.project is not None and self._may_train():
            self._jobs.resume(self.project, run_id)

    def can_resume(self, run_id: str) -> bool:
        """Whether `resume_run` has something to go on with; whether its photos are as they were it finds out itself."""
        return self._access.ask(lambda project: runs.can_resume(project, run_id), otherwise=False)

    def test_rates(self, recipe: "Recipe") -> None:
        """Try learning rates for what `recipe` trains; `rates_tried` brings the curve. Leaves nothing behind."""
        if self.project is not None and self._may_train():
            self._jobs.test_rates(self.project, recipe, without=self.without.names)

    def cancel_rate_test(self) -> None:
        """Cancel the learning-rate test."""
        self._jobs.cancel_rate_test()

    def _may_train(self) -> bool:
        """Whether the training engine is free but for heatmaps; a learning-rate test that is in the way is said."""
        if self.rate_test is not None:
            self.said.emit(Banner(self.tr("Learning rates are being tried. Cancel that, or wait until it has ended."), kind="warning"))
        return self.training is None and self.rate_test is None

    def pause_training(self) -> None:
        """Hold the training between two batches, with all it has in memory; its `Job` is `paused` until it goes on, stops or ends."""
        self._jobs.pause_training(Command.PAUSE)

    def resume_training(self) -> None:
        """Let a training that was paused go on."""
        self._jobs.pause_training(Command.RESUME)

    def stop_training(self, command: Command = Command.STOP) -> None:
        """Stop and keep the best epoch, or cancel, which holds the queue."""
        self._jobs.stop_training(command)
        self.queue.on_stop(command)

    def predict(self, run_id: str, places: Sequence[Path], *, deep: bool = True) -> None:
        """Answer for the photos in `places`, and in their sub-folders where `deep`, with the run. One at a time."""
        if self.project is not None and self.answering is None:
            self._jobs.predict(run_id, places, deep=deep)

    def go_on_predicting(self, set_id: str) -> None:
        """Answer for the photos that a prediction set still lacks, because it was cancelled or killed."""
        if self.project is not None and self.answering is None:
            self._jobs.go_on_predicting(set_id)

    def pause_answering(self) -> None:
        """Hold the prediction between two batches; its `Job` is `paused` until it goes on or is cancelled."""
        self._jobs.pause_answering(Command.PAUSE)

    def resume_answering(self) -> None:
        """Let a prediction that was paused go on."""
        self._jobs.pause_answering(Command.RESUME)

    def choose_sureness(self, run_id: str, accepted: float) -> None:
        """Let the run say "not sure" so often that no more than `accepted` (0..1) of its answers are wrong, in old predictions too."""
        self._access.write(lambda project: predictions.choose_accepted(project, run_id, accepted))

    def cancel_answering(self) -> None:
        """Cancel the prediction or heatmap under way; answers given so far are kept."""
        self._jobs.cancel_answering()

    def explain(
        self, run_id: str, file: Path, *, class_index: int | None = None, method: HeatmapMethod | None = None, check: bool = False
    ) -> bool:
        """Draw a heatmap; `heard` brings it as `Explained`, and with `check` what came of testing it. A newer wish replaces one that waits.

        Returns:
            Whether one will come; why not was said.
        """
        if self.project is None:
            return False
        return self._jobs.explain(self.project, run_id, file, class_index=class_index, method=method, check=check)

    def cancel(self, request: Request) -> None:
        """Cancel the job of `request`, if it is under way."""
        self._jobs.cancel(request)

    def do_beside(self, request: PreviewRequest | ExplainRequest | FeatureMapsRequest) -> None:
        """Draw something as soon as the answering engine has time; `heard` brings it, and then how it ended."""
        if self.project is not None:
            self._jobs.answerer.submit_beside(request)

    def evaluate(self, run_id: str, split: Split) -> None:
        """Measure a run on a split; `heard` brings the figures as `Evaluated`, and the run's folder keeps them."""
        if self.project is not None:
            self._jobs.evaluate(self.project, run_id, split)

    def map_photos(self, run_id: str) -> None:
        """Lay all photos out by what the run sees in them; `heard` brings each map as `Mapped`."""
        if self.project is not None:
            self._jobs.map_photos(self.project, run_id)

    def export_model(self, run_id: str, target: Path, *, onnx: bool = False, replace_file: bool = False) -> bool:
        """Export a run's model to a folder or a .zip file, see `jobs.exporting`; `heard` brings `Exported`. One job at a time.

        Returns:
            Whether it was begun: not while the answering engine does more than a heatmap.
        """
        if self.project is None:
            return False
        return self._jobs.export_model(self.project, run_id, target, onnx=onnx, replace_file=replace_file)

    def _hear(self, request: Request, event: Event) -> None:
        if self.project is None:
            return
        # Imported here because its libraries would make the window come up later.
        from tldesk.jobs.record import record

        self._access.settle(partial(record, request=request, event=event), partial(self._tell, request, event))

    def _tell(self, request: Request, event: Event, change: Change | None) -> None:
        """`event` was recorded, or could not be."""
        if change is None:
            self._jobs.cancel(request)
        if isinstance(event, ENDINGS) and self.project is not None:
            # Before the views hear of it: one of them may want the engine that has just become free.
            self._jobs.follow(self.project, request, event)
        if change:
            self.changed.emit(change)
        self.heard.emit(request, event)
        if isinstance(request, RateTestRequest) and isinstance(event, RateTested):
            self.rates_tried.emit(request.recipe, event)
        if isinstance(event, ENDINGS):
            self.ended.emit(request, event)

    def _say_job(self) -> None:
        self.queue.on_job()
        self.job.emit(self.training or self.rate_test or self.answering)

    def _be_ready(self, device: str, without_gpu: str) -> None:
        self.device, self.without_gpu = device, without_gpu
        self.ready.emit(device)
