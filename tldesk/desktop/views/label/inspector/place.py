"""Where a photo's file lies: shown in the system's file manager, or its path copied."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from tldesk.desktop.session import Banner, Session


class FilePlace(QObject):
    """What fails is said, and nothing waits for it."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def show(self, file: Path) -> None:
        """Open the folder of `file`."""
        folder = file.parent
        if folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            return
        text = self.tr("The folder {folder} can't be shown here. Copy the path and open it in a file manager.")
        self._session.said.emit(
            Banner(text.format(folder=folder), kind="warning", action=self.tr("Copy path"), act=lambda: self.copy(file))
        )

    def copy(self, file: Path) -> None:
        """Put the path of `file` on the clipboard."""
        QGuiApplication.clipboard().setText(str(file))
        self._session.said.emit(Banner(self.tr("Path copied: {path}").format(path=file)))
