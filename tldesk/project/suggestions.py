"""Predictions as suggestions: a person may take them over as labels, and never over a label that a person gave."""

import json
from collections.abc import Collection
from typing import Final

from tldesk.core.changes import Change
from tldesk.project.classes import classes, fold
from tldesk.project.operations import perform
from tldesk.project.predictions import ROUNDING
from tldesk.project.store import Project

SOURCE: Final = "suggestion accepted"
"""What the history says of such a label."""


def suggested(project: Project, set_id: str, *, among: Collection[int] | None = None, at_least: float = 0.0) -> dict[int, int]:
    """The class that a prediction set suggests for each photo without a label, by id; photos that can't be read are left out.

    Classes that the project does not have are suggested for nothing. Nor is anything for photos kept to validate or test on: a model must
    not be measured by its own answers.

    Args:
        among: ids of the photos that are looked at; None for all. at_least: the least confidence, 0..1.
    """
    names = json.loads(project.database.value("SELECT classes FROM prediction_sets WHERE id = ?", (set_id,)) or "[]")
    known = {fold(one.name): one.id for one in classes(project)}
    class_of = [known.get(fold(name)) for name in names]
    found = project.database.rows(
        """SELECT photo_id, prediction FROM predictions INDEXED BY predictions_confidence JOIN photos ON photos.id = photo_id
           WHERE set_id = ? AND confidence >= ? AND photo_id IS NOT NULL AND confidence IS NOT NULL
             AND class_id IS NULL AND missing = 0 AND photos.problem = '' AND (split IS NULL OR split = 'train')""",
        (set_id, at_least - ROUNDING),
    )
    wanted = None if among is None else frozenset(among)
    pairs = ((photo_id, class_of[prediction]) for photo_id, prediction in found if wanted is None or photo_id in wanted)
    return {photo_id: class_id for photo_id, class_id in pairs if class_id is not None}


def accept(project: Project, set_id: str, *, who: str, among: Collection[int] | None = None, at_least: float = 0.0) -> Change:
    """Make labels of what is `suggested`, as one operation of the person `who`; on disk when this returns."""
    with project.database.transaction():
        labels: dict[int, int | None] = dict(suggested(project, set_id, among=among, at_least=at_least))
        return perform(project, "assign", labels, who=who, source=SOURCE)
