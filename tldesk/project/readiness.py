"""What the project has to train with, counted."""

from dataclasses import dataclass

from tldesk.core.photo import Split
from tldesk.project.store import Project


@dataclass(frozen=True, slots=True)
class Readiness:
    """Photos a training could use: labelled, there and readable.

    Attributes:
        photos: all photos that are there, labelled or not.
        by_class: usable photos of each class, by name, in the order of the classes, empty ones with 0.
        by_split: usable photos of each split; those that have none yet are in no split.
        unreadable: photos that are there and labelled but can't be read.
    """

    photos: int
    by_class: tuple[tuple[str, int], ...]
    by_split: tuple[tuple[Split, int], ...]
    unreadable: int

    @property
    def labelled(self) -> int:
        """Usable photos."""
        return sum(count for _, count in self.by_class)

    @property
    def classes(self) -> int:
        """Classes with at least one usable photo."""
        return sum(count > 0 for _, count in self.by_class)


def readiness(project: Project) -> Readiness:
    """Count what there is to train with; one pass over the photos, also at 100,000."""
    usable = "missing = 0 AND problem = '' AND class_id IS NOT NULL"
    database = project.database
    total = database.value("SELECT count(*) FROM photos WHERE missing = 0")
    unreadable = database.value("SELECT count(*) FROM photos WHERE missing = 0 AND problem != '' AND class_id IS NOT NULL")
    labelled = dict(database.rows(f"SELECT class_id, count(*) FROM photos WHERE {usable} GROUP BY class_id"))  # noqa: S608
    splits = dict(database.rows(f"SELECT split, count(*) FROM photos WHERE {usable} GROUP BY split"))  # noqa: S608
    names = database.rows("SELECT id, name FROM classes WHERE deleted = 0 ORDER BY position, id")
    return Readiness(
        photos=int(total),
        by_class=tuple((name, labelled.get(class_id, 0)) for class_id, name in names),
        by_split=tuple((split, splits[split.value]) for split in Split if split.value in splits),
        unreadable=int(unreadable),
    )
