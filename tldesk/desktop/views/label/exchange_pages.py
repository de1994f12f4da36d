"""The pages that lie over the photos while labels come or go, and the dialogs and drops that lead to them."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.label.export_page import ExportPage, Scope
from tldesk.desktop.views.label.folders_page import FoldersPage
from tldesk.desktop.views.label.import_page import ImportPage
from tldesk.desktop.views.label.page_frame import PageFrame

FOLDER: Final = "label/import-folder"


class ExchangePages(QStackedWidget):
    """The photos' own page first, then those of import, class folders and export.

    Signals:
        entered(): another page than the photos' is shown. left(): the photos are shown again.
        taken(): labels came.

    Args:
        photos: the page of the photos.
        scope: gives what there is to export.
    """

    entered = Signal()
    left = Signal()
    taken = Signal()

    def __init__(
        self, session: Session, preferences: Preferences, photos: QWidget, *, scope: Callable[[], Scope], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._preferences, self._scope = session, preferences, scope
        self._photos = photos
        self.labels = ImportPage(session)
        self.folders = FoldersPage(session)
        self.export = ExportPage(session)
        self.addWidget(photos)
        for page in (self.labels, self.folders, self.export):
            self.addWidget(page)
            page.left.connect(self.show_photos)
        self.labels.taken.connect(self.taken)
        self.folders.taken.connect(self.taken)
        session.opened.connect(self.show_photos)
        self.setAcceptDrops(True)

    def show_photos(self) -> None:
        """Show the photos again."""
        if self.currentWidget() is not self._photos:
            self.setCurrentWidget(self._photos)
            self.left.emit()

    def browse_labels(self) -> None:
        """Let the user choose a label file."""
        if self._session.project is None:
            return
        kept = self._preferences.value(FOLDER, str(self._session.project.root))
        dialog = QFileDialog(self, self.tr("Import labels"), kept)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        suffixes = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        dialog.setNameFilters([self.tr("Label files ({suffixes})").format(suffixes=suffixes), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.import_labels(Path(file)))
        dialog.open()

    def import_labels(self, file: Path) -> None:
        """Show what a label file would do."""
        if self._session.project is None:
            return
        self._preferences.set_value(FOLDER, str(file.parent))
        self._enter(self.labels)
        self.labels.read(file)

    def look_at_folders(self) -> None:
        """Show what the folders mean."""
        if self._session.project is not None:
            self._enter(self.folders)
            self.folders.read()

    def export_labels(self) -> None:
        """Show what there is to export."""
        if self._session.project is not None:
            self._enter(self.export)
            self.export.begin(self._scope())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(label_file_in(event) is not None and self._session.project is not None)

    def dropEvent(self, event: QDropEvent) -> None:
        file = label_file_in(event)
        if file is not None:
            event.acceptProposedAction()
            self.import_labels(file)

    def _enter(self, page: PageFrame) -> None:
        self._session.exchange.cancel()
        self.setCurrentWidget(page)
        page.leave_button.setFocus()
        self.entered.emit()


SUFFIXES: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".json", ".jsonl", ".ndjson", ".tm")
"""Suffixes of label files, as far as one can tell by them."""


def label_file_in(event: QDropEvent) -> Path | None:
    """The one file that is dropped, where it is one of labels by its name."""
    urls = event.mimeData().urls()
    file = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return file if file is not None and file.suffix.casefold() in SUFFIXES and file.is_file() else None
