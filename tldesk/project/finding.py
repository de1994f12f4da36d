"""Finding photos: filters and orders as SQL, what there is to filter by, and filters that were given a name."""

from array import array
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tldesk.core.changes import Change
from tldesk.core.codec import from_json, to_json
from tldesk.core.errors import ProjectError
from tldesk.core.filters import NATURAL, PhotoFilter, PhotoOrder, SavedFilter, Sort, searchable
from tldesk.photos.names import natural_key
from tldesk.project.classes import clean_name, fold
from tldesk.project.database import Value
from tldesk.project.store import Project

MAX_NAME: Final = 80
"""Characters the name of a saved filter may have."""

_DAY_S: Final = 86_400
_AFTER_SLASH: Final = chr(ord("/") + 1)

_UPWARDS: Final[dict[Sort, str]] = {
    Sort.TAKEN: "SELECT id FROM photos INDEXED BY photos_taken WHERE taken IS NOT NULL AND id <= ? ORDER BY taken, place",
    Sort.SIZE: "SELECT id FROM photos INDEXED BY photos_size WHERE id <= ? ORDER BY size, place",
    Sort.LABELLED: """SELECT id FROM photos INDEXED BY photos_labelled
        WHERE label_operation IS NOT NULL AND id <= ? ORDER BY label_operation, place DESC""",
    Sort.CONFIDENCE: """SELECT photo_id AS id FROM predictions INDEXED BY predictions_confidence
        WHERE confidence IS NOT NULL AND photo_id <= ? AND set_id = ? ORDER BY confidence, photo_id""",
}

_Ids = NDArray[np.int64]
_Terms = list[tuple[str, tuple[Value, ...]]]


def find(project: Project, wanted: PhotoFilter, order: PhotoOrder = NATURAL, *, among: Collection[int] | None = None) -> "array[int]":
    """The ids of the photos that `wanted` lets through, in `order`, as an array of 64-bit integers.

    Photos that the order says nothing about (no date, no label, no prediction) come last whichever way it goes, in natural order.
    `among`: at most a few thousand ids; only these photos are looked at.
    """
    found = _let_through(project, wanted, among)
    if order.sort is Sort.NAME:
        ordered = found[::-1] if order.descending else found
    elif len(found) < 2:
        ordered = found
    else:
        # To read an order from its index and leave out what was not let through takes half the time of sorting.
        waiting = np.zeros(found.max() + 1, dtype=bool)
        waiting[found] = True
        every = _all_upwards(project, order, highest=len(waiting) - 1)
        first = every[waiting[every]]
        waiting[first] = False
        ordered = np.concatenate((first[::-1] if order.descending else first, found[waiting[found]]))
    return array("q", ordered.tobytes())


def _let_through(project: Project, wanted: PhotoFilter, among: Collection[int] | None) -> _Ids:
    """In natural order."""
    terms = [*_facts(wanted), *_labels(wanted), *_places(wanted), *_folder(wanted), *_words(wanted)]
    # Left to itself SQLite reads the table by its paths, which takes four times as long.
    source = "photos NOT INDEXED" if wanted.folder else "photos INDEXED BY photos_facts"
    if among is not None:
        source = "photos"
        terms.insert(0, (f"id IN ({','.join('?' * len(among))})", tuple(among)))
    where = " AND ".join(f"({sql})" for sql, _ in terms)
    return _ids(project, f"SELECT id FROM {source} WHERE {where} ORDER BY place", [value for _, values in terms for value in values])  # noqa: S608


def _all_upwards(project: Project, order: PhotoOrder, *, highest: int) -> _Ids:
    """The photos up to the id `highest` that the order says anything about, missing ones too."""
    if order.sort is Sort.CLASS:
        classes = project.database.rows("SELECT id FROM classes WHERE deleted = 0 ORDER BY position, id")
        query = "SELECT id FROM photos INDEXED BY photos_class WHERE class_id = ? AND id <= ? ORDER BY missing, place"
        return np.concatenate([np.empty(0, dtype=np.int64), *(_ids(project, query, (class_id, highest)) for (class_id,) in classes)])
    return _ids(project, _UPWARDS[order.sort], (highest, order.set_id) if order.sort is Sort.CONFIDENCE else (highest,))


def _ids(project: Project, query: str, parameters: Sequence[Value]) -> _Ids:
    """The column `id` of a query, by way of one text: in a quarter of the time that a row for each takes."""
    text = project.database.value(f"SELECT group_concat(id) FROM ({query})", parameters)  # noqa: S608
    return np.fromstring(text or "", dtype=np.int64, sep=",")


def _facts(wanted: PhotoFilter) -> _Terms:
    terms: _Terms = [("missing = ?", (int(wanted.missing),))]
    if wanted.unsure is not None:
        terms.append(("unsure = ?", (int(wanted.unsure),)))
    if wanted.problem is not None:
        terms.append(("problem <> ''" if wanted.problem else "problem = ''", ()))
    if wanted.taken_from is not None:
        terms.append(("taken >= ?", (_seconds(wanted.taken_from),)))
    if wanted.taken_to is not None:
        terms.append(("taken < ?", (_seconds(wanted.taken_to) + _DAY_S,)))
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
    return terms


def _folder(wanted: PhotoFilter) -> _Terms:
    return [("path > ? AND path < ?", (wanted.folder + "/", wanted.folder + _AFTER_SLASH))] if wanted.folder else []


def _seconds(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def count(project: Project) -> int:
    """How many photos there are, missing ones left out."""
    return int(project.database.value("SELECT count(*) FROM photos WHERE missing = 0"))


def folders(project: Project) -> list[tuple[str, int]]:
    """Every folder that holds photos, itself or below, relative and POSIX, in natural order, with the number of photos in it and below.

    The project's own folder is left out, and so are missing photos.
    """
    paths = _texts(project, "SELECT path AS text FROM photos WHERE missing = 0")
    counts: Counter[str] = Counter()
    for folder, count in Counter([path.rpartition("/")[0] for path in paths]).items():
        parts = folder.split("/") if folder else []
        for depth in range(1, len(parts) + 1):
            counts["/".join(parts[:depth])] += count
    return sorted(counts.items(), key=lambda item: natural_key(item[0]))


def groups(project: Project) -> list[tuple[str, int]]:
    """The groups, in the order of their first photos, with the number of their photos that are there."""
    query = "SELECT group_name AS text FROM photos INDEXED BY photos_facts WHERE missing = 0 AND group_name <> '' ORDER BY place"
    return list(Counter(_texts(project, query)).items())


def _texts(project: Project, query: str) -> list[str]:
    """The column `text` of a query; no file name has the character 0 in it, which parts them."""
    joined = project.database.value(f"SELECT group_concat(text, char(0)) FROM ({query})")  # noqa: S608
    return joined.split("\0") if joined else []


def saved_filters(project: Project) -> list[SavedFilter]:
    """The filters that have a name, in natural order; one that can't be read is passed over."""
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
