"""The sheet on which weights are added, fetched, verified and removed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QCompleter, QDialog, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tldesk.core.backbones import backbone, catalogue
from tldesk.core.backbones.places import own_folder
from tldesk.core.backbones.torchvision_files import named_after
from tldesk.core.errors import WeightsError
from tldesk.core.messages import (
    ENDINGS,
    AddWeightsRequest,
    Command,
    Event,
    FetchWeightsRequest,
    Finished,
    Notice,
    Request,
    WeightsKept,
    WeightsVerified,
    phrase,
)
from tldesk.core.numbers import megabytes
from tldesk.desktop import theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.resources import ending_in_words
from tldesk.desktop.session import Session
from tldesk.desktop.views.weights.batch import Batch
from tldesk.desktop.views.weights.files import Found, files_in, look_around, to_trash
from tldesk.desktop.views.weights.folders import FolderLines
from tldesk.desktop.views.weights.table import WeightsModel, WeightsTable
from tldesk.desktop.widgets.background import Latest
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.progress_row import ProgressRow
from tldesk.jobs.weights import Weights

SIZE: Final = (1080, 520)


class WeightsSheet(QDialog):
    """What is here in a table, and one thing at a time done to it, by an engine of its own; closing the sheet cancels that.

    Args:
        name: the backbone that weights are wanted of; empty for none in particular.
    """

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self._engine, self._preferences = session.weights, preferences
        self._request: Request | None = None
        self._batch, self._last = Batch(), ""
        self.setWindowTitle(self.tr("Weights of backbones"))
        self.setAcceptDrops(True)
        self.model = WeightsModel(self)
        self.table = WeightsTable(self.model)
        self.table.setAccessibleName(self.tr("Weights on this computer"))
        self.folders = FolderLines()
        self.name = self._name_field()
        self.allow_box = QCheckBox(self.tr("Allow the &network for fetching"))
        self.allow_box.setToolTip(self.tr("Off: nothing is fetched. On: only what you ask for (Alt+N)"))
        self.allow_box.setChecked(preferences.network_allowed)
        self.add_button = self._button(
            self.tr("&Add a file…"), self.tr("Check timm's, torchvision's or DINO's file and put it into your folder (Alt+A)")
        )
        self.verify_button = self._button(self.tr("&Verify"), self.tr("Read the chosen weights, compare hash and fit (Alt+V)"))
        self.remove_button = self._button(self.tr("&Remove"), self.tr("Move the chosen file to the trash (Del)"))
        self.fetch_button = self._button(self.tr("&Fetch"), self.tr("Fetch the weights of the named backbone from the hub (Alt+F)"))
        self.close_button = self._button(self.tr("Close"), self.tr("Close this sheet (Esc)"))
        self.progress = ProgressRow(self.tr("Cancel"))
        self.said = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._looking, self._removing = Latest(self), Latest(self)
        self._lay_out()
        self._connect()
        self.name.setText(one.name if (one := backbone(name)) is not None else "")
        self.look()

    # --- what it is made of -----------------------------------------------------------------------------------------

    def _button(self, text: str, tip: str) -> Button:
        button = Button(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    def _name_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Backbone, as resnet18.a1_in1k"))
        field.setAccessibleName(self.tr("Backbone to fetch, or that an added file is for"))
        field.setToolTip(self.tr("What to fetch; and what a file is for that is named otherwise (Alt+B)"))
        completer = QCompleter([one.name for one in catalogue()], field)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        field.setCompleter(completer)
        return field

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Backbone"))
        label.setBuddy(self.name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S16, theme.S16, theme.S16, theme.S16)
        layout.setSpacing(theme.S12)
        title = QLabel(self.windowTitle())
        title.setFont(theme.title())
        layout.addWidget(title)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.folders)
        layout.addLayout(_row(self.add_button, self.verify_button, self.remove_button))
        layout.addLayout(_row(label, self.name, self.allow_box, self.fetch_button, wide=self.name))
        layout.addWidget(self.said)
        foot = QHBoxLayout()
        foot.setSpacing(theme.S8)
        foot.addWidget(self.progress)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        layout.addLayout(foot)
        self.progress.hide()
        self.resize(*SIZE)

    def _connect(self) -> None:
        self._looking.ready.connect(self._show)
        self._removing.ready.connect(self._on_removed)
        self._removing.failed.connect(lambda error: self.said.setText(str(error)))
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._enable())
        self.allow_box.toggled.connect(self._allow)
        self.name.textChanged.connect(self._name_changed)
        self.add_button.clicked.connect(self.browse)
        self.verify_button.clicked.connect(self.verify)
        self.remove_button.clicked.connect(self.remove)
        self.fetch_button.clicked.connect(self.fetch)
        self.close_button.clicked.connect(self.reject)
        self.progress.stopped.connect(self.cancel)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table, self.remove, context=Qt.ShortcutContext.WidgetShortcut)
        self._engine.heard.connect(self._hear)
        self._engine.job_changed.connect(self._show_job)

    # --- what it does -----------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Weights | None:
        """Those of the current row."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def look(self) -> None:
        """Look into the folders again, off the window's thread."""
        self._looking.ask(look_around)

    def browse(self) -> None:
        """Let the user choose files to add."""
        dialog = QFileDialog(self, self.tr("Add weights"), str(Path.home()), self.tr("Weights (*.safetensors *.pth *.pt *.bin)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda files: self.add([Path(file) for file in files]))
        dialog.open()

    def add(self, files: Sequence[Path]) -> None:
        """Check these files, one after another, and put them into the user's folder; what is said of one stays until the last."""
        self._batch.take(files)
        self._say(self._last)
        if self._request is None:
            self._add_next()

    def _add_next(self) -> None:
        if not self._batch.waiting:
            self.said.setText(self._batch.in_words())
            self._batch = Batch()
        else:
            file = self._batch.waiting.pop(0)
            name = "" if named_after(file.stem) is not None else self.name.text().strip()
            self._begin(AddWeightsRequest(str(file), str(own_folder()), name), self.tr("Adding {file}").format(file=file.name))

    def verify(self) -> None:
        """Verify the chosen weights; what that shows stands in the table as long as the program runs."""
        if self.chosen is not None and self._request is None:
            try:
                self._follow(self._engine.verify(self.chosen, self.tr("Verifying {name}").format(name=self.chosen.name)))
            except WeightsError as error:
                self.said.setText(str(error))

    def fetch(self) -> None:
        """Fetch the weights of the named backbone."""
        name = self.name.text().strip()
        self._begin(
            FetchWeightsRequest(name, str(own_folder()), self._preferences.network_allowed), self.tr("Fetching {name}").format(name=name)
        )

    def remove(self) -> None:
        """Move the chosen file and its receipt to the trash."""
        if self.chosen is not None and self.remove_button.isEnabled():
            self._removing.ask(to_trash(self.chosen))

    def cancel(self) -> None:
        """Leave what is under way, and what waits for it."""
        self._batch.leave()
        self._engine.tell(Command.CANCEL)

    def done(self, result: int) -> None:
        # Nobody waits for it any more; the engine's memory is given back.
        self._batch.leave()
        self._engine.heard.disconnect(self._hear)
        self._engine.job_changed.disconnect(self._show_job)
        self._engine.abandon()
        self._engine.close()
        super().done(result)

    def _begin(self, request: Request, title: str) -> None:
        if self._request is None:
            self._engine.submit(request, title)
            self._follow(request)

    def _follow(self, request: Request) -> None:
        self._request = request
        self._say("")
        self._enable()

    def _say(self, text: str) -> None:
        self._last = text
        self.said.setText(self._batch.under_way(text))

    # --- following --------------------------------------------------------------------------------------------------

    def _hear(self, request: Request, event: Event) -> None:
        if request is not self._request:
            return
        match event:
            case Notice(text=text):
                self._say(text)
            case WeightsKept(backbone=name, size=size):
                self._say(self.tr("{name} is here, {size}, checked").format(name=name, size=megabytes(size)))
                self.look()
            case WeightsVerified(backbone=name, compared=compared):
                text = self.tr("{name} fits, and its hash is that it came with") if compared else self.tr("{name} fits")
                self._say(text.format(name=name))
        if isinstance(event, ENDINGS):
            self._request = None
            self.model.show_verdicts()
            self._batch.note(request, event, self._last if isinstance(event, Finished) else ending_in_words(phrase(event)))
            self._show_job()
            self._enable()
            self._add_next()

    def _show_job(self) -> None:
        job = self._engine.job
        self.progress.setVisible(job is not None)
        if job is not None:
            self.progress.show_progress(job.title, job.doing, done=job.done, total=job.total, eta_seconds=job.eta_seconds)

    def _show(self, found: object) -> None:
        assert isinstance(found, Found)
        row = self.table.currentIndex().row()
        self.model.show(found.rows, self._engine.verdicts)
        self.table.fit()
        self.table.setCurrentIndex(self.model.index(min(max(row, 0), len(found.rows) - 1), 0))
        self.folders.tell(found.away)
        self._enable()

    def _on_removed(self, name: object) -> None:
        self.said.setText(self.tr("{name} is in the trash").format(name=name))
        self.look()

    def _allow(self, allowed: bool) -> None:
        self._preferences.network_allowed = allowed
        self._enable()

    def _name_changed(self) -> None:
        known = backbone(self.name.text().strip())
        self.said.setText("" if known is None else self.tr("{title}: {licence}").format(title=known.title, licence=known.licence))
        self._enable()

    def _enable(self) -> None:
        free, one = self._request is None, self.chosen
        known = backbone(self.name.text().strip())
        self.add_button.setEnabled(free)
        self.verify_button.setEnabled(free and one is not None)
        self.remove_button.setEnabled(free and one is not None and one.own)
        self.fetch_button.setEnabled(free and self.allow_box.isChecked() and known is not None and bool(known.hub))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add(files_in(event))


def _row(*widgets: QWidget, wide: QWidget | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.S8)
    for widget in widgets:
        row.addWidget(widget, 1 if widget is wide else 0)
    if wide is None:
        row.addStretch(1)
    return row
