"""A few photos to show something on."""

import random
from collections import Counter
from typing import Final

from tldesk.core.photo import Photo
from tldesk.project.photos import photos_of
from tldesk.project.store import Project

_CLASSES: Final = "SELECT class_id, count(*) FROM photos INDEXED BY photos_class WHERE missing = 0 AND problem = '' GROUP BY class_id"
_ONE: Final = """
    SELECT id FROM photos INDEXED BY photos_class
    WHERE class_id IS ? AND missing = 0 AND problem = '' LIMIT 1 OFFSET ?"""


def some_photos(project: Project, count: int, *, seed: int) -> list[Photo]:
    """Up to `count` photos that can be read, of different classes where there are as many; another `seed` gives others.

    Photos without a label only take part where none has one. One pass over an index, also at 100,000.
    """
    dice = random.Random(seed)
    sizes: dict[int | None, int] = dict(project.database.rows(_CLASSES))
    classes = sorted(class_id for class_id in sizes if class_id is not None)
    order: list[int | None] = [*dice.sample(classes, len(classes))] or [*sizes]
    turns = Counter(order[turn % len(order)] for turn in range(count if order else 0))
    found = [
        row[0]
        for class_id, wanted in turns.items()
        for place in dice.sample(range(sizes[class_id]), min(wanted, sizes[class_id]))
        for row in project.database.rows(_ONE, (class_id, place))
    ]
    photos = photos_of(project, found)
    return [photos[photo_id] for photo_id in found]
