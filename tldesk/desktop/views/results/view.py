"""The page Results."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.changes import Change
from tldesk.core.errors import RunError
from tldesk.core.messages import EvaluateRequest
from tldesk.core.photo import Split
from tldesk.core.results import Answer, Evaluation
from tldesk.desktop.models.runs import RunsModel
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Job, Session, banner_of
from tldesk.desktop.views.results.comparison_row import ComparisonRow
from tldesk.desktop.views.results.export_sheet import ExportSheet
from tldesk.desktop.views.results.figures_panel import FiguresPanel
from tldesk.desktop.views.results.headline import Headline
from tldesk.desktop.views.results.known import known_classes, known_photos
from tldesk.desktop.views.results.listings import Listings
from tldesk.desktop.views.results.maps import Maps
from tldesk.desktop.views.results.panes import Panes, page_of
from tldesk.desktop.views.results.photo_panel import PhotoPanel
from tldesk.desktop.views.results.photos_panel import PhotosPanel
from tldesk.desktop.views.results.reading import Shown, ShownReader
from tldesk.desktop.views.results.reports import Reports
from tldesk.desktop.views.results.run_bar import RunBar
from tldesk.desktop.views.results.sureness import Sureness
from tldesk.desktop.widgets.empty_state import EmptyState
from tldesk.desktop.widgets.grid_loader import GridLoader
from tldesk.jobs.plan import run_id_of
from tldesk.project.run_rows import RunRow


class ResultsView(QWidget):
    """How good a run is, and where it errs.

    Signals:
        go_train(): the page Train is to be shown.
        go_predict(str): the page Predict is to be shown with this run.
        go_label(object): the page Label is to be shown with these photos selected, a list of ids.
        count_changed(str): the accuracy of the run that is shown, for the rail.
    """

    go_train = Signal()
    go_predict = Signal(str)
    go_label = Signal(object)
    count_changed = Signal(str)

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._split = Split.TEST
        self._evaluation: Evaluation | None = None
        self._of: tuple[str, Split] | None = None
        self._reader = ShownReader(self)
        self._stale, self._offered = True, ""
        self.model = RunsModel(session, self)
        self.bar = RunBar(self.model)
        self.headline = Headline()
        self.comparison = ComparisonRow()
        self.figures = FiguresPanel()
        self.photos = PhotosPanel()
        self._loader = GridLoader(self.photos.grid)
        self.photo = PhotoPanel(session, preferences)
        self.empty = EmptyState(
            "chart-box-outline",
            self.tr("No run to look at yet"),
            self.tr("Train a run first. Its accuracy on photos it never saw, its confusions and its mistakes are shown here."),
            self.tr("Train a run"),
        )
        self._listings = Listings(session, self.comparison, self.photos, self)
        self.reports = Reports(session, self.bar, self)
        self._maps = Maps(session, self.figures.map, self)
        self._sureness = Sureness(session, self.figures.sureness, self)
        self.addActions(self.photo.heatmaps.deeds.actions)
        self._lay_out()
        self._connect()
        self._on_opened()

    def _lay_out(self) -> None:
        self._panes = Panes(
            above=(self.headline, self.comparison),
            figures=self.figures,
            photos=self.photos,
            photo=self.photo,
            preferences=self._preferences,
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._bodies = QStackedWidget()
        self._waiting = EmptyState("chart-box-outline", self.tr("Reading the figures"), self.tr("They appear in a moment."))
        for body in (self._panes, self._waiting):
            self._bodies.addWidget(body)
        self._pages.addWidget(page_of(self.bar, self._bodies))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.job.connect(self._on_job)
        self._reader.ready.connect(self._take)
        self._reader.failed.connect(self._fail)
        self.empty.acted.connect(self.go_train)
        self.bar.run_changed.connect(self._show)
        for signal in (self.model.rowsInserted, self.model.rowsRemoved, self.model.dataChanged, self.model.modelReset):
            signal.connect(self._on_runs)
        self.bar.predict_wanted.connect(self._on_predict)
        self.bar.export_wanted.connect(self.export_model)
        self.headline.split_chosen.connect(self.show_split)
        self.headline.evaluate_wanted.connect(self._on_evaluate)
        self.figures.confusion.cell_chosen.connect(self._listings.show_cell)
        self.figures.confusion.cell_cleared.connect(self._listings.show)
        self.figures.map.label_wanted.connect(self.go_label)
        self.photos.chosen.connect(self._on_photo)
        self.photos.all_wanted.connect(partial(self.figures.confusion.matrix.choose, None))

    # --- what others may ask ----------------------------------------------------------------------------------------

    @property
    def run(self) -> RunRow | None:
        """The run that is shown."""
        return self.bar.run

    def show_run(self, run_id: str) -> None:
        """Show a run, on the test split."""
        if self.model.row_of(run_id) >= 0:
            self._split = Split.TEST
            self.bar.choose(run_id)
            self._show()

    def announce_count(self) -> None:
        """Say the accuracy of the run on the test photos, also while the page was never seen."""
        test = self.run.test if self.run is not None else None
        self.count_changed.emit(numbers.percent(test.value) if test is not None else "")

    def show_split(self, split: Split) -> None:
        """Show the figures of another split."""
        self._split = split
        self._show()

    def export_model(self) -> None:
        """Open the sheet on which the shown run's model is exported."""
        if self.run is not None and self.run.has_model:
            sheet = ExportSheet(self._session, self._preferences, self.run, self)
            sheet.finished.connect(sheet.deleteLater)
            sheet.open()

    def keys(self) -> list[tuple[str, str]]:
        """Keys of this page that are no actions, for the help sheet."""
        return [
            (self.tr("Arrows"), self.tr("Move in the confusion matrix and in the photos")),
            (self.tr("Return"), self.tr("Show the photos of a cell")),
            (self.tr("Esc"), self.tr("Back to all mistakes")),
            (self.tr("+, -, Space, wheel, drag"), self.tr("Zoom and move the photo, with the focus on it")),
            (self.tr("Alt+H, Alt+D, Alt+U, Alt+K"), self.tr("Heatmap: opacity, method, colours and outline, check")),
        ]

    def shut_down(self) -> None:
        """Tell the threads of the thumbnails to end; returns at once."""
        self._loader.shut_down()

    def join(self) -> None:
        """Wait for them."""
        self.reports.join()
        self._loader.join()

    # --- the session ------------------------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        project = self._session.project
        self._loader.open(project.layout.thumbnails if project is not None else None)
        self._split = Split.TEST
        self._offered = ""
        self._on_runs()
        self._show()

    def _on_changed(self, change: Change) -> None:
        run = self.run
        if run is None or run.record.id in change.runs:
            self._show()
        elif (change.classes or change.labels) and self.isVisible():
            self._show_known()
            self._maps.show_known()
        elif change.classes or change.labels:
            self._stale = True

    def _on_job(self, _job: Job | None) -> None:
        self._show_headline()

    # --- showing ----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show run and split as the run's folder has them now; put off while the page is not visible."""
        self.announce_count()
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        run, project = self.run, self._session.project
        self._pages.setCurrentIndex(0 if run is None or project is None else 1)
        self._reader.forget()
        self._maps.show_run(run)
        if run is None or project is None:
            self._evaluation = self._of = None
            return
        folder = project.layout.run(run.record.id)
        self._sureness.show_run(folder)
        self._reader.read(folder, self._split)
        if self._reader.busy and self._of != (run.record.id, self._split):
            self._evaluation = self._of = None
            self._bodies.setCurrentWidget(self._waiting)

    def _take(self, shown: Shown) -> None:
        run = self.run
        if run is None:
            return
        self._of, self._evaluation = (run.record.id, self._split), shown.evaluation
        self._bodies.setCurrentWidget(self._panes)
        self.headline.show_left_out(shown.left_out)
        self.headline.show_folds(shown.folds)
        self._show_headline()
        self.figures.show_evaluation(self._evaluation, colours={name: one.colour for name, one in known_classes(self._session).items()})
        self._show_known()
        others = [row for row in self.model.rows if row.record.id != run.record.id and self._split in row.measured]
        self._listings.show_evaluation(self._evaluation, others, of=run.record.id)

    def _fail(self, error: RunError) -> None:
        self._take(Shown())
        self._session.said.emit(banner_of(error))

    def _show_headline(self) -> None:
        run = self.run
        if run is None:
            return
        measuring = self._measures(run)
        self.headline.show_evaluation(self._split, self._evaluation, measuring=measuring, can_measure=run.has_model)
        self.figures.show_lack(measuring=measuring, can_measure=run.has_model)
        self.bar.show_state(run, measured=self._evaluation is not None)

    def _measures(self, run: RunRow) -> bool:
        jobs = (self._session.training, self._session.answering)
        return any(
            isinstance(job.request, EvaluateRequest) and run_id_of(job.request) == run.record.id and job.request.split is self._split
            for job in jobs
            if job is not None
        )

    def _show_known(self) -> None:
        """What the project knows now of the photos behind the figures: their content, and labels that changed since."""
        if self._evaluation is None:
            return
        classes = known_classes(self._session)
        if (known := known_photos(self._session, self._evaluation, classes)) is not None:
            self.headline.show_changed(known.changed)
            self.photos.show_known(classes=classes, fingerprints=known.fingerprints)

    def _on_runs(self) -> None:
        """The newest run with figures is the one to look at, until another is chosen or newer figures are there."""
        best = self.model.newest_measured()
        run_id = best.record.id if best is not None else ""
        if run_id != self._offered:
            self._offered = run_id
            self.bar.choose(run_id)

    def _on_photo(self, answer: Answer | None) -> None:
        run = self.run
        if answer is None or self._evaluation is None or run is None:
            self.photo.clear()
        else:
            before = self._listings.said_before(answer)
            self.photo.show_answer(answer, self._evaluation.classes, run.record.id, explain=run.has_model, before=before)

    # --- what the user does -----------------------------------------------------------------------------------------

    def _on_evaluate(self, split: Split) -> None:
        if self.run is not None:
            self._session.evaluate(self.run.record.id, split)
            self._show_headline()

    def _on_predict(self) -> None:
        if self.run is not None:
            self.go_predict.emit(self.run.record.id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._panes.remember()
