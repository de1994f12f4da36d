"""Operations on labels: what happened is only ever added to, and undoing is one more operation.

The operations that can be undone form a stack, those that can be redone another. Each operation lies on one of them: an assignment, an
import, a deletion and a redo on the first, an undo on the second; `beneath` is the one under it. With the two tops after each
operation on record, the newest operation alone tells what to undo or redo next, however long the history is.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tldesk.core.changes import Change
from tldesk.project.store import Project

Kind = Literal["assign", "import", "delete class", "undo", "redo"]


@dataclass(frozen=True, slots=True)
class Tops:
    """The newest operation that can be undone and the newest that can be redone (an undo), by id; None where there is none."""

    undo: int | None
    redo: int | None


def tops(project: Project) -> Tops:
    """What can be undone and redone now."""
    row = project.database.row("SELECT undo_top, redo_top FROM operations ORDER BY id DESC LIMIT 1")
    return Tops(None, None) if row is None else Tops(*row)


def perform(
    project: Project, kind: Kind, labels: Mapping[int, int | None], *, who: str, source: str, deleted_class: int | None = None
) -> Change:
    """Give each photo of `labels` its new class, and record it. Photos that have it already are left out; nothing to do leaves no trace.

    Belongs inside a transaction of the caller, or makes its own.
    """
    with project.database.transaction():
        events = _stage(project, labels)
        if not events and deleted_class is None:
            return Change()
        before = tops(project)
        operation = _next_id(project)
        _record(project, operation, kind, who, source, beneath=before.undo, undo_top=operation, redo_top=None, deleted_class=deleted_class)
        touched = _write_events(project, operation)
        classes = _delete_class(project, deleted_class, deleted=True)
    return Change(labels=touched, classes=classes)


def reverse(project: Project, kind: Literal["undo", "redo"], *, who: str) -> Change | None:
    """Undo the newest operation, or redo the newest undo; None where there is none.

    A redo is the undo of an undo: both put back what the operation on top found.
    """
    database = project.database
    with database.transaction():
        before = tops(project)
        target = before.undo if kind == "undo" else before.redo
        if target is None:
            return None
        beneath, deleted_class = database.row("SELECT beneath, deleted_class FROM operations WHERE id = ?", (target,)) or (None, None)
        rows = database.rows("SELECT photo_id, before_class FROM label_events WHERE operation_id = ?", (target,))
        _stage(project, dict(rows))
        operation = _next_id(project)
        if kind == "undo":
            links = {"beneath": before.redo, "undo_top": beneath, "redo_top": operation}
        else:
            links = {"beneath": before.undo, "undo_top": operation, "redo_top": beneath}
        _record(project, operation, kind, who, kind, reverses=target, deleted_class=deleted_class, **links)
        # A class comes back before labels point to it.
        classes = _delete_class(project, deleted_class, deleted=kind == "redo")
        touched = _write_events(project, operation)
    return Change(labels=touched, classes=classes)


def _stage(project: Project, labels: Mapping[int, int | None]) -> int:
    """Put the labels that differ from what is there into the temporary table; gives their number."""
    database = project.database
    database.execute("CREATE TEMP TABLE IF NOT EXISTS staged (photo_id INTEGER PRIMARY KEY, after_class INTEGER)")
    database.execute("DELETE FROM temp.staged")
    database.execute_many("INSERT INTO temp.staged VALUES (?, ?)", labels.items())
    database.execute(
        """DELETE FROM temp.staged WHERE NOT EXISTS
               (SELECT 1 FROM photos WHERE photos.id = staged.photo_id AND photos.class_id IS NOT staged.after_class)"""
    )
    count: int = database.value("SELECT count(*) FROM temp.staged")
    return count


def _next_id(project: Project) -> int:
    newest: int = project.database.value("SELECT coalesce(max(id), 0) FROM operations")
    return newest + 1


def _record(
    project: Project,
    operation: int,
    kind: Kind,
    who: str,
    source: str,
    *,
    beneath: int | None,
    undo_top: int | None,
    redo_top: int | None,
    reverses: int | None = None,
    deleted_class: int | None = None,
) -> None:
    project.database.execute(
        """INSERT INTO operations (id, kind, who, source, at, reverses, deleted_class, beneath, undo_top, redo_top)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (operation, kind, who, source, time.time(), reverses, deleted_class, beneath, undo_top, redo_top),
    )


def _write_events(project: Project, operation: int) -> frozenset[int]:
    """Write the staged labels and their events; gives the ids of the photos."""
    database = project.database
    database.execute(
        """INSERT INTO label_events (operation_id, photo_id, before_class, after_class)
           SELECT ?, staged.photo_id, photos.class_id, staged.after_class
           FROM temp.staged JOIN photos ON photos.id = staged.photo_id ORDER BY staged.photo_id""",
        (operation,),
    )
    database.execute("""UPDATE photos SET class_id = staged.after_class FROM temp.staged AS staged WHERE staged.photo_id = photos.id""")
    return frozenset(row[0] for row in database.rows("SELECT photo_id FROM temp.staged"))


def _delete_class(project: Project, class_id: int | None, *, deleted: bool) -> frozenset[int]:
    """Delete a class or bring it back; one that comes back gives way where its name or key was taken meanwhile."""
    if class_id is None:
        return frozenset()
    database = project.database
    if deleted:
        database.execute("UPDATE classes SET deleted = 1 WHERE id = ?", (class_id,))
        return frozenset({class_id})
    name, folded, key = database.row("SELECT name, folded, key FROM classes WHERE id = ?", (class_id,)) or ("", "", "")
    names = {row[0] for row in database.rows("SELECT folded FROM classes WHERE deleted = 0")}
    number = 1
    fresh, fresh_folded = name, folded
    while fresh_folded in names:
        number += 1
        fresh, fresh_folded = f"{name} {number}", f"{folded} {number}"
    if database.row("SELECT 1 FROM classes WHERE deleted = 0 AND key = ?", (key,)):
        key = ""
    database.execute("UPDATE classes SET deleted = 0, name = ?, folded = ?, key = ? WHERE id = ?", (fresh, fresh_folded, key, class_id))
    return frozenset({class_id})
