"""What the folders mean: the class and the split of each, looked at and changed before anything is written."""

from typing import Final

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from tldesk.core import numbers
from tldesk.core.changes import Change
from tldesk.core.photo import Split
from tldesk.desktop import theme
from tldesk.desktop.models.folder_rows import CLASS, FOLDER, PHOTOS, SORT_ROLE, SPLIT, FolderRows
from tldesk.desktop.session import Session
from tldesk.desktop.views.label.page_frame import PageFrame
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.columns import FittedTable
from tldesk.project.folder_plan import FolderMeaning, depth, summary

WIDTHS: Final = {PHOTOS: 90, CLASS: 280, SPLIT: 120}


class FoldersPage(PageFrame):
    """A row for each folder that holds photos.

    Signals:
        taken(): the labels are written.
    """

    taken = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "", parent)
        self._title.setText(self.tr("Classes from the folders"))
        self.model = FolderRows(self)
        self._ordered = QSortFilterProxyModel(self)
        self._ordered.setSourceModel(self.model)
        self._ordered.setSortRole(SORT_ROLE)
        self.level = QComboBox()
        self.name = QLineEdit()
        self.split = QComboBox()
        self._set = Button(self.tr("Give them this class"))
        self._drop = Button(self.tr("Leave them out"))
        self.table = FittedTable({}, shortest=220)
        self.table.set_widths(WIDTHS)
        self.summary = QLabel()
        self._lay_out()
        self.next_button.clicked.connect(self._take)
        self.level.activated.connect(lambda: self.read(self.level.currentData()))
        self.model.told.connect(self._count)
        self.name.returnPressed.connect(self._name)
        self._set.clicked.connect(self._name)
        self._drop.clicked.connect(lambda: self.model.leave_out(self._chosen()))
        self.split.activated.connect(self._deal)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._follow_selection())

    def _lay_out(self) -> None:
        self.table.setModel(self._ordered)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(FOLDER, Qt.SortOrder.AscendingOrder)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.table.setAccessibleName(self.tr("Folders, and what they mean"))
        self.level.setAccessibleName(self.tr("Which folder is the class"))
        self.level.setToolTip(self.tr("Which folder on the way to a photo names its class"))
        self.name.setPlaceholderText(self.tr("Class of the selected folders"))
        self.name.setAccessibleName(self.tr("Class of the selected folders"))
        self.name.setToolTip(self.tr("Two folders of one class are merged (Enter; F2 in the table)"))
        self.name.setMinimumWidth(160)
        self.name.setMaximumWidth(260)
        self.level.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.split.addItem(self.tr("Split…"))
        for split, words in self.model.splits.items():
            self.split.addItem(words, split)
        self.split.setAccessibleName(self.tr("Split of the selected folders"))
        self.split.setToolTip(self.tr("Split of the selected folders"))
        self._drop.setToolTip(self.tr("Their photos get no class and no split"))
        self._set.setToolTip(self.tr("Give the selected folders this class (Enter)"))
        theme.look(self._set, "flat")
        theme.look(self._drop, "flat")
        said = QLabel(self.tr("The class is"))
        theme.look(said, "muted")
        said.setBuddy(self.level)
        tools = QHBoxLayout()
        tools.setSpacing(theme.S8)
        tools.addWidget(said)
        tools.addWidget(self.level)
        tools.addStretch(1)
        for widget in (self.name, self._set, self.split, self._drop):
            tools.addWidget(widget)
        self.summary.setWordWrap(True)
        self.body.addWidget(self.summary)
        self.body.addLayout(tools)
        self.body.addWidget(self.table, 1)

    # --- reading ----------------------------------------------------------------------------------------------------

    def read(self, level: int | None = None) -> None:
        """Show what the folders mean; `level` as `folder_plan.meanings` takes it."""
        self._level = level
        if level is None:
            self.model.show([])
        self.work_on(self.tr("Reading the folders"))
        self._session.exchange.read_folders(level, then=self._show)

    def _show(self, meanings: list[FolderMeaning]) -> None:
        self._show_levels(depth(one.folder for one in meanings))
        self.model.show(meanings)
        self.table.fit()
        self.table.selectRow(0)
        self.table.setFocus()

    def _show_levels(self, deepest: int) -> None:
        self.level.clear()
        self.level.addItem(self.tr("what fits best"), None)
        words = (self.tr("the folder the photo lies in"), self.tr("the folder above that"), self.tr("two folders above that"))
        for level in range(min(deepest, len(words))):
            self.level.addItem(words[level], level)
        self.level.setCurrentIndex(max(0, self.level.findData(self._level)))

    # --- changing ---------------------------------------------------------------------------------------------------

    def _chosen(self) -> list[int]:
        return [self._ordered.mapToSource(index).row() for index in self.table.selectionModel().selectedRows()]

    def _follow_selection(self) -> None:
        names = {self.model.meanings[row].name for row in self._chosen()}
        self.name.setText(names.pop() if len(names) == 1 else "")
        self.name.setCursorPosition(0)
        for widget in (self.name, self._set, self.split, self._drop):
            widget.setEnabled(bool(self._chosen()))

    def _name(self) -> None:
        self.model.name(self._chosen(), self.name.text())

    def _deal(self, place: int) -> None:
        if place:
            chosen = self.split.itemData(place)
            self.model.deal(self._chosen(), None if chosen is None else Split(chosen))
        self.split.setCurrentIndex(0)

    def allow_next(self) -> None:
        self._count()

    def _count(self) -> None:
        """Say what the import would do."""
        counted = summary(self.model.meanings)
        said = [self.tr("%n class(es)", "", len(counted.classes)), self.tr("%n photo(s) labelled", "", counted.labelled)]
        said += [f"{self.model.splits[split]} {numbers.count(count)}" for split, count in counted.splits.items()]
        if counted.kept:
            said.append(self.tr("%n keep the label they have", "", counted.kept))
        if counted.left_out:
            said.append(self.tr("%n photo(s) left out", "", counted.left_out))
        self.summary.setText("   ·   ".join(said) if self.model.meanings else "")
        if counted.labelled:
            self.next_button.setText(self.tr("Take %n label(s)", "", counted.labelled))
        elif counted.splits:
            self.next_button.setText(self.tr("Take %n split(s)", "", sum(counted.splits.values())))
        else:
            self.next_button.setText(self.tr("Nothing to take"))
        self.next_button.setEnabled(bool(counted.labelled or counted.splits) and not self._session.exchange.busy)

    def _take(self) -> None:
        self.work_on(self.tr("Writing the labels"))
        self._session.exchange.take_folders(self.model.meanings, then=self._finish)

    def _finish(self, _change: Change) -> None:
        self.taken.emit()
        self.left.emit()
