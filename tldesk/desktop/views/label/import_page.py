"""Labels of a file: what they would do, looked at and corrected before anything is written."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QThreadPool, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.changes import Change
from tldesk.core.errors import TldeskError
from tldesk.desktop import theme
from tldesk.desktop.models.import_lists import ImportLists, ListKind, RowList
from tldesk.desktop.models.rows import Column, RowsModel
from tldesk.desktop.session import ScanProgress, Session
from tldesk.desktop.views.label.page_frame import PageFrame
from tldesk.desktop.views.label.sheet_table import SheetTable
from tldesk.desktop.views.label.source_strip import AUTO, SourceStrip
from tldesk.desktop.views.label.unpack_box import UnpackBox
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.columns import FittedTable

if TYPE_CHECKING:
    from tldesk.project.interchange.import_preview import ImportPreview
    from tldesk.project.interchange.label_table import ColumnMapping, ReadingOptions, SheetView

LISTS_WIDTH: Final = 236
COUNT_WIDTH: Final = 76
TEXT_WIDTH: Final = 180
NOTICES: Final = 3
"""Sentences of the reader that are shown; of more, the rest stands in the tooltip."""


class ImportPage(PageFrame):
    """Shows the preview of one label file and takes it over.

    Signals:
        taken(): the labels are written.
    """

    taken = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "", parent)
        self._title.setText(self.tr("Import labels"))
        self._seen: ImportPreview | None = None
        self._file, self._format = Path(), AUTO
        self._options: ReadingOptions | None = None
        self._found: list[RowList] = []
        self._ticks: set[int] = set()
        self._awaits_scan = False
        self.unpacking = UnpackBox()
        self.source = SourceStrip()
        self.sheet = SheetTable()
        self.lists = RowsModel(self)
        self.rows = RowsModel(self)
        self._lists_view = FittedTable({1: 64}, shortest=120)
        self.table = FittedTable({}, shortest=200)
        self._hint = QLabel()
        self.tick_all = Button(self.tr("Use the file's class for all"))
        self.tick_none = Button(self.tr("Keep all"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.body.addWidget(self.source)
        self.body.addWidget(self.unpacking, 1)
        self._lists_view.setModel(self.lists)
        self._lists_view.horizontalHeader().hide()
        self._lists_view.setAccessibleName(self.tr("What the file would do"))
        self.table.setModel(self.rows)
        self._hint.setWordWrap(True)
        theme.look(self._hint, "muted")
        hints = QHBoxLayout()
        hints.setSpacing(theme.S8)
        hints.addWidget(self._hint, 1)
        for button in (self.tick_all, self.tick_none):
            theme.look(button, "flat")
            hints.addWidget(button)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.S12, 0, 0, 0)
        column.setSpacing(theme.S8)
        column.addLayout(hints)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sheet)
        self._stack.addWidget(self.table)
        column.addWidget(self._stack, 1)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.addWidget(self._lists_view)
        self._halves.addWidget(right)
        self._halves.setStretchFactor(1, 1)
        self._halves.setCollapsible(0, False)
        self._halves.setCollapsible(1, False)
        self._halves.setSizes([LISTS_WIDTH, 900])
        self.body.addWidget(self._halves, 1)
        self.body.addStretch(0)

    def _connect(self) -> None:
        self.next_button.clicked.connect(self._take)
        self.source.changed.connect(lambda key, options: self.read(self._file, format=key, options=options))
        self.source.folder_wanted.connect(self.read)
        self.sheet.mapped.connect(self._map)
        self._lists_view.selectionModel().currentRowChanged.connect(lambda now, _before: self._show_list(now.row()))
        self.rows.ticked.connect(self._count)
        self.tick_all.clicked.connect(lambda: self.rows.tick_all(on=True))
        self.unpacking.changed.connect(self._count)
        self._session.scanning.connect(self._follow_scan)
        self.tick_none.clicked.connect(lambda: self.rows.tick_all(on=False))

    # --- reading ----------------------------------------------------------------------------------------------------

    def read(self, file: Path, *, format: str = AUTO, options: "ReadingOptions | None" = None) -> None:
        """Read `file` and show what it would do."""
        from tldesk.project.interchange.label_table import ReadingOptions

        if file != self._file:
            self._forget()
        self._file, self._format, self._options = file, format, options or ReadingOptions()
        self.about(file.name)
        self.work_on(self.tr("Reading {file}").format(file=file.name))
        self.unpacking.hide()
        self._session.exchange.read(file, format=format, options=self._options, then=self._show, otherwise=self._refuse)

    def _forget(self) -> None:
        """Show nothing of another file. What was shown is freed beside the window: a hundred thousand rows take their time."""
        box, self._seen = [self._seen], None
        self._ticks = set()
        self._list([])
        self.rows.show([], [])
        QThreadPool.globalInstance().start(box.clear)
        self.source.hide()
        self._halves.hide()
        self.next_button.hide()

    def _show(self, seen: "ImportPreview") -> None:
        self._seen = seen
        self._ticks = set()
        table = seen.table
        if table.format == "teachable-machine" and not (seen.matched or seen.unchanged or seen.conflicts):
            self._offer_unpacking(len(table.rows))
            return
        self._show_source(table.format, table.sheet)
        shown = table.notices[:NOTICES]
        self.say("  ".join(shown))
        self.said.setToolTip("\n".join(table.notices))
        self._list(ImportLists().of(seen))
        self.next_button.show()
        self._count()
        (self.next_button if self.next_button.isEnabled() else self._lists_view).setFocus()

    def _offer_unpacking(self, count: int) -> None:
        """The photos are inside the file: they have to be there before they can be labelled."""
        project = self._session.project
        if project is None:
            return
        self._seen = None
        self._halves.hide()
        self.source.hide()
        self.unpacking.offer(self._file, project.root, count=count)
        self.next_button.setText(self.tr("Unpack %n photo(s)", "", count))
        self.next_button.show()
        self.allow_next()

    def _unpack(self) -> None:
        self.work_on(self.tr("Unpacking the photos"))
        self._session.exchange.unpack(self._file, self.unpacking.folder, then=self._find_unpacked, otherwise=self._refuse)

    def _find_unpacked(self, _photos: list[Path]) -> None:
        """They are photos of the project once the folder is read again."""
        self.work_on(self.tr("Reading the folder"))
        self._awaits_scan = True
        self._session.rescan()

    def _follow_scan(self, progress: ScanProgress) -> None:
        if progress.finished and self._awaits_scan:
            self._awaits_scan = False
            self.read(self._file)

    def _refuse(self, error: TldeskError) -> None:
        """The file can't be read: say why, and show its columns where they are what is unclear."""
        from tldesk.project.interchange.label_table import OpenColumnsError

        self._seen = None
        self.unpacking.hide()
        sheet = error.sheet if isinstance(error, OpenColumnsError) else None
        self._show_source("", sheet)
        self._list([])
        self._halves.setVisible(sheet is not None)
        self.next_button.hide()
        if sheet is not None:
            class_open, photo_open = self.tr("Which column gives the class?"), self.tr("Which column names the photo?")
            question = class_open if sheet.mapping.photo else photo_open
            self.say(self.tr("{question} Choose it above the column.").format(question=question), wrong=True)
            self.sheet.focus_first()
        else:
            self.say(str(error), wrong=True)

    def _show_source(self, found: str, sheet: "SheetView | None") -> None:
        assert self._options is not None
        self.source.show_source(self._file, self._format, self._options, found=found, sheet=sheet)
        self.source.show()
        if sheet is not None:
            self.sheet.show_sheet(sheet)
        self._halves.show()

    def _map(self, mapping: "ColumnMapping") -> None:
        assert self._options is not None
        self.read(self._file, format=self._format, options=replace(self._options, mapping=mapping))

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _list(self, found: list[RowList]) -> None:
        self._found = found
        first = [(self.tr("First rows"), "")] if self._seen is None or self._seen.table.sheet is not None else []
        entries = [*first, *((each.title, numbers.count(len(each.rows))) for each in found)]
        self._first = len(first)
        before = self._lists_view.currentIndex().row()
        self.lists.show([Column("", lambda entry: str(entry[0])), Column("", lambda entry: str(entry[1]), number=True)], entries)
        self._lists_view.fit()
        if entries:
            self._lists_view.selectRow(before if 0 <= before < len(entries) else 0)

    def _show_list(self, row: int) -> None:
        place = row - self._first
        kind = self._found[place].kind if 0 <= place < len(self._found) else None
        for button in (self.tick_all, self.tick_none):
            button.setVisible(kind is ListKind.CONFLICTS)
        if kind is None:
            self._hint.setText(self.tr("What each column says; what is wrong can be changed above it."))
            self._stack.setCurrentWidget(self.sheet)
            return
        chosen = self._found[place]
        self._hint.setText(chosen.hint)
        self.rows.show(chosen.columns, chosen.rows, ticks=self._ticks if kind is ListKind.CONFLICTS else None)
        self.table.set_widths({place: COUNT_WIDTH if each.number else TEXT_WIDTH for place, each in enumerate(chosen.columns) if place})
        self.table.setAccessibleName(chosen.title)
        self._stack.setCurrentWidget(self.table)

    def allow_next(self) -> None:
        self._count()

    # --- taking -----------------------------------------------------------------------------------------------------

    def _count(self) -> None:
        """Say on the button what it would do."""
        seen = self._seen
        if not self.unpacking.isHidden():
            self.next_button.setEnabled(self.unpacking.is_free and not self._session.exchange.busy)
        if seen is None:
            return
        parts = self._parts(seen)
        self.next_button.setText(self.tr("Take {what}").format(what=", ".join(parts)) if parts else self.tr("Nothing to take"))
        self.next_button.setEnabled(bool(parts) and not self._session.exchange.busy)

    def _parts(self, seen: "ImportPreview") -> list[str]:
        """What would be taken, each kind counted for itself."""
        kept = {match.photo.id for place, match in enumerate(seen.conflicts) if place not in self._ticks}
        flags = [flag for photo_id, flag in seen.flags.items() if photo_id not in kept]
        labels, splits = len(seen.matched) + len(self._ticks), len(seen.splits)
        unsure, notes = sum(flag.unsure is True for flag in flags), sum(flag.note is not None for flag in flags)
        counted = (
            (labels, self.tr("%n label(s)", "", labels)),
            (splits, self.tr("%n split(s)", "", splits)),
            (unsure, self.tr("%n flag(s)", "", unsure)),
            (notes, self.tr("%n note(s)", "", notes)),
        )
        return [words for count, words in counted if count]

    def _take(self) -> None:
        seen = self._seen
        if not self.unpacking.isHidden():
            self._unpack()
        if seen is None:
            return
        self.work_on(self.tr("Writing the labels"))
        chosen = {seen.conflicts[place].photo.id for place in self._ticks}
        self._session.exchange.take(seen, overwrite=chosen, then=self._finish)

    def _finish(self, _change: Change) -> None:
        self._forget()
        self.taken.emit()
        self.left.emit()
