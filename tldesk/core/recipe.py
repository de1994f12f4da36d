"""The recipe: every setting of one training, declared once.

The configuration panel, `tldesk train --set key=value`, the saved `recipe.json` and the validation messages are all made from these
fields. To add a knob is to add a field.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.config import JsonDict
from pydantic.fields import FieldInfo

from tldesk.core.errors import RecipeError

EMBEDDED_BACKBONE: Final = "tf_efficientnet_lite0"
"""The backbone whose ImageNet weights come with the program (Apache-2.0)."""

Level = Literal["basic", "advanced"]


def _knob(default: Any, *, label: str, help: str, group: str, level: Level = "advanced", unit: str = "", **limits: Any) -> Any:
    """A recipe field with all that the panel and the documentation need."""
    extra: JsonDict = {"group": group, "level": level, "unit": unit}
    return Field(default, title=label, description=help, json_schema_extra=extra, **limits)


class Recipe(BaseModel):
    """All settings of one training. Immutable: `recipe.with_values({...})` gives a changed copy."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    backbone: str = _knob(
        EMBEDDED_BACKBONE,
        label="Backbone",
        help="The pretrained network the features come from. Any timm name.",
        group="Backbone",
        level="basic",
        min_length=1,
    )
    weights: Literal["pretrained", "random"] = _knob(
        "pretrained",
        label="Weights",
        help="Pretrained weights know edges, textures and shapes already; random ones know nothing and are a baseline.",
        group="Backbone",
    )
    image_size: Annotated[int, Field(ge=0, le=1024)] = _knob(
        0,
        label="Image size",
        help="Side of the square the network sees. 0 takes the size the backbone was trained with.",
        group="Backbone",
        unit="px",
    )
    method: Literal["features", "two-stage"] = _knob(
        "features",
        label="Method",
        help=(
            "features: the backbone stays as it is and only the head is trained; fast. "
            "two-stage: then the last stages of the backbone are trained too, at a lower rate."
        ),
        group="Training",
        level="basic",
    )
    epochs: Annotated[int, Field(ge=1, le=500)] = _knob(
        4,
        label="Fine-tuning epochs",
        help="At most this many passes over the training photos in the second stage; early stopping may end it sooner.",
        group="Training",
        level="basic",
        unit="epochs",
    )
    thaw_stages: Annotated[int, Field(ge=1, le=20)] = _knob(
        2,
        label="Thawed stages",
        help="How many of the backbone's last stages are trained in the second stage; the rest stays frozen.",
        group="Training",
    )
    views: Annotated[int, Field(ge=0, le=4)] = _knob(
        1,
        label="Augmented views",
        help="How many altered copies of each training photo the head also learns from. One is worth about a point; more add little.",
        group="Augmentation",
    )
    flip: Literal["none", "horizontal", "both"] = _knob(
        "horizontal",
        label="Flips",
        help="Mirror training photos at random. Choose both where there is no up or down, as under a microscope.",
        group="Augmentation",
        level="basic",
    )
    batch_size: Annotated[int, Field(ge=1, le=1024)] = _knob(
        32, label="Batch size", help="Photos in one step of the second stage.", group="Optimisation", unit="photos"
    )
    learning_rate: Annotated[float, Field(gt=0, le=1)] = _knob(
        1e-3, label="Learning rate", help="Step size of the head in the second stage.", group="Optimisation"
    )
    backbone_rate: Annotated[float, Field(gt=0, le=1)] = _knob(
        0.3,
        label="Rate of thawed stages",
        help="The thawed stages' learning rate, as a fraction of the head's. Pretrained layers need smaller steps.",
        group="Optimisation",
    )
    weight_decay: Annotated[float, Field(ge=0, le=1)] = _knob(
        0.01, label="Weight decay", help="How strongly large weights are pulled back in the second stage.", group="Optimisation"
    )
    label_smoothing: Annotated[float, Field(ge=0, le=0.5)] = _knob(
        0.05, label="Label smoothing", help="Share of each label given to the other classes, against overconfidence.", group="Optimisation"
    )
    patience: Annotated[int, Field(ge=1, le=100)] = _knob(
        3,
        label="Patience",
        help="Stop when the validation loss has not improved for this many epochs; the best epoch is kept.",
        group="Optimisation",
        unit="epochs",
    )
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = _knob(
        0, label="Seed", help="The same seed on the same CPU gives the same run.", group="Optimisation"
    )
    validation_percent: Annotated[int, Field(ge=5, le=50)] = _knob(
        15,
        label="Validation share",
        help="Share of the labelled photos that stops the training. Used only where the photos have no splits yet.",
        group="Validation",
        unit="%",
    )
    test_percent: Annotated[int, Field(ge=5, le=50)] = _knob(
        15,
        label="Test share",
        help="Share of the labelled photos kept apart for the final figures. Locked once made.",
        group="Validation",
        unit="%",
    )
    group_by: Literal["nothing", "folder", "burst", "pattern"] = _knob(
        "nothing",
        label="Keep together",
        help=(
            "Photos that show the same thing must not sit in two splits. folder: those of one folder inside a class; "
            "burst: those taken within 30 seconds of each other; pattern: those whose name matches the same text. "
            "Near-duplicates are always kept together."
        ),
        group="Validation",
        level="basic",
    )
    group_pattern: str = _knob(
        "",
        label="Name pattern",
        help="A regular expression, such as ^plate\\d+; photos whose file name gives the same match stay together.",
        group="Validation",
    )

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


def recipe_from(values: object) -> Recipe:
    """Validate settings that came from a file, a form or the command line.

    Raises:
        RecipeError: see `Recipe.with_values`.
    """
    try:
        return Recipe.model_validate(values)
    except ValidationError as error:
        raise RecipeError(
            "; ".join(_said(problem["loc"], problem["msg"], problem["type"]) for problem in error.errors()) + ".",
            remedy="Correct the setting and try again.",
        ) from None


def _said(where: tuple[int | str, ...], message: str, kind: str) -> str:
    name = str(where[0]) if where else "recipe"
    if kind == "extra_forbidden":
        return f"there is no setting named '{name}'"
    field = Recipe.model_fields.get(name)
    title = (field.title or name) if field else name
    return f"{title} ({name}): {message[:1].lower()}{message[1:]}"


@dataclass(frozen=True, slots=True)
class Knob:
    """One setting as a form needs it.

    Attributes:
        kind: the value's type: bool, int, float or str.
        choices: the allowed values where they are a list, else empty.
        low, high: the range where there is one (`low` is exclusive where `above_low`).
    """

    name: str
    label: str
    help: str
    group: str
    level: Level
    unit: str
    kind: type
    default: object
    choices: tuple[str, ...]
    low: float | None
    high: float | None
    above_low: bool


def knobs() -> Iterator[Knob]:
    """Every setting of `Recipe`, in the order it is declared."""
    for name, field in Recipe.model_fields.items():
        yield _described(name, field)


def _described(name: str, field: FieldInfo) -> Knob:
    extra: dict[str, Any] = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    limits: dict[str, float] = {}
    for part in field.metadata:
        for bound in ("ge", "gt", "le", "lt"):
            value = getattr(part, bound, None)
            if value is not None:
                limits[bound] = float(value)
    choices = tuple(str(choice) for choice in get_args(field.annotation)) if get_origin(field.annotation) is Literal else ()
    kind = str if choices else field.annotation
    assert isinstance(kind, type), name
    return Knob(
        name=name,
        label=field.title or name,
        help=field.description or "",
        group=str(extra.get("group", "")),
        level="basic" if extra.get("level") == "basic" else "advanced",
        unit=str(extra.get("unit", "")),
        kind=kind,
        default=field.default,
        choices=choices,
        low=limits.get("ge", limits.get("gt")),
        high=limits.get("le", limits.get("lt")),
        above_low="gt" in limits,
    )


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
