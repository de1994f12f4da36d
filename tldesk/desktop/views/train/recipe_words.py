"""A recipe in words: what it is near to, and what differs."""

from PySide6.QtCore import QCoreApplication

from tldesk.core import numbers
from tldesk.core.recipe import Knob, Recipe, knobs, nearest_preset
from tldesk.desktop.resources import translated
from tldesk.desktop.widgets.knob_editors import choice_in_words

GAP = "  ·  "


def recipe_in_words(recipe: Recipe) -> str:
    """Preset, backbone and how much differs, as "Standard · resnet50 · 2 settings changed"."""
    nearest = nearest_preset(recipe)
    changed = len(recipe.differing_from(nearest.recipe) - {"backbone"})
    parts = [translated(nearest.name), recipe.backbone]
    if changed:
        parts.append(QCoreApplication.translate("recipe words", "%n setting(s) changed", "", changed))
    return GAP.join(parts)


def settings_in_words(recipe: Recipe) -> list[str]:
    """Each setting that differs from the nearest preset, as "Fine-tuning epochs: 12 epochs"."""
    differing = recipe.differing_from(nearest_preset(recipe).recipe)
    return [f"{translated(knob.label)}: {value_in_words(knob, getattr(recipe, knob.name))}" for knob in knobs() if knob.name in differing]


def value_in_words(knob: Knob, value: object) -> str:
    """A value as the recipe panel shows it, with its unit."""
    if isinstance(value, bool):
        return QCoreApplication.translate("recipe words", "Yes") if value else QCoreApplication.translate("recipe words", "No")
    if knob.choices:
        return choice_in_words(str(value))
    text = f"{value:.6g}" if isinstance(value, float) else str(value)
    return f"{text}{numbers.THIN}{translated(knob.unit)}" if knob.unit else text or numbers.DASH
