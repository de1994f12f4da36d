"""The main job in the window, as a person does it: real photos, real keys, the real engine in its own process."""

import csv
import multiprocessing
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.e2e.program import program
from tldesk.core.messages import EvaluateRequest, Finished, Killed, Progress, Step, TrainRequest
from tldesk.core.photo import Split
from tldesk.core.run_values import RunState
from tldesk.desktop.session import Banner, Session
from tldesk.desktop.views.main_window import MainWindow
from tldesk.desktop.views.results.export_sheet import ExportSheet
from tldesk.project import photos, runs
from tldesk.project.operations import tops

LONG = 240_000
"""Milliseconds to wait for the engine on a busy machine."""

CLASSES = ("hat", "pants", "shoes")
PHOTOS_A_CLASS = 12


@pytest.fixture
def folder(shared: Path, tmp_path: Path) -> Path:
    """Real photos of three classes in one flat folder: nothing but their names tells what they are."""
    place = tmp_path / "neue Fotos"
    place.mkdir()
    for name in CLASSES:
        for number, photo in enumerate(sorted((shared / "photos" / "clothing" / "train" / name).iterdir())[:PHOTOS_A_CLASS]):
            shutil.copyfile(photo, place / f"{name} {number:02}.jpg")
    return place


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    with program(tmp_path, qtbot, qapp) as window:
        yield window


def drop(target: QWidget, place: Path) -> None:
    """Drop a folder on a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(place))])
    event = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    target.dropEvent(event)
    assert event.isAccepted()


def open_and_label(window: MainWindow, folder: Path, qtbot: QtBot) -> Session:
    """Drop the folder on the window, type three classes, label every photo with a key."""
    session = window.pages.label._session
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        drop(window, folder)
    qtbot.waitUntil(lambda: window.stack.count() == 5)
    page = window.pages.label
    for name in CLASSES:
        qtbot.keyClicks(page.panel.new_class, name)
        qtbot.keyClick(page.panel.new_class, Qt.Key.Key_Return)
    page.grid.setFocus()
    page.grid.select_index(0)
    for name in CLASSES:
        for _ in range(PHOTOS_A_CLASS):
            qtbot.keyClick(page.grid, str(1 + CLASSES.index(name)))
    return session


def given(session: Session) -> dict[str, int | None]:
    """The label of every photo, by path."""
    assert session.project is not None
    return {photo.path: photo.class_id for photo in photos.all_photos(session.project)}


def test_from_a_folder_of_photos_to_explained_predictions(window: MainWindow, folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    before = {photo.name: photo.read_bytes() for photo in folder.iterdir()}
    session = open_and_label(window, folder, qtbot)
    names = {c.id: c.name for c in window.pages.label.classes.classes}
    assert {path: names[label] for path, label in given(session).items() if label} == {name: name[:-7] for name in before}

    qtbot.keyClick(window.pages.label.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert list(given(session).values()).count(None) == 1
    qtbot.keyClick(window.pages.label.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert None not in given(session).values()

    qtbot.keyClick(window, "2", Qt.KeyboardModifier.ControlModifier)
    train = window.pages.train
    assert window.stack.currentWidget() is train
    qtbot.waitUntil(train.recipe.buttons.train_button.isEnabled)

    def measured(request: object, ending: object) -> bool:
        return isinstance(request, EvaluateRequest) and isinstance(ending, Finished)

    with qtbot.waitSignal(session.ended, timeout=LONG, check_params_cb=measured):
        qtbot.mouseClick(train.recipe.buttons.train_button, Qt.MouseButton.LeftButton)
    assert len(train.curves.curves.epochs) > 1
    assert session.project is not None
    record = runs.runs(session.project)[0]
    assert record.state is RunState.FINISHED
    evaluation = runs.run_folder(session.project, record.id).evaluation(Split.TEST)
    assert evaluation is not None
    # Hats, trousers and shoes are easy; chance would be a third.
    assert evaluation.accuracy.value > 0.6

    qtbot.keyClick(window, "3", Qt.KeyboardModifier.ControlModifier)
    results = window.pages.results
    results.show_run(record.id)
    assert results.headline.figure.text().endswith("%")
    results.figures.confusion.matrix.choose((0, 0))
    qtbot.waitUntil(lambda: results.photo.evidence.heatmap is not None, timeout=LONG)

    qtbot.keyClick(window, "4", Qt.KeyboardModifier.ControlModifier)
    predict = window.pages.predict
    later = tmp_path / "later"
    shutil.copytree(folder, later, ignore=lambda _place, files: [f for f in files if not f.startswith("shoes")])
    (later / "cut off.jpg").write_bytes(before["hat 00.jpg"][:900])
    drop(predict, later)
    qtbot.waitUntil(lambda: predict.answers.model.rowCount() == PHOTOS_A_CLASS + 1 and session.answering is None, timeout=LONG)
    row = next(i for i, answer in enumerate(predict.answers.model.rows) if answer.probabilities)
    predict.answers.view.selectRow(row)
    qtbot.waitUntil(lambda: predict.photo.evidence.heatmap is not None, timeout=LONG)
    predict.photo.evidence.viewer.look_row.slider.setFocus()
    opacity = predict.photo.evidence.viewer.look_row.slider.value()
    qtbot.keyClick(predict.photo.evidence.viewer.look_row.slider, Qt.Key.Key_Right)
    assert predict.photo.evidence.viewer.look_row.slider.value() > opacity
    predict.export_to(tmp_path / "answers.csv")
    qtbot.waitUntil((tmp_path / "answers.csv").exists)
    with (tmp_path / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert sum(line["prediction"] == "shoes" for line in table) > PHOTOS_A_CLASS // 2
    assert [Path(line["file"]).name for line in table if line["problem"]] == ["cut off.jpg"]
    assert {photo.name: photo.read_bytes() for photo in folder.iterdir() if photo.is_file()} == before
    send_and_take_back(window, session, tmp_path / "model.zip", qtbot)


def send_and_take_back(window: MainWindow, session: Session, file: Path, qtbot: QtBot) -> None:
    """Export the shown run's model on its sheet, and drop the file on the window, as on another computer."""
    window.pages.results.export_model()
    sheet = window.pages.results.findChild(ExportSheet)
    assert sheet is not None
    sheet.begin(file)
    qtbot.waitUntil(lambda: bool(sheet.said.text()), timeout=LONG)
    assert str(file) in sheet.said.text()
    sheet.reject()
    with qtbot.waitSignal(session.models.imported, timeout=LONG):
        drop(window, file)
    assert {row.record.origin for row in session.runs.rows} == {"", file.name}
    assert window.stack.currentWidget() is window.pages.predict


def test_a_killed_engine_costs_nothing_but_its_time(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    session = open_and_label(window, folder, qtbot)
    labelled = given(session)
    said: list[Banner] = []
    session.said.connect(said.append)
    window.show_stage("train")
    train = window.pages.train
    qtbot.waitUntil(train.recipe.buttons.train_button.isEnabled)

    def computing(_request: object, event: object) -> bool:
        return isinstance(event, Progress) and event.step is Step.FEATURES

    with qtbot.waitSignal(session.heard, timeout=LONG, check_params_cb=computing):
        qtbot.mouseClick(train.recipe.buttons.train_button, Qt.MouseButton.LeftButton)

    def killed(request: object, ending: object) -> bool:
        return isinstance(request, TrainRequest) and isinstance(ending, Killed)

    with qtbot.waitSignal(session.ended, timeout=LONG, check_params_cb=killed):
        for engine in multiprocessing.active_children():
            engine.kill()
    assert "ended unexpectedly" in said[-1].text
    assert "again" in said[-1].text
    assert session.project is not None
    assert runs.runs(session.project)[0].state is RunState.INTERRUPTED
    assert given(session) == labelled
    assert tops(session.project).undo is not None

    qtbot.waitUntil(train.recipe.buttons.train_button.isEnabled)
    qtbot.mouseClick(train.recipe.buttons.train_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: runs.runs(session.project)[0].state is RunState.FINISHED, timeout=LONG)
    assert [record.state for record in runs.runs(session.project)] == [RunState.FINISHED, RunState.INTERRUPTED]
    qtbot.waitUntil(lambda: session.training is None, timeout=LONG)
