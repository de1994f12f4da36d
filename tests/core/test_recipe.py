import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tldesk.core.errors import RecipeError
from tldesk.core.recipe import PRESETS, Recipe, knobs, preset, recipe_from


def test_every_setting_says_what_it_is() -> None:
    for knob in knobs():
        assert knob.label, knob.name
        assert knob.help.endswith("."), knob.name
        assert knob.group, knob.name


def test_the_description_agrees_with_what_is_validated() -> None:
    for knob in knobs():
        for choice in knob.choices:
            assert getattr(Recipe().with_values({knob.name: choice}), knob.name) == choice
        if knob.high is not None:
            assert Recipe().with_values({knob.name: knob.kind(knob.high)})
            with pytest.raises(RecipeError, match=knob.name):
                Recipe().with_values({knob.name: knob.high + 1})
        if knob.low is not None:
            with pytest.raises(RecipeError, match=knob.name):
                Recipe().with_values({knob.name: knob.low if knob.above_low else knob.low - 1})


def test_an_unknown_setting_is_named() -> None:
    with pytest.raises(RecipeError, match="no setting named 'momentun'"):
        Recipe().with_values({"momentun": 0.9})


def test_all_problems_are_said_at_once() -> None:
    with pytest.raises(RecipeError) as caught:
        Recipe().with_values({"epochs": 0, "method": "magic"})
    assert "epochs" in str(caught.value)
    assert "method" in str(caught.value)


def test_a_setting_from_the_command_line_is_text() -> None:
    recipe = Recipe().with_values({"epochs": "12", "learning_rate": "3e-4"})
    assert (recipe.epochs, recipe.learning_rate) == (12, 3e-4)


@given(st.sampled_from([p.recipe for p in PRESETS]), st.integers(1, 500), st.integers(0, 2**31 - 1))
def test_a_saved_recipe_is_read_back_unchanged(recipe: Recipe, epochs: int, seed: int) -> None:
    changed = recipe.with_values({"epochs": epochs, "seed": seed})
    assert recipe_from(json.loads(changed.model_dump_json())) == changed


def test_what_differs_from_the_preset_is_known() -> None:
    assert Recipe(seed=3).differing_from(Recipe()) == {"seed"}


def test_a_missing_preset_names_those_there_are() -> None:
    with pytest.raises(RecipeError, match="quick-look"):
        preset("quick")
