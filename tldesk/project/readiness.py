"""What the project has to train with, counted."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from tldesk.core.photo import Split
from tldesk.project.store import Project

FEWEST_PER_CLASS: Final = 3
"""One for each split. Whether these few allow a training is seen once the splits are made: groups may hold them together."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Photos a training could use: labelled, there and readable.

    Attributes:
        photos: all photos that are there, labelled or not.
        by_class: usable photos of each class, by name, in the order of the classes, empty ones with 0.
        by_split: usable photos of each split; those that have none yet are in no split.
        unreadable: photos that are there and labelled but can't be read.
        near_test: usable photos that no training may see, as photos of their groups are in the test split.
    """

    photos: int
    by_class: tuple[tuple[str, int], ...]
    by_split: tuple[tuple[Split, int], ...]
    unreadable: int
    near_test: int = 0

    @property
    def labelled(self) -> int:
        """Usable photos."""
        return sum(count for _, count in self.by_class)

    @property
    def classes(self) -> int:
        """Classes with at least one usable photo."""
        return sum(count > 0 for _, count in self.by_class)

    @property
    def few(self) -> tuple[tuple[str, int], ...]:
        """Classes with too few photos for a training, and how many each has."""
        return tuple((name, count) for name, count in self.by_class if 0 < count < FEWEST_PER_CLASS)


# The splits in the order of `Split`; NULL where no photo is in any.
_COUNTS: Final = """
    SELECT class_id, count(*), sum(problem = ''), sum(problem = '' AND split = 'train'), sum(problem = '' AND split = 'validation'),
           sum(problem = '' AND split = 'test')
    FROM photos INDEXED BY photos_class WHERE missing = 0 GROUP BY class_id"""


_NEAR_TEST: Final = """
    SELECT count(*) FROM photos INDEXED BY photos_class
    WHERE class_id IS NOT NULL AND missing = 0 AND split IS NULL AND problem = '' AND group_name <> '' AND group_name IN
        (SELECT group_name FROM photos INDEXED BY photos_facts WHERE split = 'test' AND group_name <> '')"""


def readiness(project: Project) -> Readiness:
    """Count what there is to train with; one pass over an index, also at 100,000."""
    total = unreadable = 0
    by_class: dict[int, int] = {}
    by_split: Counter[Split] = Counter()
    for class_id, photos, usable, *in_splits in project.database.rows(_COUNTS):
        total += photos
        if class_id is not None:
            by_class[class_id] = usable
            unreadable += photos - usable
            by_split.update({split: count or 0 for split, count in zip(Split, in_splits, strict=True)})
    names = project.database.rows("SELECT id, name FROM classes WHERE deleted = 0 ORDER BY position, id")
    return Readiness(
        photos=total,
        by_class=tuple((name, by_class.get(class_id, 0)) for class_id, name in names),
        by_split=tuple((split, by_split[split]) for split in Split if by_split[split]),
        unreadable=unreadable,
        # Most often all are in a split, and there is nothing to look for.
        near_test=project.database.value(_NEAR_TEST) if by_split[Split.TEST] and by_split.total() < sum(by_class.values()) else 0,
    )
