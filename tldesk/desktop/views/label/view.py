"""The Label page: classes on the left, photos in the middle, the selected photo on the right."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tldesk.core import numbers
from tldesk.desktop.models.classes import FIXED_ROWS, ClassesModel
from tldesk.desktop.models.photos import PhotosModel
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import ScanProgress, Session
from tldesk.desktop.views.label.actions import ClassActions, declare
from tldesk.desktop.views.label.bar import LabelBar
from tldesk.desktop.views.label.classes_panel import ClassesPanel
from tldesk.desktop.views.label.commands import declare_commands, page_keys
from tldesk.desktop.views.label.emptiness import Emptiness
from tldesk.desktop.views.label.exchange_pages import ExchangePages
from tldesk.desktop.views.label.export_page import Scope
from tldesk.desktop.views.label.finder import Finder
from tldesk.desktop.views.label.inspector import Inspector
from tldesk.desktop.views.label.intake import Intake
from tldesk.desktop.views.label.labeller import Labeller
from tldesk.desktop.views.label.loupe import Loupe
from tldesk.desktop.views.label.loupe import keys as loupe_keys
from tldesk.desktop.views.label.missing_bar import MissingBar
from tldesk.desktop.views.label.network_view import NetworkView
from tldesk.desktop.views.label.suggestions import Suggestions
from tldesk.desktop.views.label.tiles import Tiles
from tldesk.desktop.views.label.undo_actions import UndoActions
from tldesk.desktop.widgets.empty_state import EmptyState
from tldesk.desktop.widgets.photo_grid import PhotoGrid
from tldesk.project.readiness import FEWEST_PER_CLASS

ENOUGH_CLASSES: Final = 2
"""Classes with enough labelled photos that a training needs."""


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
        self.intake = Intake(session, preferences, has_classes=lambda: bool(self.classes.classes))
        self.missing = MissingBar(session, self)
        self.empty = EmptyState("image-multiple-outline", "", "")
        # Before the labeller, whose word of photos that are not shown takes the place of what was undone.
        self.undo_actions = UndoActions(session, self)
        self.labeller = Labeller(session, self.grid, self.photos, self.classes, self)
        self._class_actions = ClassActions(self, self.labeller.label)
        self.panel = ClassesPanel(session, self.classes, self._class_actions.taken_by, self)
        self.finder = Finder(session, self.photos, self.classes, self.panel, self)
        self.tiles = Tiles(session, self.grid, self.photos, self.classes, self)
        self.emptiness = Emptiness(self.empty, self.finder.words, clear=self.finder.clear, train=self.train_now.emit, rescan=session.rescan)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.exchange = ExchangePages(session, preferences, self.splitter, scope=self._scope)
        self._declare_actions()
        self.network = NetworkView(session, preferences, self)
        self.loupe = Loupe(session, preferences, grid=self.grid, model=self.photos, classes=self.classes, network=self.network, page=self)
        self.inspector = Inspector(
            session, model=self.photos, classes=self.classes, finding=self.finder.finding, network=self.network, page=self
        )
        self.labeller.after_label, self.labeller.show_all = self._after_label, self.finder.clear
        self.bar = LabelBar([self.undo_actions.undo, self.undo_actions.redo, self.import_action, self.export_action])
        self._lay_out()
        self._connect()
        self._open()

    # --- set-up -----------------------------------------------------------------------------------------------------

    def _declare_actions(self) -> None:
        self.import_action = declare(self, self.tr("Import labels…"), "Ctrl+I", self.exchange.browse_labels, icon="import")
        self.export_action = declare(self, self.tr("Export labels…"), "Ctrl+E", self.exchange.export_labels, icon="export")
        declare(self, self.tr("Classes from the folders…"), "", self.exchange.look_at_folders, icon="folder-multiple-outline")
        declare_commands(self, labeller=self.labeller, finder=self.finder, grid=self.grid, panel=self.panel, zoom=self._zoom)
        Suggestions(self._session, self, self.photos, self.labeller)
        declare(self, self.tr("Read the folder again"), "F5", self._session.rescan, icon="refresh")
        declare(self, self.tr("Find missing photos…"), "", self.missing.browse, icon="image-search-outline")

    def keys(self) -> list[tuple[str, str]]:
        """Keys of this page that are no actions, for the help sheet."""
        return [*page_keys(), *loupe_keys()]

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self.loupe)
        self._pages.addWidget(self.empty)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.finder.bar)
        column.addWidget(self.missing)
        column.addWidget(self.intake)
        column.addWidget(self._pages, 1)
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
        row.addWidget(self.exchange)

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
        self.grid.activated.connect(self.open_loupe)
        self.loupe.closed.connect(self.close_loupe)
        self._pages.currentChanged.connect(lambda _page: self._follow_page())
        self.inspector.left.connect(self._return_keys)
        self.finder.changed.connect(self._show_heading)
        self.finder.changed.connect(lambda: self.missing.follow_filter(self.photos.filter))
        self.missing.show_wanted.connect(self.finder.show)
        self.finder.changed.connect(self.inspector.show_answer)
        self.finder.turned.connect(self.grid.show_from_start)
        self.finder.bar.search_done.connect(self._return_keys)
        self.panel.list.photos_dropped.connect(self.labeller.label_photos)
        self.intake.offered.connect(self._follow_labels)
        self.intake.look.connect(self.exchange.look_at_folders)
        self.exchange.left.connect(self.grid.setFocus)
        self.exchange.taken.connect(self.intake.hide)
        self.exchange.taken.connect(self._show_next_step)
        self.intake.taken.connect(self.bar.train_button.setFocus)
        self.intake.declined.connect(self.panel.new_class.setFocus)
        self.intake.declined.connect(self._follow_labels)
        self.bar.train.connect(self.train_now)
        self.bar.zoom_chosen.connect(self.grid.set_zoom)
        self.splitter.splitterMoved.connect(lambda: self._preferences.set_state("label/splitter", self.splitter.saveState()))
        self.grid.set_zoom(self._preferences.value("label/zoom", 160))
        self.bar.show_zoom(self.grid.zoom)

    def _open(self) -> None:
        self.tiles.open()
        self._renew_classes()
        self._show_tiles()
        self.finder.recall()

    def shut_down(self) -> None:
        """Tell the threads of the thumbnails to end; returns at once."""
        self.tiles.shut_down()

    def join(self) -> None:
        """Wait for them."""
        self.photos.join()
        self.tiles.join()

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _show_tiles(self) -> None:
        self.tiles.show()
        if self.photos.ids:
            self._pages.setCurrentWidget(self.loupe if self.is_in_loupe else self.grid)
        else:
            self._pages.setCurrentWidget(self.empty)
            self._explain_emptiness()
        self._show_next_step()
        self._show_heading()
        self._inspect()

    def show_photos(self, photo_ids: Sequence[int]) -> None:
        """Select photos among all of them, to be labelled."""
        self.finder.clear()
        self._pages.setCurrentWidget(self.grid)
        self.grid.select_keys(photo_ids)
        self.grid.setFocus()

    # --- the loupe --------------------------------------------------------------------------------------------------

    @property
    def is_in_loupe(self) -> bool:
        """Whether one photo is shown large in place of the grid."""
        return self._pages.currentWidget() is self.loupe

    def open_loupe(self) -> None:
        """Show the photo with the focus large; it alone is selected then, so that the label keys mean it."""
        if self.grid.current_index is not None:
            self.grid.select_index(self.grid.current_index)
            self._pages.setCurrentWidget(self.loupe)
            self.loupe.view.setFocus()

    def close_loupe(self) -> None:
        """Show the grid again, at the photo that was large."""
        self._pages.setCurrentWidget(self.grid)
        self.grid.show_from_start()
        self.grid.setFocus()

    def _follow_page(self) -> None:
        """In the loupe the slider of the grid and a second picture of the photo have no use."""
        self.bar.allow_zoom(allowed=not self.is_in_loupe)
        self.inspector.allow_picture(allowed=not self.is_in_loupe)

    def _zoom(self, factor: float) -> None:
        if self.is_in_loupe:
            self.loupe.view.zoom(factor)
        else:
            self.grid.set_zoom(round(self.grid.zoom * factor))

    def _return_keys(self) -> None:
        """Give the keys back to the photos."""
        (self.loupe.view if self.is_in_loupe else self.grid).setFocus()

    def _after_label(self, place: int) -> int:
        return self.loupe.after_label(place) if self.is_in_loupe else place + 1

    def _refresh(self) -> None:
        self.grid.refresh()
        self._inspect()

    def _renew_classes(self) -> None:
        self._class_actions.renew(self.classes.classes)
        self._refresh()
        self._follow_labels()

    def _follow_labels(self) -> None:
        self.undo_actions.follow()
        self._show_next_step()
        self.announce_count()
        if not self.photos.ids:
            self._explain_emptiness()

    def _show_next_step(self) -> None:
        """Training is what comes next, unless something on the page itself does."""
        counts = (self.classes.row(row).count for row in range(FIXED_ROWS, self.classes.rowCount()))
        taught = sum(count >= FEWEST_PER_CLASS for count in counts)
        self.bar.allow_training(enough=taught >= ENOUGH_CLASSES, next_step=self.intake.isHidden() and bool(self.photos.ids))

    def announce_count(self) -> None:
        """Say how many photos there are."""
        self.count_changed.emit(numbers.count(self.classes.total))

    def _show_heading(self) -> None:
        self.bar.show_heading(self.finder.words.classes(self.photos.filter) or self.tr("All photos"))

    def _inspect(self) -> None:
        count = self.grid.selected_count
        if self.is_in_loupe and count > 1:
            self.close_loupe()
        self.loupe.refresh()
        self.bar.show_count(len(self.photos.ids), count, self.photos.total)
        self.inspector.show_photos(self.labeller.chosen)

    def _explain_emptiness(self) -> None:
        self.emptiness.explain(
            self.photos.filter,
            total=self.photos.total,
            reading=not self._scan.finished,
            can_train=self.bar.train_button.isEnabled(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter that is nobody's key begins the name of a class."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and event.text().isalpha() and (self.grid.hasFocus() or self.loupe.view.hasFocus()) and self.grid.selected_count:
            self.labeller.ask_class(event.text())
        else:
            super().keyPressEvent(event)

    def _scope(self) -> Scope:
        """The photos there are to export."""
        return Scope(self.photos.ids, self.labeller.chosen, self.photos.total, self.missing.count)

    def _follow_scan(self, progress: ScanProgress) -> None:
        self._scan = progress
        if not self.photos.ids:
            self._explain_emptiness()

    def _keep_zoom(self, side: int) -> None:
        self.bar.show_zoom(side)
        self._preferences.set_value("label/zoom", side)
