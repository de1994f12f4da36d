"""The page Predict."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSortFilterProxyModel, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QColor, QDesktopServices, QDragEnterEvent, QDropEvent, QHideEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tldesk.core import numbers
from tldesk.core.errors import TldeskError
from tldesk.core.messages import PredictRequest
from tldesk.desktop import theme
from tldesk.desktop.models.predictions import SetsModel
from tldesk.desktop.models.runs import RunsModel
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.resources import icon
from tldesk.desktop.session import Banner, Job, Session, banner_of
from tldesk.desktop.views.predict.answers_table import AnswersTable
from tldesk.desktop.views.predict.dialogs import Dialogs
from tldesk.desktop.views.predict.photo_panel import PhotoPanel
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.empty_state import EmptyState
from tldesk.desktop.widgets.progress_row import ProgressRow
from tldesk.project.interchange.prediction_tables import write_predictions
from tldesk.project.predictions import PredictionRow


class _RunsWithModel(QSortFilterProxyModel):
    """Only the runs that can predict."""

    def filterAcceptsRow(self, source_row: int, _parent: object) -> bool:
        model = self.sourceModel()
        assert isinstance(model, RunsModel)
        run = model.run_at(source_row)
        return run is not None and run.has_model


class PredictView(QWidget):
    """A run's answers on new photos.

    Signals:
        go_train(): the page Train is to be shown.
        count_changed(str): how many answers are shown, for the rail.
    """

    go_train = Signal()
    count_changed = Signal(str)

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._waiting: list[Path] = []
        self.setAcceptDrops(True)
        self.runs = RunsModel(session, self)
        self._usable = _RunsWithModel(self)
        self._usable.setSourceModel(self.runs)
        self.sets = SetsModel(session, self)
        self.run_combo = self._combo(self.tr("Model"))
        self.run_combo.setModel(self._usable)
        self.set_combo = self._combo(self.tr("Earlier predictions"))
        self.set_combo.setModel(self.sets)
        self.folder_button = Button(self.tr("Add a folder"))
        self.export_button = Button(self.tr("Export CSV"))
        self.summary = ElidedLabel("", Qt.TextElideMode.ElideRight)
        self.progress = ProgressRow(self.tr("Cancel"))
        self.answers = AnswersTable(session)
        self.photo = PhotoPanel(session, preferences)
        self._dialogs = Dialogs(preferences, self)
        self.empty = EmptyState("image-search-outline", "", "", self.tr("Add a folder"))
        self._add_folder = self._action(self.tr("Predict a folder"), "Ctrl+P", lambda: self._dialogs.folder(self.predict))
        self._add_files = self._action(self.tr("Predict single photos"), "Ctrl+Shift+P", lambda: self._dialogs.photos(self.predict))
        self._export = self._action(self.tr("Export the predictions as CSV"), "Ctrl+E", lambda: self._dialogs.table(self.export_to))
        self._lay_out()
        self._connect()
        self._on_opened()

    # --- layout -----------------------------------------------------------------------------------------------------

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setMinimumContentsLength(12)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return combo

    def _action(self, text: str, shortcut: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        theme.look(self.summary, "muted")
        self.folder_button.setIcon(icon("folder-plus-outline", colour=self._folder_ink))
        self.folder_button.setToolTip(self.tr("Predict all photos of a folder (Ctrl+P); or drop photos and folders here"))
        self.export_button.setToolTip(self.tr("Write the table as a CSV file (Ctrl+E)"))
        self._labels: list[QLabel] = []
        top = QHBoxLayout()
        top.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        top.setSpacing(theme.S8)
        for words, combo in ((self.tr("&Model"), self.run_combo), (self.tr("&Predictions"), self.set_combo)):
            label = QLabel(words)
            label.setBuddy(combo)
            self._labels.append(label)
            top.addWidget(label)
            top.addWidget(combo)
            top.addSpacing(theme.S8)
        top.addWidget(self.summary, 1)
        top.addWidget(self.folder_button)
        top.addWidget(self.export_button)
        self.progress.setContentsMargins(theme.S16, 0, theme.S16, theme.S12)
        self.progress.hide()
        row = QHBoxLayout()
        row.addWidget(self.progress)
        row.addStretch(1)
        line = QFrame()
        line.setFixedHeight(1)
        theme.look(line, "hairline")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._top = QWidget()
        self._top.setLayout(top)
        layout.addWidget(self._top)
        layout.addLayout(row)
        layout.addWidget(line)
        layout.addWidget(self._pages, 1)

    def _page(self) -> QWidget:
        self.photo.setMinimumWidth(260)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.answers)
        self.splitter.addWidget(self.photo)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([880, 420])
        self.splitter.restoreState(self._preferences.state("predict/splitter"))
        return self.splitter

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._on_opened)
        session.job.connect(self._on_job)
        self.folder_button.clicked.connect(lambda: self._dialogs.folder(self.predict))
        self.export_button.clicked.connect(lambda: self._dialogs.table(self.export_to))
        self.empty.acted.connect(self._on_empty)
        self.progress.stopped.connect(session.cancel_answering)
        self.set_combo.currentIndexChanged.connect(self._on_set)
        self.sets.dataChanged.connect(self._show_state)
        for signal in (self.sets.rowsInserted, self.sets.modelReset):
            signal.connect(self._on_sets)
        for signal in (self._usable.rowsInserted, self._usable.rowsRemoved, self._usable.modelReset):
            signal.connect(self._on_runs)
        self.answers.chosen.connect(self._on_row)
        self.answers.model.refreshed.connect(self._on_refreshed)

    # --- what others may ask ----------------------------------------------------------------------------------------

    @property
    def run_id(self) -> str | None:
        """The chosen model."""
        found = self.run_combo.currentData(int(RunsModel.IdRole))
        return found if isinstance(found, str) else None

    def show_run(self, run_id: str) -> None:
        """Choose a model."""
        row = self.run_combo.findData(run_id, int(RunsModel.IdRole))
        if row >= 0:
            self.run_combo.setCurrentIndex(row)

    def announce_count(self) -> None:
        """Say how many answers are shown."""
        self.count_changed.emit(numbers.count(len(self.answers.model.rows)) if self.answers.model.rows else "")

    def predict(self, places: Sequence[Path]) -> None:
        """Answer for the photos in `places` (folders or files) with the chosen model; a heatmap under way is given up for it."""
        if self.run_id is None or not places or self._predicting:
            return
        if self._session.answering is not None:
            self._waiting = list(places)
            self._session.cancel_answering()
        else:
            self._session.predict(self.run_id, places)

    def export_to(self, file: Path) -> None:
        """Write the shown set as CSV, and say where it lies."""
        shown = self.sets.set_at(self.set_combo.currentIndex())
        if shown is None:
            return
        try:
            write_predictions(file, shown, self.answers.model.rows)
        except TldeskError as error:
            self._session.said.emit(banner_of(error))
            return
        text = self.tr("%n row(s) written to {file}", "", len(self.answers.model.rows)).format(file=file.name)
        reveal = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(file.parent))
        self._session.said.emit(Banner(text, action=self.tr("Show the folder"), act=reveal))

    def keys(self) -> list[tuple[str, str]]:
        """Keys of this page that are no actions, for the help sheet."""
        return [
            (self.tr("Up, Down"), self.tr("Next photo, with its heatmap")),
            (self.tr("Drag and drop"), self.tr("Predict what is dropped")),
            (self.tr("+, -, Space, wheel, drag"), self.tr("Zoom and move the photo, with the focus on it")),
        ]

    # --- the session ------------------------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self._on_runs()
        self._on_sets()
        self._on_job(self._session.answering)

    def _on_job(self, _job: Job | None) -> None:
        job = self._session.answering
        if job is None and self._waiting:
            waiting, self._waiting = self._waiting, []
            self.predict(waiting)
            return
        self.progress.setVisible(self._predicting)
        if job is not None and self._predicting:
            self.progress.show_progress(job.title, job.step, done=job.done, total=job.total, eta_seconds=job.eta_seconds)
        self._show_state()

    @property
    def _predicting(self) -> bool:
        """A prediction is planned or under way; drawing a heatmap is none."""
        job = self._session.answering
        return job is not None and (job.request is None or isinstance(job.request, PredictRequest))

    # --- showing ----------------------------------------------------------------------------------------------------

    def _on_runs(self) -> None:
        if self.run_combo.currentIndex() < 0 and self._usable.rowCount():
            self.run_combo.setCurrentIndex(0)
        self._show_state()

    def _on_sets(self) -> None:
        """A new set is shown at once."""
        if self.sets.sets:
            self.set_combo.setCurrentIndex(0)
        self._on_set(self.set_combo.currentIndex())

    def _on_set(self, row: int) -> None:
        shown = self.sets.set_at(row)
        before = self.answers.model.shown
        if (shown and shown.id) != (before and before.id):
            self.answers.model.show_set(shown)
        if shown is not None:
            self.show_run(shown.run_id)
        self._show_state()

    def _on_refreshed(self) -> None:
        self._show_state()

    def _show_state(self) -> None:
        """Which of the page's parts there are to see, and what comes next."""
        shown = self.sets.set_at(self.set_combo.currentIndex())
        has_model = self._usable.rowCount() > 0
        busy = self._predicting
        done = shown is not None and not busy and bool(self.answers.model.rows)
        self._top.setVisible(has_model or shown is not None)
        self._pages.setCurrentIndex(0 if shown is None else 1)
        for widget in (self.folder_button, self._add_folder, self._add_files):
            widget.setEnabled(has_model and not busy)
        for widget in (self.export_button, self._export):
            widget.setEnabled(done)
        for part in (self.export_button, self._labels[1], self.set_combo):
            part.setVisible(shown is not None)
        self.folder_button.setVisible(shown is not None)
        theme.look(self.export_button, "accent", done)
        theme.look(self.folder_button, "accent", shown is not None and not done and not busy)
        self.summary.setText(self._summary())
        self.announce_count()
        self._show_empty(has_model=has_model, busy=busy)

    def _folder_ink(self) -> QColor:
        palette = theme.colours()
        return palette.accent_text if self.folder_button.property("accent") else palette.text

    def _show_empty(self, *, has_model: bool, busy: bool) -> None:
        if not has_model:
            text = self.tr("A trained model answers for photos it has never seen. Train one first.")
            self.empty.set_words(self.tr("No model yet"), text, self.tr("Train a model"))
        elif busy:
            self.empty.set_words(self.tr("Finding photos"), self.tr("The answers appear here as they come."))
        else:
            text = self.tr("Drop photos or a folder here, or choose a folder. Each photo gets a class, a confidence and a heatmap.")
            self.empty.set_words(self.tr("Predict new photos"), text, self.tr("Add a folder"))

    def _summary(self) -> str:
        rows = self.answers.model.rows
        if not rows:
            return ""
        parts = [self.tr("%n photo(s)", "", len(rows))]
        unreadable = sum(bool(row.problem) for row in rows)
        labelled = sum(row.label is not None for row in rows)
        if unreadable:
            parts.append(self.tr("%n unreadable", "", unreadable))
        if labelled:
            parts.append(self.tr("%n with a label", "", labelled))
        return "  ·  ".join(parts)

    def _on_row(self, row: PredictionRow | None) -> None:
        shown = self.answers.model.shown
        usable = shown is not None and self.run_combo.findData(shown.run_id, int(RunsModel.IdRole)) >= 0
        self.photo.show_row(row, shown, explain=usable)

    # --- what the user does -----------------------------------------------------------------------------------------

    def _on_empty(self) -> None:
        if self._usable.rowCount():
            self._dialogs.folder(self.predict)
        else:
            self.go_train.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.run_id is not None and not self._predicting and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        places = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if places:
            event.acceptProposedAction()
            self.predict(places)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._preferences.set_state("predict/splitter", self.splitter.saveState())
