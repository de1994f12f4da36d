"""Labels: giving photos a class, undo without end, and who gave what when."""

from collections.abc import Iterable
from dataclasses import dataclass

from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError
from tldesk.project.operations import perform, reverse, tops
from tldesk.project.store import Project


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of one photo's label.

    Attributes:
        when: seconds since the epoch.
        source: "person", "folder", "undo", "redo", or what `assign` was told.
        before, after: names of classes, as they are called now; None for unlabelled.
    """

    when: float
    who: str
    source: str
    before: str | None
    after: str | None


def assign(project: Project, photo_ids: Iterable[int], class_id: int | None, *, who: str, source: str = "person") -> Change:
    """Label photos with a class, or clear their labels with None, as one operation; on disk when this returns.

    Photos that have the class already are left out of the `Change` and the history.

    Raises:
        ProjectError: the class was deleted; or see `database.Database.transaction`.
    """
    with project.database.transaction():
        if class_id is not None and not project.database.row("SELECT 1 FROM classes WHERE id = ? AND deleted = 0", (class_id,)):
            raise ProjectError(
                "This class was deleted.", kept="No label was changed.", remedy="Choose another class, or undo the deletion."
            )
        return perform(project, "assign", dict.fromkeys(photo_ids, class_id), who=who, source=source)


def undo(project: Project, *, who: str) -> Change | None:
    """Take back the newest operation that was not taken back yet; None where there is none."""
    return reverse(project, "undo", who=who)


def redo(project: Project, *, who: str) -> Change | None:
    """Do again what was undone last; None where there is nothing, or where labels were given since."""
    return reverse(project, "redo", who=who)


def can_undo(project: Project) -> bool:
    """Whether `undo` would do anything."""
    return tops(project).undo is not None


def can_redo(project: Project) -> bool:
    """Whether `redo` would do anything."""
    return tops(project).redo is not None


def history(project: Project, photo_id: int) -> list[HistoryEntry]:
    """Every label the photo was given, oldest first."""
    rows = project.database.rows(
        """SELECT operations.at, operations.who, operations.source, b.name, a.name
           FROM label_events AS event
           JOIN operations ON operations.id = event.operation_id
           LEFT JOIN classes AS b ON b.id = event.before_class
           LEFT JOIN classes AS a ON a.id = event.after_class
           WHERE event.photo_id = ? ORDER BY event.id""",
        (photo_id,),
    )
    return [HistoryEntry(*row) for row in rows]


def counts(project: Project) -> dict[int | None, int]:
    """How many photos each class has, missing photos left out; None counts the unlabelled. Every class is in it, empty ones with 0."""
    found: dict[int | None, int] = {None: 0}
    found.update({row[0]: 0 for row in project.database.rows("SELECT id FROM classes WHERE deleted = 0 ORDER BY position, id")})
    found.update(dict(project.database.rows("SELECT class_id, count(*) FROM photos WHERE missing = 0 GROUP BY class_id")))
    return found
