"""What is dropped on the page."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QDropEvent

from tldesk.core.words import isolated
from tldesk.desktop.session import Banner
from tldesk.photos.kinds import PHOTO_SUFFIXES
from tldesk.project.exported_files import may_be_export


def places_in(event: QDropEvent) -> list[Path]:
    """The folders and files that are dropped; what lies on the web is none."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def model_in(event: QDropEvent) -> Path | None:
    """What is dropped as an exported model: one .zip file, or one folder of that kind. Whether it is one, shows when it is imported."""
    urls = event.mimeData().urls()
    place = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return place if place is not None and may_be_export(place) else None


def refusal(places: Sequence[Path]) -> Banner | None:
    """What is said where none of the files can be a photo, by their names: a set of them would take the place of the answers in view."""
    if not places or any(place.suffix.casefold() in {"", *PHOTO_SUFFIXES} or place.is_dir() for place in places):
        return None
    text = QCoreApplication.translate("PredictView", "{file} is not a photo that can be read here. Drop photos or a folder of photos.")
    return Banner(text.format(file=isolated(places[0].name)), kind="warning")
