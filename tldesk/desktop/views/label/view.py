"""The Label page: classes on the left, photos in the middle, the selected photo on the right."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.desktop.models.classes import ClassesModel
from tldesk.desktop.models.photos import PhotoFilter, PhotosModel
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import ScanProgress, Session
from tldesk.desktop.views.label.actions import ZOOM_STEP, ClassActions, declare
from tldesk.desktop.views.label.bar import LabelBar
from tldesk.desktop.views.label.classes_panel import ClassesPanel
from tldesk.desktop.views.label.inspector import Inspector
from tldesk.desktop.views.label.intake import Intake
from tldesk.desktop.views.label.labeller import Labeller
from tldesk.desktop.views.label.tiles import Tiles
from tldesk.desktop.widgets.empty_state import EmptyState
from tldesk.desktop.widgets.photo_grid import PhotoGrid

ENOUGH_CLASSES: Final = 2
"""Classes with labelled photos that a training needs."""


class LabelView(QWidget):
    """Gives photos their classes.

    Signals:
        train_now(): the user wants a model from these labels.
        count_changed(str): how many photos there are, for the rail.
    """

    train_now = Signal()
    count_changed = Signal(str)

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._scan = ScanProgress(0, finished=True)
        self.photos = PhotosModel(session, self)
        self.classes = ClassesModel(session, self)
        self.grid = PhotoGrid()
        self.panel = ClassesPanel(session, self.classes)
        self.inspector = Inspector(session)
        self.intake = Intake(session, preferences, paths=self.photos.paths, has_classes=lambda: bool(self.classes.classes))
        self.empty = EmptyState("image-multiple-outline", "", "")
        self.labeller = Labeller(session, self.grid, self)
        self.tiles = Tiles(session, self.grid, self.photos, self.classes, self)
        self._declare_actions()
        self.bar = LabelBar([self.undo_action, self.redo_action])
        self._lay_out()
        self._connect()
        self._open()

    # --- set-up -----------------------------------------------------------------------------------------------------

    def _declare_actions(self) -> None:
        self.undo_action = declare(self, self.tr("Undo"), "Ctrl+Z", self._session.labelling.undo, icon="undo")
        self.redo_action = declare(self, self.tr("Redo"), "Ctrl+Shift+Z Ctrl+Y", self._session.labelling.redo, icon="redo")
        self._class_actions = ClassActions(self, self.labeller.label)
        declare(self, self.tr("Clear the label"), "0", lambda: self.labeller.label(None), icon="tag-off-outline")
        declare(self, self.tr("Select all photos shown"), "Ctrl+A", self.grid.select_all, icon="select-all")
        declare(self, self.tr("Show all photos"), "Ctrl+Shift+A", lambda: self.show_photos(PhotoFilter()))
        declare(self, self.tr("Show unlabelled photos"), "Ctrl+U", lambda: self.show_photos(PhotoFilter(unlabelled=True)))
        declare(self, self.tr("Add a class"), "Ctrl+Shift+N", self.panel.new_class.setFocus, icon="plus")
        declare(self, self.tr("Larger photos"), "Ctrl++ Ctrl+=", lambda: self.grid.set_zoom(round(self.grid.zoom * ZOOM_STEP)))
        declare(self, self.tr("Smaller photos"), "Ctrl+-", lambda: self.grid.set_zoom(round(self.grid.zoom / ZOOM_STEP)))
        declare(self, self.tr("Read the folder again"), "F5", self._session.rescan, icon="refresh")

    def keys(self) -> list[tuple[str, str]]:
        """Keys of this page that are no actions, for the help sheet."""
        return [
            (self.tr("Arrows, Home, End, Page Up, Page Down"), self.tr("Move; with Shift, select a range")),
            (self.tr("Space"), self.tr("Add the photo to the selection, or take it away")),
            (self.tr("Esc"), self.tr("Select nothing")),
            (self.tr("F2"), self.tr("Rename the class, in the list of classes")),
            (self.tr("Ctrl+wheel"), self.tr("Zoom")),
        ]

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self.empty)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.intake)
        column.addWidget(self._pages, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget, stretch in ((self.panel, 0), (middle, 1), (self.inspector, 0)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
            self.splitter.setCollapsible(self.splitter.count() - 1, False)
        self.panel.setMinimumWidth(180)
        self.inspector.setMinimumWidth(220)
        self.splitter.setSizes([220, 900, 300])
        self.splitter.restoreState(self._preferences.state("label/splitter"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)

    def _connect(self) -> None:
        self._session.opened.connect(self._open)
        self._session.changed.connect(lambda _change: self._follow_labels())
        self._session.scanning.connect(self._follow_scan)
        self.photos.modelReset.connect(self._show_tiles)
        self.photos.dataChanged.connect(self._refresh)
        self.classes.modelReset.connect(self._renew_classes)
        self.classes.dataChanged.connect(self._renew_classes)
        self.grid.selection_changed.connect(self._inspect)
        self.grid.zoomed.connect(self._keep_zoom)
        self.panel.filter_chosen.connect(self._narrow)
        self.intake.offered.connect(self._follow_labels)
        self.intake.taken.connect(self.bar.train_button.setFocus)
        self.intake.declined.connect(self.panel.new_class.setFocus)
        self.intake.declined.connect(self._follow_labels)
        self.bar.train.connect(self.train_now)
        self.empty.acted.connect(self._act_on_empty)
        self.bar.zoom_chosen.connect(self.grid.set_zoom)
        self.splitter.splitterMoved.connect(lambda: self._preferences.set_state("label/splitter", self.splitter.saveState()))
        self.grid.set_zoom(self._preferences.value("label/zoom", 160))
        self.bar.show_zoom(self.grid.zoom)

    def _open(self) -> None:
        self.tiles.open()
        self._renew_classes()
        self._show_tiles()
        project = self._session.project
        if project is not None:
            unlabelled = self._preferences.value("label/unlabelled", default=False, project=project.root)
            self.show_photos(PhotoFilter(unlabelled=unlabelled))

    def shut_down(self) -> None:
        """Tell the threads of the thumbnails to end; returns at once."""
        self.tiles.shut_down()

    def join(self) -> None:
        """Wait for them."""
        self.tiles.join()

    # --- what is shown ----------------------------------------------------------------------------------------------

    def show_photos(self, wanted: PhotoFilter) -> None:
        """Show the photos that pass `wanted`."""
        self.panel.show_filter(wanted)
        self._narrow(wanted)

    def _narrow(self, wanted: PhotoFilter) -> None:
        if wanted != self.photos.filter:
            self.photos.set_filter(wanted)
            self.grid.show_from_start()
        project = self._session.project
        if project is not None:
            self._preferences.set_value("label/unlabelled", wanted.unlabelled, project=project.root)
        self._show_heading()

    def _show_tiles(self) -> None:
        self.tiles.show()
        self._pages.setCurrentWidget(self.grid if self.photos.ids else self.empty)
        if not self.photos.ids:
            self._explain_emptiness()
        self._show_heading()
        self._inspect()

    def _refresh(self) -> None:
        self.grid.refresh()
        self._inspect()

    def _renew_classes(self) -> None:
        self._class_actions.renew(self.classes.classes)
        self._refresh()
        self._follow_labels()

    def _follow_labels(self) -> None:
        self.undo_action.setEnabled(self._session.labelling.can_undo)
        self.redo_action.setEnabled(self._session.labelling.can_redo)
        taught = sum(1 for row in range(2, self.classes.rowCount()) if self.classes.row(row).count)
        self.bar.allow_training(enough=taught >= ENOUGH_CLASSES, next_step=self.intake.isHidden())
        self.announce_count()
        if not self.photos.ids:
            self._explain_emptiness()

    def announce_count(self) -> None:
        """Say how many photos there are."""
        self.count_changed.emit(numbers.count(self.classes.total))

    def _show_heading(self) -> None:
        wanted = self.photos.filter
        one = self.classes.class_of(wanted.class_id)
        name = one.name if one else self.tr("Unlabelled") if wanted.unlabelled else self.tr("All photos")
        self.bar.show_heading(name)

    def _inspect(self) -> None:
        count = self.grid.selected_count
        self.bar.show_count(len(self.photos.ids), count)
        key = self.grid.selected[0] if count == 1 else None
        photo = self.photos.photo(key) if isinstance(key, int) else None
        one = self.classes.class_of(photo.class_id) if photo is not None else None
        self.inspector.show_photo(photo, one, selected=count)

    def _explain_emptiness(self) -> None:
        if self.photos.total:
            if self.photos.filter.unlabelled:
                action = self.tr("Train") if self.bar.train_button.isEnabled() else ""
                self.empty.set_words(self.tr("Every photo has a label"), self.tr("Train a model from them, or look at all photos."), action)
            else:
                self.empty.set_words(self.tr("No photo has this class yet"), self.tr("Select photos and press its key."))
        elif not self._scan.finished:
            self.empty.set_words(self.tr("Reading the folder"), self.tr("The photos appear here as they are found."))
        else:
            text = self.tr("JPEG, PNG, TIFF, WebP, HEIC and other photos in this folder and its sub-folders appear here.")
            self.empty.set_words(self.tr("There are no photos in this folder"), text, self.tr("Read it again"))

    def _act_on_empty(self) -> None:
        if self.photos.total:
            self.train_now.emit()
        else:
            self._session.rescan()

    def _follow_scan(self, progress: ScanProgress) -> None:
        self._scan = progress
        if not self.photos.ids:
            self._explain_emptiness()

    def _keep_zoom(self, side: int) -> None:
        self.bar.show_zoom(side)
        self._preferences.set_value("label/zoom", side)
