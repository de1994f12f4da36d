"""What undo and redo would do next, for the words on their buttons."""

from dataclasses import dataclass
from typing import Literal

from tldesk.project.operations import Kind, tops
from tldesk.project.store import Project


@dataclass(frozen=True, slots=True)
class Step:
    """An operation that can be undone or redone, as it was first done.

    Attributes:
        labels, flags: how many photos got another label; another flag or note. classes: how many classes it deleted.
        class_name: the class that an "assign" gave, as it is called now; None where it cleared labels.
    """

    kind: Kind
    labels: int
    flags: int
    classes: int
    class_name: str | None


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
    labels, flags, classes = (
        database.value(f"SELECT count(*) FROM {table} WHERE operation_id = ?", (operation,))  # noqa: S608
        for table in ("label_events", "flag_events", "class_events")
    )
    named = database.row(
        """SELECT name FROM label_events JOIN classes ON classes.id = after_class
           WHERE operation_id = ? LIMIT 1""",
        (operation,),
    )
    return Step(kind, labels, flags, classes, named[0] if named else None)
