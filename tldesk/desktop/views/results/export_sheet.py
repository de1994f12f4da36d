"""The sheet on which a run's model is exported: what as, how far it is, and where it lies."""

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.exported import ARCHIVE, MOST_CHANGED, Int8Check
from tldesk.core.messages import Ending, Event, Exported, ExportRequest, Failed, Finished, Request, phrase
from tldesk.desktop import theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Job, Session
from tldesk.desktop.views.results.export_choices import ExportChoices
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.elided import ElidedLabel
from tldesk.desktop.widgets.folder_chooser import choose_folder
from tldesk.project.run_rows import RunRow

WIDTH: Final = 560
PLACE: Final = "export/place"


class ExportSheet(QDialog):
    """Exports one run. While it works, closing it cancels that."""

    def __init__(self, session: Session, preferences: Preferences, run: RunRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._preferences, self._run = session, preferences, run
        self._target: Path | None = None
        self._submitted = False
        self._exported: Exported | None = None
        self.setWindowTitle(self.tr("Export the model"))
        self.choices = ExportChoices(preferences)
        self.said = QLabel(wordWrap=True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.step = QLabel()
        theme.look(self.step, "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the export"))
        self._make_buttons()
        self._lay_out()
        self._show_parts(working=False)
        session.job.connect(self._show_job)
        session.heard.connect(self._on_heard)
        session.ended.connect(self._on_ended)
        session.opened.connect(self.reject)

    def _make_buttons(self) -> None:
        self.cancel_button = Button(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Export nothing (Esc)"))
        self.cancel_button.clicked.connect(self.reject)
        self.show_button = Button(self.tr("Show the folder"))
        self.show_button.setToolTip(self.tr("Open the folder it lies in"))
        self.show_button.clicked.connect(self._on_show)
        self.export_button = Button(self.tr("Export…"))
        self.export_button.setToolTip(self.tr("Choose where it is to lie (Enter)"))
        self.export_button.clicked.connect(self._ask_place)
        self.export_button.setDefault(True)
        theme.look(self.export_button, "accent")

    def _lay_out(self) -> None:
        title = QLabel(self.windowTitle())
        title.setFont(theme.title())
        run = ElidedLabel(self._run.record.name)
        theme.look(run, "muted")
        what = QLabel(wordWrap=True)
        what.setText(
            self.tr(
                "The model with its classes, figures and a card that says what it is for, to predict on another computer or in another "
                "program. No photo, no name of a photo and no name of a folder goes along."
            )
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S8)
        buttons.addStretch(1)
        for button in (self.cancel_button, self.show_button, self.export_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S24, theme.S16, theme.S24, theme.S16)
        layout.setSpacing(theme.S12)
        for part in (title, run, what, self.choices, self.step, self.bar, self.said):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addLayout(buttons)
        self.setFixedWidth(WIDTH)

    def _show_parts(self, *, working: bool) -> None:
        """The choices, or how far it is, or what came of it."""
        done = self._exported is not None
        self.choices.setVisible(not working and not done)
        self.export_button.setVisible(not working and not done)
        self.step.setVisible(working)
        self.bar.setVisible(working)
        self.said.setVisible(bool(self.said.text()) and not working)
        self.show_button.setVisible(done)
        self.cancel_button.setText(self.tr("Close") if done else self.tr("Cancel"))
        self.adjustSize()

    # --- where to ---------------------------------------------------------------------------------------------------

    def _ask_place(self) -> None:
        self.choices.remember()
        kept = self._preferences.value(PLACE, "")
        begin = Path(kept or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        name = file_name(self._run.record.name)
        if self.choices.as_folder:
            title = self.tr("Choose where the folder {name} is to lie").format(name=name)
            choose_folder(self, lambda folder: self.begin(folder / name), title=title, begin=begin)
            return
        dialog = QFileDialog(self, self.tr("Export the model"), str(begin))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Exported model (*.zip)"))
        dialog.setDefaultSuffix(ARCHIVE)
        dialog.selectFile(name + ARCHIVE)
        dialog.fileSelected.connect(lambda file: self.begin(Path(file)))
        dialog.open()

    def begin(self, target: Path) -> None:
        """Export to `target`, a file that ends in .zip (one that is there is replaced: the user was asked) or a new folder."""
        self._preferences.set_value(PLACE, str(target.parent))
        replace_file, forms = target.suffix.lower() == ARCHIVE, self.choices.forms
        if not self._session.export_model(self._run.record.id, target, forms=forms, replace_file=replace_file):
            self.said.setText(self.tr("The engine is at work. The model can be exported when that has ended."))
            self._show_parts(working=False)
            return
        self._target, self._submitted = target, False
        self._show_parts(working=True)
        self._show_job(self._session.answering)

    # --- what is heard ----------------------------------------------------------------------------------------------

    def _is_mine(self, request: Request | None) -> bool:
        return isinstance(request, ExportRequest) and self._target is not None and Path(request.target) == self._target.absolute()

    def _show_job(self, _job: Job | None) -> None:
        job = self._session.answering
        if self._target is None:
            return
        if job is None and not self._submitted:
            # It came to nothing while it was put together; why, was said.
            self._leave()
        elif job is not None and (job.request is None or self._is_mine(job.request)):
            self._submitted = job.request is not None
            self.step.setText(job.doing)
            self.bar.setRange(0, job.total if job.total > 1 else 0)
            self.bar.setValue(job.done)

    def _on_heard(self, request: Request, event: Event) -> None:
        if self._is_mine(request) and isinstance(event, Exported):
            self._exported = event

    def _on_ended(self, request: Request, ending: Ending) -> None:
        if not self._is_mine(request):
            return
        if isinstance(ending, Finished) and self._exported is not None:
            self.said.setText(self._result(self._exported))
        elif isinstance(ending, Failed):
            self.said.setText(phrase(ending))
        self._leave()

    def _leave(self) -> None:
        self._target = None
        self._show_parts(working=False)

    def _result(self, exported: Exported) -> str:
        lines = [self.tr("Exported to {file}, {size}.").format(file=exported.target, size=numbers.megabytes(exported.size))]
        if exported.apart:
            text = self.tr("Plain timm can't load it, because {reason}. tldesk can, and so can ONNX Runtime where there is an ONNX file.")
            lines.append(text.format(reason=exported.apart))
        else:
            lines.append(self.tr("timm loads it as it is; predict.py beside the model shows how."))
        for name, check in ((self.tr("ONNX Runtime"), exported.checks.onnx), (self.tr("The program"), exported.checks.program)):
            if check is not None:
                text = self.tr("{name} gave the same answer on {same} of {photos} photos; probabilities differ by {difference}.")
                lines.append(text.format(name=name, same=check.same, photos=check.photos, difference=self._apart(check.difference, 4)))
        if exported.checks.int8 is not None:
            lines.append(self._loss(exported.checks.int8))
        elif exported.no_int8:
            lines.append(self.tr("There is NO int8 file: {reason}").format(reason=exported.no_int8))
        return "\n\n".join(lines)

    def _loss(self, found: Int8Check) -> str:
        """What rounding to int8 costs."""
        if found.kept:
            text = {
                "slower than": self.tr(
                    "The int8 file has {size} instead of {before}. It is SLOWER here than float32: {now} ms a photo instead of {then}."
                ),
                "quicker than": self.tr(
                    "The int8 file has {size} instead of {before}. It is quicker here than float32: {now} ms a photo instead of {then}."
                ),
                "about as quick as": self.tr(
                    "The int8 file has {size} instead of {before}. "
                    "It is about as quick here as float32: {now} ms a photo instead of {then}."
                ),
            }[found.pace]
            first = text.format(
                size=numbers.megabytes(found.size),
                before=numbers.megabytes(found.size_before),
                now=f"{1000 * found.seconds:.1f}",
                then=f"{1000 * found.seconds_before:.1f}",
            )
        else:
            text = self.tr("The int8 file was NOT kept: more than {most} of its answers are others.")
            first = text.format(most=numbers.percent(MOST_CHANGED))
        text = self.tr(
            "On {photos} validation photos it gave the same answer on {same}; a probability differs by {difference}. "
            "Accuracy: {after}, before {before}."
        )
        second = text.format(
            photos=found.check.photos,
            same=found.check.same,
            difference=self._apart(found.check.difference, 2),
            after=numbers.interval(found.after),
            before=numbers.interval(found.before),
        )
        return f"{first} {second}"

    def _apart(self, difference: float, digits: int) -> str:
        """How far probabilities are apart; what would be rounded to nothing is not said to be nothing."""
        least, apart = 10**-digits, numbers.decimal(difference, digits)
        if float(apart) < least:
            return self.tr("less than {number}").format(number=numbers.decimal(least, digits))
        return self.tr("up to {number}").format(number=apart)

    # --- the end ----------------------------------------------------------------------------------------------------

    def _on_show(self) -> None:
        if self._exported is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._exported.target).parent)))

    def done(self, result: int) -> None:
        session = self._session
        session.job.disconnect(self._show_job)
        session.heard.disconnect(self._on_heard)
        session.ended.disconnect(self._on_ended)
        session.opened.disconnect(self.reject)
        if self._target is not None:
            session.cancel_answering()
        super().done(result)


def file_name(run: str) -> str:
    """The name of a run as one of a file that every system takes."""
    return re.sub(r'[\s<>:"/\\|?*\x00-\x1f]+', " ", run).strip(" .")[:80] or "model"
