"""The project's photos: what a scan found, and which photo is which when files were renamed, moved or changed."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from tldesk.core.changes import Change
from tldesk.core.filters import searchable
from tldesk.core.photo import Photo, ScannedPhoto, Split
from tldesk.photos.scan import natural_key
from tldesk.project.predictions import meet_photos
from tldesk.project.relink import KnownPhoto, relink
from tldesk.project.store import Project

_COLUMNS: Final = """
    SELECT id, path, fingerprint, size, class_id, split, group_name, problem, missing, unsure, note, taken, width, height FROM photos"""
_SPLITS: Final[dict[str | None, Split | None]] = {None: None, **{split.value: split for split in Split}}

_AT_ONCE: Final = 500
"""Ids asked for in one query; SQLite allows 32,766 (sqlite.org/limits.html, "Maximum Number Of Host Parameters")."""

_FEW: Final = 20
"""A ranked list this many times as long as the fresh one is searched rather than sorted."""

_Row = tuple[int, str, str, int, int | None, str | None, str, str, int, int, str, float | None, int, int]


def _photo(row: _Row) -> Photo:
    photo_id, path, fingerprint, size, class_id, split, group, problem, missing, unsure, note, taken, width, height = row
    return Photo(
        photo_id, path, fingerprint, size, class_id, _SPLITS[split], group, problem, missing == 1, unsure == 1, note, taken, width, height
    )


def all_photos(project: Project) -> list[Photo]:
    """Every photo the project knows, missing ones too, in natural order of their paths."""
    return [_photo(row) for row in project.database.rows(_COLUMNS + " ORDER BY place, id")]


def photo(project: Project, photo_id: int) -> Photo:
    """One photo.

    Raises:
        KeyError: there is none of that id; ids are never used again and photos never forgotten.
    """
    row = project.database.row(_COLUMNS + " WHERE id = ?", (photo_id,))
    if row is None:
        raise KeyError(photo_id)
    return _photo(row)


def photos_of(project: Project, ids: Sequence[int]) -> dict[int, Photo]:
    """The photos of these ids, by id; those that don't exist are left out. One query for a screenful, some for more."""
    found = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        marks = ",".join("?" * len(part))
        found.update({row[0]: _photo(row) for row in project.database.rows(f"{_COLUMNS} WHERE id IN ({marks})", part)})
    return found


def photo_at(project: Project, path: str) -> Photo | None:
    """The photo at `path` (relative to the project's folder, POSIX), or None where there is none now."""
    row = project.database.row(_COLUMNS + " WHERE path = ? AND missing = 0", (path,))
    return None if row is None else _photo(row)


def known(project: Project) -> dict[str, ScannedPhoto]:
    """The photos that were there at the last scan, by path: what `photos.scan.scan` needs to skip unchanged files."""
    rows = project.database.rows("SELECT path, size, modified_ns, fingerprint FROM photos WHERE missing = 0")
    return {row[0]: ScannedPhoto(*row) for row in rows}


def file_of(project: Project, photo: Photo) -> Path:
    """The file of `photo`, absolute."""
    return project.root / photo.path


def set_problem(project: Project, reasons: Mapping[int, str]) -> Change:
    """Note why photos can't be read, by id; an empty reason says that they can. Photos that stay as they were are not in the `Change`."""
    database = project.database
    with database.transaction():
        query = "SELECT 1 FROM photos WHERE id = ? AND problem <> ?"
        touched = [photo_id for photo_id, reason in reasons.items() if database.row(query, (photo_id, reason))]
        database.execute_many("UPDATE photos SET problem = ? WHERE id = ?", [(reasons[photo_id], photo_id) for photo_id in touched])
    return Change(photos=frozenset(touched))


def record_scan(project: Project, found: Sequence[ScannedPhoto], *, complete: bool = True) -> Change:
    """Take over what a scan found, in one transaction. Labels, splits and groups stay with the content.

    A photo whose path vanished while its content appears at another path was moved, and keeps all it has; files that swapped names are
    told apart in the same way. A file whose content changed in place keeps its label and loses its problem. See `relink.relink`.

    Args:
        found: photos as scanned, each path once.
        complete: `found` is all there is: photos not in it are missing from now on.
    """
    database = project.database
    with database.transaction():
        rows = database.rows("SELECT id, path, fingerprint, size, modified_ns, missing FROM photos ORDER BY place, id")
        result = relink(
            (KnownPhoto(*row) for row in rows), found, complete=complete, still_there=lambda path: (project.root / path).exists()
        )
        # Those that leave a path give it up before others take it.
        leaving = [*result.gone, *(photo_id for photo_id, _ in result.moved)]
        database.execute_many("UPDATE photos SET missing = 1 WHERE id = ?", [(photo_id,) for photo_id in leaving])
        database.execute_many(
            "UPDATE photos SET path = ?, place = 0, size = ?, modified_ns = ?, missing = 0 WHERE id = ?",
            [(p.path, p.size, p.modified_ns, photo_id) for photo_id, p in result.moved],
        )
        database.execute_many(
            "UPDATE photos SET size = ?, modified_ns = ?, missing = 0 WHERE id = ?",
            [(p.size, p.modified_ns, photo_id) for photo_id, p in (*result.refreshed, *result.returned)],
        )
        database.execute_many(
            "UPDATE photos SET size = ?, modified_ns = ?, fingerprint = ?, problem = '', taken = NULL, width = 0, height = 0 WHERE id = ?",
            [(p.size, p.modified_ns, p.fingerprint, photo_id) for photo_id, p in result.changed],
        )
        newest = database.value("SELECT coalesce(max(id), 0) FROM photos")
        database.execute_many(
            "INSERT INTO photos (path, size, modified_ns, fingerprint) VALUES (?, ?, ?, ?)",
            [(p.path, p.size, p.modified_ns, p.fingerprint) for p in result.added],
        )
        added = [row[0] for row in database.rows("SELECT id FROM photos WHERE id > ? ORDER BY id", (newest,))]
        if result.moved or added:
            _put_in_order(project)
        meet_photos(
            project,
            added=dict(zip(added, (p.path for p in result.added), strict=True)),
            changed=[photo_id for photo_id, _ in result.changed],
        )
    seen = (photo_id for photo_id, _ in (*result.returned, *result.moved, *result.changed))
    return Change(photos=frozenset((*added, *result.gone, *seen)))


def _put_in_order(project: Project) -> None:
    """Rank the photos whose place is 0 among the others, so that opening a project need not sort; and make their paths searchable."""
    rows = project.database.rows("SELECT id, path, place FROM photos ORDER BY place, id")
    fresh = sorted((row for row in rows if not row[2]), key=lambda row: natural_key(row[1]))
    ranked = [row for row in rows if row[2]]
    if len(fresh) * _FEW > len(ranked):
        ranked = sorted([*ranked, *fresh], key=lambda row: natural_key(row[1]))
    else:
        # A few among many: looking up their places takes fewer keys than sorting all.
        places = [bisect_left(ranked, natural_key(row[1]), key=lambda row: natural_key(row[1])) for row in fresh]
        for place, row in zip(reversed(places), reversed(fresh), strict=True):
            ranked.insert(place, row)
    changed = [(place, row[0]) for place, row in enumerate(ranked, 1) if row[2] != place]
    project.database.execute_many("UPDATE photos SET sought = ? WHERE id = ?", [(searchable(row[1]), row[0]) for row in fresh])
    project.database.execute_many("UPDATE photos SET place = ? WHERE id = ?", changed)
