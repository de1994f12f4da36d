"""Named starting points."""

from dataclasses import dataclass
from typing import Final

from tldesk.core.errors import RecipeError
from tldesk.core.recipe.model import Recipe


@dataclass(frozen=True, slots=True)
class Preset:
    """A named starting point."""

    key: str
    name: str
    summary: str
    recipe: Recipe


PRESETS: Final[tuple[Preset, ...]] = (
    Preset(
        "quick-look",
        "Quick look",
        "Trains only the head on features computed once. An honest first figure in a minute or two.",
        Recipe(method="features"),
    ),
    Preset(
        "standard",
        "Standard",
        "First the head, then the last stages of the backbone at a lower rate. More accurate, takes longer.",
        Recipe(method="two-stage"),
    ),
    Preset(
        "thorough",
        "Thorough",
        "First the head, then stage after stage thaws, deeper ones at lower rates. The most a small set of photos gives; takes hours.",
        Recipe(method="gradual", epochs=12, thaw_stages=4, thaw_every=2, layer_decay=0.7, average=0.98, patience=5),
    ),
    Preset(
        "scratch",
        "From scratch",
        "Everything learned from random weights. Only a baseline that shows what the pretraining is worth.",
        Recipe(method="whole", weights="random", epochs=30, backbone_rate=1.0, patience=10),
    ),
)


def preset(key: str) -> Preset:
    """The preset named `key`.

    Raises:
        RecipeError: there is none of that name.
    """
    for candidate in PRESETS:
        if candidate.key == key:
            return candidate
    raise RecipeError(f"There is no preset named '{key}'.", remedy=f"Choose one of: {', '.join(p.key for p in PRESETS)}.")


def nearest_preset(recipe: Recipe) -> Preset:
    """The preset from which the fewest settings of `recipe` differ."""
    return min(PRESETS, key=lambda candidate: len(recipe.differing_from(candidate.recipe)))
