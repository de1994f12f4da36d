"""What Predict says where the model calls nothing "not sure"."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import evaluation, made_set, make_run, write_evaluation
from tldesk.core.photo import Split
from tldesk.desktop.session import Session
from tldesk.desktop.views.predict.view import PredictView
from tldesk.project import predictions


def test_why_nothing_is_called_not_sure_is_said_of_the_model_that_answered(
    predict: PredictView, opened: Session, folder: Path, qtbot: QtBot
) -> None:
    run, note = make_run(opened), predict.head.never_unsure
    write_evaluation(opened, run, evaluation(opened, split=Split.VALIDATION))
    made_set(opened, run.id, folder)
    qtbot.waitUntil(lambda: "12 validation photos are too few" in note.text() and not note.isHidden())
    assert opened.project is not None
    opened.changed.emit(predictions.choose_sureness(opened.project, run.id, 0.8))
    qtbot.waitUntil(note.isHidden)
