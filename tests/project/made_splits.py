"""Photos dealt into splits at once, as a training deals them step by step."""

from collections.abc import Mapping

from tldesk.core.changes import Change
from tldesk.project.splits import deal_splits, record_splits
from tldesk.project.store import Project


def make_splits(project: Project, *, validation_percent: int, test_percent: int, seed: int, groups: Mapping[int, str]) -> Change:
    """Deal the labelled photos that have no split yet, in one transaction; see `deal_splits`."""
    change = Change()
    with project.database.transaction():
        for step in deal_splits(
            project, validation_percent=validation_percent, test_percent=test_percent, seed=seed, groups=groups
        ).steps():
            change |= record_splits(project, step)
    return change
