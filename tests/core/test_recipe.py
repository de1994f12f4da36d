import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tldesk.core.errors import RecipeError
from tldesk.core.recipe import PRESETS, Recipe, knobs, preset, problems_of, recipe_from


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


def test_settings_that_do_not_go_together_are_refused_in_words() -> None:
    with pytest.raises(RecipeError, match="optimum of a linear head only"):
        Recipe().with_values({"hidden_layers": "256", "head_solver": "l-bfgs"})
    with pytest.raises(RecipeError, match="less than 20 %"):
        Recipe().with_values({"validation_percent": 50, "test_percent": 40})
    with pytest.raises(RecipeError, match="never saw a mirrored photo"):
        Recipe().with_values({"mirrored_answers": "both", "flip": "none"})
    with pytest.raises(RecipeError, match="at least two photos"):
        Recipe().with_values({"batch_size": 1, "norm_statistics": "live", "method": "whole"})
    with pytest.raises(RecipeError, match="four widths"):
        Recipe().with_values({"hidden_layers": "256 and 3"})


def test_problems_stand_at_their_settings() -> None:
    values = {**Recipe().model_dump(), "hidden_layers": "8", "head_solver": "l-bfgs"}
    assert list(problems_of(values)) == ["head_solver"]
    assert list(problems_of({**values, "epochs": 0, "crop": 2.0})) == ["epochs", "crop"]
    assert problems_of(Recipe().model_dump()) == {}


def test_presets_are_sound_and_differ() -> None:
    for one in PRESETS:
        assert recipe_from(one.recipe.model_dump()) == one.recipe
        assert [other.key for other in PRESETS if other.recipe == one.recipe] == [one.key]
    assert [one.recipe.method for one in PRESETS] == ["features", "two-stage", "gradual", "whole"]


def test_what_a_setting_needs_is_a_setting_or_a_property_with_words() -> None:
    for knob in knobs():
        for name, allowed in knob.needs.items():
            assert hasattr(Recipe(), name), knob.name
            choices = {other.name: other.choices for other in knobs()}.get(name, ())
            assert not choices or set(allowed) <= set(choices), knob.name


def test_settings_without_effect_are_known_with_the_reason() -> None:
    unused = preset("quick-look").recipe.unused()
    assert unused["epochs"] == "Used only where stages of the backbone are trained."
    assert "flip" not in unused
    assert "epochs" not in preset("standard").recipe.unused()
    assert "learning_rate" in unused
    assert "learning_rate" not in Recipe(hidden_layers="64").unused()
    assert Recipe().unused()["activation"] == "Used only with Hidden layers."
    assert "momentum" not in Recipe(method="whole", optimiser="sgd").unused()


def test_a_recipe_of_an_earlier_version_means_what_it_meant() -> None:
    saved = (
        '{"backbone": "tf_efficientnet_lite0", "weights": "pretrained", "image_size": 0, "method": "two-stage", "epochs": 6, '
        '"thaw_stages": 3, "views": 1, "flip": "both", "batch_size": 16, "learning_rate": 0.001, "backbone_rate": 0.3, "weight_decay": 0.01'
        ', "label_smoothing": 0.05, "patience": 3, "seed": 7, "validation_percent": 15, "test_percent": 15, "group_by": "nothing", '
        '"group_pattern": ""}'
    )
    recipe = recipe_from(json.loads(saved))
    assert (recipe.method, recipe.epochs, recipe.thaw_stages, recipe.flip, recipe.seed) == ("two-stage", 6, 3, "both", 7)
    assert recipe.differing_from(preset("standard").recipe) == {"epochs", "thaw_stages", "flip", "batch_size", "seed"}


@pytest.mark.parametrize(("text", "widths"), [("", ()), ("256", (256,)), (" 512 , 128", (512, 128))])
def test_widths_of_hidden_layers_are_read(text: str, widths: tuple[int, ...]) -> None:
    recipe = Recipe().with_values({"hidden_layers": text})
    assert recipe.hidden == widths
    assert recipe.solver == ("gradient" if widths else "l-bfgs")
