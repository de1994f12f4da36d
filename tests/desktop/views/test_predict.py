from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import CLASSES, facts, made_set, make_run
from tldesk.core.recipe import Recipe
from tldesk.core.results import Answer
from tldesk.core.run_values import RunState
from tldesk.core.words import isolated
from tldesk.desktop.models.predictions import PredictionsModel
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.session.watch_memory import Watched
from tldesk.desktop.views.predict.view import PredictView
from tldesk.project import arrivals, predictions, runs


@pytest.fixture
def view(predict: PredictView) -> PredictView:
    return predict


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
    assert view.head.summary.text() == "3 photos  ·  1 unlike the training photos  ·  1 unreadable"
    assert view.head.export_button.isEnabled()
    assert view.photo.evidence.shown is not None


def test_the_second_class_says_its_share_first(view: PredictView, opened: Session, folder: Path) -> None:
    made_set(opened, make_run(opened).id, folder)
    assert view.answers.model.index(0, PredictionsModel.SECOND).data() == "10.0\u202f%  square"


def test_a_photo_that_is_answered_anew_is_shown_anew(view: PredictView, opened: Session, folder: Path, qtbot: QtBot) -> None:
    project = opened.project
    assert project is not None
    set_id = made_set(opened, make_run(opened).id, folder)
    shown = view.photo.evidence.shown
    assert shown is not None
    file = str(shown.file)
    before = view.photo.verdict.text()
    opened.changed.emit(predictions.add_unreadable(project, set_id, file, "gone"))
    qtbot.waitUntil(lambda: view.photo.verdict.text() == "gone")
    change = arrivals.expect(project, set_id, {file: "another"})
    opened.changed.emit(change | predictions.add(project, set_id, [Answer(file, file, (0.2, 0.8))]))
    qtbot.waitUntil(lambda: "square" in view.photo.verdict.text())
    assert "round" in before
    assert view.photo.evidence.shown is not None
    assert view.photo.evidence.shown.mark == "another"
    assert view.answers.model.number_at(view.answers.view.currentIndex().row()) == 0


def test_sorting_by_confidence(view: PredictView, opened: Session, folder: Path) -> None:
    run = make_run(opened)
    made_set(opened, run.id, folder)
    model = view.answers.model
    for order, expected in ((Qt.SortOrder.AscendingOrder, ["60.0", "90.0"]), (Qt.SortOrder.DescendingOrder, ["90.0", "60.0"])):
        view.answers.view.sortByColumn(PredictionsModel.CONFIDENCE, order)
        shown = [model.index(row, PredictionsModel.CONFIDENCE).data() for row in range(3)]
        # What has no confidence comes last whichever way.
        assert shown == [*(f"{share}\u202f%" for share in expected), "–"]


def test_a_photo_that_cant_be_read_says_why(view: PredictView, opened: Session, folder: Path) -> None:
    run = make_run(opened)
    made_set(opened, run.id, folder)
    view.answers.view.selectRow(2)
    assert view.photo.verdict.text() == "damaged"
    assert not view.photo.evidence.class_combo.isVisible()


def test_answers_that_come_before_their_run_choose_it_and_are_explained(
    view: PredictView, opened: Session, folder: Path, qtbot: QtBot
) -> None:
    project = opened.project
    assert project is not None
    record, change = runs.create_run(project, name="Quick look", recipe=Recipe())
    made_set(opened, record.id, folder)
    assert not view.photo.evidence.explains
    other, more = runs.create_run(project, name="Standard", recipe=Recipe())
    for one in (record, other):
        project.layout.run(one.id).write_facts(facts())
        project.layout.run(one.id).model_file.write_bytes(b"made")
        more |= runs.set_state(project, one.id, RunState.FINISHED)
    opened.changed.emit(change | more)
    qtbot.waitUntil(lambda: view.run_combo.count() == 2)
    assert view.run_id == record.id
    assert view.photo.evidence.explains
    view.show_run(other.id)
    assert isolated("Quick look") in view.head.summary.text()
    view.show_run(record.id)
    assert "Quick look" not in view.head.summary.text()


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


def test_a_page_of_the_web_is_not_taken(view: PredictView, opened: Session) -> None:
    make_run(opened)
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/photo.jpg")])
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event.setAccepted(False)
    view.dragEnterEvent(event)
    assert not event.isAccepted()


@pytest.mark.parametrize("name", ["notes.txt", "weights.pth"])
def test_a_file_that_is_no_photo_is_refused_in_words(view: PredictView, opened: Session, folder: Path, name: str, qtbot: QtBot) -> None:
    shown = made_set(opened, make_run(opened).id, folder)
    file = folder / name
    file.write_bytes(b"no photo")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(file)])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(opened.said) as said:
        view.dropEvent(event)
    assert said.args is not None
    assert f"{isolated(name)} is not a photo" in said.args[0].text
    assert not view.running.predicting
    assert view.set_combo.count() == 1
    assert view.answers.model.shown is not None
    assert view.answers.model.shown.id == shown


def test_the_opacity_is_remembered(view: PredictView, opened: Session, preferences: Preferences, qtbot: QtBot) -> None:
    view.photo.evidence.viewer.look_row.slider.setValue(80)
    other = PredictView(opened, preferences)
    qtbot.addWidget(other)
    assert other.photo.evidence.viewer.look_row.look.opacity == 0.8


def test_what_is_not_sure_and_what_is_unlike_is_said_and_found(view: PredictView, opened: Session, folder: Path) -> None:
    made_set(opened, make_run(opened).id, folder, sure_from=0.8)
    model, filters = view.answers.model, view.answers.filters
    assert [model.index(row, PredictionsModel.CLASS).data() for row in range(3)] == ["round", "not sure (square?)", "–"]
    assert [model.index(row, PredictionsModel.FLAGS).data() for row in range(3)] == ["unlike", "", ""]
    assert "1 not sure" in view.head.summary.text()
    found = {}
    for row in range(filters.show_combo.count()):
        filters.show_combo.setCurrentIndex(row)
        found[filters.show_combo.itemText(row)] = model.rowCount()
    assert found == {
        "All photos": 3,
        "Sure": 0,
        "Not sure": 1,
        "Unlike the training photos": 1,
        "With a label": 0,
        "Unreadable": 1,
    }
    filters.show_combo.setCurrentIndex(0)
    filters.class_combo.setCurrentText("square")
    assert model.rowCount() == 1
    assert filters.said.text() == "1 of 3"
    filters.class_combo.setCurrentIndex(0)
    filters.least.setValue(80)
    assert [row.probabilities[0] for row in model.rows] == [pytest.approx(0.9)]


def test_the_grid_and_the_table_choose_the_same_photo(view: PredictView, opened: Session, folder: Path) -> None:
    made_set(opened, make_run(opened).id, folder)
    view.answers.view.selectRow(1)
    view.answers.show_as("grid")
    assert list(view.answers.grid._keys) == [0, 1, 2]
    assert view.answers.grid.current == 1
    assert view.photo.name.text() == Path(view.answers.model.rows[1].file).name
    view.answers.grid.select_index(2)
    assert view.answers.view.currentIndex().row() == 2
    view.answers.view.sortByColumn(PredictionsModel.FILE, Qt.SortOrder.DescendingOrder)
    assert list(view.answers.grid._keys) == [2, 1, 0]
    assert view.answers.grid.current == 2
    view.answers.show_as("table")
    assert not view.answers.is_grid


def test_predictions_that_were_cut_short_can_go_on(view: PredictView, opened: Session, folder: Path) -> None:
    run = make_run(opened)
    assert opened.project is not None
    files = sorted(str(file) for file in folder.rglob("*.jpg"))[:3]
    set_id, change = predictions.begin(opened.project, run_id=run.id, classes=CLASSES, files=files)
    change |= predictions.add(opened.project, set_id, [Answer(files[0], files[0], (0.9, 0.1))])
    opened.changed.emit(change)
    assert view.running.go_on_button.isVisible()
    assert view.running.lacking.text().startswith("1 of 3 photos")
    assert "1 of 3 photos" in view.set_combo.itemText(0)
    rest = [Answer(file, file, (0.9, 0.1)) for file in files[1:]]
    opened.changed.emit(predictions.add(opened.project, set_id, rest))
    view.sets._read()
    assert not view.running.isVisible()


def test_a_folder_is_watched_until_the_user_stops_it(view: PredictView, opened: Session, tmp_path: Path, qtbot: QtBot) -> None:
    row, new = view.running.watch_row, tmp_path / "camera"
    new.mkdir()
    assert not view.head.watch_box.isVisible()
    make_run(opened)
    with qtbot.waitSignal(opened.watched.began):
        view.watching.watch(new)
    assert view.answers.model.shown is not None
    assert view.answers.model.total == 0
    qtbot.waitUntil(row.line.isVisible)
    assert row.line.text() == f"Watching {new} with Quick look  ·  0 photos answered"
    assert view.head.watch_box.isChecked()
    opened.watched.keep_table(tmp_path / "answers.csv")
    assert row.table_box.isChecked()
    assert row.line.text().endswith("table answers.csv")
    qtbot.waitUntil((tmp_path / "answers.csv").exists)
    row.table_box.click()
    assert opened.watched.wanted == Watched(view.run_id or "", new)
    row.stop_button.click()
    assert not view.head.watch_box.isChecked()
    qtbot.waitUntil(lambda: not row.isVisible())


def test_what_was_watched_is_offered_when_the_project_is_opened_again(
    view: PredictView, opened: Session, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    row, new = view.running.watch_row, tmp_path / "camera"
    new.mkdir()
    make_run(opened)
    with qtbot.waitSignal(opened.watched.began):
        view.watching.watch(new)
    with qtbot.waitSignal(opened.scanning, check_params_cb=lambda progress: progress.finished):
        opened.open(folder)
    assert opened.watched.wanted is None
    assert row.line.text() == f"{new} was watched before with {opened.runs.rows[0].record.name}"
    with qtbot.waitSignal(opened.watched.began):
        row.go_on_button.click()
    assert row.line.text().startswith(f"Watching {new}")
