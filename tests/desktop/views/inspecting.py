"""The inspector of the Label page, as tests read it."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tldesk.core.photo import Photo
from tldesk.desktop.session import Session
from tldesk.desktop.views.label import LabelView
from tldesk.project import photos


def said_in(view: LabelView) -> list[str]:
    """All words that are on the inspector."""
    # Widgets that were just added become visible in the next turn of the event loop.
    QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
    return [label.text() for label in view.inspector.findChildren(QLabel) if label.isVisible()]


def photo_at(session: Session, view: LabelView, place: int) -> Photo:
    assert session.project is not None
    return photos.photo(session.project, view.photos.ids[place])


def rescanned(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.rescan()
