"""What is dropped on the page."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

from tldesk.project.exported_files import is_export


def model_in(event: QDropEvent) -> Path | None:
    """The one exported model that is dropped, a .zip file or a folder."""
    urls = event.mimeData().urls()
    place = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return place if place is not None and is_export(place) else None
