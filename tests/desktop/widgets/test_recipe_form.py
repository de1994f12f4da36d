import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from tldesk.core.errors import RecipeError
from tldesk.core.recipe import PRESETS, Knob, Recipe, knobs, preset
from tldesk.desktop.widgets.knob_editors import help_in_short
from tldesk.desktop.widgets.knob_row import WIDEST_MENU
from tldesk.desktop.widgets.preset_cards import PresetCards
from tldesk.desktop.widgets.recipe_form import RecipeForm


@pytest.fixture
def form(qtbot: QtBot) -> RecipeForm:
    form = RecipeForm(PRESETS[0].recipe)
    qtbot.addWidget(form)
    form.show()
    return form


def test_every_knob_has_a_row_with_a_name_and_help(form: RecipeForm, qtbot: QtBot) -> None:
    form.advanced_button.setChecked(True)
    qtbot.waitUntil(lambda: len(form.rows) == len(knobs()))
    assert set(form.rows) == {knob.name for knob in knobs()}
    for knob in knobs():
        control = form.row(knob.name).editor.control
        assert control.accessibleName() == knob.label
        assert knob.help in control.toolTip()


def test_under_a_choice_stands_what_is_chosen_and_under_a_number_what_it_is(form: RecipeForm, qtbot: QtBot) -> None:
    method, epochs = form.row("method"), form.row("epochs")
    assert method.help.text() == "The backbone stays as it is and only the head is trained; fast."
    form.set_value("method", "two-stage")
    assert method.help.text() == "The head first, then the last stages at a lower rate."
    assert "whole: everything from the first step on" in method.help.toolTip()
    assert epochs.help.text().startswith("At most this many passes")
    qtbot.waitUntil(lambda: method.help.height() >= method.help.heightForWidth(method.help.width()) > 0)  # Nothing is cut.


@pytest.mark.parametrize("knob", [knob for knob in knobs() if knob.choices], ids=lambda knob: knob.name)
def test_no_row_explains_another_choice(knob: Knob) -> None:
    sentences = f"{knob.help.removesuffix('.')}. ".casefold().split(". ")
    for choice in knob.choices:
        words = help_in_short(knob, choice).removesuffix(".").casefold()
        about = [named for named in knob.choices if f"{named}: {words}" in sentences]
        assert about == [named for named in knob.choices if named == choice and any(one.startswith(f"{named}: ") for one in sentences)]
        assert not any(f"{named}: " in words for named in knob.choices)


def test_where_no_words_fit_a_choice_there_are_none() -> None:
    by_name = {knob.name: knob for knob in knobs()}
    assert help_in_short(by_name["loss"], "cross-entropy") == ""
    assert help_in_short(by_name["group_by"], "burst") == "Those taken within 30 seconds of each other."
    assert help_in_short(by_name["precision"], "float32").startswith("What the training computes in")


@pytest.mark.parametrize("key", [p.key for p in PRESETS])
def test_a_preset_comes_back_unchanged(form: RecipeForm, key: str) -> None:
    form.set_preset(preset(key).recipe)
    assert form.recipe() == preset(key).recipe
    assert form.differing == set()
    assert form.problems == {}


def test_a_value_out_of_range_is_told_under_its_field_in_the_recipes_words(form: RecipeForm, qtbot: QtBot) -> None:
    form.set_preset(preset("standard").recipe)
    control = form.row("epochs").editor.control
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
    form.set_value("backbone", "")
    assert "backbone" in form.problems


def test_what_differs_is_marked_and_reset(form: RecipeForm, qtbot: QtBot) -> None:
    form.set_preset(preset("standard").recipe)
    row = form.row("flip")
    combo = row.editor.control
    assert isinstance(combo, QComboBox)
    assert row.reset is None
    combo.setCurrentIndex(combo.findData("both"))
    assert row.differs
    assert row.reset is not None
    qtbot.waitUntil(row.reset.isVisible)
    assert form.recipe().flip == "both"
    qtbot.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    assert not row.differs
    assert form.recipe() == preset("standard").recipe


def test_small_numbers_read_as_people_write_them(form: RecipeForm, qtbot: QtBot) -> None:
    form.set_preset(preset("standard").recipe)
    control = form.row("learning_rate").editor.control
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
    assert not form.row("epochs").isEnabled()
    assert form.row("epochs").toolTip() == "Used only where stages of the backbone are trained."
    form.set_preset(preset("standard").recipe)
    assert form.row("epochs").isEnabled()
    assert form.row("epochs").toolTip() == ""
    assert form.row("focal_gamma").toolTip() == "Used only where Loss is focal."


def test_settings_that_do_not_go_together_are_told_at_one_of_them(form: RecipeForm) -> None:
    form.set_value("hidden_layers", "256")
    form.set_value("head_solver", "l-bfgs")
    assert list(form.problems) == ["head_solver"]
    form.set_value("hidden_layers", "")
    assert form.problems == {}


def test_a_switch_is_a_check_box(form: RecipeForm, qtbot: QtBot) -> None:
    control = form.row("deterministic").editor.control
    assert isinstance(control, QCheckBox)
    form.advanced_button.setChecked(True)
    qtbot.keyClick(control, Qt.Key.Key_Space)
    assert form.recipe().deterministic is True
    assert form.row("deterministic").differs


def test_a_choice_that_the_menu_cuts_stands_in_its_tooltip(form: RecipeForm) -> None:
    row = form.row("imbalance")
    form.set_value("imbalance", "balanced-sampling")
    assert row.editor.control.toolTip().startswith("Balanced-sampling\n")
    assert row.knob.help in row.editor.control.toolTip()


def test_steps_stay_within_the_range(form: RecipeForm) -> None:
    control = form.row("label_smoothing").editor.control
    assert isinstance(control, QDoubleSpinBox)
    control.stepBy(1000)
    assert form.recipe().label_smoothing == 0.5
    control = form.row("patience").editor.control
    control.stepBy(-1000)  # type: ignore[union-attr]
    assert form.recipe().patience == 1


def test_advanced_settings_are_folded_away_until_asked_for(form: RecipeForm, qtbot: QtBot) -> None:
    basic = {knob.name for knob in knobs() if knob.level == "basic"}
    qtbot.waitUntil(lambda: set(form.rows) == basic)
    qtbot.keyClick(form.advanced_button, Qt.Key.Key_Space)
    # Qt shows a row that was added to a layout in a later turn of the event loop.
    qtbot.waitUntil(lambda: len(form.rows) == len(knobs()) and form.rows["seed"].isVisible())
    qtbot.keyClick(form.advanced_button, Qt.Key.Key_Space)
    assert not form.rows["seed"].isVisible()


def test_rows_are_made_in_turns_of_the_event_loop(qtbot: QtBot) -> None:
    form = RecipeForm(PRESETS[0].recipe)
    qtbot.addWidget(form)
    assert form.rows == {}
    assert form.recipe() == PRESETS[0].recipe
    form.set_value("seed", 7)
    form.show()
    qtbot.waitUntil(lambda: "method" in form.rows)
    form.advanced_button.setChecked(True)
    qtbot.waitUntil(lambda: "seed" in form.rows)
    assert form.rows["seed"].editor.value() == 7
    assert form.rows["seed"].differs


def test_what_is_folded_away_is_counted_on_the_button(form: RecipeForm) -> None:
    assert form.advanced_button.text() == "Advanced"
    form.set_value("seed", 7)
    assert form.advanced_button.text() == "Advanced: 1 changed"
    form.set_value("clip", -1.0)
    assert form.advanced_button.text() == "Advanced: 1 to correct"
    form.reveal("clip")
    assert form.rows["clip"].isVisible()
    assert form.rows["clip"].message == form.problems["clip"]


def test_a_menu_is_wide_enough_for_its_choices(form: RecipeForm) -> None:
    for name in ("loss", "imbalance", "monitor", "head_solver", "method"):
        combo = form.row(name).editor.control
        assert combo.sizeHint().width() <= form.row(name).editor.width() or form.row(name).editor.width() == WIDEST_MENU


def test_the_tools_of_two_settings_are_asked_for(form: RecipeForm, qtbot: QtBot) -> None:
    for name in ("backbone", "learning_rate"):
        with qtbot.waitSignal(form.asked, check_params_cb=lambda asked, name=name: asked == name):
            form.row(name).asked.emit()


def test_the_wheel_changes_nothing_the_pointer_only_passes(form: RecipeForm) -> None:
    control = form.row("epochs").editor.control
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
    assert form.differing == {"seed"}


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


def test_in_a_low_window_cards_are_names_and_the_chosen_one_says_what_it_does_below(qtbot: QtBot) -> None:
    cards = PresetCards(PRESETS)
    qtbot.addWidget(cards)
    cards.resize(280, 500)
    cards.show()
    card = cards.cards["standard"]
    tall = card.height()
    cards.set_brief(True)
    assert card.height() < tall / 2
    card.click()
    said = [label.text() for label in cards.findChildren(QLabel) if label.isVisible()]
    assert said == [card.preset.summary]
    cards.set_brief(False)
    assert card.height() == tall
    assert not any(label.isVisible() for label in cards.findChildren(QLabel))
