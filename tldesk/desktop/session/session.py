"""The session: the open project and everything that may be done to it from the window."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from tldesk.core.changes import Change
from tldesk.core.messages import (
    ENDINGS,
    Cancelled,
    Command,
    Event,
    RateTested,
    RateTestRequest,
    Request,
)
from tldesk.core.processor import threads_of
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.resources import ending_in_words, reason_in_words
from tldesk.desktop.session.asking import Asking
from tldesk.desktop.session.exchange import Exchange
from tldesk.desktop.session.folder import Folder
from tldesk.desktop.session.labelling import Labelling
from tldesk.desktop.session.models import Models
from tldesk.desktop.session.queue import TrainingQueue
from tldesk.desktop.session.runs import Runs
from tldesk.desktop.session.sorting import Sorting
from tldesk.desktop.session.tenure import Tenure
from tldesk.desktop.session.updates import Updates
from tldesk.desktop.session.values import Banner, Job
from tldesk.desktop.session.watched import WatchedFolder
from tldesk.desktop.session.weights import WeightsEngine
from tldesk.desktop.session.without import Without
from tldesk.project import runs
from tldesk.project.store import Project

if TYPE_CHECKING:
    from tldesk.core.recipe import Recipe

T = TypeVar("T")


class Session(Asking):
    """Holds the project, makes every change to it in the GUI thread, and says what changed.

    Errors of the world never leave a method: they are `said` as a banner, and the method did nothing.

    Signals:
        leaving(): the project is about to be closed; what goes wrong at that is said after this.
        opened(): another project is open, or none.
        changed(object): the `Change` of an operation or an event, after it was written.
        job(object): the training `Job` while there is one, else the learning-rate test, else the answering one, else None; at most ten
            times a second.
        heard(object, object): a request and one of its events, after it was recorded.
        ended(object, object): a request and its `Ending`, after `heard`.
        dropped(object): a heatmap's request that waited, and gave way to a newer one.
        rates_tried(object, object): the recipe of a learning-rate test and its `RateTested`.
        said(object): a `Banner`.
        scanning(object): a `ScanProgress`.
        ready(str): the device in words, once the engine is warm; empty where it can't start, which `trouble` explains.

    Attributes:
        folder: the photos' folder: read, watched.
        labelling: what may be done to labels and classes.
        exchange: labels from files and folders, and to them.
        sorting: photos that were answered for, into class folders.
        models: models that were exported elsewhere.
        weights: the engine that fetches and verifies weights of backbones; it needs no project.
        updates: whether a newer version is announced; it needs none either.
        watched: the folder whose photos are answered for as they arrive.
        queue: trainings that wait for the one under way.
        runs: what every table of runs shows, and what may be done to runs.
        device: in words; empty until the engine is warm.
        without_gpu: why that is no graphics card, in words; empty where it is one, and until the engine is warm.
        trouble: why the engine can't start and what to do, in words; empty where it can, and until that is known.
    """

    leaving = Signal()
    opened = Signal()
    changed = Signal(object)
    job = Signal(object)
    heard = Signal(object, object)
    ended = Signal(object, object)
    dropped = Signal(object)
    rates_tried = Signal(object, object)
    said = Signal(object)
    scanning = Signal(object)
    ready = Signal(str)

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.device = self.without_gpu = self.trouble = ""
        self._access.changed.connect(self.changed)
        self._access.said.connect(self.said)
        self.labelling = Labelling(self._access, preferences, self)
        self.exchange = Exchange(self._access, preferences, undo=self.labelling.undo, parent=self)
        self.exchange.imported.connect(self.prepare_training)
        self.sorting = Sorting(self._access, self)
        self.models = Models(self._access, self)
        self.weights = WeightsEngine(self)
        self.updates = Updates(self._access, preferences, self)
        self.runs = Runs(self._access, self)
        # Before any view: those that hear of a change find the runs as they are now.
        self.opened.connect(self.runs.start_over)
        self.changed.connect(self.runs.follow)
        self.folder = Folder(self._access, reopen=self.open, parent=self)
        self.folder.scanning.connect(self.scanning)
        self.watched = WatchedFolder(self._access, preferences, self._jobs, self)
        self.ended.connect(self.watched.follow)
        self._tenure = Tenure(preferences, self)
        self._tenure.said.connect(self.said)
        self.queue = TrainingQueue(
            self._access, preferences, train=self.train, under_way=lambda: self.training or self.rate_test, parent=self
        )
        self.opened.connect(self.queue.start_over)
        self.without = Without(self._access, preferences, self.queue.add, self)
        for engine in (self._jobs.trainer, self._jobs.answerer):
            engine.heard.connect(self._hear)
            engine.dropped.connect(self.dropped)
            engine.job_changed.connect(self._say_job)
            engine.ready.connect(self._be_ready)
            engine.failed.connect(self._be_in_trouble)

    # --- the project ------------------------------------------------------------------------------------------------

    @property
    def training(self) -> Job | None:
        """The training or evaluation that is planned or under way; never a heatmap, which either engine may draw."""
        return self._jobs.training

    @property
    def rate_test(self) -> Job | None:
        """The learning-rate test that is planned or under way."""
        return self._jobs.rate_test

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
        self.watched.offer()
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
        self.leaving.emit()
        self.folder.close()
        self.exchange.stop()
        self.sorting.stop()
        self.models.stop()
        self.watched.close()
        from tldesk.jobs.record import record

        self._access.leave([partial(record, request=request, event=Cancelled()) for request in self._jobs.abandon()])
        self._tenure.end()
        self.opened.emit()

    def shut_down(self) -> None:
        """Close the project and tell every thread to end; returns at once. `join` waits for them."""
        self.close()
        self._jobs.close()
        self.weights.close()
        self.updates.stop()

    def join(self) -> None:
        """Wait for the threads to end: after the window is gone, before the program ends."""
        self._jobs.join()
        self.folder.join()
        self.exchange.join()
        self.sorting.join()
        self.models.join()
        self.watched.join()
        self.weights.join()
        self.updates.join()
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
        threads = threads_of(device)
        self.device = device if threads is None else self.tr("CPU, %n thread(s)", "", threads)
        self.without_gpu, self.trouble = reason_in_words(without_gpu), ""
        self.ready.emit(self.device)

    def _be_in_trouble(self, failure: str) -> None:
        self.device = self.without_gpu = ""
        self.trouble = ending_in_words(failure)
        self.ready.emit("")
