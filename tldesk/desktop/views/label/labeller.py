"""What the label keys do: they label what is selected, and go on to the next photo. And the flag "unsure", and notes."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from tldesk.core.changes import Change
from tldesk.core.photo import Photo
from tldesk.desktop.models.classes import ClassesModel
from tldesk.desktop.models.photos import PhotosModel
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.label.class_box import ClassBox
from tldesk.desktop.views.label.note_box import NoteBox
from tldesk.desktop.widgets.photo_grid import PhotoGrid

REMEMBERED: Final = 30
"""Classes whose last use is remembered."""


class Labeller(QObject):
    """Labels the photos that are selected in `grid`.

    Args:
        page: what its boxes lie over.

    Attributes:
        after_label: gives the place to go to, once the one photo at a place has a label.
        show_all: takes the filter away.
    """

    def __init__(self, session: Session, grid: PhotoGrid, photos: PhotosModel, classes: ClassesModel, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._grid = grid
        self._photos = photos
        self._classes = classes
        self._page = page
        self._recent: list[int] = []
        self._turned_back: Change | None = None
        self.after_label: Callable[[int], int] = lambda place: place + 1
        self.show_all: Callable[[], object] = lambda: None
        self.class_box = ClassBox(page)
        self.note_box = NoteBox(page)
        self.class_box.chosen.connect(self.label)
        self.class_box.made.connect(self._label_anew)
        self.note_box.written.connect(self._write_note)
        session.opened.connect(self._recall)
        session.labelling.turned_back.connect(self.show_changed)
        photos.settled.connect(self._show_awaited)
        self._recall()

    @property
    def chosen(self) -> list[int]:
        """Ids of the selected photos, in the order they are shown."""
        return [key for key in self._grid.selected if isinstance(key, int)]

    def _chosen_or_said(self) -> list[int]:
        """The selected photos; where there are none, what to do is said."""
        chosen = self.chosen
        if not chosen:
            self._session.said.emit(Banner(self.tr("Select photos first, then press the key of their class.")))
        return chosen

    # --- labels -----------------------------------------------------------------------------------------------------

    def label(self, class_id: int | None) -> None:
        """Give the selected photos a class, or none, and go on to the next photo."""
        chosen = self._chosen_or_said()
        if not chosen:
            return
        self._remember(class_id)
        place = self._grid.current_index or 0
        if self._session.labelling.label(chosen, class_id):
            self._go_on(chosen, place)

    def _label_anew(self, name: str) -> None:
        """Give the selected photos a class that is not there yet, and go on to the next photo."""
        chosen = self._chosen_or_said()
        place = self._grid.current_index or 0
        if self._session.labelling.label_anew(chosen, name, self._remember) and chosen:
            self._go_on(chosen, place)

    def _go_on(self, chosen: Sequence[int], place: int) -> None:
        """Leave what has its label: `chosen` was selected, and the focus was at `place`."""
        gone = set(chosen).isdisjoint(self._grid.selected)
        if len(chosen) == 1 and not gone:
            self._grid.select_index(self.after_label(place))
        elif gone:
            self._grid.select_index(place)

    def show_changed(self, change: Change) -> None:
        """Go to the photos that an undo or a redo changed; those that the filter hides are counted.

        Those that are selected stay so, to be labelled again. Of others only the first is selected: the next key must not label
        thousands of photos that are out of sight.
        """
        if not change.labels or not self._page.isVisible():
            return
        if not self._photos.is_settled:
            self._turned_back = change
            return
        others = change.labels.isdisjoint(self._grid.selected)
        hidden = len(change.labels) - self._grid.select_keys(change.labels, first_only=others)
        if hidden:
            text = self.tr("%n photo(s) changed that the filter does not show", "", hidden)
            self._session.said.emit(Banner(text, action=self.tr("Show all photos"), act=self.show_all))

    def _show_awaited(self) -> None:
        change, self._turned_back = self._turned_back, None
        if change is not None:
            self.show_changed(change)

    def label_photos(self, photo_ids: Sequence[int], class_id: int | None) -> None:
        """Give photos that were dragged a class, or none."""
        self._remember(class_id)
        self._session.labelling.label(photo_ids, class_id)

    def ask_class(self, typed: str = "") -> None:
        """Open the class box, for the selected photos."""
        if self._chosen_or_said():
            self.class_box.ask(self._classes.classes, self._recent, self._area(), typed=typed)

    def _area(self) -> QRect:
        return QRect(self._grid.mapTo(self._page, self._grid.rect().topLeft()), self._grid.size())

    # --- flags and notes --------------------------------------------------------------------------------------------

    def toggle_unsure(self) -> None:
        """Flag the selected photos as unsure; where the one with the focus is, take the flag away."""
        chosen = self._chosen_or_said()
        if chosen:
            self._session.labelling.flag(chosen, unsure=not self._leading(chosen).unsure)

    def ask_note(self) -> None:
        """Open the line for a note on the selected photos."""
        chosen = self._chosen_or_said()
        if chosen:
            self.note_box.ask(self._leading(chosen).note, self._area(), photos=len(chosen))

    def _write_note(self, note: str) -> None:
        self._session.labelling.flag(self.chosen, note=note)

    def _leading(self, chosen: Sequence[int]) -> Photo:
        """The photo that speaks for all that are selected: the one with the focus, or the first."""
        current = self._grid.current
        return self._photos.photo(current if isinstance(current, int) and current in chosen else chosen[0])

    # --- classes used last ------------------------------------------------------------------------------------------

    def _remember(self, class_id: int | None) -> None:
        project = self._session.project
        if class_id is None or project is None or self._recent[:1] == [class_id]:
            return
        self._recent = [class_id, *(one for one in self._recent if one != class_id)][:REMEMBERED]
        self._session.preferences.set_value("label/recent_classes", ",".join(map(str, self._recent)), project=project.root)

    def _recall(self) -> None:
        self._turned_back = None
        project = self._session.project
        kept = self._session.preferences.value("label/recent_classes", "", project=project.root) if project is not None else ""
        self._recent = [int(part) for part in kept.split(",") if part.isdecimal()]
