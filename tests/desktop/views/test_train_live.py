"""The middle of Train while a training goes on and after it, on runs written as the engine writes them."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import CLASSES, facts, make_run
from tldesk.core.changes import Change
from tldesk.core.messages import Began, EpochEnded, Notice, Step, TrainRequest
from tldesk.core.recipe import preset
from tldesk.core.results import EpochMetrics, Phase
from tldesk.core.run_values import RunRecord, RunState
from tldesk.desktop.session import Job, Session
from tldesk.desktop.views.train.live_line import LiveLine
from tldesk.desktop.views.train.training_buttons import TrainingButtons
from tldesk.desktop.views.train.view import TrainView
from tldesk.jobs.diagnosis import Condition
from tldesk.jobs.record import record
from tldesk.jobs.snapshot import snapshot_text, write_snapshot
from tldesk.project import runs

STANDARD = preset("standard").recipe
REQUEST = TrainRequest("", STANDARD, CLASSES, (), "")


@pytest.fixture
def view(train: TrainView) -> TrainView:
    return train


def epoch(number: int, train: float = 0.5, *, recalls: tuple[float | None, ...] = (0.5, 1.0)) -> EpochMetrics:
    return EpochMetrics(
        number,
        Phase.FINE_TUNE,
        train,
        0.8,
        0.6,
        0.7,
        1e-3,
        2.0,
        best=number == 1,
        recalls=recalls,
        photos=40,
        memory=1_400_000_000,
        thawed=2,
    )


class Watch(QObject):
    """Counts how often a widget is hidden."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.hidden = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.hidden += event.type() == QEvent.Type.Hide
        return super().eventFilter(watched, event)


def hear(session: Session, made: RunRecord, *events: Began | Notice | EpochEnded) -> None:
    """Take in events of the run's training as the session does."""
    assert session.project is not None
    folder = session.project.layout.run(made.id)
    request = replace(REQUEST, run_folder=str(folder.path))
    for event in events:
        if isinstance(event, EpochEnded):
            folder.add_epoch(event.metrics)
            folder.write_facts(facts())
            folder.model_file.write_bytes(b"made")
        change = record(session.project, request, event)
        if change:
            session.changed.emit(change)
        session.heard.emit(request, event)


def test_classes_epochs_and_log_follow_a_training(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    made = make_run(opened, epochs=0)
    view.show_run(made.id)
    panel = view.curves
    hear(opened, made, Began("CPU, 2 threads"), EpochEnded(epoch(1)))
    qtbot.waitUntil(lambda: panel.recalls.model.rowCount() == 2)
    assert panel.recalls.currentWidget() is panel.recalls.table
    assert "Epoch 1, fine-tuning, 2 stages thawed" in panel.log.text.toPlainText()
    hear(opened, made, Notice("The memory was too small for the batch."))
    qtbot.waitUntil(lambda: panel.log.text.toPlainText().endswith("The memory was too small for the batch."))
    hear(opened, made, EpochEnded(epoch(2, recalls=(0.75, 1.0))))
    qtbot.waitUntil(lambda: panel.epochs.rowCount() == 2)
    worst = panel.recalls.table.model().index(0, panel.recalls.model.RECALL)
    assert worst.data() == "75.0\u202f%"
    panel.log.copy()
    assert QGuiApplication.clipboard().text() == panel.log.text.toPlainText()


def test_the_parts_of_a_run_are_chosen_by_keys(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    view.show_run(make_run(opened).id)
    panel = view.curves
    for number, part in enumerate((panel.curves, panel.recalls, panel.table, panel.log)):
        button = panel.segments.button(number)
        assert button.text()
        qtbot.keyClick(button, Qt.Key.Key_Space)
        shown = panel.parts.currentWidget()
        assert shown is part or shown.isAncestorOf(part)


def test_findings_come_while_the_training_goes_on_and_stay_as_they_are(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    made = make_run(opened, epochs=0, state=RunState.TRAINING)
    view.show_run(made.id)
    findings = view.curves.findings
    hear(opened, made, EpochEnded(epoch(1, 0.5)), EpochEnded(epoch(2, 0.8)))
    qtbot.waitUntil(lambda: view.curves.epochs.rowCount() == 2)
    assert not findings.isVisible()
    hear(opened, made, EpochEnded(epoch(3, 1.3)))
    qtbot.waitUntil(findings.isVisible)
    assert findings.findings[0].condition is Condition.RATE_TOO_HIGH
    watch = Watch(findings)
    hear(opened, made, EpochEnded(epoch(4, 1.4)))
    qtbot.waitUntil(lambda: view.curves.epochs.rowCount() == 4)
    assert "from 0.500 to 1.400" in findings.text.text()
    assert not watch.hidden


def test_a_run_that_was_broken_off_can_be_resumed(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    assert opened.project is not None
    made = make_run(opened, state=RunState.INTERRUPTED)
    view.show_run(made.id)
    assert not view.curves.resume_button.isVisible()
    write_snapshot(opened.project.layout.run(made.id), snapshot_text([]))
    opened.changed.emit(Change(runs=frozenset({made.id})))
    qtbot.waitUntil(view.curves.resume_button.isVisible)
    with qtbot.waitSignal(view.curves.resume_wanted) as heard:
        qtbot.mouseClick(view.curves.resume_button, Qt.MouseButton.LeftButton)
    assert heard.args == [made.id]
    opened.stop_training()


def test_a_damaged_run_says_so_and_has_no_curves(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    assert opened.project is not None
    made = make_run(opened, epochs=3)
    (opened.project.layout.run(made.id).path / "recipe.json").write_text("{")
    opened.changed.emit(runs.rename_run(opened.project, made.id, "Broken"))
    view.show_run(made.id)
    qtbot.waitUntil(lambda: "recipe.json" in view.curves.said.text())
    assert view.curves.curves.epochs == ()


def test_the_line_says_step_pace_memory_and_time_left(qtbot: QtBot) -> None:
    line = LiveLine()
    qtbot.addWidget(line)
    total = 100 * STANDARD.epochs
    job = Job(REQUEST, "Training", str(Step.FINE_TUNE), 150, total, began=time.monotonic() - 10, already=50)
    line.show_job(job)
    line.show_epoch(epoch(1))
    assert line.step.text() == "Fine-tuning, epoch 2 of 4"
    assert line.facts.text() == "10.0 photos/s  ·  1.4\u202fGB of memory"
    assert line.time.text() == "25\u202fs left"
    line.show_job(replace(job, paused=True))
    assert line.step.text() == "Paused: Fine-tuning, epoch 2 of 4"
    assert line.time.text() == ""
    line.show_job(None)
    assert line.isHidden()


def test_the_second_click_of_a_double_click_gives_no_training_up(qtbot: QtBot, request: pytest.FixtureRequest) -> None:
    usual = QApplication.doubleClickInterval()
    request.addfinalizer(lambda: QApplication.setDoubleClickInterval(usual))
    QApplication.setDoubleClickInterval(600_000)
    buttons = TrainingButtons()
    qtbot.addWidget(buttons)
    with qtbot.waitExposed(buttons):
        buttons.show()
    buttons.show_state(Job(REQUEST, "Training"), obstacle="", wrong="", again=False)
    cancel = buttons.cancel_button
    qtbot.waitUntil(lambda: cancel.isVisible() and buttons.rect().contains(cancel.geometry()))

    def click() -> None:
        qtbot.mouseClick(buttons.windowHandle(), Qt.MouseButton.LeftButton, pos=cancel.geometry().center())

    with qtbot.assertNotEmitted(buttons.cancel_wanted):
        click()
    buttons._settling.start(0)
    qtbot.waitUntil(lambda: not cancel.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents))
    with qtbot.waitSignal(buttons.cancel_wanted):
        click()


def test_a_training_is_held_and_let_go_on(qtbot: QtBot) -> None:
    buttons = TrainingButtons()
    qtbot.addWidget(buttons)
    job = Job(REQUEST, "Training")
    buttons.show_state(job, obstacle="", wrong="", again=False)
    assert buttons.pause_button.text() == "Pause"
    with qtbot.waitSignal(buttons.pause_wanted):
        buttons.pause_button.click()
    buttons.show_state(replace(job, paused=True), obstacle="", wrong="", again=False)
    assert buttons.pause_button.text() == "Go on"
    with qtbot.waitSignal(buttons.resume_wanted):
        buttons.pause_action.trigger()
    buttons.show_state(Job(None, "Training", "Comparing photos"), obstacle="", wrong="", again=False)
    assert not buttons.pause_button.isEnabled()
    assert not buttons.stop_button.isEnabled()
    assert buttons.cancel_button.isEnabled()
