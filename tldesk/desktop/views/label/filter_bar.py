"""The line of finding: search in the path, filters, order, saved filters, whose predictions are shown; and the conditions that hold."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from tldesk.core.filters import PhotoFilter, PhotoOrder, Sort
from tldesk.desktop import resources, theme
from tldesk.desktop.models.finding import FindingModel
from tldesk.desktop.views.label.conditions import Condition
from tldesk.desktop.widgets.button import Button
from tldesk.desktop.widgets.flow import FlowLayout
from tldesk.desktop.widgets.page_field import PageField

TYPING_MS: Final = 150
"""The photos follow what is typed after a pause of this length."""

ROOMY: Final = 560
"""From this width on the buttons have words."""


class FilterBar(QWidget):
    """The line above the photos where they are found.

    Signals:
        text_typed(str): the search, after a pause or Enter. search_done(): the user goes back to the photos.
        narrowed(object): a `PhotoFilter` that is left when a condition is taken away.
        order_chosen(object): a `PhotoOrder`. answers_chosen(str): the id of a prediction set, or "".
        filter_asked(), saved_asked(): the buttons of the overlays. cleared(): "Clear filters".
    """

    text_typed = Signal(str)
    search_done = Signal()
    narrowed = Signal(object)
    order_chosen = Signal(object)
    answers_chosen = Signal(str)
    filter_asked = Signal()
    saved_asked = Signal()
    cleared = Signal()

    def __init__(self, finding: FindingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = finding
        self._order = PhotoOrder()
        self.search = PageField()
        self.search.setPlaceholderText(self.tr("Search paths"))
        self.search.setAccessibleName(self.tr("Search in the paths of the photos"))
        self.search.setToolTip(self.tr("Every word must occur in the path (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(resources.icon("magnify", colour=lambda: theme.colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        self.filter_button = self._button("filter-variant", self.tr("Filter"), self.tr("Choose which photos are shown (Ctrl+Shift+L)"))
        self.sort_button = self._button("sort", self.tr("Sort"), self.tr("Choose the order of the photos (Ctrl+Shift+O)"))
        self.saved_button = self._button("bookmark-outline", self.tr("Saved"), self.tr("Saved filters (Ctrl+Shift+S)"))
        self.answers_button = self._button("creation-outline", self.tr("Predictions of"), "")
        self._chips = QWidget()
        self._flow = FlowLayout(theme.S8, self._chips)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.clear_button = Button(self.tr("Clear filters"))
        self.clear_button.setToolTip(self.tr("Show all photos (Ctrl+Shift+A)"))
        theme.look(self.clear_button, "flat")
        self._pause = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._lay_out()
        self._connect()
        self._follow_sets()

    def _button(self, icon: str, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(resources.icon(icon))
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.S8)
        row.addWidget(self.search, 1)
        self._buttons = (self.filter_button, self.sort_button, self.saved_button, self.answers_button)
        for button in self._buttons:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S16, 0, theme.S16, theme.S12)
        column.setSpacing(theme.S8)
        column.addLayout(row)
        column.addWidget(self._chips)
        self._chips.hide()
        for button, fill in ((self.sort_button, self._fill_sort), (self.answers_button, self._fill_answers)):
            menu = QMenu(button)
            menu.aboutToShow.connect(partial(fill, menu))
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._search_now)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.search)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self._leave_search)
        self._pause.timeout.connect(lambda: self.text_typed.emit(self.search.text()))
        self.filter_button.clicked.connect(self.filter_asked)
        self.saved_button.clicked.connect(self.saved_asked)
        self.clear_button.clicked.connect(self.cleared)
        self._finding.sets_changed.connect(self._follow_sets)

    def _search_now(self) -> None:
        self._pause.stop()
        self.text_typed.emit(self.search.text())
        self.search_done.emit()

    def _leave_search(self) -> None:
        """Esc takes the search away; once more, it goes back to the photos."""
        if self.search.text():
            self.search.clear()
            self._pause.stop()
            self.text_typed.emit("")
        else:
            self.search_done.emit()

    # --- what holds -------------------------------------------------------------------------------------------------

    def show_finding(self, wanted: PhotoFilter, order: PhotoOrder, conditions: list[Condition]) -> None:
        """Show the filter and the order that hold.

        The search has its own field and the classes their rows, so that conditions stand below only where there are others.
        """
        self._order = order
        if self.search.text().strip() != wanted.text.strip():
            self._pause.stop()
            self.search.setText(wanted.text)
        others = replace(wanted, text="", classes=PhotoFilter().classes, unlabelled=False).active
        self._show_chips(conditions if others else [])
        theme.look(self.filter_button, "on", bool(others))
        self.filter_button.setText(self.tr("Filter ({count})").format(count=others) if others else self.tr("Filter"))
        arrow = "\u2193" if order.descending else "\u2191"
        self.sort_button.setText(self.tr("{name} {arrow}").format(name=self._sorts()[order.sort], arrow=arrow))
        name = self._sorts()[order.sort]
        self.sort_button.setAccessibleName(self.tr("Sort: {name}").format(name=name))
        self.sort_button.setToolTip(self.tr("Sorted by: {name} (Ctrl+Shift+O)").format(name=name))
        self._follow_sets()

    def _show_chips(self, conditions: list[Condition]) -> None:
        had_focus = self._chips.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.clear_button:
                widget.hide()
                widget.deleteLater()
        for condition in conditions:
            self._flow.addWidget(self._chip(condition))
        self._flow.addWidget(self.clear_button)
        self._chips.setVisible(bool(conditions))
        if had_focus:
            self.filter_button.setFocus()

    def _chip(self, condition: Condition) -> QToolButton:
        chip = QToolButton()
        chip.setIcon(resources.icon("close"))
        chip.setText(condition.text)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setToolTip(self.tr("Take this condition away"))
        chip.setAccessibleName(self.tr("Take away: {condition}").format(condition=condition.text))
        theme.look(chip, "chip")
        chip.clicked.connect(partial(self.narrowed.emit, condition.without))
        return chip

    # --- order ------------------------------------------------------------------------------------------------------

    def _sorts(self) -> dict[Sort, str]:
        return {
            Sort.NAME: self.tr("Name"),
            Sort.TAKEN: self.tr("Date taken"),
            Sort.SIZE: self.tr("Size"),
            Sort.CLASS: self.tr("Class"),
            Sort.CONFIDENCE: self.tr("Confidence"),
            Sort.LABELLED: self.tr("Recently labelled"),
        }

    def _fill_sort(self, menu: QMenu) -> None:
        menu.clear()
        by, way = QActionGroup(menu), QActionGroup(menu)
        for sort, name in self._sorts().items():
            # What was labelled or answered last is looked for first.
            descending = sort is Sort.LABELLED or (sort is self._order.sort and self._order.descending)
            action = self._entry(menu, by, name, partial(self._order_by, sort, descending=descending), on=sort is self._order.sort)
            action.setEnabled(sort is not Sort.CONFIDENCE or bool(self._order.set_id))
        menu.addSeparator()
        for descending, name in ((False, self.tr("Ascending")), (True, self.tr("Descending"))):
            self._entry(
                menu, way, name, partial(self._order_by, self._order.sort, descending=descending), on=self._order.descending is descending
            )

    def _entry(self, menu: QMenu, group: QActionGroup, text: str, act: Callable[[], object], *, on: bool) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(on)
        group.addAction(action)
        action.triggered.connect(lambda _checked: act())
        return action

    def _order_by(self, sort: Sort, *, descending: bool) -> None:
        self.order_chosen.emit(replace(self._order, sort=sort, descending=descending))

    # --- predictions ------------------------------------------------------------------------------------------------

    def _follow_sets(self) -> None:
        self.answers_button.setVisible(bool(self._finding.sets))
        name = dict(self._finding.sets).get(self._order.set_id, "")
        tip = self.tr("Predictions of {run} are shown with the photos").format(run=name) if name else self.tr("Whose predictions are shown")
        self.answers_button.setToolTip(tip)
        theme.look(self.answers_button, "on", bool(name))

    def _fill_answers(self, menu: QMenu) -> None:
        menu.clear()
        group = QActionGroup(menu)
        for set_id, name in (("", self.tr("No predictions")), *self._finding.sets):
            self._entry(menu, group, name, partial(self.answers_chosen.emit, set_id), on=set_id == self._order.set_id)

    # --- room -------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if self.width() >= ROOMY else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self._buttons:
            button.setToolButtonStyle(style)
