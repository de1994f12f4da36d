"""Taking predictions over as labels on the Label page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from tldesk.core.results import Answer
from tldesk.desktop.session import Session
from tldesk.desktop.views.label import LabelView
from tldesk.project import photos, predictions

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def suggested(taught: LabelView, session: Session) -> LabelView:
    """Of four photos it is predicted what they are; the first has a label already."""
    assert session.project is not None
    files = [str(photos.file_of(session.project, taught.photos.photo(one))) for one in taught.photos.ids[:4]]
    set_id, change = predictions.begin(session.project, run_id="r", classes=("Rods", "Cocci"), files=files, sure_from=0.8)
    made = [Answer("", file, (share, 1 - share)) for file, share in zip(files, (0.99, 0.9, 0.1, 0.6), strict=True)]
    session.changed.emit(change | predictions.add(session.project, set_id, made))
    session.labelling.label(taught.photos.ids[:1], taught.classes.classes[1].id)
    taught.finder.bar.answers_chosen.emit(set_id)
    return taught


def labels(view: LabelView) -> list[str]:
    names = {None: "", **{one.id: one.name for one in view.classes.classes}}
    return [names[view.photos.photo(one).class_id] for one in view.photos.ids[:4]]


def test_the_suggestion_of_the_selected_photo_is_accepted_with_a_key(suggested: LabelView, session: Session, qtbot: QtBot) -> None:
    suggested.grid.select_index(2)
    qtbot.keyClick(suggested.grid, Qt.Key.Key_Return, CTRL)
    assert labels(suggested) == ["Cocci", "", "Cocci", ""]
    suggested.grid.select_index(0)
    qtbot.keyClick(suggested.grid, Qt.Key.Key_Return, CTRL)
    assert labels(suggested) == ["Cocci", "", "Cocci", ""]
    session.labelling.undo()
    assert labels(suggested) == ["Cocci", "", "", ""]


def test_all_above_what_the_model_is_sure_from_are_accepted_at_once(suggested: LabelView, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClick(suggested.grid, Qt.Key.Key_Return, CTRL | SHIFT)
    dialog = suggested.findChild(QInputDialog)
    assert dialog is not None
    assert dialog.doubleValue() == 80.0
    with qtbot.waitSignal(session.said) as heard:
        dialog.accept()
    assert heard.args is not None
    assert heard.args[0].text == "2 suggestions accepted"
    assert labels(suggested) == ["Cocci", "Rods", "Cocci", ""]


def test_without_predictions_it_is_said_what_to_do(taught: LabelView, session: Session, qtbot: QtBot) -> None:
    taught.grid.select_index(0)
    with qtbot.waitSignal(session.said) as heard:
        qtbot.keyClick(taught.grid, Qt.Key.Key_Return, CTRL)
    assert heard.args is not None
    assert "Predictions of" in heard.args[0].text
