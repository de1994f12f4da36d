import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox
from pytestqt.qtbot import QtBot

from tldesk.core.errors import RecipeError
from tldesk.core.recipe import PRESETS, Recipe, knobs, preset
from tldesk.desktop.widgets.preset_cards import PresetCards
from tldesk.desktop.widgets.recipe_form import RecipeForm


@pytest.fixture
def form(qtbot: QtBot) -> RecipeForm:
    form = RecipeForm()
    qtbot.addWidget(form)
    form.show()
    return form


def test_every_knob_has_a_row_with_a_name_and_help(form: RecipeForm) -> None:
    assert list(form.rows) == [knob.name for knob in knobs()]
    for knob in knobs():
        control = form.rows[knob.name].editor.control
        assert control.accessibleName() == knob.label
        assert knob.help in control.toolTip()


@pytest.mark.parametrize("key", [p.key for p in PRESETS])
def test_a_preset_comes_back_unchanged(form: RecipeForm, key: str) -> None:
    form.set_preset(preset(key).recipe)
    assert form.recipe() == preset(key).recipe
    assert not any(row.differs for row in form.rows.values())
    assert form.problems == {}


def test_a_value_out_of_range_is_told_under_its_field_in_the_recipes_words(form: RecipeForm, qtbot: QtBot) -> None:
    form.set_preset(preset("standard").recipe)
    control = form.rows["epochs"].editor.control
    assert isinstance(control, QSpinBox)
    control.selectAll()
    qtbot.keyClicks(control, "9999")
    assert list(form.problems) == ["epochs"]
    with pytest.raises(RecipeError) as caught:
        form.recipe()
    assert form.problems["epochs"] == caught.value.what
    control.selectAll()
    qtbot.keyClicks(control, "12")
    assert form.problems == {}
    assert form.recipe().epochs == 12


def test_a_text_that_is_empty_is_told(form: RecipeForm) -> None:
    form.rows["backbone"].set_value("")
    assert "backbone" in form.problems


def test_what_differs_is_marked_and_reset(form: RecipeForm, qtbot: QtBot) -> None:
    form.set_preset(preset("standard").recipe)
    row = form.rows["flip"]
    combo = row.editor.control
    assert isinstance(combo, QComboBox)
    assert not row.reset.isVisible()
    combo.setCurrentIndex(combo.findData("both"))
    assert row.differs
    assert row.reset.isVisible()
    assert form.recipe().flip == "both"
    qtbot.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    assert not row.differs
    assert form.recipe() == preset("standard").recipe


def test_small_numbers_read_as_people_write_them(form: RecipeForm, qtbot: QtBot) -> None:
    form.set_preset(preset("standard").recipe)
    control = form.rows["learning_rate"].editor.control
    assert isinstance(control, QDoubleSpinBox)
    assert control.text() == "0.001"
    control.selectAll()
    qtbot.keyClicks(control, "3e-5")
    assert form.recipe().learning_rate == pytest.approx(3e-5)
    control.stepBy(1)
    assert form.recipe().learning_rate == pytest.approx(4e-5)
    control.stepBy(-3)
    assert form.recipe().learning_rate == pytest.approx(1e-5)
    control.stepBy(-1)
    assert form.recipe().learning_rate == pytest.approx(9e-6)


def test_a_setting_without_effect_is_grey_and_says_why(form: RecipeForm) -> None:
    assert not form.rows["epochs"].isEnabled()
    assert form.rows["epochs"].toolTip() == "Used only where stages of the backbone are trained."
    form.set_preset(preset("standard").recipe)
    assert form.rows["epochs"].isEnabled()
    assert form.rows["epochs"].toolTip() == ""
    assert form.rows["focal_gamma"].toolTip() == "Used only where Loss is focal."


def test_settings_that_do_not_go_together_are_told_at_one_of_them(form: RecipeForm) -> None:
    form.rows["hidden_layers"].set_value("256")
    form.rows["head_solver"].set_value("l-bfgs")
    assert list(form.problems) == ["head_solver"]
    form.rows["hidden_layers"].set_value("")
    assert form.problems == {}


def test_a_switch_is_a_check_box(form: RecipeForm, qtbot: QtBot) -> None:
    control = form.rows["deterministic"].editor.control
    assert isinstance(control, QCheckBox)
    form.advanced_button.setChecked(True)
    qtbot.keyClick(control, Qt.Key.Key_Space)
    assert form.recipe().deterministic is True
    assert form.rows["deterministic"].differs


def test_a_choice_that_the_menu_cuts_stands_in_its_tooltip(form: RecipeForm) -> None:
    row = form.rows["imbalance"]
    row.set_value("balanced-sampling")
    assert row.editor.control.toolTip().startswith("Balanced-sampling\n")
    assert row.knob.help in row.editor.control.toolTip()


def test_steps_stay_within_the_range(form: RecipeForm) -> None:
    control = form.rows["label_smoothing"].editor.control
    assert isinstance(control, QDoubleSpinBox)
    control.stepBy(1000)
    assert form.recipe().label_smoothing == 0.5
    control = form.rows["patience"].editor.control
    control.stepBy(-1000)  # type: ignore[union-attr]
    assert form.recipe().patience == 1


def test_advanced_settings_are_folded_away_until_asked_for(form: RecipeForm, qtbot: QtBot) -> None:
    assert not form.rows["seed"].isVisible()
    qtbot.keyClick(form.advanced_button, Qt.Key.Key_Space)
    assert form.rows["seed"].isVisible()


def test_the_wheel_changes_nothing_the_pointer_only_passes(form: RecipeForm) -> None:
    control = form.rows["epochs"].editor.control
    control.clearFocus()
    middle = QPointF(control.rect().center())
    wheel = QWheelEvent(
        middle,
        control.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(control, wheel)
    assert form.recipe() == Recipe()


def test_a_shown_recipe_is_compared_with_the_preset(form: RecipeForm) -> None:
    form.set_preset(preset("quick-look").recipe)
    form.show_recipe(preset("quick-look").recipe.with_values({"seed": 7}))
    assert {name for name, row in form.rows.items() if row.differs} == {"seed"}


def test_cards_are_chosen_by_pointer_and_by_keys(qtbot: QtBot) -> None:
    cards = PresetCards(PRESETS)
    qtbot.addWidget(cards)
    cards.resize(280, 300)
    cards.show()
    assert cards.preset.key == "quick-look"
    with qtbot.waitSignal(cards.chosen) as heard:
        qtbot.mouseClick(cards.cards["standard"], Qt.MouseButton.LeftButton)
    assert heard.args is not None
    assert heard.args[0].key == "standard"
    cards.activateWindow()
    cards.cards["standard"].setFocus()
    qtbot.waitUntil(cards.cards["standard"].hasFocus)
    qtbot.keyClick(cards.cards["standard"], Qt.Key.Key_Up)
    assert cards.preset.key == "quick-look"
