"""A prediction under way on the page Predict: held, gone on with, cancelled. The engine only notes what it is told."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import make_run
from tldesk.core.messages import Command, PredictRequest
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.session.engines import Engine
from tldesk.desktop.session.values import Job
from tldesk.desktop.views.predict.view import PredictView


class Held(Engine):
    """A job that goes on until the test ends it."""

    def __init__(self, session: Session) -> None:
        super().__init__(parent=session)
        self.told: list[Command] = []
        session._jobs.answerer = self
        self.job_changed.connect(session._say_job)

    def show(self, job: Job | None) -> None:
        self.job = job
        self.job_changed.emit()

    def tell(self, command: Command) -> None:
        self.told.append(command)
        assert self.job is not None
        self.show(replace(self.job, paused=command is Command.PAUSE))


@pytest.fixture
def view(opened: Session, preferences: Preferences, qtbot: QtBot) -> Iterator[PredictView]:
    run = make_run(opened)
    held = Held(opened)
    view = PredictView(opened, preferences)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    held.show(Job(PredictRequest(run.id, ()), "Predicting", "Answering", 3, 10))
    qtbot.waitUntil(view.running.pause_button.isVisible)
    yield view
    held.show(None)
    view.shut_down()
    view.join()


def told(session: Session) -> list[Command]:
    engine = session._jobs.answerer
    assert isinstance(engine, Held)
    return engine.told


def test_a_prediction_is_held_and_gone_on_with(view: PredictView, opened: Session, qtbot: QtBot) -> None:
    button = view.running.pause_button
    assert button.text() == "Pause"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: button.text() == "Go on")
    assert "Paused" in view.running.progress._words.text()
    next(action for action in view.actions() if action.shortcut().toString() == "Ctrl+Shift+Space").trigger()
    qtbot.waitUntil(lambda: button.text() == "Pause")
    assert "Answering" in view.running.progress._words.text()
    assert told(opened) == [Command.PAUSE, Command.RESUME]


def test_a_prediction_is_cancelled_also_while_it_is_held(view: PredictView, opened: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.running.pause_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.running.progress._stop, Qt.MouseButton.LeftButton)
    assert told(opened) == [Command.PAUSE, Command.CANCEL]
