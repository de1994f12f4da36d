"""Operations on labels, flags and classes: what happened is only ever added to, and undoing is one more operation.

The operations that can be undone form a stack, those that can be redone another. Each operation lies on one of them: an assignment, an
import, a deletion and a redo on the first, an undo on the second; `beneath` is the one under it. With the two tops after each
operation on record, the newest operation alone tells what to undo or redo next, however long the history is.

A flag or a note is recorded as an assignment, and so are classes that are added or changed; a merge of classes as a deletion that gives
their photos another label.
"""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from tldesk.core.changes import Change
from tldesk.project.store import Project

Kind = Literal["assign", "import", "delete class", "undo", "redo"]


@dataclass(frozen=True, slots=True)
class Flag:
    """What to set of a photo's flag and note; None leaves it as it is."""

    unsure: bool | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Face:
    """What can be changed of a class; `folded` is its name as names are compared."""

    name: str
    folded: str
    colour: str
    key: str
    position: int


_NO_EDITS: Final[Mapping[int, Face]] = MappingProxyType({})
_NO_LABELS: Final[Mapping[int, int | None]] = MappingProxyType({})
_NO_FLAGS: Final[Mapping[int, Flag]] = MappingProxyType({})


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
    project: Project,
    kind: Kind,
    labels: Mapping[int, int | None] = _NO_LABELS,
    *,
    who: str,
    source: str,
    flags: Mapping[int, Flag] = _NO_FLAGS,
    deleted_classes: Collection[int] = (),
    added_classes: Collection[int] = (),
    edits: Mapping[int, Face] = _NO_EDITS,
) -> Change:
    """Give each photo of `labels` its new class and each of `flags` its flag and note, and record it as one operation.

    So are classes that are deleted, those that were just added, and those that get another face.

    Photos that have it all already are left out; nothing to do leaves no trace. Belongs inside a transaction of the caller, or makes its
    own.
    """
    with project.database.transaction():
        events = _stage_labels(project, labels) + _stage_flags(project, flags)
        if not (events or deleted_classes or added_classes or edits):
            return Change()
        before = tops(project)
        operation = _next_id(project)
        _record(project, operation, kind, who, source, beneath=before.undo, undo_top=operation, redo_top=None)
        _edit(project, operation, edits)
        touched = _write_labels(project, operation) | _write_flags(project, operation)
        for class_id in sorted(added_classes):
            _note_class(project, operation, class_id, deleted=False)
        for class_id in sorted(deleted_classes):
            _delete(project, operation, class_id)
    return Change(labels=touched, classes=frozenset((*deleted_classes, *added_classes, *edits)))


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
        beneath = database.value("SELECT beneath FROM operations WHERE id = ?", (target,))
        _stage_labels(project, dict(database.rows("SELECT photo_id, before_class FROM label_events WHERE operation_id = ?", (target,))))
        flags = database.rows("SELECT photo_id, before_unsure, before_note FROM flag_events WHERE operation_id = ?", (target,))
        _stage_flags(project, {photo_id: Flag(unsure == 1, note) for photo_id, unsure, note in flags})
        operation = _next_id(project)
        if kind == "undo":
            links = {"beneath": before.redo, "undo_top": beneath, "redo_top": operation}
        else:
            links = {"beneath": before.undo, "undo_top": operation, "redo_top": beneath}
        _record(project, operation, kind, who, kind, reverses=target, **links)
        classes = _bring_back(project, operation, target) | _edit_back(project, operation, target)
        touched = _write_labels(project, operation) | _write_flags(project, operation)
        classes |= _take_away(project, operation, target)
    return Change(labels=touched, classes=classes)


def _stage_labels(project: Project, labels: Mapping[int, int | None]) -> int:
    """Put the labels that differ from what is there into a temporary table; gives their number."""
    database = project.database
    database.execute("CREATE TEMP TABLE IF NOT EXISTS staged_labels (photo_id INTEGER PRIMARY KEY, after_class INTEGER)")
    database.execute("DELETE FROM temp.staged_labels")
    database.execute_many("INSERT INTO temp.staged_labels VALUES (?, ?)", labels.items())
    database.execute(
        """DELETE FROM temp.staged_labels WHERE NOT EXISTS
               (SELECT 1 FROM photos WHERE photos.id = photo_id AND photos.class_id IS NOT after_class)"""
    )
    count: int = database.value("SELECT count(*) FROM temp.staged_labels")
    return count


def _stage_flags(project: Project, flags: Mapping[int, Flag]) -> int:
    """Put the flags and notes that differ from what is there into a temporary table, both of each photo; gives their number."""
    database = project.database
    database.execute("CREATE TEMP TABLE IF NOT EXISTS staged_flags (photo_id INTEGER PRIMARY KEY, unsure INTEGER, note TEXT)")
    database.execute("DELETE FROM temp.staged_flags")
    if not flags:
        return 0
    database.execute_many("INSERT INTO temp.staged_flags VALUES (?, ?, ?)", [(each, f.unsure, f.note) for each, f in flags.items()])
    database.execute(
        """UPDATE temp.staged_flags AS staged
           SET unsure = coalesce(staged.unsure, photos.unsure), note = coalesce(staged.note, photos.note)
           FROM photos WHERE photos.id = photo_id"""
    )
    database.execute(
        """DELETE FROM temp.staged_flags WHERE NOT EXISTS
               (SELECT 1 FROM photos WHERE photos.id = photo_id
                AND (photos.unsure <> staged_flags.unsure OR photos.note <> staged_flags.note))"""
    )
    count: int = database.value("SELECT count(*) FROM temp.staged_flags")
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
) -> None:
    project.database.execute(
        """INSERT INTO operations (id, kind, who, source, at, reverses, beneath, undo_top, redo_top)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (operation, kind, who, source, time.time(), reverses, beneath, undo_top, redo_top),
    )


def _write_labels(project: Project, operation: int) -> frozenset[int]:
    """Write the staged labels and their events; gives the ids of the photos."""
    database = project.database
    database.execute(
        """INSERT INTO label_events (operation_id, photo_id, before_class, after_class)
           SELECT ?, staged.photo_id, photos.class_id, staged.after_class
           FROM temp.staged_labels AS staged JOIN photos ON photos.id = staged.photo_id ORDER BY staged.photo_id""",
        (operation,),
    )
    database.execute(
        """UPDATE photos SET label_operation = ?, class_id = (SELECT after_class FROM temp.staged_labels WHERE photo_id = photos.id)
           WHERE id IN (SELECT photo_id FROM temp.staged_labels)""",
        (operation,),
    )
    return frozenset(row[0] for row in database.rows("SELECT photo_id FROM temp.staged_labels"))


def _write_flags(project: Project, operation: int) -> frozenset[int]:
    """Write the staged flags and notes and their events; gives the ids of the photos."""
    database = project.database
    database.execute(
        """INSERT INTO flag_events (operation_id, photo_id, before_unsure, after_unsure, before_note, after_note)
           SELECT ?, staged.photo_id, photos.unsure, staged.unsure, photos.note, staged.note
           FROM temp.staged_flags AS staged JOIN photos ON photos.id = staged.photo_id ORDER BY staged.photo_id""",
        (operation,),
    )
    database.execute(
        """UPDATE photos SET (unsure, note) = (SELECT unsure, note FROM temp.staged_flags WHERE photo_id = photos.id)
           WHERE id IN (SELECT photo_id FROM temp.staged_flags)"""
    )
    return frozenset(row[0] for row in database.rows("SELECT photo_id FROM temp.staged_flags"))


def _note_class(project: Project, operation: int, class_id: int, *, deleted: bool) -> None:
    project.database.execute("INSERT INTO class_events (operation_id, class_id, deleted) VALUES (?, ?, ?)", (operation, class_id, deleted))


def _delete(project: Project, operation: int, class_id: int) -> None:
    _note_class(project, operation, class_id, deleted=True)
    project.database.execute("UPDATE classes SET deleted = 1 WHERE id = ?", (class_id,))


def _bring_back(project: Project, operation: int, target: int) -> frozenset[int]:
    """Bring back the classes that `target` deleted, before labels point to them."""
    rows = project.database.rows("SELECT class_id FROM class_events WHERE operation_id = ? AND deleted = 1 ORDER BY class_id", (target,))
    for (class_id,) in rows:
        _note_class(project, operation, class_id, deleted=False)
        old = project.database.row("SELECT name, folded, colour, key, position FROM classes WHERE id = ?", (class_id,))
        _show(project, {class_id: Face(*old or ("", "", "", "", 0))})
        project.database.execute("UPDATE classes SET deleted = 0 WHERE id = ?", (class_id,))
    return frozenset(class_id for (class_id,) in rows)


def _take_away(project: Project, operation: int, target: int) -> frozenset[int]:
    """Delete the classes that `target` added or brought back, now that no label of its own points to them; one in use stays."""
    rows = project.database.rows(
        """SELECT class_id FROM class_events WHERE operation_id = ? AND deleted = 0
           AND NOT EXISTS (SELECT 1 FROM photos WHERE photos.class_id = class_events.class_id) ORDER BY class_id""",
        (target,),
    )
    for (class_id,) in rows:
        _delete(project, operation, class_id)
    return frozenset(class_id for (class_id,) in rows)


def _edit(project: Project, operation: int, edits: Mapping[int, Face]) -> None:
    """Give classes other faces, and keep those they had."""
    project.database.execute_many(
        """INSERT INTO class_edits (operation_id, class_id, name, folded, colour, key, position)
           SELECT ?, id, name, folded, colour, key, position FROM classes WHERE id = ?""",
        [(operation, class_id) for class_id in sorted(edits)],
    )
    _show(project, edits)


def _edit_back(project: Project, operation: int, target: int) -> frozenset[int]:
    """Give classes the faces they had before `target`."""
    rows = project.database.rows("SELECT class_id, name, folded, colour, key, position FROM class_edits WHERE operation_id = ?", (target,))
    edits = {class_id: Face(*face) for class_id, *face in rows}
    _edit(project, operation, edits)
    return frozenset(edits)


def _show(project: Project, faces: Mapping[int, Face]) -> None:
    """Give classes these faces; one gives way where another class has its name or its key."""
    database = project.database
    others = [row for row in database.rows("SELECT id, folded, key FROM classes WHERE deleted = 0") if row[0] not in faces]
    names, keys = {row[1] for row in others}, {row[2] for row in others}
    # What another of them has now is free only when all have let go of it.
    database.execute_many("UPDATE classes SET key = '', folded = char(0) || id WHERE id = ?", [(class_id,) for class_id in faces])
    for class_id, face in faces.items():
        number, name, folded = 1, face.name, face.folded
        while folded in names:
            number += 1
            name, folded = f"{face.name} {number}", f"{face.folded} {number}"
        database.execute(
            "UPDATE classes SET name = ?, folded = ?, colour = ?, key = ?, position = ? WHERE id = ?",
            (name, folded, face.colour, "" if face.key in keys else face.key, face.position, class_id),
        )
