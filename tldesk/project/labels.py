"""Labels, flags and notes: giving photos a class, undo without end, and who said what when."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError
from tldesk.project.operations import Flag, perform, reverse
from tldesk.project.store import Project

MAX_NOTE: Final = 2000
"""Characters a note may have."""


class Aspect(StrEnum):
    """What of a photo a history entry is about."""

    LABEL = "label"
    UNSURE = "unsure"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of one photo's label, flag or note.

    Attributes:
        when: seconds since the epoch.
        source: "person", "folder", "undo", "redo", or what `assign` was told.
        before, after: of a label, the names of classes as they are called now; of the flag, "unsure"; of a note, its text. None for
            unlabelled, not flagged, no note.
    """

    when: float
    who: str
    source: str
    before: str | None
    after: str | None
    aspect: Aspect = Aspect.LABEL


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


def flag(project: Project, photo_ids: Iterable[int], *, unsure: bool | None = None, note: str | None = None, who: str) -> Change:
    """Flag photos as unsure or not, write a note about them, or both, as one operation; None leaves what is there.

    Blanks around a note are dropped; an empty one takes it away. Photos that have it all already are left out. `Change.labels` names the
    others.

    Raises:
        ProjectError: the note is longer than `MAX_NOTE`; or see `database.Database.transaction`.
    """
    if note is not None:
        note = note.strip()
        if len(note) > MAX_NOTE:
            raise ProjectError(
                f"The note has {len(note)} characters, and {MAX_NOTE} are the most.",
                kept="No note was changed.",
                remedy="Write a shorter note.",
            )
    return perform(project, "assign", flags=dict.fromkeys(photo_ids, Flag(unsure, note)), who=who, source="person")


def undo(project: Project, *, who: str) -> Change | None:
    """Take back the newest operation that was not taken back yet; None where there is none."""
    return reverse(project, "undo", who=who)


def redo(project: Project, *, who: str) -> Change | None:
    """Do again what was undone last; None where there is nothing, or where labels were given since."""
    return reverse(project, "redo", who=who)


def history(project: Project, photo_id: int) -> list[HistoryEntry]:
    """Everything that was said of the photo, oldest first."""
    rows = project.database.rows(_HISTORY, (photo_id,) * 3)
    return [HistoryEntry(at, who, source, before, after, Aspect(aspect)) for aspect, at, who, source, before, after in rows]


_HISTORY: Final = """
    SELECT aspect, operations.at, operations.who, operations.source, before, after
    FROM (
        SELECT 'label' AS aspect, operation_id, b.name AS before, a.name AS after
        FROM label_events LEFT JOIN classes AS b ON b.id = before_class LEFT JOIN classes AS a ON a.id = after_class
        WHERE photo_id = ?
        UNION ALL
        SELECT 'unsure', operation_id, iif(before_unsure, 'unsure', NULL), iif(after_unsure, 'unsure', NULL)
        FROM flag_events WHERE photo_id = ? AND before_unsure <> after_unsure
        UNION ALL
        SELECT 'note', operation_id, nullif(before_note, ''), nullif(after_note, '')
        FROM flag_events WHERE photo_id = ? AND before_note <> after_note)
    JOIN operations ON operations.id = operation_id
    ORDER BY operation_id, aspect = 'note', aspect = 'unsure'"""


def counts(project: Project) -> dict[int | None, int]:
    """How many photos each class has, missing photos left out; None counts the unlabelled. Every class is in it, empty ones with 0."""
    found: dict[int | None, int] = {None: 0}
    found.update({row[0]: 0 for row in project.database.rows("SELECT id FROM classes WHERE deleted = 0 ORDER BY position, id")})
    found.update(dict(project.database.rows("SELECT class_id, count(*) FROM photos WHERE missing = 0 GROUP BY class_id")))
    return found
