"""The left side of the Label page: progress, what to show, the classes, and what can be done to them."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QProgressBar, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.core.errors import ProjectError
from tldesk.core.filters import PhotoFilter
from tldesk.core.photo import PhotoClass
from tldesk.desktop import resources, theme
from tldesk.desktop.models.classes import FIXED_ROWS, ClassesModel, ClassRow
from tldesk.desktop.session import Session
from tldesk.desktop.views.label.class_list import ClassList
from tldesk.desktop.views.label.class_slip import KeySlip, Slip
from tldesk.desktop.views.label.colour_box import ColourBox
from tldesk.desktop.widgets.matching import matching
from tldesk.desktop.widgets.page_field import PageField
from tldesk.project.classes import checked_name, namesake

MANY: Final = 10
"""From this many classes on there is a field to find one."""


class ClassesPanel(QWidget):
    """Chooses the classes whose photos are shown, and edits the classes.

    Signals:
        chosen(object, bool): the ids of the classes that were chosen, and whether "Unlabelled" was; neither for all photos.

    Args:
        taken_by: says in words what a key does on this page besides labelling; empty where it does nothing.
        page: what the choice of a colour may lie over.
    """

    chosen = Signal(object, bool)

    def __init__(self, session: Session, model: ClassesModel, taken_by: Callable[[str], str], page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._model = model
        self._wanted: tuple[frozenset[int], bool] = (frozenset(), False)
        self._recoloured: int | None = None
        self._count = QLabel()
        self._count.setFont(theme.tabular(theme.caption()))
        theme.look(self._count, "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Labelled photos"))
        self.find_field = QLineEdit()
        self.find_field.setPlaceholderText(self.tr("Find a class"))
        self.find_field.setAccessibleName(self.tr("Find a class in the list"))
        self.find_field.setToolTip(self.tr("Find a class in the list (Ctrl+Shift+F)"))
        self.find_field.setClearButtonEnabled(True)
        self.find_field.addAction(resources.icon("magnify", colour=lambda: theme.colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        self.list = ClassList(model)
        self.slip = Slip()
        self.key_slip = KeySlip(taken_by)
        self.colours = ColourBox(page)
        self.new_class = PageField()
        self.new_class.setPlaceholderText(self.tr("Add class"))
        self.new_class.setAccessibleName(self.tr("Name of a new class"))
        self.new_class.setToolTip(self.tr("Type a name and press Enter (Ctrl+Shift+N)"))
        self.new_class.addAction(resources.icon("plus", colour=lambda: theme.colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        self.name_trouble = QLabel()
        self.name_trouble.setWordWrap(True)
        self.name_trouble.setTextFormat(Qt.TextFormat.PlainText)
        theme.look(self.name_trouble, "warning")
        self.name_trouble.hide()
        self._lay_out()
        self._connect()
        self._follow_model()

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Classes"))
        title.setFont(theme.title())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.S16, 0, theme.S16)
        column.setSpacing(theme.S12)
        head, foot = QVBoxLayout(), QVBoxLayout()
        for inset, widgets in (
            (head, (title, self._bar, self._count, self.find_field)),
            (foot, (self.slip, self.key_slip, self.new_class, self.name_trouble)),
        ):
            inset.setContentsMargins(theme.S16, 0, theme.S16, 0)
            inset.setSpacing(theme.S8)
            for widget in widgets:
                inset.addWidget(widget)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        labelling = self._session.labelling
        self.list.selectionModel().selectionChanged.connect(self._choose)
        self.list.menu_wanted.connect(self._open_menu)
        self.list.delete_wanted.connect(self.delete_chosen)
        self.list.order_wanted.connect(labelling.reorder_classes)
        self.find_field.textChanged.connect(lambda _text: self._narrow())
        self.find_field.returnPressed.connect(self._go_to_found)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.find_field)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self.find_field.clear)
        escape.activated.connect(self.list.setFocus)
        self.new_class.returnPressed.connect(self._add)
        self.new_class.textEdited.connect(lambda _text: self._say_trouble(""))
        give_up = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.new_class)
        give_up.setContext(Qt.ShortcutContext.WidgetShortcut)
        give_up.activated.connect(self._give_up_adding)
        # Once the editor has closed, and given the focus back.
        self._model.name_taken.connect(self._offer_merge, Qt.ConnectionType.QueuedConnection)
        self._model.name_refused.connect(self._say_trouble)
        self.slip.closed.connect(self.list.setFocus)
        self.key_slip.closed.connect(self.list.setFocus)
        self.key_slip.key_pressed.connect(labelling.set_key)
        self.colours.chosen.connect(self._recolour)
        self._model.modelReset.connect(self._follow_model)
        self._model.dataChanged.connect(self._show_counts)

    # --- what is shown ----------------------------------------------------------------------------------------------

    def show_filter(self, wanted: PhotoFilter) -> None:
        """Mark the rows of `wanted`, as if they had been chosen."""
        self._wanted = (wanted.classes, wanted.unlabelled)
        self._mark()

    def _follow_model(self) -> None:
        self._show_counts()
        self._narrow()
        self._mark()

    def _mark(self) -> None:
        ids, unlabelled = self._wanted
        found = (self._model.row_of(one) for one in ids)
        rows = sorted({row for row in found if row is not None} | ({1} if unlabelled else set())) or [0]
        selection = QItemSelection()
        for row in rows:
            selection.select(self._model.index(row), self._model.index(row))
        chooser = self.list.selectionModel()
        if {index.row() for index in chooser.selectedRows()} == set(rows):
            return
        chooser.blockSignals(True)
        if chooser.currentIndex().row() not in rows:
            chooser.setCurrentIndex(self._model.index(rows[0]), QItemSelectionModel.SelectionFlag.NoUpdate)
        chooser.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        chooser.blockSignals(False)
        self.list.viewport().update()

    def _choose(self) -> None:
        rows = {index.row() for index in self.list.selectionModel().selectedRows()}
        if 0 in rows and len(rows) > 1:
            # Whoever adds a class to "All photos" means that class; whoever adds "All photos" means all.
            rows = {0} if self.list.currentIndex().row() == 0 else rows - {0}
        wanted = frozenset(one.id for one in self.list.chosen) if 0 not in rows else frozenset(), 1 in rows
        if wanted != self._wanted:
            self._wanted = wanted
            self.chosen.emit(*wanted)
        self._mark()

    def _show_counts(self) -> None:
        total, labelled = self._model.total, self._model.labelled
        self._count.setText(self.tr("{done} of {total} labelled").format(done=numbers.count(labelled), total=numbers.count(total)))
        # A progress bar repaints at once, and with it everything in the window that waits for its turn: let it wait too.
        self._bar.setUpdatesEnabled(False)
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(labelled)
        self._bar.setUpdatesEnabled(True)
        many = len(self._model.classes) >= MANY
        if not many:
            self.find_field.clear()
        self.find_field.setVisible(many)

    def _narrow(self) -> None:
        """Hide the classes that were not meant; "All photos" and "Unlabelled" stay."""
        found = set(matching([one.name for one in self._model.classes], self.find_field.text()))
        for place in range(len(self._model.classes)):
            self.list.setRowHidden(FIXED_ROWS + place, place not in found)

    def _go_to_found(self) -> None:
        found = matching([one.name for one in self._model.classes], self.find_field.text())
        if found and self.find_field.text().strip():
            self.list.setCurrentIndex(self._model.index(FIXED_ROWS + found[0]))
            self.list.setFocus()

    # --- what can be done -------------------------------------------------------------------------------------------

    def _add(self) -> None:
        name = self.new_class.text()
        twin = namesake(self._model.classes, name)
        if twin is not None:
            self.list.scrollTo(self._model.index(self._model.row_of(twin.id) or 0))
        try:
            checked_name(self._model.classes, name)
        except ProjectError as error:
            self._say_trouble(str(error))
            self.new_class.selectAll()
            return
        self._session.labelling.add_class(name, self._on_added)

    def _on_added(self, made: PhotoClass) -> None:
        """While another thread writes, the class may come late, and the next name be typed already."""
        if namesake([made], self.new_class.text()) is not None:
            self.new_class.clear()
            self._say_trouble("")
        self.list.scrollTo(self._model.index(self._model.row_of(made.id) or 0))

    def _say_trouble(self, text: str) -> None:
        """Say under the field why a name was not taken; empty: nothing is wrong."""
        self.name_trouble.setText(text)
        self.name_trouble.setVisible(bool(text))
        self.new_class.setAccessibleDescription(text)

    def _give_up_adding(self) -> None:
        self.new_class.clear()
        self._say_trouble("")
        self.list.setFocus()

    def _offer_merge(self, class_id: int, into: int) -> None:
        classes = [one for wanted in (class_id, into) if (one := self._model.class_of(wanted)) is not None]
        if len(classes) == 2:
            self.key_slip.hide()
            row, other = self._rows(classes)
            self.slip.offer_merge(row, other, partial(self._session.labelling.merge_classes, [class_id], into))

    def _rows(self, classes: list[PhotoClass]) -> list[ClassRow]:
        return [self._model.row(self._model.row_of(one.id) or 0) for one in classes]

    def _open_menu(self, point: QPoint) -> None:
        if self.list.chosen:
            self.menu().popup(point)

    def menu(self) -> QMenu:
        """What can be done to the classes that are selected, at least one."""
        chosen = self.list.chosen
        one, single = chosen[0], len(chosen) == 1
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries: list[tuple[str, str, str, Callable[[], object], bool]] = [
            ("pencil-outline", self.tr("Rename"), "F2", partial(self._rename, one), single),
            ("palette-outline", self.tr("Colour…"), "", partial(self._ask_colour, one), single),
            ("keyboard-outline", self.tr("Key…"), "", partial(self._ask_key, one), single),
            ("arrow-up", self.tr("Move up"), "Alt+Up", partial(self.list.move_chosen, -1), True),
            ("arrow-down", self.tr("Move down"), "Alt+Down", partial(self.list.move_chosen, 1), True),
            ("call-merge", self.tr("Merge into…"), "", self.merge_chosen, len(self._model.classes) > 1),
            ("trash-can-outline", self.tr("Delete"), "Del", self.delete_chosen, True),
        ]
        for icon, text, keys, act, allowed in entries:
            action = menu.addAction(resources.icon(icon), text, act)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
            action.setEnabled(allowed)
        return menu

    def _rename(self, photo_class: PhotoClass) -> None:
        index = self._model.index(self._model.row_of(photo_class.id) or 0)
        self.list.setCurrentIndex(index)
        self.list.edit(index)

    def _ask_key(self, photo_class: PhotoClass) -> None:
        self.slip.hide()
        self.key_slip.ask(photo_class, [one for one in self._model.classes if one.id != photo_class.id])

    def _ask_colour(self, photo_class: PhotoClass) -> None:
        self._recoloured = photo_class.id
        row = self.list.visualRect(self._model.index(self._model.row_of(photo_class.id) or 0))
        self.colours.ask(photo_class.name, photo_class.colour, self.list, row.translated(theme.S16, 0))

    def _recolour(self, colour: str) -> None:
        if self._recoloured is not None:
            self._session.labelling.recolour_class(self._recoloured, colour)

    def delete_chosen(self) -> None:
        """Say what deleting the selected classes does, and offer it; classes without photos go at once."""
        rows = self._rows(self.list.chosen)
        if not rows:
            return
        if any(row.count for row in rows):
            self.key_slip.hide()
            self.slip.ask_delete(rows, partial(self._delete, self.list.chosen))
        else:
            self._delete(self.list.chosen)

    def _delete(self, classes: list[PhotoClass]) -> None:
        for one in classes:
            self._session.labelling.delete_class(one.id)

    def merge_chosen(self) -> None:
        """Offer to merge the selected classes into one of them; a single one into any other."""
        chosen = self.list.chosen
        if not chosen or len(self._model.classes) < 2:
            return
        others = chosen if len(chosen) > 1 else [one for one in self._model.classes if one.id != chosen[0].id]
        ids = [one.id for one in chosen]
        self.key_slip.hide()
        self.slip.ask_merge(self._rows(chosen), self._rows(others), lambda into: self._session.labelling.merge_classes(ids, into))
