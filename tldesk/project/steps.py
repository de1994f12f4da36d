"""What undo and redo would do next, for the words on their buttons."""

from dataclasses import dataclass
from typing import Literal

from tldesk.project.operations import Kind, tops
from tldesk.project.store import Project


@dataclass(frozen=True, slots=True)
class Step:
    """An operation that can be undone or redone, as it was first done.

    Attributes:
        labels, flags: how many photos got another label; another flag or note.
        classes, added, changed: how many classes it deleted; it added; it gave another name, colour, key or place.
        class_name: the class that an "assign" gave, added or changed, as it is called now; None where it cleared labels.
    """

    kind: Kind
    labels: int
    flags: int
    classes: int
    class_name: str | None
    added: int = 0
    changed: int = 0


def next_step(project: Project, which: Literal["undo", "redo"]) -> Step | None:
    """What `labels.undo` or `labels.redo` would take back or do again; None where there is nothing."""
    top = tops(project)
    operation = top.undo if which == "undo" else top.redo
    if operation is None:
        return None
    database = project.database
    while True:
        kind, reverses = database.row("SELECT kind, reverses FROM operations WHERE id = ?", (operation,)) or ("assign", None)
        if reverses is None:
            break
        # An undo and a redo touched the same photos as the operation they are about.
        operation = reverses
    labels, flags, classes, added, changed = (
        database.value(f"SELECT count(*) FROM {events} AND operation_id = ?", (operation,))  # noqa: S608
        for events in (
            "label_events WHERE 1",
            "flag_events WHERE 1",
            "class_events WHERE deleted = 1",
            "class_events WHERE deleted = 0",
            "class_edits WHERE 1",
        )
    )
    named = None
    for touched in ("after_class FROM label_events", "class_id FROM class_events", "class_id FROM class_edits"):
        query = f"SELECT name FROM classes WHERE id = (SELECT {touched} WHERE operation_id = ? LIMIT 1)"  # noqa: S608
        named = named or database.value(query, (operation,))
        if labels or classes:
            break
    return Step(kind, labels, flags, classes, named, added, changed)
