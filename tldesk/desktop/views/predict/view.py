"""The Predict page: choose a model, give it photos, read its answers, export them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QHideEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.desktop import theme
from tldesk.desktop.models.prediction_sets import SetsModel
from tldesk.desktop.models.runs import RunsModel
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Job, Session
from tldesk.desktop.views.predict.answers import Answers
from tldesk.desktop.views.predict.dialogs import Dialogs
from tldesk.desktop.views.predict.dropping import model_in, places_in, refusal
from tldesk.desktop.views.predict.emptiness import Emptiness
from tldesk.desktop.views.predict.exporting import Exporting
from tldesk.desktop.views.predict.folders_sheet import open_folders_sheet
from tldesk.desktop.views.predict.head import Head, UsableRuns
from tldesk.desktop.views.predict.keys import keys
from tldesk.desktop.views.predict.photo_panel import PhotoPanel
from tldesk.desktop.views.predict.running import Running
from tldesk.desktop.views.predict.watching import Watching
from tldesk.project.predictions import PredictionRow

AS = "predict/as"


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
        self._waiting: Callable[[], None] | None = None
        self.setAcceptDrops(True)
        self.runs = RunsModel(session, self)
        self._usable = UsableRuns(self.runs, self)
        self.sets = SetsModel(session, self)
        self.head = Head(session, self._usable, self.sets, preferences)
        self._dialogs = Dialogs(preferences, self)
        self.running = Running(session, self._dialogs.table)
        self.answers = Answers(session)
        self.photo = PhotoPanel(session, preferences)
        self._exporting = Exporting(session, self)
        self.watching = Watching(session.watched, self.head, self._dialogs.watched, lambda: self.run_id, self)
        self.empty = Emptiness()
        self._make_actions()
        self.addActions(self.photo.heatmaps.deeds.actions)
        self._lay_out()
        self._connect()
        self._on_opened()

    # --- layout -----------------------------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        self._add_folder = self._action(self.tr("Predict a folder"), "Ctrl+P", lambda: self._dialogs.folder(self.predict))
        self._add_files = self._action(self.tr("Predict single photos"), "Ctrl+Shift+P", lambda: self._dialogs.photos(self.predict))
        self._export = self._action(self.tr("Export the predictions"), "Ctrl+E", lambda: self._dialogs.table(self.export_to))
        sort = partial(open_folders_sheet, self._session, self._preferences, self.answers.model, self)
        self._sort = self._action(self.tr("Sort the photos into class folders"), "Ctrl+Shift+E", lambda _on: sort())
        self._go_on = self._action(self.tr("Go on with predictions that were cut short"), "Ctrl+R", self.go_on)
        self._action(self.tr("Watch a folder, or watch it no more"), "Ctrl+Shift+D", self.watching.switch)
        self._import = self._action(self.tr("Import a model"), "Ctrl+I", lambda: self._dialogs.model(self._session.models.import_model))
        self._action(self.tr("Pause the prediction, or let it go on"), "Ctrl+Shift+Space", self.running.pause)
        self._action(self.tr("Show the answers as a table"), "Ctrl+T", lambda: self.answers.show_as("table"))
        self._action(self.tr("Show the answers as a grid"), "Ctrl+G", lambda: self.answers.show_as("grid"))

    def _action(self, text: str, shortcut: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        line = QFrame()
        line.setFixedHeight(1)
        theme.look(line, "hairline")
        self.photo.setMinimumWidth(284)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.answers)
        self.splitter.addWidget(self.photo)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([880, 420])
        self.splitter.restoreState(self._preferences.state("predict/splitter"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.head, self.running, line):
            layout.addWidget(part)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._on_opened)
        session.job.connect(self._on_job)
        self.head.folder_button.clicked.connect(self._add_folder.trigger)
        self.head.export_button.clicked.connect(self._export.trigger)
        self.head.folders_button.clicked.connect(self._sort.trigger)
        session.watched.changed.connect(self._show_state)
        session.watched.began.connect(self._show_set)
        self.head.import_button.clicked.connect(self._import.trigger)
        session.models.imported.connect(self.show_run)
        self.running.went_on.connect(self.go_on)
        self._exporting.ended.connect(self._show_state)
        self.empty.acted.connect(self._on_empty)
        self.set_combo.currentIndexChanged.connect(self._on_set)
        self.sets.dataChanged.connect(self._show_state)
        for signal in (self.sets.rowsInserted, self.sets.modelReset):
            signal.connect(self._on_sets)
        for signal in (self._usable.rowsInserted, self._usable.rowsRemoved, self._usable.modelReset):
            signal.connect(self._on_runs)
        self.answers.chosen.connect(self._on_row)
        self.answers.model.refreshed.connect(self._show_state)
        self.answers.shown_as.connect(partial(self._preferences.set_value, AS))
        if self._preferences.value(AS, "table") == "grid":
            self.answers.show_as("grid")

    # --- what others may ask ----------------------------------------------------------------------------------------

    @property
    def run_combo(self) -> QComboBox:
        """Where the model is chosen."""
        return self.head.run_combo

    @property
    def set_combo(self) -> QComboBox:
        """Where earlier predictions are chosen."""
        return self.head.set_combo

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
        """Say how many answers there are."""
        self.count_changed.emit(numbers.count(self.answers.model.total) if self.answers.model.total else "")

    def predict(self, places: Sequence[Path]) -> None:
        """Answer for the photos in `places` (folders or files) with the chosen model; a heatmap under way is given up for it."""
        if (run_id := self.run_id) is not None and places:
            self._begin(lambda: self._session.predict(run_id, places, deep=self.head.deep_box.isChecked()))

    def go_on(self) -> None:
        """Answer for the photos that the shown predictions still lack."""
        shown = self.sets.set_at(self.set_combo.currentIndex())
        if shown is not None and shown.unfinished and self._can_answer(shown.run_id):
            self._begin(lambda: self._session.go_on_predicting(shown.id))

    def _begin(self, work: Callable[[], None]) -> None:
        if self.running.predicting:
            return
        if self._session.answering is not None:
            self._waiting = work
            self._session.cancel_answering()
        else:
            work()

    def export_to(self, file: Path) -> None:
        """Write the rows that are shown now, in their order, off the GUI thread, and then say where they lie; the suffix says how."""
        shown = self.answers.model.shown
        if shown is not None and not self._exporting.busy:
            self._exporting.write(file, shown, self.answers.model.rows)
            self._show_state()

    def keys(self) -> list[tuple[str, str]]:
        """Keys of this page that are no actions, for the help sheet."""
        return keys()

    def shut_down(self) -> None:
        """Tell the threads of the thumbnails to end; returns at once."""
        self.answers.shut_down()

    def join(self) -> None:
        """Wait for them."""
        self.answers.join()

    # --- the session ------------------------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self._on_runs()
        self._on_sets()
        self._on_job(self._session.answering)

    def _on_job(self, _job: Job | None) -> None:
        if self._session.answering is None and self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            waiting()
            return
        self._show_state()

    # --- showing ----------------------------------------------------------------------------------------------------

    def _on_runs(self) -> None:
        shown = self.sets.set_at(self.set_combo.currentIndex())
        self.head.follow_runs(shown.run_id if shown is not None else "")
        if shown is not None and not self.photo.evidence.explains and self._can_answer(shown.run_id):
            self._on_row(self.answers.row)
        self._show_state()

    def _on_sets(self) -> None:
        """A new set is shown at once."""
        if self.sets.sets:
            self.set_combo.setCurrentIndex(0)
        self._on_set(self.set_combo.currentIndex())

    def _show_set(self, set_id: str) -> None:
        self.set_combo.setCurrentIndex(self.sets.row_of(set_id))

    def _on_set(self, row: int) -> None:
        shown = self.sets.set_at(row)
        before = self.answers.model.shown
        if (shown and shown.id) != (before and before.id):
            self.answers.model.show_set(shown)
        if shown is not None:
            self.show_run(shown.run_id)
        self._show_state()

    def _can_answer(self, run_id: str) -> bool:
        return self.run_combo.findData(run_id, int(RunsModel.IdRole)) >= 0

    def _show_state(self) -> None:
        """Which of the page's parts there are to see, and what comes next."""
        shown = self.sets.set_at(self.set_combo.currentIndex())
        has_model, busy = self._usable.rowCount() > 0, self.running.predicting
        done = shown is not None and not busy and not self._exporting.busy and self.answers.model.total > 0
        goes_on = shown is not None and shown.unfinished > 0 and not busy and self._can_answer(shown.run_id)
        self.head.setVisible(self._session.project is not None)
        self.head.show_state(
            any_set=shown is not None, has_model=has_model, can_predict=has_model and not busy, can_export=done, goes_on=goes_on
        )
        self.head.sum_up(self.answers.model.table)
        self.running.show_state(shown, usable=goes_on)
        self._pages.setCurrentIndex(0 if shown is None else 1)
        for action in (self._add_folder, self._add_files):
            action.setEnabled(has_model and not busy)
        for action in (self._export, self._sort):
            action.setEnabled(done)
        self._go_on.setEnabled(goes_on)
        self.announce_count()
        self.empty.show_state(has_model=has_model, busy=busy)

    def _on_row(self, row: PredictionRow | None) -> None:
        shown = self.answers.model.shown
        self.photo.show_row(row, shown, mark=self.answers.mark, explain=shown is not None and self._can_answer(shown.run_id))

    # --- what the user does -----------------------------------------------------------------------------------------

    def _on_empty(self) -> None:
        if self._usable.rowCount():
            self._dialogs.folder(self.predict)
        else:
            self.go_train.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        may_predict = self.run_id is not None and not self.running.predicting
        if (may_predict and places_in(event)) or model_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        places, model = places_in(event), model_in(event)
        if places:
            event.acceptProposedAction()
        if model is not None:
            self._session.models.import_model(model)
        elif (refused := refusal(places)) is not None:
            self._session.said.emit(refused)
        else:
            self.predict(places)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._preferences.set_state("predict/splitter", self.splitter.saveState())
