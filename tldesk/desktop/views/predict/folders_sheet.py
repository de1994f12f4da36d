"""The sheet on which photos that were answered for are sorted into class folders. What would be written is shown before it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.errors import TldeskError
from tldesk.desktop import theme
from tldesk.desktop.models.predictions import PredictionsModel
from tldesk.desktop.models.rows import Column, RowsModel
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.session.exchange import Written
from tldesk.desktop.views.predict.folders_form import FoldersForm
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.columns import FittedTable
from tldesk.desktop.widgets.progress_row import ProgressRow
from tldesk.project.predictions import PredictionRow, PredictionSet

if TYPE_CHECKING:
    from tldesk.project.interchange.answer_folders import AnswersPlan

WIDTH: Final = 620
TABLE_HEIGHT: Final = 190
LINES: Final = 3
"""Of the summary that have room from the start: the sheet grows only for more."""
REASONS: Final = 3


@dataclass(frozen=True, slots=True)
class Sortable:
    """The answers of a set that can be sorted: those that are shown, and all; neither changes any more."""

    answered: PredictionSet
    shown: Sequence[PredictionRow]
    everything: Sequence[PredictionRow]


class FoldersSheet(QDialog):
    """Copies or links the photos of one set. While it works, closing it cancels that; what was written until then stays."""

    def __init__(self, session: Session, preferences: Preferences, what: Sortable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._what = session, what
        self._plan: AnswersPlan | None = None
        self._writes = False
        self.setWindowTitle(self.tr("Class folders"))
        root = session.project.root if session.project is not None else Path.home()
        self.form = FoldersForm(preferences, root, shown=len(what.shown), everything=len(what.everything))
        self.rows = RowsModel(self)
        self.table = FittedTable({1: 90}, shortest=160)
        self.table.setModel(self.rows)
        self.table.setAccessibleName(self.tr("How many photos go to which folder"))
        self.table.setFixedHeight(TABLE_HEIGHT)
        self.summary = QLabel(wordWrap=True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.summary.setAccessibleName(self.tr("What would be written"))
        self.summary.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.summary.setMinimumHeight(LINES * self.summary.fontMetrics().lineSpacing())
        theme.look(self.summary, "muted")
        self.progress = ProgressRow(self.tr("Cancel"))
        self.cancel_button = Button(self.tr("Close"))
        self.cancel_button.setToolTip(self.tr("Sort no more photos (Esc)"))
        self.write_button = Button()
        self.write_button.setDefault(True)
        theme.look(self.write_button, "accent")
        self._lay_out()
        self._connect()
        self._plan_anew()

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Class folders"))
        title.setFont(theme.title())
        what = QLabel(wordWrap=True)
        what.setText(
            self.tr(
                "Each photo goes to the folder of its answer, and one that a person labelled to its label's. "
                "The originals are only read, and nothing that is there is written over."
            )
        )
        foot = QHBoxLayout()
        foot.setSpacing(theme.S8)
        foot.addWidget(self.progress)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.write_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S24, theme.S16, theme.S24, theme.S16)
        layout.setSpacing(theme.S12)
        for part in (title, what, self.form, self.table, self.summary):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addLayout(foot)
        self.setFixedWidth(WIDTH)

    def _connect(self) -> None:
        sorting = self._session.sorting
        sorting.progressed.connect(self._advance)
        sorting.busy_changed.connect(self._show_state)
        self._session.opened.connect(self.reject)
        self.form.changed.connect(self._plan_anew)
        self.form.kind_changed.connect(self._show_state)
        self.progress.stopped.connect(self._stop)
        self.cancel_button.clicked.connect(self.reject)
        self.write_button.clicked.connect(self._write)

    # --- what would be written --------------------------------------------------------------------------------------

    def _plan_anew(self) -> None:
        place = self.form.place
        self._plan = None
        self._writes = False
        self.rows.show([], [])
        self._say("")
        if place is None:
            self._session.sorting.cancel()
            self._show_state()
            return
        self._begin(self.tr("Looking where the photos go"))
        chosen = self._what.shown if self.form.only_shown else self._what.everything
        self._session.sorting.plan(
            place, self._what.answered, chosen, best_guess=self.form.best_guess, then=self._show_plan, otherwise=self._refuse
        )

    def _show_plan(self, plan: "AnswersPlan") -> None:
        self._plan = plan
        counts = list(plan.counts.items())
        columns = [
            Column(self.tr("Folder"), lambda row: str(row[0])),
            Column(self.tr("Photos"), lambda row: numbers.count(row[1]), number=True),
        ]
        self.rows.show(columns, counts)
        self.table.fit()
        there = len(plan.placings) - plan.fresh
        photos, folders = self.tr("%n photo(s)", "", len(plan.placings)), self.tr("%n folder(s)", "", len(counts))
        said = [self.tr("{photos} in {folders} of {place}").format(photos=photos, folders=folders, place=plan.target)]
        if there:
            said.append(self.tr("%n of them there already", "", there))
        elif plan.target.is_dir():
            said.append(self.tr("The folder is there. Photos are added to it."))
        said += self._left_out(plan)
        self._say("\n".join(said))
        self._show_state()

    def _left_out(self, plan: "AnswersPlan") -> list[str]:
        """How many photos are left out for which reason, the most frequent ones."""
        reasons = Counter(reason for _, reason in plan.left_out).most_common()
        said = [self.tr("%n left out: {reason}", "", count).format(reason=reason) for reason, count in reasons[:REASONS]]
        rest = sum(count for _, count in reasons[REASONS:])
        return [*said, self.tr("%n left out for other reasons", "", rest)] if rest else said

    def _refuse(self, error: TldeskError) -> None:
        self._writes = False
        self._say(str(error), wrong=True)
        self._show_state()

    def _say(self, text: str, *, wrong: bool = False) -> None:
        self.summary.setText(text)
        theme.look(self.summary, "danger", wrong)
        theme.look(self.summary, "muted", not wrong)
        self.adjustSize()

    # --- writing ----------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        if self._plan is None or self._session.sorting.busy:
            return
        self._writes = True
        self.form.remember()
        self._begin(self.tr("Linking the photos") if self.form.link else self.tr("Copying the photos"))
        self._session.sorting.write(self._plan, link=self.form.link, then=self._finish, otherwise=self._refuse)

    def _stop(self) -> None:
        """What was written stays, and what is left to write is shown; where nothing was being written, the sheet is left."""
        if not self._writes:
            self.reject()
            return
        self._session.sorting.cancel()
        self._plan_anew()

    def _finish(self, written: Written) -> None:
        left_out = [*(self._plan.left_out if self._plan is not None else ()), *written.left_out]
        text = self.tr("%n photo(s) sorted into {place}", "", written.count).format(place=written.place.name)
        if left_out:
            text = self.tr("{sorted}; {count} left out").format(sorted=text, count=numbers.count(len(left_out)))
        self._session.said.emit(
            Banner(
                text,
                kind="warning" if written.left_out else "info",
                details="\n".join(f"{path}: {why}" for path, why in left_out),
                action=self.tr("Show it"),
                act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(written.place))),
            )
        )
        self.accept()

    # --- what is under way ------------------------------------------------------------------------------------------

    def _begin(self, step: str) -> None:
        self._step = step
        self._advance(0, 0)

    def _advance(self, done: int, total: int) -> None:
        self.progress.show_progress(self._step, "", done=done, total=total, eta_seconds=None)

    def _show_state(self) -> None:
        busy = self._session.sorting.busy
        self.progress.setVisible(busy)
        self.form.setEnabled(not (busy and self._writes))
        fresh = 0 if self._plan is None else self._plan.fresh
        if fresh:
            text = self.tr("Link %n photo(s)", "", fresh) if self.form.link else self.tr("Copy %n photo(s)", "", fresh)
        else:
            text = self.tr("Link") if self.form.link else self.tr("Copy")
        self.write_button.setText(text)
        self.write_button.setToolTip(self.tr("Write what is shown above (Enter)"))
        self.write_button.setEnabled(fresh > 0 and not busy)

    def done(self, result: int) -> None:
        sorting = self._session.sorting
        sorting.progressed.disconnect(self._advance)
        sorting.busy_changed.disconnect(self._show_state)
        self._session.opened.disconnect(self.reject)
        sorting.cancel()
        super().done(result)


def open_folders_sheet(session: Session, preferences: Preferences, model: PredictionsModel, parent: QWidget) -> None:
    """Open the sheet for the answers of `model`, where it shows any."""
    if model.shown is None or model.table is None:
        return
    everything = model.table.rows(np.arange(model.total))
    shown = model.rows if model.rowCount() < model.total else everything
    sheet = FoldersSheet(session, preferences, Sortable(model.shown, shown, everything), parent)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
