import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from tldesk.core.errors import RecipeError
from tldesk.core.recipe import Recipe, preset
from tldesk.desktop.session import Banner
from tldesk.desktop.views.train.recipe_files import read_recipe
from tldesk.desktop.views.train.recipe_panel import RecipePanel
from tldesk.desktop.widgets.backbone_picker import BackbonePicker


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RecipePanel:
    """The panel on a computer without weights but the embedded ones."""
    for variable in ("TLDESK_WEIGHTS", "XDG_DATA_HOME", "HF_HUB_CACHE"):
        monkeypatch.setenv(variable, str(tmp_path / "nothing"))
    panel = RecipePanel()
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.backbones.looked):
        panel.show()
    return panel


def banner(heard: object) -> Banner:
    (said,) = heard.args  # type: ignore[attr-defined]
    assert isinstance(said, Banner)
    return said


def test_what_was_changed_is_counted_and_goes_back_with_undo(panel: RecipePanel, qtbot: QtBot) -> None:
    panel.cards.choose("standard")
    assert not panel.reset_button.isVisible()
    panel.form.set_value("seed", 7)
    panel.form.set_value("flip", "both")
    assert panel.reset_button.text() == "2 settings changed. Back to the preset"
    with qtbot.waitSignal(panel.said) as heard:
        qtbot.mouseClick(panel.reset_button, Qt.MouseButton.LeftButton)
    assert panel.form.recipe() == preset("standard").recipe
    undo = banner(heard).act
    assert undo is not None
    undo()
    assert panel.form.recipe() == preset("standard").recipe.with_values({"seed": 7, "flip": "both"})


def test_a_saved_recipe_comes_back_from_its_file(panel: RecipePanel, qtbot: QtBot, tmp_path: Path) -> None:
    panel.cards.choose("thorough")
    panel.form.set_value("seed", 11)
    recipe, file = panel.form.recipe(), tmp_path / "mine.json"
    with qtbot.waitSignal(panel.said) as heard:
        panel.files.save(file, recipe)
    assert "mine.json" in banner(heard).text
    panel.cards.choose("quick-look")
    with qtbot.waitSignal(panel.said) as heard:
        panel.files.load(file)
    assert panel.form.recipe() == recipe
    assert panel.cards.preset.key == "thorough"
    assert panel.form.differing == {"seed"}
    undo = banner(heard).act
    assert undo is not None
    undo()
    assert panel.form.recipe() == preset("quick-look").recipe


def test_a_recipe_can_be_copied(panel: RecipePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.said):
        panel.copy_action.trigger()
    assert Recipe(**json.loads(QGuiApplication.clipboard().text())) == panel.form.recipe()


def test_a_wrong_recipe_is_neither_saved_nor_copied(panel: RecipePanel) -> None:
    panel.form.set_value("epochs", 99999)
    assert not panel.save_action.isEnabled()
    assert not panel.copy_action.isEnabled()


def test_a_recipe_is_dropped_on_the_panel(panel: RecipePanel, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "recipe.json"
    file.write_text('{"seed": 5}')
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    actions, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), actions, data, left, none)
    QApplication.sendEvent(panel, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(panel.files.loaded):
        QApplication.sendEvent(panel, QDropEvent(QPointF(5, 5), actions, data, left, none))
    assert panel.form.recipe().seed == 5


def test_other_things_are_not_taken(panel: RecipePanel, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(panel, enter)
    assert not enter.isAccepted()


@pytest.mark.parametrize(
    ("content", "said"),
    [("no json", "is no JSON"), ("[1]", "holds no recipe"), ('{"epochs": 0}', "epochs"), ('{"bananas": 1}', "no setting named 'bananas'")],
)
def test_files_that_are_no_recipe_are_told(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "recipe.json"
    file.write_text(content)
    with pytest.raises(RecipeError, match=said) as caught:
        read_recipe(file)
    assert caught.value.what.startswith("recipe.json")
    file.unlink()
    with pytest.raises(RecipeError, match=r"recipe\.json can't be read"):
        read_recipe(file)


def test_what_cannot_be_loaded_leaves_the_recipe(panel: RecipePanel, qtbot: QtBot, tmp_path: Path) -> None:
    before = panel.form.recipe()
    with qtbot.waitSignal(panel.said) as heard:
        panel.files.load(tmp_path / "gone.json")
    assert banner(heard).kind == "error"
    assert panel.form.recipe() == before


def test_a_backbone_whose_weights_are_not_here_stands_in_the_way_until_they_are_random(panel: RecipePanel) -> None:
    assert panel.can_train
    panel.form.set_value("backbone", "resnet18")
    assert "not on this computer" in panel.form.problems["backbone"]
    assert not panel.can_train
    panel.form.set_value("weights", "random")
    assert panel.form.problems == {}
    assert panel.can_train


def test_the_backbone_is_chosen_on_its_sheet(panel: RecipePanel, qtbot: QtBot) -> None:
    panel.form.set_value("weights", "random")
    button = panel.form.row("backbone").editor.control
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    sheet = panel.findChild(BackbonePicker)
    assert sheet is not None
    assert sheet.isVisible()
    sheet.field.setText("mobilenet v2 050")
    with qtbot.waitSignal(panel.backbones.chosen):
        sheet.use()
    assert panel.form.recipe().backbone == "mobilenetv2_050"
    assert panel.form.row("backbone").differs


def test_weights_that_are_lacking_are_a_button_away(panel: RecipePanel, qtbot: QtBot) -> None:
    button = panel.form.row("backbone").findChild(QToolButton)
    assert button is not None
    assert "Ctrl+Shift+W" in button.toolTip()
    with qtbot.waitSignal(panel.backbones.weights_wanted) as heard:
        button.click()
    assert heard.args == [""]
    panel.form.set_value("backbone", "resnet18")
    assert "Ctrl+Shift+W" in panel.form.problems["backbone"]
    with qtbot.waitSignal(panel.backbones.weights_wanted) as heard:
        button.click()
    assert heard.args == ["resnet18"]


def test_every_action_has_a_key(panel: RecipePanel) -> None:
    keys = [action.shortcut().toString() for action in panel.recipe_actions]
    assert all(keys)
    assert len(set(keys)) == len(keys)
