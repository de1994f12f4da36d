"""The project's photos: what a scan found, and which photo is which when files were renamed, moved or changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

from tldesk.core.changes import Change
from tldesk.core.filters import searchable
from tldesk.core.photo import Photo, ScannedPhoto, Split
from tldesk.project.ledger import Ledger, Step
from tldesk.project.predictions import meet_photos
from tldesk.project.store import Project

_COLUMNS: Final = """
    SELECT id, path, fingerprint, size, class_id, split, group_name, problem, missing, unsure, note, taken, width, height FROM photos"""
_SPLITS: Final[dict[str | None, Split | None]] = {None: None, **{split.value: split for split in Split}}

_AT_ONCE: Final = 500
"""Ids asked for in one query; SQLite allows 32,766 (sqlite.org/limits.html, "Maximum Number Of Host Parameters")."""

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


def record_scan(project: Project, found: Sequence[ScannedPhoto], *, complete: bool = True, hidden: Iterable[str] = ()) -> Change:
    """Take over what a scan found, in one transaction. Labels, splits and groups stay with the content.

    A photo whose path vanished while its content appears at another path was moved, and keeps all it has; files that swapped names are
    told apart in the same way. A file whose content changed in place keeps its label and loses its problem. See `relink.relink`.

    Args:
        found: photos as scanned, each path once.
        complete: `found` is all there is: photos not in it are missing from now on.
        hidden: files and folders that could not be looked at; what is there stays as it was.
    """
    change = Change()
    unseen = inside(hidden) if complete else inside([""])
    with project.database.transaction():
        # Imported here because NumPy would make the window come up later.
        from tldesk.project.standing import Standing

        ledger = Ledger(Standing(project.database))
        steps = (ledger.take(found), ledger.finish(unseen=unseen, still_there=partial(is_on_disk, project.root)))
        for step in chain(*steps):
            change |= record_step(project, step)
    return change


def inside(places: Iterable[str]) -> Callable[[str], bool]:
    """Whether a path is one of `places` or lies below one; "" holds all. All are relative POSIX paths."""
    whole = tuple(places)
    if "" in whole:
        return lambda _path: True
    here, below = frozenset(whole), tuple(f"{place}/" for place in whole)
    return lambda path: path in here or path.startswith(below)


def is_on_disk(root: Path, path: str) -> bool:
    """Whether the file at `path`, relative to `root`, is there; one that can't be looked at is taken to be."""
    try:
        (root / path).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def record_step(project: Project, step: Step) -> Change:
    """Write one step of what a scan means; it need not be on disk when this returns, as the next scan would find the same.

    A step that another program has overtaken does nothing to the photos it speaks of.
    """
    database = project.database
    with database.transaction(durable=False):
        if step.shift is not None:
            database.execute("UPDATE photos SET place = place + ? WHERE place >= ?", (step.shift.by, step.shift.start))
        # Whoever is at a path leaves it before others come; where it went, or that it is gone, is said by this step or a later one.
        taken = [(p.path,) for _, p in (*((photo_id, p) for photo_id, p, _ in step.moved), *step.returned)]
        database.execute_many("UPDATE photos SET missing = 1 WHERE path = ? AND missing = 0", taken)
        database.execute_many(
            "UPDATE OR IGNORE photos SET path = ?, place = ?, sought = ?, size = ?, modified_ns = ?, missing = 0 WHERE id = ?",
            [(p.path, place, searchable(p.path), p.size, p.modified_ns, photo_id) for photo_id, p, place in step.moved],
        )
        database.execute_many(
            "UPDATE OR IGNORE photos SET size = ?, modified_ns = ?, missing = 0 WHERE id = ?",
            [(p.size, p.modified_ns, photo_id) for photo_id, p in step.returned],
        )
        database.execute_many(
            "UPDATE photos SET size = ?, modified_ns = ? WHERE id = ?",
            [(p.size, p.modified_ns, photo_id) for photo_id, p in step.refreshed],
        )
        database.execute_many(
            """UPDATE photos SET size = ?, modified_ns = ?, fingerprint = ?, problem = '',
                   facts_of = '', taken = NULL, width = 0, height = 0 WHERE id = ?""",
            [(p.size, p.modified_ns, p.fingerprint, photo_id) for photo_id, p in step.changed],
        )
        database.execute_many("UPDATE photos SET missing = 1 WHERE id = ?", [(photo_id,) for photo_id in step.gone])
        added = _add(project, step.added)
        meet_photos(project, added=added, changed=[photo_id for photo_id, _ in step.changed])
    seen = (photo_id for photo_id, _ in (*step.returned, *step.changed))
    moved = (photo_id for photo_id, _, _ in step.moved)
    return Change(photos=frozenset((*added, *step.gone, *seen, *moved)))


def _add(project: Project, added: Sequence[tuple[ScannedPhoto, int]]) -> dict[int, str]:
    """Add photos; gives their ids and paths."""
    database = project.database
    newest = database.value("SELECT coalesce(max(id), 0) FROM photos")
    database.execute_many(
        """INSERT INTO photos (path, place, sought, size, modified_ns, fingerprint) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT DO NOTHING""",
        [(p.path, place, searchable(p.path), p.size, p.modified_ns, p.fingerprint) for p, place in added],
    )
    return dict(database.rows("SELECT id, path FROM photos WHERE id > ?", (newest,)))
