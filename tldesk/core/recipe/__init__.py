"""The recipe: every setting of one training, declared once.

The configuration panel, `tldesk train --set key=value`, the saved `recipe.json` and the validation messages are all made from the fields
declared in this package, one module a group of settings. To add a knob is to add a field.
"""

from tldesk.core.recipe.knob import Knob, Level
from tldesk.core.recipe.model import Recipe, knobs, problems_of, recipe_from
from tldesk.core.recipe.network import EMBEDDED_BACKBONE, Framing
from tldesk.core.recipe.presets import PRESETS, Preset, nearest_preset, preset

__all__ = [
    "EMBEDDED_BACKBONE",
    "PRESETS",
    "Framing",
    "Knob",
    "Level",
    "Preset",
    "Recipe",
    "knobs",
    "nearest_preset",
    "preset",
    "problems_of",
    "recipe_from",
]
