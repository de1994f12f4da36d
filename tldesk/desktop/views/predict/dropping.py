"""What is dropped on the page."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

from tldesk.project.exported_files import may_be_export


def model_in(event: QDropEvent) -> Path | None:
    """What is dropped as an exported model: one .zip file, or one folder of that kind. Whether it is one, shows when it is imported."""
    urls = event.mimeData().urls()
    place = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return place if place is not None and may_be_export(place) else None
