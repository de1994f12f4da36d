"""The loupe of the Label page, as tests use and read it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tldesk.desktop.session import Session
from tldesk.desktop.views.label import LabelView
from tldesk.project import photos

Key = Qt.Key


def press(qtbot: QtBot, qapp: QApplication, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key for whatever has the focus."""
    widget = qapp.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, key, modifiers)


def large(view: LabelView) -> str:
    """The name of the file in the loupe."""
    file = view.loupe.view.file
    return "" if file is None else file.name


def name_at(view: LabelView, place: int) -> str:
    return view.photos.photo(view.photos.ids[place]).path.rsplit("/", 1)[-1]


def labels(session: Session, view: LabelView) -> list[int | None]:
    assert session.project is not None
    return [photos.photo(session.project, one).class_id for one in view.photos.ids]
