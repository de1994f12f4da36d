from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.desktop.made_runs import evaluation, make_run, write_evaluation
from tests.desktop.views.conftest import show
from tldesk.core.recipe import Recipe, preset
from tldesk.desktop.models.runs import RunsModel
from tldesk.desktop.preferences import Preferences
from tldesk.desktop.session import Job, Session
from tldesk.desktop.views.train.compare_sheet import CompareSheet
from tldesk.desktop.views.train.runs_panel import RunsPanel
from tldesk.desktop.views.train.view import TrainView


@pytest.fixture
def view(opened: Session, preferences: Preferences, qtbot: QtBot) -> TrainView:
    view = TrainView(opened, preferences)
    show(view, qtbot, active=True)
    return view


@pytest.fixture
def panel(view: TrainView, opened: Session) -> RunsPanel:
    """Three runs, of which the last is current."""
    for name in ("One", "Two", "Three"):
        record = make_run(opened, name)
        view.runs.choose(record.id)
    return view.runs


def names(panel: RunsPanel) -> list[str]:
    return [panel.sorted.index(row, RunsModel.NAME).data() for row in range(panel.sorted.rowCount())]


def select(panel: RunsPanel, *wanted: str) -> None:
    panel.table.clearSelection()
    for name in wanted:
        row = names(panel).index(name)
        panel.table.selectionModel().select(
            panel.sorted.index(row, 0),
            panel.table.selectionModel().SelectionFlag.Select | panel.table.selectionModel().SelectionFlag.Rows,
        )


def test_a_column_sorts_and_once_more_the_other_way_and_it_is_remembered(
    panel: RunsPanel, opened: Session, preferences: Preferences, qtbot: QtBot
) -> None:
    assert names(panel) == ["Three", "Two", "One"]
    panel.sort_by(RunsModel.NAME)
    assert names(panel) == ["One", "Three", "Two"]
    panel.table.horizontalHeader().sectionClicked.emit(RunsModel.NAME)
    assert names(panel) == ["Two", "Three", "One"]
    assert panel.run is not None
    assert panel.run.record.name == "Three"
    other = RunsPanel(opened)
    qtbot.addWidget(other)
    assert names(other) == ["Two", "Three", "One"]


def test_the_star_is_set_by_key_for_all_selected_and_by_a_click_for_one(panel: RunsPanel, qtbot: QtBot) -> None:
    select(panel, "One", "Three")
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert {row.record.name for row in panel.model.rows if row.remark.starred} == {"One", "Three"}
    assert panel.star.text() == "Take the star away"
    cell = panel.table.visualRect(panel.sorted.index(names(panel).index("Three"), RunsModel.STAR))
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    assert {row.record.name for row in panel.model.rows if row.remark.starred} == {"One"}


def test_a_note_is_written_where_it_is_read(panel: RunsPanel, opened: Session, qtbot: QtBot) -> None:
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    edit = panel.note_line.edit
    assert edit.hasFocus()
    qtbot.keyClicks(edit, "Plates of May")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert panel.run is not None
    assert panel.run.remark.note == "Plates of May"
    qtbot.keyClicks(edit, " and June")
    panel.choose(next(row.record.id for row in panel.model.rows if row.record.name == "One"))  # what was typed is kept
    assert edit.text() == ""
    assert {row.record.name: row.remark.note for row in panel.model.rows}["Three"] == "Plates of May and June"


def test_deleted_runs_can_be_put_back(panel: RunsPanel, opened: Session, qtbot: QtBot) -> None:
    select(panel, "One", "Two")
    with qtbot.waitSignal(opened.said) as heard:
        panel.delete.trigger()
    assert names(panel) == ["Three"]
    assert heard.args is not None
    assert heard.args[0].action == "Put back"
    heard.args[0].act()
    assert names(panel) == ["Three", "Two", "One"]


def test_runs_are_compared_by_curves_figures_and_recipes(panel: RunsPanel, opened: Session, qtbot: QtBot) -> None:
    assert not panel.compare.isEnabled()
    one = next(row.record for row in panel.model.rows if row.record.name == "One")
    two = next(row.record for row in panel.model.rows if row.record.name == "Two")
    write_evaluation(opened, one, evaluation(opened, wrong=3))
    assert opened.project is not None
    opened.project.layout.run(two.id).write_recipe(Recipe(rotation=30, method="two-stage"))
    select(panel, "One", "Two")
    panel.compare.trigger()
    qtbot.waitUntil(lambda: panel.findChild(CompareSheet) is not None)
    sheet = panel.findChild(CompareSheet)
    lines = dict(line.split("\t", 1) for line in sheet.model.as_text().splitlines() if "\t" in line)
    assert lines[""] == "Two\tOne"
    assert lines["Accuracy"] == "–\t75.0\u202f%  [65.0–85.0]"
    assert lines["Rotation"] == "30\u202f°\t0\u202f°"
    assert lines["Method"] == "Two-stage\tFeatures"
    assert "Seed" not in lines
    assert sheet.warning.isHidden()
    qtbot.keyClick(sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == sheet.model.as_text()
    sheet.close()


def test_train_again_shows_the_recipe_and_says_whether_it_is_the_same(
    view: TrainView, panel: RunsPanel, opened: Session, qtbot: QtBot
) -> None:
    assert opened.project is not None
    assert panel.run is not None
    recipe = preset("standard").recipe.with_values({"rotation": 20.0, "backbone": "resnet18", "weights": "random"})
    opened.project.layout.run(panel.run.record.id).write_recipe(recipe)
    panel.again.trigger()
    assert view.recipe.form.recipe() == recipe
    assert view.recipe.cards.preset.key == "standard"
    assert view.recipe.form.differing == {"rotation", "backbone", "weights"}
    assert view.recipe.buttons.train_button.text() == "Train the same again"
    view.recipe.form.set_value("rotation", 25.0)
    assert view.recipe.buttons.train_button.text() == "Train"


@pytest.mark.parametrize("width", [1280, 1440])
def test_all_photos_right_has_room(view: TrainView, panel: RunsPanel, opened: Session, qtbot: QtBot, width: int) -> None:
    view.resize(width, 800)
    write_evaluation(opened, make_run(opened, "Right"), evaluation(opened, wrong=0))
    assert panel.sorted.index(0, RunsModel.TEST).data() == "100.0\u202f%"
    qtbot.waitUntil(lambda: view.width() == width and not panel.table.isColumnHidden(RunsModel.TEST))
    for column in (RunsModel.ACCURACY, RunsModel.TEST, RunsModel.F1):
        assert panel.table.sizeHintForIndex(panel.sorted.index(0, RunsModel.TEST)).width() <= panel.table.columnWidth(column) or (
            panel.table.isColumnHidden(column)
        )


def test_all_columns_have_the_page(view: TrainView, panel: RunsPanel, qtbot: QtBot) -> None:
    assert panel.table.isColumnHidden(RunsModel.BACKBONE)
    panel.wide.trigger()
    assert not view.recipe.isVisible()
    qtbot.waitUntil(lambda: not panel.table.isColumnHidden(RunsModel.BACKBONE))
    panel.again.trigger()  # the recipe is to be seen
    assert view.recipe.isVisible()
    assert not panel.wide.isChecked()


def test_while_a_training_runs_train_puts_the_recipe_into_the_queue(view: TrainView, opened: Session, folder: Path, qtbot: QtBot) -> None:
    opened.exchange.take_folders()
    qtbot.waitUntil(view.recipe.buttons.train_button.isEnabled)
    opened._jobs.trainer.plan("Training", "Comparing photos")
    assert isinstance(opened.training, Job)
    assert view.recipe.buttons.train_button.text() == "Train afterwards"
    qtbot.mouseClick(view.recipe.buttons.train_button, Qt.MouseButton.LeftButton)
    view.recipe.cards.choose("standard")
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    queue = view.runs.queue
    assert queue.isVisible()
    shown = [queue.list.item(row).text() for row in range(queue.list.count())]
    assert shown == ["1. Quick look  ·  tf_efficientnet_lite0", "2. Standard  ·  tf_efficientnet_lite0"]
    queue.list.setFocus()
    qtbot.keyClick(queue.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [item.recipe.method for item in opened.queue.items] == ["two-stage", "features"]
    assert queue.list.currentRow() == 1
    queue.hold.trigger()
    assert queue.list.item(1).text().endswith("(held)")
    qtbot.mouseClick(queue.hold_button, Qt.MouseButton.LeftButton)
    assert queue.title.text() == "Queue (held)"
    queue.remove.trigger()
    queue.remove.trigger()
    assert not queue.isVisible()
