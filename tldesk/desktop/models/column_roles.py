"""What a column of a sheet says, as a person chooses it. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tldesk.project.interchange.label_table import ColumnMapping


class Role(StrEnum):
    """The role of a column."""

    IGNORE = "ignore"
    PHOTO = "photo"
    CLASS = "class"
    ONE_HOT = "one-hot"
    SPLIT = "split"
    UNSURE = "unsure"
    NOTE = "note"


def role_of(mapping: "ColumnMapping", index: int) -> Role:
    """What the column at `index` says."""
    single = {mapping.label: Role.CLASS, mapping.split: Role.SPLIT, mapping.unsure: Role.UNSURE, mapping.note: Role.NOTE}
    if index in mapping.photo:
        return Role.PHOTO
    return Role.ONE_HOT if index in mapping.one_hot else single.get(index, Role.IGNORE)


def with_role(mapping: "ColumnMapping", index: int, role: Role, *, rows: Sequence[Sequence[str]]) -> "ColumnMapping":
    """`mapping` with another role for one column.

    Only the photo may be said by several columns, folders before the file, and the class by several of yes and no; a class in words and
    columns of yes and no exclude each other.

    Args:
        rows: some rows of the sheet; by them the column of the file is told from those of its folders.
    """
    # Imported here because the package's libraries would make the window come up later.
    from tldesk.project.interchange.grids import looks_like_photo

    def without(other: int | None) -> int | None:
        return None if other == index else other

    free = replace(
        mapping,
        photo=tuple(each for each in mapping.photo if each != index),
        one_hot=tuple(each for each in mapping.one_hot if each != index),
        label=without(mapping.label),
        split=without(mapping.split),
        unsure=without(mapping.unsure),
        note=without(mapping.note),
    )
    match role:
        case Role.PHOTO:
            files = {each: sum(looks_like_photo(row[each]) for row in rows if each < len(row)) for each in (*free.photo, index)}
            return replace(free, photo=tuple(sorted(files, key=lambda each: files[each])))
        case Role.CLASS:
            return replace(free, label=index, one_hot=())
        case Role.ONE_HOT:
            return replace(free, label=None, one_hot=tuple(sorted((*free.one_hot, index))))
        case Role.SPLIT:
            return replace(free, split=index)
        case Role.UNSURE:
            return replace(free, unsure=index)
        case Role.NOTE:
            return replace(free, note=index)
    return free
