"""What is dropped on the window: a folder of photos, a label file, an exported model."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

from tldesk.desktop.session import Session
from tldesk.desktop.views.main_window.pages import Pages
from tldesk.desktop.views.main_window.stages import StageKey


def folder_in(event: QDropEvent) -> Path | None:
    """The folder that is dropped; for a photo, the one it lies in."""
    places = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    if not places:
        return None
    return places[0] if places[0].is_dir() else places[0].parent


def take(event: QDropEvent, session: Session, pages: Pages) -> StageKey | None:
    """Take a label file to the Label page, an exported model to Predict; gives that stage, None where it is neither."""
    from tldesk.desktop.views.label.exchange_pages import label_file_in
    from tldesk.desktop.views.predict.dropping import model_in

    if session.project is None:
        return None
    model, labels = model_in(event), label_file_in(event)
    if model is not None:
        event.acceptProposedAction()
        session.models.import_model(model)
        return "predict"
    if labels is not None:
        event.acceptProposedAction()
        pages.label.exchange.import_labels(labels)
        return "label"
    return None
