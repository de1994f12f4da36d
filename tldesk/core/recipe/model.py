"""The recipe itself: all settings together, what follows from them, and what does not go together."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pydantic import ConfigDict, ValidationError

from tldesk.core.errors import RecipeError
from tldesk.core.recipe.augmentation import AugmentationSettings
from tldesk.core.recipe.knob import Knob, described
from tldesk.core.recipe.network import NetworkSettings
from tldesk.core.recipe.optimisation import OptimisationSettings
from tldesk.core.recipe.training import TrainingSettings
from tldesk.core.recipe.validation import ValidationSettings


# pydantic takes the fields of the last base first: the network's lead the form.
class Recipe(ValidationSettings, OptimisationSettings, AugmentationSettings, TrainingSettings, NetworkSettings):
    """All settings of one training. Immutable: `recipe.with_values({...})` gives a changed copy."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    def with_values(self, values: dict[str, object]) -> "Recipe":
        """A copy with `values` changed and everything validated.

        Raises:
            RecipeError: a name that is no setting, or a value outside its range; says which and what is allowed.
        """
        return recipe_from({**self.model_dump(), **values})

    def differing_from(self, other: "Recipe") -> set[str]:
        """Names of the settings that differ from `other`."""
        theirs = other.model_dump()
        return {name for name, value in self.model_dump().items() if value != theirs[name]}

    @property
    def hidden(self) -> tuple[int, ...]:
        """Widths of the head's hidden layers."""
        return tuple(int(width) for width in self.hidden_layers.split(",") if width.strip())

    @property
    def head_first(self) -> bool:
        """Whether the head is trained by itself first, on features computed once."""
        return self.method in {"features", "two-stage", "gradual"}

    @property
    def fine_tunes(self) -> bool:
        """Whether stages of the backbone are trained."""
        return self.method != "features"

    @property
    def solver(self) -> str:
        """How the head is trained by itself: "l-bfgs" or "gradient"; empty where it is not."""
        if not self.head_first:
            return ""
        if self.head_solver != "auto":
            return self.head_solver
        return "gradient" if self.hidden else "l-bfgs"

    @property
    def cross_validates(self) -> bool:
        """Whether the recipe is trained once more for each of several folds."""
        return self.folds > 1

    @property
    def takes_steps(self) -> bool:
        """Whether any part is trained by steps of the optimiser."""
        return self.fine_tunes or self.solver == "gradient"

    @property
    def alters(self) -> bool:
        """Whether altered photos are shown at all."""
        return self.fine_tunes or self.views > 0

    @property
    def live_norms(self) -> bool:
        """Whether thawed batch norms learn new statistics."""
        if self.norm_statistics == "auto":
            return self.weights == "random" and self.method == "whole"
        return self.norm_statistics == "live"

    def unused(self) -> dict[str, str]:
        """Settings that have no effect as the others stand, each with the reason in words."""
        reasons = {knob.name: self._reason(knob) for knob in knobs()}
        return {name: reason for name, reason in reasons.items() if reason}

    def _reason(self, knob: Knob) -> str:
        for name, allowed in knob.needs.items():
            value = getattr(self, name)
            if not ((value in allowed) if allowed else value):
                return reason(name, allowed)
        return ""


_PROPERTIES = {
    "head_first": "Used only where the head is trained by itself first.",
    "fine_tunes": "Used only where stages of the backbone are trained.",
    "takes_steps": "Used only where something is trained by gradient steps.",
    "alters": "Used only where altered photos are shown.",
    "solver": "Used only where the head is trained by gradient steps.",
}


def reason(name: str, allowed: Sequence[object]) -> str:
    """Why a setting has no effect that needs `name` to have one of the `allowed` values, see `Needs`."""
    if name in _PROPERTIES:
        return _PROPERTIES[name]
    label = Recipe.model_fields[name].title
    return f"Used only where {label} is {' or '.join(map(str, allowed))}." if allowed else f"Used only with {label}."


def recipe_from(values: object) -> Recipe:
    """Validate settings that came from a file, a form or the command line.

    Raises:
        RecipeError: see `Recipe.with_values`.
    """
    recipe, problems = _validated(values)
    if recipe is None or problems:
        raise RecipeError("; ".join(problems.values()) + ".", remedy="Correct the setting and try again.")
    return recipe


def problems_of(values: Mapping[str, object]) -> dict[str, str]:
    """What is wrong with `values`, in words, by the name of the setting; what does not go together stands at one of the two."""
    return {name: f"{problem}." for name, problem in _validated(dict(values))[1].items()}


@cache
def knobs() -> tuple[Knob, ...]:
    """Every setting of `Recipe`, in the order it is declared."""
    return tuple(described(name, field) for name, field in Recipe.model_fields.items())


def _validated(values: object) -> tuple[Recipe | None, dict[str, str]]:
    try:
        recipe = Recipe.model_validate(values)
    except ValidationError as error:
        found: dict[str, str] = {}
        for problem in error.errors():
            name = str(problem["loc"][0]) if problem["loc"] else "recipe"
            found.setdefault(name, _said(name, problem["msg"], problem["type"], problem["input"]))
        return None, found
    return recipe, {name: _titled(name, message) for name, message in _conflicts(recipe)}


_WANTED = {
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "bool_parsing": "yes or no",
    "bool_type": "yes or no",
}
"""What a value must be that can't be read as one, by pydantic's name of the problem."""


def _said(name: str, message: str, kind: str, given: object) -> str:
    if kind == "extra_forbidden":
        return f"there is no setting named '{name}'"
    if name == "hidden_layers" and kind == "string_pattern_mismatch":
        return _titled(name, "give up to four widths from 1 to 9999 with commas between, such as 512, 128")
    if kind in _WANTED:
        return _titled(name, f"'{given}' is not {_WANTED[kind]}")
    return _titled(name, f"{message[:1].lower()}{message[1:]}")


def _titled(name: str, message: str) -> str:
    field = Recipe.model_fields.get(name)
    return f"{(field.title or name) if field else name} ({name}): {message}"


def _conflicts(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """Settings that are allowed by themselves and don't go together."""
    if recipe.hidden and recipe.solver == "l-bfgs":
        yield "head_solver", "l-bfgs finds the optimum of a linear head only; choose gradient or auto, or leave the hidden layers empty"
    if recipe.validation_percent + recipe.test_percent > 80:
        yield "test_percent", "validation and test together leave less than 20 % of the photos to learn from"
    if recipe.batch_size == 1 and recipe.live_norms and recipe.fine_tunes:
        yield "batch_size", "live batch-norm statistics need at least two photos in a batch"
    if recipe.mirrored_answers != "none" and recipe.flip == "none":
        yield "mirrored_answers", "a model that never saw a mirrored photo can't judge one; choose flips for the training too"
