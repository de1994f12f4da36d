"""What photos can be: classes with a name, a colour, a key and an order."""

import colorsys
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError
from tldesk.core.photo import PhotoClass
from tldesk.photos.names import natural_key
from tldesk.project.operations import Face, perform
from tldesk.project.store import Project

OKABE_ITO: Final = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#999999")
"""Colours that colour-blind people can tell apart (Okabe & Ito, jfly.uni-koeln.de/color); grey for black, which dark themes hide."""

KEYS: Final = "123456789"

MAX_NAME: Final = 80
"""Characters a class's name may have."""

_PHOTOS_OF_CLASS: Final = "SELECT id FROM photos WHERE class_id = ?"
_COLUMNS: Final = "SELECT id, name, colour, key, position FROM classes WHERE deleted = 0"


def classes(project: Project) -> list[PhotoClass]:
    """The classes, in their order."""
    return [PhotoClass(*row) for row in project.database.rows(_COLUMNS + " ORDER BY position, id")]


def add_class(
    project: Project, name: str, *, colour: str | None = None, key: str | None = None, who: str = ""
) -> tuple[PhotoClass, Change]:
    """Add a class at the end; one operation, which `labels.undo` takes back.

    Args:
        name: unique whatever its case; blanks around it are dropped.
        colour: "#rrggbb"; by default the first of the palette that is not in use.
        key: the character that assigns it; by default the first of 1-9 that is free, then none.

    Raises:
        ProjectError: the name is empty, too long or taken; the colour or the key is no such thing, or the key is taken.
    """
    with project.database.transaction():
        added = _insert(project, name, colour=colour, key=key)
        return added, perform(project, "assign", added_classes=[added.id], who=who, source="person")


def _insert(project: Project, name: str, *, colour: str | None = None, key: str | None = None) -> PhotoClass:
    there = classes(project)
    name = checked_name(there, name)
    colour = _free_colour(there) if colour is None else _checked_colour(colour)
    taken = {c.key for c in there}
    key = next((k for k in KEYS if k not in taken), "") if key is None else _checked_key(key)
    if key and key in taken:
        raise ProjectError(f"The key {key} already belongs to another class.", remedy="Choose another key.")
    position = max((c.position for c in there), default=0) + 1
    class_id = project.database.execute(
        "INSERT INTO classes (name, folded, colour, key, position) VALUES (?, ?, ?, ?, ?)", (name, fold(name), colour, key, position)
    )
    return PhotoClass(class_id, name, colour, key, position)


def classes_named(project: Project, names: Iterable[str]) -> tuple[dict[str, int], frozenset[int]]:
    """Ids of the classes of these names, by folded name; those that are not there yet are added, in natural order.

    Returns:
        The ids, and which of them were added: they belong to the operation that wanted them.

    Raises:
        ProjectError: see `add_class`.
    """
    ids = {fold(c.name): c.id for c in classes(project)}
    added = set()
    for name in sorted(names, key=natural_key):
        if fold(name) not in ids:
            ids[fold(name)] = _insert(project, name).id
            added.add(ids[fold(name)])
    return ids, frozenset(added)


def _edited(project: Project, before: Iterable[PhotoClass], after: Iterable[PhotoClass], *, who: str) -> Change:
    """Give classes what is other in `after`, as one operation."""
    there = set(before)
    edits = {c.id: Face(c.name, fold(c.name), c.colour, c.key, c.position) for c in after if c not in there}
    return perform(project, "assign", edits=edits, who=who, source="person")


def rename_class(project: Project, class_id: int, name: str, *, who: str = "") -> Change:
    """Give a class another name; its photos stay its own. This and the other changes of a class are operations, which can be undone.

    Raises:
        ProjectError: the name is empty, too long or another class's; the class is gone.
    """
    with project.database.transaction():
        there = classes(project)
        old = _one(there, class_id)
        name = checked_name([c for c in there if c.id != class_id], name)
        return _edited(project, there, [replace(old, name=name)], who=who)


def recolour_class(project: Project, class_id: int, colour: str, *, who: str = "") -> Change:
    """Give a class another colour, as "#rrggbb".

    Raises:
        ProjectError: the colour is no such thing; the class is gone.
    """
    with project.database.transaction():
        there = classes(project)
        return _edited(project, there, [replace(_one(there, class_id), colour=_checked_colour(colour))], who=who)


def set_key(project: Project, class_id: int, key: str, *, who: str = "") -> Change:
    """Give a class a key, or none with ""; a class that had the key loses it and is in the `Change` too.

    Raises:
        ProjectError: the key is not one visible character; the class is gone.
    """
    with project.database.transaction():
        there = classes(project)
        old = _one(there, class_id)
        key = _checked_key(key)
        losers = [replace(c, key="") for c in there if key and c.key == key and c != old]
        return _edited(project, there, [*losers, replace(old, key=key)], who=who)


def reorder_classes(project: Project, class_ids: Sequence[int], *, who: str = "") -> Change:
    """Put the classes in the order of `class_ids`; those not named follow, in the order they had.

    Raises:
        ProjectError: a class is gone.
    """
    with project.database.transaction():
        there = classes(project)
        named = [_one(there, each) for each in dict.fromkeys(class_ids)]
        order = [*named, *(c for c in there if c not in named)]
        return _edited(project, there, [replace(c, position=position) for position, c in enumerate(order, 1)], who=who)


def delete_class(project: Project, class_id: int, *, who: str) -> Change:
    """Delete a class and clear the labels of its photos, as one operation that `labels.undo` takes back.

    Raises:
        ProjectError: the class is gone already.
    """
    with project.database.transaction():
        _one(classes(project), class_id)
        rows = project.database.rows(_PHOTOS_OF_CLASS, (class_id,))
        return perform(project, "delete class", {row[0]: None for row in rows}, who=who, source="person", deleted_classes=[class_id])


def merge_classes(project: Project, class_ids: Iterable[int], into: int, *, who: str) -> Change:
    """Give the photos of some classes the class `into`, and delete those classes: one operation, which `labels.undo` takes back.

    Raises:
        ProjectError: one of the classes is gone already.
    """
    with project.database.transaction():
        there = classes(project)
        _one(there, into)
        merged = {_one(there, each).id for each in class_ids} - {into}
        labels = {photo_id: into for each in merged for (photo_id,) in project.database.rows(_PHOTOS_OF_CLASS, (each,))}
        return perform(project, "delete class", labels, who=who, source="person", deleted_classes=merged)


def fold(name: str) -> str:
    """What two names that count as the same have in common: case, width and composition of letters are dropped."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def clean_name(name: str) -> str:
    """A class name as it is kept: composed (NFC), without blanks around it, runs of blanks and control characters as one space."""
    composed = unicodedata.normalize("NFC", name)
    return " ".join("".join(c if c.isprintable() else " " for c in composed).split())


def shortened(name: str) -> str:
    """A clean name that is not too long: of a longer one the beginning and a mark of the whole, so that two with one beginning stay two.

    The same name always gives the same, and so do names that count as the same.
    """
    if len(name) <= MAX_NAME:
        return name
    mark = hashlib.blake2b(fold(name).encode(), digest_size=4).hexdigest()
    return f"{name[: MAX_NAME - len(mark) - 2].rstrip()}… {mark}"


def checked_name(others: Sequence[PhotoClass], name: str) -> str:
    """The name as it is kept.

    Raises:
        ProjectError: it is empty, too long, or that of one of the `others`.
    """
    cleaned = clean_name(name)
    if not cleaned:
        raise ProjectError("A class needs a name.", remedy="Type a name.")
    if len(cleaned) > MAX_NAME:
        raise ProjectError(f"The name '{cleaned[:30]}…' is longer than {MAX_NAME} characters.", remedy="Type a shorter name.")
    twin = namesake(others, cleaned)
    if twin is not None:
        raise ProjectError(f"There is already a class named '{twin.name}'.", remedy="Type another name.")
    return cleaned


def namesake(others: Iterable[PhotoClass], name: str) -> PhotoClass | None:
    """The one of the `others` whose name counts as the same; None where there is none."""
    return next((one for one in others if fold(one.name) == fold(clean_name(name))), None)


def _one(there: Sequence[PhotoClass], class_id: int) -> PhotoClass:
    found = next((c for c in there if c.id == class_id), None)
    if found is None:
        raise ProjectError("This class was deleted.", kept="Nothing was changed.", remedy="Choose another class, or undo the deletion.")
    return found


def _checked_colour(colour: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ProjectError(f"'{colour}' is not a colour.", remedy="Write it as #rrggbb, for example #0072b2.")
    return colour.lower()


def _checked_key(key: str) -> str:
    if len(key) > 1 or (key and (not key.isprintable() or key.isspace())):
        raise ProjectError(f"'{key}' is not one character.", remedy="Choose a single letter or digit.")
    return key.lower()


def _free_colour(there: Sequence[PhotoClass]) -> str:
    used = {c.colour for c in there}
    for colour in OKABE_ITO:
        if colour not in used:
            return colour
    # Beyond the palette: hues a golden angle apart, so that neighbours differ most; alternating lightness helps where hue can't.
    step = len(there) - len(OKABE_ITO)
    while True:
        red, green, blue = colorsys.hls_to_rgb(step * 0.618034 % 1, 0.42 if step % 2 else 0.62, 0.55)
        colour = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
        if colour not in used:
            return colour
        step += 1
