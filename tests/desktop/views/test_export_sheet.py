import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import make_run
from tests.project.made_exports import export_to, zipped
from tldesk.core.exported import Checks, FormCheck, Forms, Int8Check
from tldesk.core.messages import Exported, ExportRequest, Failed, Finished
from tldesk.core.results import Interval
from tldesk.desktop.models.runs import RunsModel
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.predict.view import PredictView
from tldesk.desktop.views.results import export_choices
from tldesk.desktop.views.results.export_choices import ExportChoices
from tldesk.desktop.views.results.export_sheet import ExportSheet, file_name
from tldesk.desktop.views.results.view import ResultsView


@pytest.fixture
def view(opened: Session, preferences: Preferences, qtbot: QtBot) -> Iterator[ResultsView]:
    make_run(opened, "Colony: 1/2")
    view = ResultsView(opened, preferences)
    qtbot.addWidget(view)
    view.resize(1200, 760)
    view.show()
    view.show_run(opened.runs.rows[0].record.id)
    yield view
    opened.cancel_answering()


def sheet_of(view: ResultsView, qtbot: QtBot) -> ExportSheet:
    qtbot.mouseClick(view.bar.export_button, Qt.MouseButton.LeftButton)
    sheet = view.findChild(ExportSheet)
    assert sheet is not None
    assert sheet.isVisible()
    return sheet


def asked(opened: Session, target: Path) -> ExportRequest:
    """The request that an export to `target` comes to."""
    return ExportRequest(str(opened.runs.rows[0].record.id), str(target))


def test_the_sheet_shows_progress_and_then_where_the_model_lies(view: ResultsView, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = sheet_of(view, qtbot)
    target = tmp_path / "model.zip"
    sheet.begin(target)
    assert opened.answering is not None
    assert (sheet.bar.isVisible(), sheet.choices.isVisible(), sheet.export_button.isVisible()) == (True, False, False)
    opened.heard.emit(asked(opened, target), Exported(str(target), 13_700_000, "", Checks(FormCheck(64, 2e-6, 64))))
    opened.ended.emit(asked(opened, target), Finished(1.0))
    assert not sheet.bar.isVisible()
    assert all(part in sheet.said.text() for part in (str(target), "13.7", "timm loads it as it is", "64 of 64", "by less than 0.0001."))
    assert sheet.show_button.isVisible()
    assert sheet.cancel_button.text() == "Close"


@pytest.mark.parametrize(
    ("same", "seconds", "words"),
    [
        (333, 0.036, ("4.0\u202fMB instead of 13.6\u202fMB", "quicker here than float32: 36.0 ms a photo instead of 49.0")),
        (333, 0.056, ("SLOWER here than float32: 56.0 ms a photo instead of 49.0",)),
        (333, 0.0485, ("about as quick here as float32: 48.5 ms a photo instead of 49.0",)),
        (333, 0.052, ("about as quick here as float32",)),
        (300, 0.036, ("NOT kept: more than 5.0\u202f%",)),
    ],
)
def test_what_int8_loses_is_said(
    view: ResultsView, opened: Session, tmp_path: Path, qtbot: QtBot, same: int, seconds: float, words: tuple[str, ...]
) -> None:
    sheet = sheet_of(view, qtbot)
    sheet.begin(tmp_path / "model.zip")
    request = asked(opened, tmp_path / "model.zip")
    accuracies = (Interval(0.842, 0.799, 0.877), Interval(0.83, 0.786, 0.866))
    loss = Int8Check(FormCheck(341, 0.21, same), *accuracies, 3_954_416, 13_559_593, seconds, 0.049)
    opened.heard.emit(request, Exported(request.target, 1, "", Checks(FormCheck(64, 2e-6, 64), FormCheck(64, 1e-7, 64), loss)))
    opened.ended.emit(request, Finished(1.0))
    said = " ".join(sheet.said.text().split("\n"))
    assert all(part in said for part in (*words, f"the same answer on {same}", "The program gave", "83.0", "[79.9–87.7]", "0.21"))


@pytest.mark.parametrize(("apart", "words"), [(0.004, "differs by less than 0.01."), (0.005, "differs by up to 0.01.")])
def test_a_difference_that_rounds_to_nothing_is_said_to_be_less(
    view: ResultsView, opened: Session, tmp_path: Path, qtbot: QtBot, apart: float, words: str
) -> None:
    sheet = sheet_of(view, qtbot)
    sheet.begin(tmp_path / "model.zip")
    request = asked(opened, tmp_path / "model.zip")
    accuracy = Interval(0.83, 0.786, 0.866)
    loss = Int8Check(FormCheck(341, apart, 340), accuracy, accuracy, 3_954_416, 13_559_593, 0.036, 0.049)
    opened.heard.emit(request, Exported(request.target, 1, "", Checks(int8=loss)))
    opened.ended.emit(request, Finished(1.0))
    assert words in sheet.said.text()


def test_an_int8_file_that_could_not_be_made_is_said_beside_the_others(
    view: ResultsView, opened: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = sheet_of(view, qtbot)
    sheet.begin(tmp_path / "model.zip")
    request = asked(opened, tmp_path / "model.zip")
    reason = "This network can't be written as int8: an odd layer"
    opened.heard.emit(request, Exported(request.target, 1, "", Checks(FormCheck(64, 2e-6, 64)), reason))
    opened.ended.emit(request, Finished(1.0))
    assert f"There is NO int8 file: {reason}" in sheet.said.text()
    assert "64 of 64" in sheet.said.text()


def test_choices_go_together_and_are_remembered(view: ResultsView, preferences: Preferences, qtbot: QtBot) -> None:
    choices = sheet_of(view, qtbot).choices
    assert choices.forms == Forms()
    assert not choices.int8_box.isEnabled()
    assert not choices.whole_box.isEnabled()
    for box in (choices.onnx_box, choices.int8_box, choices.program_box):
        assert box.isEnabled()
        box.click()
    choices.whole_box.click()
    assert choices.forms == Forms(onnx=True, int8=True, program=True, whole=False)
    choices.remember()
    again = ExportChoices(preferences)
    qtbot.addWidget(again)
    assert again.forms == choices.forms
    again.onnx_box.click()
    assert again.forms == Forms(program=True, whole=False)


@pytest.mark.parametrize(("frozen", "way"), [(False, 'pip install "tldesk[onnx]"'), (True, "came without")])
def test_where_onnx_is_not_here_nobody_is_sent_where_there_is_no_way(
    preferences: Preferences, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, frozen: bool, way: str
) -> None:
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    monkeypatch.setattr(export_choices, "onnx_is_here", lambda: False)
    choices = ExportChoices(preferences)
    qtbot.addWidget(choices)
    said = [label.text() for label in choices.findChildren(QLabel) if "onnxruntime" in label.text()]
    assert len(said) == 1
    assert way in said[0]


def test_a_model_that_timm_cannot_load_says_why(view: ResultsView, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = sheet_of(view, qtbot)
    sheet.begin(tmp_path / "model.zip")
    request = asked(opened, tmp_path / "model.zip")
    opened.heard.emit(request, Exported(request.target, 1, "its head has hidden layers (64)"))
    opened.ended.emit(request, Finished(1.0))
    assert "because its head has hidden layers (64)" in sheet.said.text()


def test_a_failure_is_said_on_the_sheet_and_can_be_mended_there(view: ResultsView, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = sheet_of(view, qtbot)
    sheet.begin(tmp_path / "there")
    opened.ended.emit(asked(opened, tmp_path / "there"), Failed("The folder there is there already.", "Choose another name."))
    assert sheet.said.text() == "The folder there is there already. Choose another name."
    assert sheet.export_button.isVisible()
    assert sheet.choices.isVisible()


def test_closing_the_sheet_cancels_the_export(view: ResultsView, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = sheet_of(view, qtbot)
    sheet.begin(tmp_path / "model.zip")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    qtbot.waitUntil(lambda: opened.answering is None)
    assert not (tmp_path / "model.zip").exists()


def test_another_job_is_not_taken_for_the_export(view: ResultsView, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    sheet = sheet_of(view, qtbot)
    sheet.begin(tmp_path / "model.zip")
    opened.ended.emit(asked(opened, tmp_path / "other.zip"), Finished(1.0))
    assert sheet.bar.isVisible()


@pytest.mark.parametrize(("run", "file"), [("Colony: 1/2", "Colony 1 2"), ("..", "model"), ("Käfer 7", "Käfer 7"), ("x" * 200, "x" * 80)])
def test_a_runs_name_becomes_one_of_a_file(run: str, file: str) -> None:
    assert file_name(run) == file


# --- the way back -------------------------------------------------------------------------------------------------


def dropped(widget: QWidget, place: Path) -> bool:
    """Drop `place` on the widget; whether it was taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(place))])
    left = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    enter.ignore()
    widget.dragEnterEvent(enter)
    if enter.isAccepted():
        widget.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, none))
    return enter.isAccepted()


def test_a_model_that_is_dropped_can_be_chosen_and_says_that_it_was_imported(
    opened: Session, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    page = PredictView(opened, preferences)
    qtbot.addWidget(page)
    page.show()
    assert page.head.import_button.isVisible()
    photos = tmp_path / "photos"
    photos.mkdir()
    assert not dropped(page, photos)
    with qtbot.waitSignal(opened.models.imported):
        assert dropped(page, zipped(export_to(tmp_path / "model")))
    assert page.run_id == opened.runs.rows[0].record.id
    assert page.runs.data(page.runs.index(0, RunsModel.STATE)) == "Imported"


def test_an_import_shows_how_far_it_is_and_can_be_cancelled(
    opened: Session, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    page = PredictView(opened, preferences)
    qtbot.addWidget(page)
    page.show()
    row = page.running.importing
    assert not row.isVisible()
    imported: list[str] = []
    opened.models.imported.connect(imported.append)
    assert dropped(page, zipped(export_to(tmp_path / "model")))
    assert row.isVisible()
    opened.models.progressed.emit(250, 1000)
    bar = row.findChild(QProgressBar)
    assert (bar.value(), bar.maximum(), bar.accessibleName()) == (250, 1000, "Importing the model")
    qtbot.mouseClick(row.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert not opened.models.busy
    assert not row.isVisible()
    opened.models.join()
    qtbot.wait(0)
    assert imported == []


def test_an_archive_is_looked_into_once_it_was_dropped(opened: Session, preferences: Preferences, tmp_path: Path, qtbot: QtBot) -> None:
    page = PredictView(opened, preferences)
    qtbot.addWidget(page)
    (tmp_path / "notes.zip").write_text("none")
    with qtbot.waitSignal(opened.said) as said:
        assert dropped(page, tmp_path / "notes.zip")
    assert "notes.zip can't be imported" in said.args[0].text
    assert not opened.models.busy
