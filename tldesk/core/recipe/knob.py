"""How one setting of a recipe is declared, and how a form sees it."""

from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import Field
from pydantic.config import JsonDict, JsonValue
from pydantic.fields import FieldInfo

Level = Literal["basic", "advanced"]

Needs = dict[str, list[JsonValue]]
"""Names of settings (or properties of the recipe) with the values each must have; an empty list: any value but none, zero or empty."""


def knob(
    default: Any,
    *,
    label: str,
    help: str,
    group: str,
    level: Level = "advanced",
    unit: str = "",
    needs: Needs | None = None,
    **limits: Any,
) -> Any:
    """A recipe field with all that the panel and the documentation need.

    Args:
        needs: what must hold for the setting to have an effect, see `Needs`; the form greys it out otherwise.
        limits: pydantic's, such as `ge`, `le`, `pattern`.
    """
    extra: JsonDict = {"group": group, "level": level, "unit": unit, "needs": dict(needs or {})}
    return Field(default, title=label, description=help, json_schema_extra=extra, **limits)


@dataclass(frozen=True, slots=True)
class Knob:
    """One setting as a form needs it.

    Attributes:
        kind: the value's type: bool, int, float or str.
        choices: the allowed values where they are a list, else empty.
        low, high: the range where there is one (`low` is exclusive where `above_low`).
        needs: what must hold for it to have an effect, see `Needs`.
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
    needs: Needs


def described(name: str, field: FieldInfo) -> Knob:
    """The field as a form sees it."""
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
        needs=dict(extra.get("needs", {})),
    )
