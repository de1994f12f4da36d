"""Labels to hand on: as a table, or as photos in a folder for each class. What would be written is shown before it is."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.errors import TldeskError
from tldesk.desktop import theme
from tldesk.desktop.models.rows import Column, RowsModel
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.session.exchange import TablePlan, Written
from tldesk.desktop.views.label.page_frame import PageFrame
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.columns import FittedTable
from tldesk.desktop.widgets.folder_chooser import choose_folder

if TYPE_CHECKING:
    from tldesk.project.interchange.class_folders import LabelsPlan

FORM_WIDTH: Final = 360
COPIES: Final = "copies"
LINKS: Final = "links"


@dataclass(frozen=True, slots=True)
class Scope:
    """Photos to choose from: ids of those shown and of those selected, how many are there, and how many more are missing."""

    shown: Sequence[int] = ()
    selected: Sequence[int] = ()
    total: int = 0
    missing: int = 0


class ExportPage(PageFrame):
    """Writes what the user chose, where the user chose. Nothing that is there is ever written over."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "", parent)
        self._title.setText(self.tr("Export labels"))
        self.next_button.setText(self.tr("Export"))
        self._scope = Scope()
        self._plan: LabelsPlan | TablePlan | None = None
        self.photos = QComboBox()
        self.kind = QComboBox()
        self.splits = QCheckBox(self.tr("A folder for each split above them"))
        self.place = QLineEdit()
        self._browse = Button(self.tr("Choose…"))
        self.summary = QLabel()
        self.rows = RowsModel(self)
        self.table = FittedTable({}, shortest=160)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._fill()
        self._lay_out()
        self.photos.activated.connect(self._plan_anew)
        self.kind.activated.connect(self._follow_kind)
        self.splits.toggled.connect(self._plan_anew)
        self.place.editingFinished.connect(self._plan_anew)
        self._browse.clicked.connect(self._choose_place)
        self.next_button.clicked.connect(self._write)

    def _fill(self) -> None:
        for key, words in (
            (".csv", self.tr("Table, CSV")),
            (".tsv", self.tr("Table, TSV")),
            (".xlsx", self.tr("Excel workbook")),
            (".json", self.tr("JSON")),
            (COPIES, self.tr("Folder for each class: copies of the photos")),
            (LINKS, self.tr("Folder for each class: links to the photos")),
        ):
            self.kind.addItem(words, key)
        for widget, name, tip in (
            (self.photos, self.tr("Photos"), self.tr("Which photos are exported")),
            (self.kind, self.tr("As"), self.tr("What is written")),
            (self.place, self.tr("To"), self.tr("The file or folder to write; one that is there is left alone")),
            (self.splits, self.tr("Split folders"), self.tr("train, validation and test above the folders of the classes")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        self._browse.setAccessibleName(self.tr("Choose the place"))
        self._browse.setToolTip(self.tr("Choose the place"))

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.setSpacing(theme.S8)
        place.addWidget(self.place, 1)
        place.addWidget(self._browse)
        form = QFormLayout()
        form.setSpacing(theme.S12)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.tr("Photos"), self.photos)
        form.addRow(self.tr("As"), self.kind)
        form.addRow("", self.splits)
        form.addRow(self.tr("To"), place)
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        theme.look(self.summary, "muted")
        left = QWidget()
        left.setFixedWidth(FORM_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S16)
        column.addLayout(form)
        column.addWidget(self.summary)
        column.addStretch(1)
        self.table.setModel(self.rows)
        self.table.setAccessibleName(self.tr("What is written"))
        halves = QHBoxLayout()
        halves.setSpacing(theme.S24)
        halves.addWidget(left)
        halves.addWidget(self.table, 1)
        self.body.addLayout(halves, 1)

    # --- choosing ---------------------------------------------------------------------------------------------------

    def begin(self, scope: Scope) -> None:
        """Show what there is to export."""
        self._scope = scope
        self.photos.clear()
        everything = numbers.count(scope.total + scope.missing)
        if scope.missing:
            words = self.tr("All photos ({count}, {missing} of them missing)")
            self.photos.addItem(words.format(count=everything, missing=numbers.count(scope.missing)), None)
        else:
            self.photos.addItem(self.tr("All photos ({count})").format(count=everything), None)
        if len(scope.shown) not in (0, scope.total + scope.missing):
            self.photos.addItem(self.tr("Photos shown ({count})").format(count=numbers.count(len(scope.shown))), "shown")
        if scope.selected:
            self.photos.addItem(self.tr("Photos selected ({count})").format(count=numbers.count(len(scope.selected))), "selected")
        self.say("")
        self._follow_kind()
        self.kind.setFocus()

    @property
    def _folders(self) -> bool:
        return self.kind.currentData() in (COPIES, LINKS)

    def _chosen(self) -> Sequence[int] | None:
        chosen = {"shown": self._scope.shown, "selected": self._scope.selected}
        return chosen.get(self.photos.currentData())

    def _place(self) -> Path:
        return Path(self.place.text().strip()).expanduser()

    def _follow_kind(self) -> None:
        """Another kind of thing goes to another place."""
        project = self._session.project
        if project is None:
            return
        root = project.root
        if self._folders:
            name = self.tr("{folder} by class").format(folder=root.name)
        else:
            name = self.tr("{folder} labels").format(folder=root.name) + self.kind.currentData()
        before = Path(self.place.text()).parent if self.place.text() else root.parent
        self.place.setText(str(before / name))
        self.splits.setVisible(self._folders)
        self._plan_anew()

    def _choose_place(self) -> None:
        place = self._place()
        if self._folders:
            name = place.name
            choose_folder(
                self, lambda folder: self._move_to(folder / name), title=self.tr("Export into a new folder in"), begin=place.parent
            )
            return
        dialog = QFileDialog(self, self.tr("Export labels"), str(place.parent))
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # What is there is left alone, so there is nothing to confirm.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(self.kind.currentData().lstrip("."))
        dialog.selectFile(place.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self._move_to(Path(file)))
        dialog.open()

    def _move_to(self, place: Path) -> None:
        self.place.setText(str(place))
        self._plan_anew()

    # --- what would be written --------------------------------------------------------------------------------------

    def _plan_anew(self) -> None:
        self._plan = None
        self.rows.show([], [])
        self.summary.setText("")
        self.say("")
        if not self.place.text().strip():
            self.allow_next()
            return
        if self._folders:
            self.work_on(self.tr("Looking where the photos go"))
            place, splits = self._place(), self.splits.isChecked()
            self._session.exchange.plan_folders(
                place, photo_ids=self._chosen(), splits=splits, then=self._show_folders, otherwise=self._refuse
            )
        else:
            self.work_on(self.tr("Reading the labels"))
            self._session.exchange.plan_file(photo_ids=self._chosen(), then=self._show_rows)

    def _show_rows(self, plan: TablePlan) -> None:
        self._plan, rows = plan, plan.rows
        optional = (
            (any(row.split for row in rows), Column(self.tr("Split"), lambda row: str(row.split or "")), 90),
            (any(row.unsure for row in rows), Column(self.tr("Unsure"), lambda row: self.tr("yes") if row.unsure else ""), 80),
            (any(row.note for row in rows), Column(self.tr("Note"), lambda row: str(row.note)), 120),
        )
        columns = [Column(self.tr("Photo"), lambda row: str(row.photo)), Column(self.tr("Class"), lambda row: str(row.label))]
        widths = [0, 120]
        for wanted, column, width in optional:
            if wanted:
                columns.append(column)
                widths.append(width)
        self._list(columns, rows, {place: width for place, width in enumerate(widths) if place})
        said = [self.tr("%n row(s), one a photo", "", len(rows))]
        said.append(self.tr("%n of them with a class", "", sum(bool(row.label) for row in rows)))
        if plan.missing:
            said.append(self.tr("%n of them missing: the table keeps what is known of them", "", plan.missing))
        if os.path.lexists(self._place()):
            said.append(self.tr("A file of this name is there. It is left alone: the new one gets a number."))
        self.summary.setText("\n".join(said))
        self.allow_next()

    def _show_folders(self, plan: "LabelsPlan") -> None:
        self._plan = plan
        there = sum(placing.there for placing in plan.placings)
        columns = [
            Column(self.tr("Photo"), lambda placing: str(placing.photo.path)),
            Column(self.tr("Goes to"), lambda placing: str(placing.path)),
            *([Column("", lambda placing: self.tr("there already") if placing.there else "")] if there else []),
        ]
        self._list(columns, plan.placings, {1: 320, **({2: 110} if there else {})})
        folders = Counter(placing.path.rpartition("/")[0] for placing in plan.placings)
        fresh = sum(placing.photo.size for placing in plan.placings if not placing.there)
        said = [self.tr("%n photo(s)", "", len(plan.placings) - there), self.tr("in %n folder(s)", "", len(folders))]
        said = [self.tr("{photos} {folders}").format(photos=said[0], folders=said[1])]
        if self.kind.currentData() == COPIES and fresh:
            said.append(self.tr("{size} to copy").format(size=numbers.megabytes(fresh)))
        for count, words in (
            (there, self.tr("%n there already", "", there)),
            (plan.unlabelled, self.tr("%n without a class left out", "", plan.unlabelled)),
            (len(plan.missing), self.tr("%n missing left out: there is no file to copy", "", len(plan.missing))),
        ):
            said += [words] if count else []
        self.summary.setText("\n".join(said))
        self.allow_next()

    def _list(self, columns: Sequence[Column], rows: Sequence[object], widths: dict[int, int]) -> None:
        self.rows.show(columns, rows)
        self.table.set_widths(widths)

    def _refuse(self, error: TldeskError) -> None:
        self.say(str(error), wrong=True)
        self.allow_next()

    def allow_next(self) -> None:
        self.next_button.setEnabled(bool(self._plan is not None and self.rows.rowCount()) and not self._session.exchange.busy)

    # --- writing ----------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        plan, exchange = self._plan, self._session.exchange
        if plan is None:
            return
        self.work_on(self.tr("Exporting"))
        if isinstance(plan, TablePlan):
            exchange.write_file(self._place(), photo_ids=self._chosen(), then=self._finish, otherwise=self._refuse)
        else:
            exchange.write_folders(plan, link=self.kind.currentData() == LINKS, then=self._finish, otherwise=self._refuse)

    def _finish(self, written: Written) -> None:
        text = self.tr("%n photo(s) exported to {place}", "", written.count).format(place=written.place.name)
        if written.left_out:
            text = self.tr("{exported}; {count} could not be read").format(exported=text, count=numbers.count(len(written.left_out)))
        folder = written.place if written.place.is_dir() else written.place.parent
        self._session.said.emit(
            Banner(
                text,
                kind="warning" if written.left_out else "info",
                details="\n".join(f"{path}: {why}" for path, why in written.left_out),
                action=self.tr("Show it"),
                act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
            )
        )
        self.left.emit()
