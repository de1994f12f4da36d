"""The room above the photos where the classes that the sub-folders name are offered, once the folder is read."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tldesk.core.changes import Change
from tldesk.desktop import theme
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import ScanProgress, Session
from tldesk.desktop.views.label.import_offer import ImportOffer
from tldesk.project.folders import FolderReading


class Intake(QWidget):
    """Offers once; who declines is not asked again in this project.

    Signals:
        offered(): the offer is shown now. taken(), declined(): what the user answered; taken when the labels are written.
        look(): the user wants to see what the folders mean, and maybe change it.

    Args:
        has_classes: whether there are classes already, so that nothing is offered.
    """

    offered = Signal()
    taken = Signal()
    declined = Signal()
    look = Signal()

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        *,
        has_classes: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._preferences = session, preferences
        self._has_classes = has_classes
        self._reading: FolderReading | None = None
        self._again = False
        self.offer = ImportOffer()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S16, 0, theme.S16, theme.S12)
        column.addWidget(self.offer)
        self.offer.accepted.connect(self._take)
        self.offer.declined.connect(self._decline)
        self.offer.looked.connect(self.look)
        session.exchange.busy_changed.connect(self._follow_work)
        session.opened.connect(self._forget)
        session.scanning.connect(self._follow_scan)
        session.changed.connect(self._follow)
        self.hide()

    def _follow_scan(self, progress: ScanProgress) -> None:
        project = self._session.project
        if progress.finished and project is not None:
            self._reading = progress.reading
            self._offer(again=False)

    def _follow(self, change: Change) -> None:
        """The classes may be gone again, as they are when taking them was undone; and come back with redo."""
        if change.classes and self.isHidden():
            self._offer(again=True)
        elif change.classes and self._again and self._has_classes():
            self.hide()

    def _offer(self, *, again: bool) -> None:
        project, reading = self._session.project, self._reading
        if project is None or reading is None or not reading.classes or self._has_classes():
            return
        if self._preferences.value("label/declined", default=False, project=project.root):
            return
        self.offer.show_reading(reading)
        if self.isHidden():
            self._again = again
            self.show()
            # Only then: a folder that is read again by itself, or an undo, must not take the keys from who is labelling.
            if not again:
                self.offer.accept_button.setFocus()
        self.offered.emit()

    def _forget(self) -> None:
        """Another folder is open, or none."""
        self._reading = None
        self.hide()

    def _take(self) -> None:
        self.offer.show_work()
        self._session.exchange.take_folders(then=lambda _change: self._finish())

    def _follow_work(self) -> None:
        """While labels are written there is nothing to press; if they could not be, the offer stands again."""
        writes = self._session.exchange.writes
        self.offer.setEnabled(not writes)
        if not writes and not self.isHidden() and self._reading is not None:
            self.offer.show_reading(self._reading)

    def _finish(self) -> None:
        self.hide()
        self.taken.emit()

    def _decline(self) -> None:
        self.hide()
        if self._session.project is not None:
            self._preferences.set_value("label/declined", value=True, project=self._session.project.root)
        self.declined.emit()
