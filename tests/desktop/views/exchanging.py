"""What import and export have done, for tests of their pages."""

from pytestqt.qtbot import QtBot

from tldesk.desktop.session import Session
from tldesk.project import classes, photos


def label_of(session: Session) -> dict[str, str | None]:
    assert session.project is not None
    names = {one.id: one.name for one in classes.classes(session.project)}
    return {photo.path: names.get(photo.class_id) if photo.class_id else None for photo in photos.all_photos(session.project)}


def idle(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: not session.exchange.busy)
