"""The loupe: one photo large in place of the grid, labelled and left with the same keys."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tldesk.core.changes import Change
from tldesk.core.filters import PhotoFilter
from tldesk.desktop import resources
from tldesk.desktop.models.classes import ClassesModel
from tldesk.desktop.models.photos import PhotosModel
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.label.actions import declare
from tldesk.desktop.views.label.loupe_bar import LoupeFoot, LoupeHead
from tldesk.desktop.views.label.network_view import NetworkView
from tldesk.desktop.widgets.photo_grid import PhotoGrid
from tldesk.desktop.widgets.photo_view import PhotoView
from tldesk.desktop.widgets.zoomed import ZOOM_STEP
from tldesk.photos.framing import seen_part
from tldesk.project import finding, photos
from tldesk.project.store import Project

NEAR: Final = 60
"""The next unlabelled photo is first looked for this far, where a question to the project costs more than a look."""

AHEAD: Final = (1, -1, 2)
"""Which photos are decoded besides the one that is shown, counted from it."""

ADVANCE: Final = "label/loupe_advances"

KEY: Final = Qt.Key
STEPS: Final = {KEY.Key_Left: -1, KEY.Key_Up: -1, KEY.Key_PageUp: -1, KEY.Key_Right: 1, KEY.Key_Down: 1, KEY.Key_PageDown: 1}
LEAVES: Final = {KEY.Key_Escape, KEY.Key_Return, KEY.Key_Enter}


class Loupe(QWidget):
    """Shows the photo of `grid` that has the focus, and moves that focus.

    Signals:
        closed(): the user wants the grid back.

    Args:
        page: the Label page, whose actions work here too and among which the loupe's are declared.
    """

    closed = Signal()

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        *,
        grid: PhotoGrid,
        model: PhotosModel,
        classes: ClassesModel,
        network: NetworkView,
        page: QWidget,
    ) -> None:
        super().__init__()
        self._session, self._preferences = session, preferences
        self._grid, self._model, self._classes, self._network = grid, model, classes, network
        self.view = PhotoView(keeps_zoom=True)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.advance_action = self._declare_advance(page)
        declare(page, self.tr("Go to the next unlabelled photo"), "Ctrl+Right", self.go_to_unlabelled, icon="skip-next-outline")
        self._lay_out()
        self.view.viewed.connect(lambda: self.foot.show_scale(self.view.scale))
        self.view.viewed.connect(self._frame)
        network.changed.connect(self._frame)
        session.changed.connect(self._follow)

    def _declare_advance(self, page: QWidget) -> QAction:
        text = self.tr("After a label in the loupe, go to the next unlabelled photo")
        action = declare(page, text, "Ctrl+Shift+U", self._keep_advance, icon="skip-next-outline")
        action.setIconText(self.tr("Next unlabelled"))
        action.setCheckable(True)
        action.setChecked(self._preferences.value(ADVANCE, default=True))
        return action

    def _keep_advance(self) -> None:
        self._preferences.set_value(ADVANCE, self.advance_action.isChecked())

    def _lay_out(self) -> None:
        self.head = LoupeHead(
            self._button(self.tr("Back to all photos"), "Esc", "view-grid-outline", self.closed.emit),
            self._button(self.tr("Previous photo"), "Page Up", "chevron-left", lambda: self.step(-1)),
            self._button(self.tr("Next photo"), "Page Down", "chevron-right", lambda: self.step(1)),
        )
        zooms = [
            self._button(self.tr("Smaller"), "-", "minus", lambda: self.view.zoom(1 / ZOOM_STEP)),
            self._button(self.tr("Larger"), "+", "plus", lambda: self.view.zoom(ZOOM_STEP)),
            self._button(self.tr("The whole photo"), "Space", "", self.view.fit, short=self.tr("Fit")),
            self._button(self.tr("Each pixel as one of the screen"), "Space", "", lambda: self.view.zoom_to(1.0), short=self.tr("1:1")),
        ]
        self.foot = LoupeFoot([self._network.action, self.advance_action], zooms)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.view, 1)
        column.addWidget(self.foot)

    def _button(self, text: str, key: str, icon: str, act: Callable[[], object], *, short: str = "") -> QAction:
        """An action for a button; its key is heard by the photo or in `keyPressEvent`, so that no field to type in loses it."""
        action = QAction(text, self)
        if short:
            action.setIconText(short)
        else:
            action.setIcon(resources.icon(icon))
        action.setToolTip(f"{text} ({key})")
        action.triggered.connect(lambda _checked: act())
        return action

    # --- which photo ------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the photo that has the focus of the grid now, if the loupe is open."""
        project, index = self._session.project, self._grid.current_index
        if not self.isVisible() or project is None:
            return
        if index is None or index >= len(self._model.ids):
            self.view.show_file(None)
            return
        photo = self._model.photo(self._model.ids[index])
        self.head.show_photo(photo, self._classes.class_of(photo.class_id), place=index, total=len(self._model.ids))
        self.view.show_file(photos.file_of(project, photo), mark=photo.fingerprint)
        self._prepare(project, index)
        self.foot.show_scale(self.view.scale)

    def _prepare(self, project: Project, index: int) -> None:
        """Decode what the next key may ask for: after a label, the next unlabelled photo."""
        ids = self._model.ids
        places = [index + step for step in AHEAD if 0 <= index + step < len(ids)]
        unlabelled = self._near_unlabelled(index) if self.advance_action.isChecked() else None
        if unlabelled is not None:
            places = list(dict.fromkeys([unlabelled, *places]))
        around = [self._model.photo(ids[place]) for place in places]
        self.view.prepare([(photos.file_of(project, one), one.fingerprint) for one in around if not one.problem])

    def _follow(self, change: Change) -> None:
        """Go to the photo that undo or redo has just given another label or flag, or it would not be seen."""
        ids, index = self._model.ids, self._grid.current_index
        if not self.isVisible() or len(change.labels) != 1 or index is None or index >= len(ids):
            return
        (touched,) = change.labels
        if touched != ids[index] and touched in ids:
            self._grid.select_index(ids.index(touched))

    def step(self, by: int) -> None:
        """Go on by so many photos, within those that are shown."""
        index = self._grid.current_index
        if index is not None and 0 <= index + by < len(self._model.ids):
            self._grid.select_index(index + by)

    def after_label(self, place: int) -> int:
        """Where to go once the photo at `place` has a label: to the next unlabelled one, or nowhere, as the user chose."""
        if not self.advance_action.isChecked():
            return place
        found = self._next_unlabelled(place)
        return place if found is None else found

    def go_to_unlabelled(self) -> None:
        """Go to the next photo without a label; after the last one the first is next."""
        found = self._next_unlabelled(-1 if self._grid.current_index is None else self._grid.current_index)
        if found is None:
            self._session.said.emit(Banner(self.tr("All other photos that are shown have a label.")))
        else:
            self._grid.select_index(found)

    def _next_unlabelled(self, place: int) -> int | None:
        project, ids = self._session.project, self._model.ids
        if project is None:
            return None
        near = self._near_unlabelled(place)
        if near is not None:
            return near
        lacking = set(finding.find(project, PhotoFilter(unlabelled=True)))
        others = (*range(place + 1, len(ids)), *range(max(0, place)))
        return next((index for index in others if ids[index] in lacking), None)

    def _near_unlabelled(self, place: int) -> int | None:
        ids = self._model.ids
        near = range(place + 1, min(place + 1 + NEAR, len(ids)))
        self._model.read([ids[index] for index in near])
        return next((index for index in near if self._model.photo(ids[index]).class_id is None), None)

    # --- what is on it ----------------------------------------------------------------------------------------------

    def _frame(self) -> None:
        size = self.view.size_in_pixels
        shown = self._network.is_on and not size.isEmpty()
        self.view.set_seen(seen_part(size.width(), size.height(), self._network.preparation) if shown else None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in STEPS:
            self.step(STEPS[key])
        elif key in {KEY.Key_Home, KEY.Key_End} and self._model.ids:
            self._grid.select_index(0 if key == KEY.Key_Home else len(self._model.ids) - 1)
        elif key in LEAVES:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def keys() -> list[tuple[str, str]]:
    """The loupe's keys that are no actions, for the help sheet."""
    translate = QCoreApplication.translate
    return [
        (translate("LabelView", "Enter, double click"), translate("LabelView", "Loupe: show the photo large")),
        (translate("LabelView", "Esc, Enter"), translate("LabelView", "Loupe: back to all photos")),
        (
            translate("LabelView", "Arrows, Page Up, Page Down, Home, End"),
            translate("LabelView", "Loupe: go to another photo; arrows move a zoomed one"),
        ),
        (translate("LabelView", "+, -, wheel"), translate("LabelView", "Loupe: zoom")),
        (
            translate("LabelView", "Space, double click"),
            translate("LabelView", "Loupe: each pixel as one of the screen, or the whole photo"),
        ),
    ]
