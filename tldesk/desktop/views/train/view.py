"""The page Train."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.core.messages import Command, Event, Notice, PhotoFailed, Request, TrainRequest
from tldesk.core.recipe import Recipe
from tldesk.core.run_values import RunState
from tldesk.desktop import theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Job, Session, banner_of
from tldesk.desktop.views.train.curves_panel import CurvesPanel
from tldesk.desktop.views.train.preview_panel import PreviewPanel
from tldesk.desktop.views.train.rate_sheet import RateSheet
from tldesk.desktop.views.train.readiness_line import ReadinessLine, obstacle
from tldesk.desktop.views.train.recipe_panel import RecipePanel
from tldesk.desktop.views.train.runs_panel import RunsPanel
from tldesk.project.readiness import Readiness, readiness
from tldesk.project.run_rows import RunRow

COUNT_MS = 200
"""Labels given within this time are counted together."""


class TrainView(QWidget):
    """Recipe, curves, runs.

    Signals:
        show_results(str): the page Results is to show this run.
        go_label(): the page Label is to be shown.
        count_changed(str): how many runs there are, for the rail.
        weights_wanted(str): weights are to be seen, added or fetched; of this backbone, where one is named.
    """

    show_results = Signal(str)
    go_label = Signal()
    count_changed = Signal(str)
    weights_wanted = Signal(str)

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._ready: Readiness | None = None
        self._touched = True
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(COUNT_MS)
        self._count.timeout.connect(self._count_photos)
        self._log = QTimer(self, singleShot=True, interval=COUNT_MS)
        self.readiness = ReadinessLine()
        self.recipe = RecipePanel()
        self.curves = CurvesPanel()
        self.preview = PreviewPanel(session)
        self.middle = QStackedWidget()
        self.runs = RunsPanel(session)
        self._lay_out()
        self._connect()
        action = QAction(self.tr("Train this recipe"), self)
        action.setShortcut(QKeySequence("Ctrl+Return"))
        action.triggered.connect(self.train)
        self.addAction(action)
        self.addActions([*self.recipe.recipe_actions, self.recipe.buttons.pause_action])
        self.addActions([*self.runs.run_actions, self.preview.draw_again, self.preview.other_photos])
        self._on_opened()
        QTimer.singleShot(0, self, self._on_runs)  # who listens to the count does so only after this

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        for panel, stretch in ((self.recipe, 0), (self.middle, 1), (self.runs, 0)):
            self.splitter.addWidget(panel)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.middle.addWidget(self.curves)
        self.middle.addWidget(self.preview)
        self.middle.setMinimumWidth(360)
        self.runs.setMinimumWidth(262)
        self.splitter.setSizes([320, 690, 410])
        self.splitter.restoreState(self._preferences.state("train/splitter"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.readiness)
        layout.addWidget(self._hairline())
        layout.addWidget(self.splitter, 1)

    def _hairline(self) -> QFrame:
        line = QFrame()
        line.setFixedHeight(1)
        theme.look(line, "hairline")
        return line

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.job.connect(self._on_job)
        session.heard.connect(self._on_heard)
        self._log.timeout.connect(self.curves.read_again)
        self.recipe.train_wanted.connect(self._on_train)
        self.readiness.train_without.connect(self._on_train_without)
        buttons = self.recipe.buttons
        buttons.pause_wanted.connect(session.pause_training)
        buttons.resume_wanted.connect(session.resume_training)
        buttons.stop_wanted.connect(lambda: session.stop_training(Command.STOP))
        buttons.cancel_wanted.connect(lambda: session.stop_training(Command.CANCEL))
        buttons.label_wanted.connect(self.go_label)
        self.recipe.changed.connect(self._on_recipe)
        self.recipe.said.connect(session.said)
        self.recipe.rates_wanted.connect(self._on_rates)
        self.recipe.backbones.weights_wanted.connect(self.weights_wanted)
        self.recipe.preview_wanted.connect(self._on_preview)
        self.preview.closed.connect(lambda: self.recipe.preview_action.setChecked(False))
        self.curves.acted.connect(self.go_label)
        self.curves.results_wanted.connect(self.show_results)
        self.curves.resume_wanted.connect(session.resume_run)
        self.curves.findings.label_wanted.connect(self.go_label)
        self.curves.findings.recipe_wanted.connect(self.recipe.show_corrected)
        self.runs.chosen.connect(self._on_run)
        self.runs.again_wanted.connect(self._on_again)
        self.runs.same_wanted.connect(self._on_same)
        self.runs.widened.connect(self._on_widened)
        session.queue.changed.connect(self._on_runs)
        for signal in (self.runs.model.rowsInserted, self.runs.model.rowsRemoved, self.runs.model.modelReset):
            signal.connect(self._on_runs)

    # --- what others may ask ----------------------------------------------------------------------------------------

    def train(self) -> None:
        """The same as the button Train; says why where it can't."""
        self._count_photos()
        self.recipe.train()

    def show_run(self, run_id: str) -> None:
        """Select a run."""
        self.runs.choose(run_id)

    def keys(self) -> list[tuple[str, str]]:
        """Keys of this page that are no actions, for the help sheet."""
        here = [(self.tr("Up, Down"), self.tr("Choose a preset or a run")), (self.tr("Tab"), self.tr("Next setting"))]
        return [*here, *self.runs.queue.keys()]

    # --- the session ------------------------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        project = self._session.project
        if project is not None:
            self.recipe.restore(self._preferences.value("train/recipe", "", project=project.root))
        self._touched = True
        self._count_photos()
        self._on_job(self._session.training)
        self._on_runs()
        self.runs.choose_newest()
        self._on_run(self.runs.run)

    def _on_changed(self, change: Change) -> None:
        if (change.photos or change.labels or change.splits or change.classes) and self.isVisible() and not self._count.isActive():
            self._count.start()
        run = self.runs.run
        if run is not None and run.record.id in change.runs:
            self._on_run(run)

    def _on_heard(self, request: Request, event: Event) -> None:
        """What only the log tells of; all else changes the run."""
        run = self.runs.run
        logged = isinstance(request, TrainRequest) and isinstance(event, Notice | PhotoFailed)
        if logged and run is not None and not self._log.isActive():
            self._log.start()

    def _on_job(self, _job: Job | None) -> None:
        job = self._session.training
        self.recipe.show_job(job)
        self.curves.show_job(job)
        if self.runs.run is None:
            self._show_nothing()
        self._show_next()

    # --- the panels -------------------------------------------------------------------------------------------------

    def _on_train(self, recipe: Recipe) -> None:
        self._session.queue.add(recipe)

    def _on_train_without(self, names: tuple[str, ...]) -> None:
        if self.recipe.can_train:
            self._session.without.train(self.recipe.form.recipe(), names)
            self._count_photos()

    def _on_again(self, run: RunRow) -> None:
        recipe = self._recipe_of(run)
        if recipe is not None:
            self.recipe.show_again(recipe, run.record.name)

    def _on_same(self, run: RunRow) -> None:
        recipe = self._recipe_of(run)
        if recipe is not None:
            self._session.queue.add(recipe)

    def _on_rates(self, recipe: Recipe) -> None:
        sheet = RateSheet(self._session, recipe, self)
        sheet.used.connect(self.recipe.use_rate)
        sheet.finished.connect(sheet.deleteLater)
        sheet.begin()

    def _recipe_of(self, run: RunRow) -> Recipe | None:
        project = self._session.project
        try:
            return project.layout.run(run.record.id).recipe() if project is not None else None
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return None

    def _on_widened(self, on: bool) -> None:
        for panel in (self.recipe, self.middle):
            panel.setVisible(not on)

    def _on_preview(self, on: bool) -> None:
        self.middle.setCurrentWidget(self.preview if on else self.curves)
        self._show_preview()

    def _show_preview(self) -> None:
        if self.middle.currentWidget() is self.preview:
            self.preview.show_recipe(None if self.recipe.form.problems else self.recipe.form.recipe())

    def _on_recipe(self) -> None:
        self._touched = True
        self._show_preview()
        project = self._session.project
        if project is not None:
            self._preferences.set_value("train/recipe", self.recipe.settings(), project=project.root)
        self._show_next()

    def _on_runs(self) -> None:
        rows = self.runs.model.rows
        self.count_changed.emit(str(len(rows)) if rows else "")
        self.runs.setVisible(bool(rows or self._session.queue.items))
        if rows and rows[0].record.state is RunState.PLANNED:  # it was just made, to be trained now
            self._touched = False
            self.runs.choose(rows[0].record.id)

    def _on_run(self, run: RunRow | None) -> None:
        project = self._session.project
        if run is None or project is None:
            self._show_nothing()
        else:
            folder, can_resume = project.layout.run(run.record.id), self._can_resume(run)
            self.curves.show_run(run, folder, results_next=self._results_next(run), can_resume=can_resume)
        self._show_next()

    def _can_resume(self, run: RunRow) -> bool:
        broken_off = run.record.state not in {RunState.PLANNED, RunState.TRAINING, RunState.FINISHED}
        return broken_off and self._session.training is None and self._session.can_resume(run.record.id)

    def _results_next(self, run: RunRow | None) -> bool:
        """Once a run is there and the recipe was not touched since, looking at it is the next step."""
        return run is not None and run.has_model and not self._touched and self._session.training is None

    def _show_next(self) -> None:
        results = self._results_next(self.runs.run)
        run = self.runs.run
        self.curves.resume_button.setVisible(run is not None and self._can_resume(run))
        theme.look(self.curves.results_button, "accent", results)
        self.recipe.show_next(training=not results and self._session.training is None)

    def _show_nothing(self) -> None:
        if self._session.training is not None:
            self.curves.show_nothing(self.tr("Getting ready"), self.tr("The curves begin with the first epoch."))
        elif obstacle(self._ready):
            title = self.tr("Nothing to train on yet")
            text = self.tr("A model learns from photos that have a label. Label some photos of each of at least two classes.")
            self.curves.show_nothing(title, text, self.tr("Label photos"))
        else:
            title = self.tr("No run yet")
            text = self.tr("Choose a preset on the left and press Train. Loss and accuracy are drawn here as they come.")
            self.curves.show_nothing(title, text)

    def _count_photos(self) -> None:
        project = self._session.project
        try:
            self._ready = readiness(project) if project is not None else None
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
        self.readiness.show_readiness(self._ready, without=self._session.without.names)
        self.recipe.show_obstacle(obstacle(self._ready))
        if self.runs.run is None:
            self._show_nothing()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count_photos()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._preferences.set_state("train/splitter", self.splitter.saveState())
