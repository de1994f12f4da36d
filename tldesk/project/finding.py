"""Finding photos: filters and orders as SQL, what there is to filter by, and filters that were given a name."""

from array import array
from collections import Counter
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Final

from tldesk.core.changes import Change
from tldesk.core.codec import from_json, to_json
from tldesk.core.errors import ProjectError
from tldesk.core.filters import NATURAL, PhotoFilter, PhotoOrder, SavedFilter, Sort, searchable
from tldesk.photos.scan import natural_key
from tldesk.project.classes import clean_name, fold
from tldesk.project.database import Value
from tldesk.project.store import Project

MAX_NAME: Final = 80
"""Characters the name of a saved filter may have."""

_AFTER_SLASH: Final = chr(ord("/") + 1)

_KEYS: Final[dict[Sort, str]] = {
    Sort.TAKEN: "taken",
    Sort.SIZE: "size",
    Sort.CLASS: "(SELECT position FROM classes WHERE classes.id = class_id)",
    Sort.CONFIDENCE: "(SELECT max(confidence) FROM predictions WHERE photo_id = photos.id AND set_id = ?)",
    Sort.LABELLED: "label_operation",
}

_Terms = list[tuple[str, tuple[Value, ...]]]


def find(project: Project, wanted: PhotoFilter, order: PhotoOrder = NATURAL, *, among: Collection[int] | None = None) -> "array[int]":
    """The ids of the photos that `wanted` lets through, in `order`, as an array of 64-bit integers.

    Photos that the order says nothing about (no date, no label, no prediction) come last whichever way it goes. `among`: at most a few
    thousand ids; only these photos are looked at.
    """
    terms = [*_facts(wanted), *_words(wanted), *_labels(wanted), *_places(wanted)]
    if among is not None:
        terms.append((f"id IN ({','.join('?' * len(among))})", tuple(among)))
    where = " AND ".join(f"({sql})" for sql, _ in terms)
    parameters = [value for _, values in terms for value in values]
    direction = "DESC" if order.descending else "ASC"
    key = _KEYS.get(order.sort)
    if key is None:
        by = f"place {direction}, id {direction}"
    else:
        by = f"{key} {direction} NULLS LAST, place, id"
        parameters.extend([order.set_id] * key.count("?"))
    found = project.database.rows(f"SELECT id FROM photos WHERE {where} ORDER BY {by}", parameters)  # noqa: S608
    return array("q", [photo_id for (photo_id,) in found])


def _facts(wanted: PhotoFilter) -> _Terms:
    terms: _Terms = [("missing = ?", (int(wanted.missing),))]
    if wanted.unsure is not None:
        terms.append(("unsure = ?", (int(wanted.unsure),)))
    if wanted.problem is not None:
        terms.append(("problem <> ''" if wanted.problem else "problem = ''", ()))
    if wanted.taken_from is not None:
        terms.append(("taken >= ?", (_seconds(wanted.taken_from),)))
    if wanted.taken_to is not None:
        terms.append(("taken < ?", (_seconds(wanted.taken_to + timedelta(days=1)),)))
    if wanted.smallest is not None:
        terms.append(("size >= ?", (wanted.smallest,)))
    if wanted.largest is not None:
        terms.append(("size <= ?", (wanted.largest,)))
    return terms


def _words(wanted: PhotoFilter) -> _Terms:
    return [("instr(sought, ?) > 0", (word,)) for word in dict.fromkeys(searchable(wanted.text).split())]


def _labels(wanted: PhotoFilter) -> _Terms:
    marks = ",".join("?" * len(wanted.classes))
    either = [f"class_id IN ({marks})"] if wanted.classes else []
    either += ["class_id IS NULL"] if wanted.unlabelled else []
    return [(" OR ".join(either), tuple(sorted(wanted.classes)))] if either else []


def _places(wanted: PhotoFilter) -> _Terms:
    terms: _Terms = []
    marks = ",".join("?" * len(wanted.splits))
    either = [f"split IN ({marks})"] if wanted.splits else []
    either += ["split IS NULL"] if wanted.no_split else []
    if either:
        terms.append((" OR ".join(either), tuple(split.value for split in wanted.splits)))
    if wanted.group:
        terms.append(("group_name = ?", (wanted.group,)))
    if wanted.folder:
        terms.append(("path > ? AND path < ?", (wanted.folder + "/", wanted.folder + _AFTER_SLASH)))
    return terms


def _seconds(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def count(project: Project) -> int:
    """How many photos there are, missing ones left out."""
    return int(project.database.value("SELECT count(*) FROM photos WHERE missing = 0"))


def paths(project: Project) -> list[str]:
    """The paths of all photos that are there, in natural order."""
    return [path for (path,) in project.database.rows("SELECT path FROM photos WHERE missing = 0 ORDER BY place, id")]


def folders(project: Project) -> list[tuple[str, int]]:
    """Every folder that holds photos, itself or below, relative and POSIX, in natural order, with the number of photos in it and below.

    The project's own folder is left out, and so are missing photos.
    """
    counts: Counter[str] = Counter()
    for folder, count in project.database.rows(_FOLDERS):
        parts = folder.split("/")
        for depth in range(1, len(parts) + 1):
            counts["/".join(parts[:depth])] += count
    return sorted(counts.items(), key=lambda item: natural_key(item[0]))


# Without the letters after the last slash, and without that slash.
_FOLDERS: Final = """
    SELECT rtrim(rtrim(path, replace(path, '/', '')), '/') AS folder, count(*) FROM photos
    WHERE missing = 0 AND instr(path, '/') GROUP BY folder"""


def groups(project: Project) -> list[tuple[str, int]]:
    """The groups, in the order of their first photos, with the number of their photos that are there."""
    return [(name, count) for name, count in project.database.rows(_GROUPS)]


_GROUPS: Final = """
    SELECT group_name, count(*) FROM photos WHERE missing = 0 AND group_name <> '' GROUP BY group_name ORDER BY min(place), group_name"""


def saved_filters(project: Project) -> list[SavedFilter]:
    """The filters that have a name, in natural order; one that a newer tldesk wrote and this one can't read is passed over."""
    found = []
    for (content,) in project.database.rows("SELECT content FROM saved_filters"):
        try:
            found.append(from_json(SavedFilter, content.encode()))
        except ValueError:
            continue
    return sorted(found, key=lambda each: natural_key(each.name))


def save_filter(project: Project, name: str, filter: PhotoFilter, order: PhotoOrder = NATURAL) -> Change:
    """Keep a filter and an order under a name, unique whatever its case; one that had the name before is replaced.

    Raises:
        ProjectError: the name is empty or too long.
    """
    name = clean_name(name)
    if not name:
        raise ProjectError("A filter needs a name.", remedy="Type a name.")
    if len(name) > MAX_NAME:
        raise ProjectError(f"The name '{name[:30]}…' is longer than {MAX_NAME} characters.", remedy="Type a shorter name.")
    database = project.database
    with database.transaction():
        replaced = _forget(project, name)
        content = to_json(SavedFilter(name, filter, order)).decode()
        database.execute("INSERT INTO saved_filters (name, folded, content) VALUES (?, ?, ?)", (name, fold(name), content))
    return Change(filters=frozenset({name}) | replaced)


def forget_filter(project: Project, name: str) -> Change:
    """Forget a saved filter; nothing happens where there is none of that name."""
    with project.database.transaction():
        return Change(filters=_forget(project, name))


def _forget(project: Project, name: str) -> frozenset[str]:
    rows = project.database.rows("SELECT name FROM saved_filters WHERE folded = ?", (fold(name),))
    project.database.execute("DELETE FROM saved_filters WHERE folded = ?", (fold(name),))
    return frozenset(row[0] for row in rows)
