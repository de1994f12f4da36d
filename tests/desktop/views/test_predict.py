import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import CLASSES, make_run
from tldesk.core.results import Answer
from tldesk.core.run_folder import RunState
from tldesk.desktop.models.predictions import PredictionsModel
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.predict.view import PredictView
from tldesk.project import predictions


@pytest.fixture
def view(opened: Session, preferences: Preferences, qtbot: QtBot) -> PredictView:
    view = PredictView(opened, preferences)
    qtbot.addWidget(view)
    view.resize(1300, 800)
    view.show()
    qtbot.waitExposed(view)
    return view


def made_set(session: Session, run_id: str, folder: Path) -> str:
    """A finished set over the folder's photos: two answered, one unreadable."""
    assert session.project is not None
    files = sorted(str(file) for file in folder.rglob("*.jpg"))[:3]
    set_id, change = predictions.begin(session.project, run_id=run_id, classes=CLASSES, files=files)
    change |= predictions.add(session.project, set_id, [Answer(f, f, (p, 1 - p)) for f, p in zip(files, (0.9, 0.4), strict=False)])
    change |= predictions.add_unreadable(session.project, set_id, files[2], "damaged")
    session.changed.emit(change | predictions.finish(session.project, set_id, ""))
    return set_id


def test_without_a_model_it_leads_to_train(view: PredictView, opened: Session, qtbot: QtBot) -> None:
    make_run(opened, state=RunState.FAILED, epochs=0)
    assert view.run_id is None
    with qtbot.waitSignal(view.go_train):
        qtbot.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)


def test_only_runs_with_a_model_can_be_chosen(view: PredictView, opened: Session) -> None:
    make_run(opened, "Failed", state=RunState.FAILED, epochs=0)
    good = make_run(opened, "Good")
    other = make_run(opened, "Other")
    assert {view.run_combo.itemText(row) for row in range(view.run_combo.count())} == {"Good", "Other"}
    for run in (good, other):
        view.show_run(run.id)
        assert view.run_id == run.id


def test_a_set_is_shown_at_once_with_what_could_not_be_read(view: PredictView, opened: Session, folder: Path) -> None:
    run = make_run(opened)
    made_set(opened, run.id, folder)
    model = view.answers.model
    assert [model.index(row, PredictionsModel.CLASS).data() for row in range(model.rowCount())] == ["round", "square", "–"]
    assert view.summary.text() == "3 photos  ·  1 unreadable"
    assert view.export_button.isEnabled()
    assert view.photo.evidence.shown is not None


def test_sorting_by_confidence(view: PredictView, opened: Session, folder: Path) -> None:
    run = make_run(opened)
    made_set(opened, run.id, folder)
    view.answers.view.sortByColumn(PredictionsModel.CONFIDENCE, Qt.SortOrder.AscendingOrder)
    shown = [view.answers.ordered.index(row, PredictionsModel.CONFIDENCE).data() for row in range(3)]
    assert shown == ["–", "60.0\u202f%", "90.0\u202f%"]


def test_a_photo_that_cant_be_read_says_why(view: PredictView, opened: Session, folder: Path) -> None:
    run = make_run(opened)
    made_set(opened, run.id, folder)
    view.answers.view.selectRow(2)
    assert view.photo.verdict.text() == "damaged"
    assert not view.photo.evidence.class_combo.isVisible()


def test_the_table_is_exported_and_the_banner_says_where(
    view: PredictView, opened: Session, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    run = make_run(opened)
    made_set(opened, run.id, folder)
    target = tmp_path / "out.csv"
    with qtbot.waitSignal(opened.said) as heard:
        view.export_to(target)
    assert heard.args is not None
    assert heard.args[0].text == "3 rows written to out.csv"
    assert heard.args[0].act is not None
    with target.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["prediction"] for row in rows] == ["round", "square", ""]
    assert rows[2]["problem"] == "damaged"


def test_an_export_that_cant_be_written_is_said(view: PredictView, opened: Session, folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    run = make_run(opened)
    made_set(opened, run.id, folder)
    with qtbot.waitSignal(opened.said) as heard:
        view.export_to(tmp_path / "no such folder" / "out.csv")
    assert heard.args is not None
    assert heard.args[0].kind == "error"


def test_earlier_sets_can_be_chosen(view: PredictView, opened: Session, folder: Path) -> None:
    run = make_run(opened)
    first = made_set(opened, run.id, folder)
    made_set(opened, run.id, folder)
    view.set_combo.setCurrentIndex(view.sets.row_of(first))
    assert view.answers.model.shown is not None
    assert view.answers.model.shown.id == first


@pytest.mark.parametrize("has_model", [True, False])
def test_drops_are_taken_once_there_is_a_model(view: PredictView, opened: Session, folder: Path, has_model: bool) -> None:
    if has_model:
        make_run(opened)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(folder)])
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event.setAccepted(False)
    view.dragEnterEvent(event)
    assert event.isAccepted() == has_model


def test_the_opacity_is_remembered(view: PredictView, opened: Session, preferences: Preferences, qtbot: QtBot) -> None:
    view.photo.evidence.viewer.set_opacity(80)
    other = PredictView(opened, preferences)
    qtbot.addWidget(other)
    assert other.photo.evidence.viewer.opacity == 80
