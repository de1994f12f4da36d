from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import evaluation, make_run, write_evaluation
from tests.desktop.taking import take_folders
from tldesk.core.changes import Change
from tldesk.core.messages import Command
from tldesk.core.results import EpochMetrics, Phase
from tldesk.core.run_values import RunState
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Session
from tldesk.desktop.views.train.view import TrainView
from tldesk.jobs.diagnosis import Condition
from tldesk.project import photos, runs


@pytest.fixture
def view(train: TrainView) -> TrainView:
    return train


def test_without_labels_it_says_why_one_cant_train_and_leads_to_label(view: TrainView, qtbot: QtBot) -> None:
    assert not view.recipe.buttons.train_button.isEnabled()
    assert view.recipe.buttons.reason.text() == "Label photos of at least two classes first."
    with qtbot.waitSignal(view.go_label):
        qtbot.mouseClick(view.recipe.buttons.label_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.go_label):
        qtbot.mouseClick(view.curves.empty.button, Qt.MouseButton.LeftButton)


def test_labels_open_the_way_at_once(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    take_folders(opened)
    qtbot.waitUntil(view.recipe.buttons.train_button.isEnabled)
    assert view.readiness.labelled.text() == "12 of 12 photos labelled"
    assert view.readiness.classes.text() == "round (6)  ·  square (6)"
    assert not view.recipe.buttons.reason.isVisible()


def test_labelled_photos_that_cant_be_read_are_counted_apart(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    take_folders(opened)
    assert opened.project is not None
    one = photos.all_photos(opened.project)[0]
    opened.changed.emit(photos.set_problem(opened.project, {one.id: "damaged"}))
    qtbot.waitUntil(lambda: view.readiness.labelled.text() == "12 of 12 photos labelled  ·  1 of them can't be read")
    assert view.readiness.classes.text() == "round (5)  ·  square (6)"


def test_a_wrong_setting_keeps_one_from_training(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    take_folders(opened)
    qtbot.waitUntil(view.recipe.buttons.train_button.isEnabled)
    view.recipe.form.set_value("epochs", 9999)
    assert not view.recipe.buttons.train_button.isEnabled()
    assert view.recipe.buttons.reason.text() == "1 setting to correct first."
    with qtbot.assertNotEmitted(view.recipe.train_wanted):
        view.train()


def test_recipe_and_preset_are_remembered_for_the_project(
    view: TrainView, opened: Session, preferences: Preferences, folder: Path, qtbot: QtBot
) -> None:
    view.recipe.cards.choose("standard")
    view.recipe.form.set_value("seed", 7)
    opened.close()
    with qtbot.waitSignal(opened.scanning, check_params_cb=lambda progress: progress.finished):
        opened.open(folder)
    other = TrainView(opened, preferences)
    qtbot.addWidget(other)
    assert other.recipe.cards.preset.key == "standard"
    assert other.recipe.form.recipe().seed == 7
    assert other.recipe.form.differing == {"seed"}


@pytest.mark.parametrize("kept", ["", "nonsense", '{"preset": "gone", "values": {"epochs": 9999, "unknown": 1, "seed": 3}}', "[1]"])
def test_remembered_nonsense_leaves_the_preset(view: TrainView, kept: str) -> None:
    view.recipe.restore(kept)
    recipe = view.recipe.form.recipe()
    assert recipe.epochs == 4
    assert recipe.seed == (3 if "seed" in kept else 0)


def test_a_run_shows_its_curves_its_epochs_and_how_it_ended(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    record = make_run(opened, epochs=3)
    view.show_run(record.id)
    qtbot.waitUntil(lambda: len(view.curves.curves.epochs) == 3)
    assert view.curves.epochs.rowCount() == 3
    assert view.curves.figure.text() == "Validation 80.0\u202f%"
    write_evaluation(opened, record, evaluation(opened, wrong=3))
    assert view.curves.figure.text() == "Test 75.0\u202f%  [65.0–85.0]"
    with qtbot.waitSignal(view.show_results) as heard:
        qtbot.mouseClick(view.curves.results_button, Qt.MouseButton.LeftButton)
    assert heard.args == [record.id]


def test_choosing_another_run_shows_its_curves(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    make_run(opened, "Long", epochs=4)
    short = make_run(opened, "Short", epochs=1)
    view.show_run(short.id)
    qtbot.waitUntil(lambda: len(view.curves.curves.epochs) == 1)
    view.runs.table.selectRow(1 - view.runs.model.row_of(short.id))
    qtbot.waitUntil(lambda: len(view.curves.curves.epochs) == 4)


def test_delete_goes_to_the_trash_and_says_so(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    record = make_run(opened)
    view.show_run(record.id)
    with qtbot.waitSignal(opened.said) as heard:
        view.runs.delete.trigger()
    assert heard.args is not None
    assert "Quick look" in heard.args[0].text
    assert opened.project is not None
    assert runs.runs(opened.project) == []
    assert (opened.project.layout.trash / record.id).is_dir()
    assert view.runs.run is None


def test_a_run_that_a_crash_left_planned_can_be_deleted(view: TrainView, opened: Session) -> None:
    view.runs.choose(make_run(opened, state=RunState.PLANNED, epochs=0).id)
    assert view.runs.delete.isEnabled()


def test_a_run_that_trains_cant_be_deleted(view: TrainView, opened: Session) -> None:
    record = make_run(opened, state=RunState.TRAINING)
    view.show_run(record.id)
    assert not view.runs.delete.isEnabled()
    assert opened.project is not None
    opened.changed.emit(runs.set_state(opened.project, record.id, RunState.CANCELLED, said="Cancelled."))
    assert view.runs.delete.isEnabled()
    assert view.curves.said.text() == "Cancelled."


def test_rename_edits_the_name_in_place(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    record = make_run(opened)
    view.show_run(record.id)
    view.runs.rename.trigger()
    editor = view.runs.table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "Plates")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.runs.model.rows[0].record.name == "Plates")


def test_the_rail_hears_how_many_runs_there_are(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.count_changed, check_params_cb=lambda text: text == "1"):
        make_run(opened)


def test_closing_the_project_empties_the_page(view: TrainView, opened: Session) -> None:
    make_run(opened)
    opened.close()
    assert view.runs.run is None
    assert view.curves.run is None
    assert not view.recipe.buttons.train_button.isEnabled()


def test_a_run_that_overfits_says_so_and_opens_the_corrected_recipe(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    assert opened.project is not None
    record = make_run(opened, epochs=0)
    folder = opened.project.layout.run(record.id)
    for number, (train, validation) in enumerate(((0.8, 0.8), (0.3, 0.6), (0.1, 0.7), (0.02, 0.9)), 1):
        folder.add_epoch(EpochMetrics(number, Phase.FINE_TUNE, train, 0.99, validation, 0.75, 1e-3, 1.0, best=validation == 0.6))
    opened.changed.emit(Change(runs=frozenset({record.id})))
    view.show_run(record.id)
    findings = view.curves.findings
    qtbot.waitUntil(findings.isVisible)
    assert findings.findings[0].condition is Condition.OVERFITTING
    assert "99.0\u202f% right on the training photos" in findings.text.text()
    before = view.recipe.settings()
    qtbot.mouseClick(findings.button, Qt.MouseButton.LeftButton)
    shown = view.recipe.form.recipe()
    assert (shown.dropout, shown.policy) == (0.3, "trivialaugment")
    view.recipe.restore(before)
    view.show_run(make_run(opened, "Another").id)
    qtbot.waitUntil(lambda: not findings.isVisible())


def test_two_photos_of_each_class_are_too_few(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    assert opened.project is not None
    ids = [photo.id for photo in photos.all_photos(opened.project)]
    for name, some in (("Rods", ids[:2]), ("Cocci", ids[2:6])):
        made = opened.labelling.add_class(name)
        assert made is not None
        opened.labelling.label(some, made.id)
    qtbot.waitUntil(lambda: view.recipe.buttons.reason.text() == "Label at least 3 photos of each of two classes first.")
    assert not view.recipe.buttons.train_button.isEnabled()
    assert not view.readiness.without_button.isVisible()


def test_a_class_with_too_few_photos_can_be_left_out_of_the_training(view: TrainView, opened: Session, qtbot: QtBot) -> None:
    assert opened.project is not None
    for photo in photos.all_photos(opened.project):  # no two of them alike, so that there are photos for every split
        Image.effect_noise((64, 48), 100).convert("RGB").save(photos.file_of(opened.project, photo))
    with qtbot.waitSignal(opened.scanning, check_params_cb=lambda progress: progress.finished):
        opened.rescan()
    take_folders(opened)
    made = opened.labelling.add_class("Mould")
    assert made is not None
    opened.labelling.label([photos.all_photos(opened.project)[0].id], made.id)
    qtbot.waitUntil(lambda: view.readiness.without_button.isVisible())
    assert view.readiness.without_button.text() == "Train without «Mould»"
    assert "Mould (1)" in view.readiness.few.text()
    with qtbot.waitSignal(opened.said, check_params_cb=lambda banner: banner.kind == "error") as said:
        view.train()
    assert said.args is not None
    assert said.args[0].action == "Train without «Mould»"
    qtbot.mouseClick(view.readiness.without_button, Qt.MouseButton.LeftButton)
    assert not view.readiness.without_button.isVisible()
    assert opened.training is not None
    qtbot.waitUntil(lambda: len(runs.runs(opened.project)) == 1)
    run_id = runs.runs(opened.project)[0].id
    assert runs.run_folder(opened.project, run_id).left_out().classes == (("Mould", 1),)
    opened.stop_training(Command.CANCEL)
