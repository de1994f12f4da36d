"""The recipe as it is kept between two sessions, and while something can be had back: a preset, and what differs from it."""

import json
from collections.abc import Mapping

from tldesk.core.errors import RecipeError
from tldesk.core.recipe import PRESETS, Preset, Recipe, recipe_from


def kept_text(preset: Preset, differing: Mapping[str, object]) -> str:
    """As JSON, to be kept; the values of `differing`, by the names of their settings, right or wrong."""
    return json.dumps({"preset": preset.key, "values": dict(sorted(differing.items()))})


def read_kept(text: str) -> tuple[Preset, Recipe]:
    """What `kept_text` wrote; a value that no longer fits is the preset's, and the first preset stands for one that is gone."""
    try:
        kept = json.loads(text) if text else {}
        key, values = kept.get("preset"), dict(kept.get("values", {}))
    except (ValueError, TypeError, AttributeError):
        key, values = None, {}
    preset = next((one for one in PRESETS if one.key == key), PRESETS[0])
    recipe = preset.recipe
    for name, value in values.items():
        try:
            recipe = recipe_from({**recipe.model_dump(), name: value})
        except RecipeError:
            continue
    return preset, recipe
