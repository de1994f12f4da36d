"""What is shown: it keeps the rows of the classes, the line of finding, its overlays and the photos saying the same."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tldesk.core.codec import from_json, to_json
from tldesk.core.filters import NATURAL, PhotoFilter, PhotoOrder, SavedFilter, Sort
from tldesk.desktop.models.classes import ClassesModel
from tldesk.desktop.models.finding import FindingModel
from tldesk.desktop.models.photos import PhotosModel
from tldesk.desktop.session import Session
from tldesk.desktop.views.label.classes_panel import ClassesPanel
from tldesk.desktop.views.label.conditions import ConditionWords
from tldesk.desktop.views.label.filter_bar import FilterBar
from tldesk.desktop.views.label.filter_box import FilterBox
from tldesk.desktop.views.label.saved_box import SavedBox

KEPT: Final = "label/finding"
"""The preference that remembers a project's filter and order."""


class Finder(QObject):
    """Holds the filter and the order of `photos`, and remembers them for the project.

    Signals:
        changed(): what holds was put into words again. turned(): another filter or order holds, so that one begins to look anew.
    """

    changed = Signal()
    turned = Signal()

    def __init__(self, session: Session, photos: PhotosModel, classes: ClassesModel, panel: ClassesPanel, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._photos, self._classes, self._panel = session, photos, classes, panel
        self.finding = FindingModel(session, self)
        self.words = ConditionWords(classes.class_of, self)
        self.bar = FilterBar(self.finding)
        self.filter_box = FilterBox(page, classes, self.finding)
        self.saved_box = SavedBox(page, self.finding)
        self._connect()

    def _connect(self) -> None:
        labelling = self._session.labelling
        self._panel.chosen.connect(lambda classes, unlabelled: self.show(replace(self.filter, classes=classes, unlabelled=unlabelled)))
        self._classes.modelReset.connect(self._forget_deleted)
        self.bar.text_typed.connect(lambda text: self.show(replace(self.filter, text=text)))
        self.bar.narrowed.connect(self.show)
        self.bar.order_chosen.connect(self.put_in_order)
        self.bar.answers_chosen.connect(self.show_answers)
        self.bar.filter_asked.connect(self.ask_filter)
        self.bar.saved_asked.connect(self.ask_saved)
        self.bar.cleared.connect(self.clear)
        self.filter_box.changed.connect(self.show)
        self.filter_box.cleared.connect(self.clear)
        self.saved_box.chosen.connect(self._show_saved)
        self.saved_box.named.connect(lambda name: labelling.save_filter(name, self.filter, self.order))
        self.saved_box.forgotten.connect(labelling.forget_filter)
        self.finding.sets_changed.connect(self._forget_answers)

    @property
    def filter(self) -> PhotoFilter:
        """Which photos are shown."""
        return self._photos.filter

    @property
    def order(self) -> PhotoOrder:
        """How they are put in order."""
        return self._photos.order

    def show(self, wanted: PhotoFilter) -> None:
        """Show the photos that pass `wanted`."""
        another = wanted != self.filter
        self._photos.set_filter(wanted)
        self._follow()
        if another:
            self.turned.emit()

    def put_in_order(self, order: PhotoOrder) -> None:
        """Put the photos in this order."""
        another = order != self.order
        self._photos.set_order(order)
        self._follow()
        if another:
            self.turned.emit()

    def show_answers(self, set_id: str) -> None:
        """Show the predictions of this set with the photos, or none."""
        sort = Sort.NAME if not set_id and self.order.sort is Sort.CONFIDENCE else self.order.sort
        self._photos.set_answers(set_id)
        self.put_in_order(replace(self.order, sort=sort, set_id=set_id))

    def clear(self) -> None:
        """Show all photos; the order stays."""
        self.show(PhotoFilter())

    def ask_filter(self) -> None:
        """Open the form of the conditions, or close it."""
        if self.filter_box.isHidden():
            self.filter_box.open_for(self.filter, self.bar.filter_button)
        else:
            self.filter_box.close_box()

    def ask_saved(self) -> None:
        """Open the saved filters, or close them."""
        if self.saved_box.isHidden():
            self.saved_box.open_for(self.bar.saved_button)
        else:
            self.saved_box.close_box()

    def search(self) -> None:
        """Go to the field of the search."""
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def _show_saved(self, saved: SavedFilter) -> None:
        known = saved.order.set_id in dict(self.finding.sets)
        self.show_answers(saved.order.set_id if known else "")
        if known or saved.order.sort is not Sort.CONFIDENCE:
            self.put_in_order(replace(saved.order, set_id=self.order.set_id))
        self.show(self._without_deleted(saved.filter))

    # --- following --------------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        self._panel.show_filter(self.filter)
        self.bar.show_finding(self.filter, self.order, self.words.conditions(self.filter))
        if not self.filter_box.isHidden():
            self.filter_box.show_filter(self.filter)
        self._keep()
        self.changed.emit()

    def _without_deleted(self, wanted: PhotoFilter) -> PhotoFilter:
        return replace(wanted, classes=frozenset(one for one in wanted.classes if self._classes.class_of(one) is not None))

    def _forget_deleted(self) -> None:
        """A class that was deleted takes its filter with it."""
        left = self._without_deleted(self.filter)
        if left != self.filter:
            self.show(left)

    def _forget_answers(self) -> None:
        if self.order.set_id and self.order.set_id not in dict(self.finding.sets):
            self.show_answers("")

    # --- remembering ------------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        project = self._session.project
        if project is not None:
            plain = self.filter == PhotoFilter() and self.order == NATURAL
            text = "" if plain else to_json(SavedFilter("", self.filter, self.order)).decode()
            self._session.preferences.set_value(KEPT, text, project=project.root)

    def recall(self) -> None:
        """Show what was shown when this project was open last."""
        project = self._session.project
        text = self._session.preferences.value(KEPT, "", project=project.root) if project is not None else ""
        try:
            kept = from_json(SavedFilter, text.encode()) if text else SavedFilter("", PhotoFilter())
        except ValueError:  # written by a newer tldesk
            kept = SavedFilter("", PhotoFilter())
        self._show_saved(kept)
