"""Frozen dataclasses to JSON and back, validated by pydantic.

pydantic is loaded at the first use, not with this module: it takes a quarter of the time in which the window opens.
"""

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")

_ADAPTERS: "dict[Any, TypeAdapter[Any]]" = {}


def to_json(value: object, *, indent: int | None = None) -> bytes:
    """`value`, a dataclass of plain values, as JSON in UTF-8."""
    return _adapter(type(value)).dump_json(value, indent=indent)


def from_json(kind: type[T], text: bytes) -> T:
    """The `kind` that `to_json` wrote.

    Raises:
        ValueError: it is no JSON, or not of this kind; says where.
    """
    read: T = _adapter(kind).validate_json(text)
    return read


def _adapter(kind: Any) -> "TypeAdapter[Any]":
    if kind not in _ADAPTERS:
        from pydantic import TypeAdapter

        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
