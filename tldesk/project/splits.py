"""Splits and groups: read from folders, dealt by chance, or set by hand. The test split is locked once there is one."""

import json
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError
from tldesk.core.photo import Split
from tldesk.project.classes import classes_named, clean_name, fold, shortened
from tldesk.project.dealing import Dealt, deal
from tldesk.project.folder_plan import FolderMeaning, meanings
from tldesk.project.folders import folder_of, read_folders
from tldesk.project.operations import perform
from tldesk.project.store import Project

FOLDER_SOURCE: Final = "folder"

_IMPORT_ROWS: Final = """
    SELECT id, path, split,
           EXISTS (SELECT 1 FROM label_events WHERE photo_id = photos.id),
           EXISTS (SELECT 1 FROM label_events AS event JOIN operations ON operations.id = event.operation_id
                   WHERE event.photo_id = photos.id AND operations.kind = 'import'),
           group_name
    FROM photos WHERE missing = 0 ORDER BY place, id"""

_SPLIT_ROWS: Final = "SELECT id, class_id, split, group_name, missing = 0 AND problem = '' FROM photos ORDER BY path, id"


def import_folders(project: Project, *, who: str, told: Sequence[FolderMeaning] | None = None) -> Change:
    """Take classes, labels and splits from the folders the photos lie in, as one operation that `labels.undo` takes back (labels and new
    classes).

    Labels go only to photos that never had one, splits only to photos that have none and were not imported before: a person's word always
    wins, and asking twice does nothing the second time. A test split that is there gets no more photos, and a group stays in one split.
    Classes are added in natural order of their names.

    Args:
        told: what a person says the folders mean; folders that are not named say nothing. None reads them by `read_folders`.
    """
    database = project.database
    with database.transaction():
        rows = database.rows(_IMPORT_ROWS)
        locked = is_test_locked(project)
        held = {group: Split(split) for _, _, split, _, _, group in rows if group and split}
        said = _said(told, [row[1] for row in rows])
        wanted: dict[int, str] = {}
        spelled: dict[str, str] = {}
        splits: dict[int, Split] = {}
        for photo_id, path, split, labelled_ever, imported, group in rows:
            name, given = said(path)
            if name is not None and not labelled_ever and clean_name(name):
                kept = shortened(clean_name(name))
                wanted[photo_id] = spelled.setdefault(fold(kept), kept)
            if given is None or split is not None or imported or (locked and given is Split.TEST):
                continue
            if not group or held.setdefault(group, given) is given:
                splits[photo_id] = given
        ids, added = classes_named(project, set(wanted.values()))
        labels = {photo_id: ids[fold(name)] for photo_id, name in wanted.items()}
        change = perform(project, "import", labels, who=who, source=FOLDER_SOURCE, added_classes=added)
        database.execute_many("UPDATE photos SET split = ? WHERE id = ?", [(split.value, photo_id) for photo_id, split in splits.items()])
    return change | Change(splits=frozenset(splits))


def read_meanings(project: Project, *, level: int | None = None) -> list[FolderMeaning]:
    """What the folders of the project's photos mean, as `import_folders` would take it; `level` as in `folder_plan.meanings`."""
    rows = project.database.rows(_IMPORT_ROWS)
    return meanings([row[1] for row in rows], level=level, labelled=(row[1] for row in rows if row[3]))


def _said(told: Sequence[FolderMeaning] | None, paths: Sequence[str]) -> Callable[[str], tuple[str | None, Split | None]]:
    """The class and the split of the photo at a path."""
    by_folder: Mapping[str, tuple[str | None, Split | None]]
    if told is None:
        by_folder = read_folders(Counter(map(folder_of, paths))).folders
    else:
        by_folder = {one.folder: (one.name or None, one.split) for one in told}
    return lambda path: by_folder.get(folder_of(path), (None, None))


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    class_id: int | None
    split: Split | None
    group: str
    usable: bool


_STEP: Final = 500

SplitOf = tuple[Split | None, str]
"""The split and the group of a photo."""


@dataclass(frozen=True, slots=True)
class SplitStep:
    """A part of a deal, small enough to be written in a moment.

    Attributes:
        rows: id, the split the photo has, the split it gets, and its group.
        test: id and present split of all photos that come into the test split, at once and last: a part of it would be locked as if it
            were the whole.
    """

    rows: tuple[tuple[int, Split | None, Split | None, str], ...] = ()
    test: tuple[tuple[int, Split | None], ...] = ()


@dataclass(frozen=True, slots=True)
class SplitDeal:
    """What changes when photos are dealt into splits: before and after, by id."""

    before: Mapping[int, SplitOf]
    after: Mapping[int, SplitOf]

    def steps(self) -> list[SplitStep]:
        """The deal in parts; when a program ends between two of them, the next deal does the rest."""
        coming = [one for one, (split, _) in self.after.items() if split is Split.TEST and self.before[one][0] is not Split.TEST]
        test = frozenset(coming)
        rows = [
            (one, self.before[one][0], self.before[one][0] if one in test else split, group) for one, (split, group) in self.after.items()
        ]
        steps = [SplitStep(rows=tuple(rows[start : start + _STEP])) for start in range(0, len(rows), _STEP)]
        return [*steps, SplitStep(test=tuple((one, self.before[one][0]) for one in coming))] if coming else steps


def deal_splits(
    project: Project,
    *,
    validation_percent: int,
    test_percent: int,
    seed: int,
    groups: Mapping[int, str],
    among: Container[int] | None = None,
) -> SplitDeal:
    """Deal the labelled photos that have no split yet into train, validation and test; see `dealing.deal` for how. Writes nothing.

    Photos that are missing or can't be read stay out. The outcome depends on paths, labels, groups and `seed` only. Once there is a test
    split, it never changes here: a new photo whose group has one in it gets no split, so that nothing of the test is ever trained on.

    Args:
        groups: the group of each photo that has one, by id; photos not named stand alone from now on.
        among: the photos that `groups` speaks of; others may be like any of them, and get no split yet. None: all photos.

    Raises:
        ProjectError: the shares leave nothing to train on.
    """
    if validation_percent + test_percent >= 100:
        raise ProjectError("The validation and test shares leave no photo to train on.", remedy="Choose smaller shares.")
    rows = [
        _Row(photo_id, class_id, Split(split) if split else None, group, usable == 1 and (among is None or photo_id in among))
        for photo_id, class_id, split, group, usable in project.database.rows(_SPLIT_ROWS)
    ]
    where = _dealt(rows, groups, validation_percent=validation_percent, test_percent=test_percent, seed=seed)
    before = {row.id: (row.split, row.group) for row in rows}
    after = {row.id: (where.get(row.id), groups.get(row.id, "")) for row in rows}
    changed = {one: now for one, now in after.items() if now != before[one]}
    return SplitDeal({one: before[one] for one in changed}, changed)


def record_splits(project: Project, step: SplitStep) -> Change:
    """Write one part of a deal. A photo that got another split meanwhile keeps that."""
    database = project.database
    with database.transaction():
        database.execute_many(
            "UPDATE photos SET split = ?, group_name = ? WHERE id = ? AND split IS ?",
            [(after, group, photo_id, before) for photo_id, before, after, group in step.rows],
        )
        # A test split that was made meanwhile is locked.
        if step.test and not is_test_locked(project):
            database.execute_many("UPDATE photos SET split = 'test' WHERE id = ? AND split IS ?", step.test)
    return Change(splits=frozenset((*(photo_id for photo_id, *_ in step.rows), *(photo_id for photo_id, _ in step.test))))


def _dealt(
    rows: Sequence[_Row], groups: Mapping[int, str], *, validation_percent: int, test_percent: int, seed: int
) -> dict[int, Split | None]:
    """The split of every photo that is dealt or had one."""
    named = {row.id: groups.get(row.id) or f"\0{row.id}" for row in rows}
    inside = [Dealt(row.id, row.class_id, named[row.id], row.split) for row in rows if row.usable and row.class_id is not None]
    ids = {p.id for p in inside}
    aside = {row.id: row.split for row in rows if row.split is not None and row.id not in ids}
    outcome = deal(
        inside,
        validation_percent=validation_percent,
        test_percent=test_percent,
        seed=seed,
        # Test last: a locked test photo decides for its group, whatever else of the group is out of use.
        locked={named[photo_id]: split for photo_id, split in sorted(aside.items(), key=lambda item: item[1] is Split.TEST)},
        test_locked=any(row.split is Split.TEST for row in rows),
    )
    after = dict(outcome.photos)
    for photo_id, split in aside.items():
        # Photos out of use follow their group, so that it is whole when they come back; but the test split stays as it is.
        where = outcome.groups.get(named[photo_id], split)
        after[photo_id] = None if where is Split.TEST and split is not Split.TEST else where
    return after


def is_test_locked(project: Project) -> bool:
    """Whether there is a test split: from then on only `set_split(..., unlock_test=True)` changes which photos are in it."""
    return project.database.row("SELECT 1 FROM photos WHERE split = 'test'") is not None


def set_split(project: Project, photo_ids: Iterable[int], split: Split | None, *, unlock_test: bool = False) -> Change:
    """Put photos, and all that are in a group with one of them, into `split`; None takes them out of all.

    Args:
        unlock_test: allow a photo to enter or leave a test split that is there already. Figures of earlier runs can't be compared with
            later ones then.

    Raises:
        ProjectError: that would change the test split, and `unlock_test` does not allow it.
    """
    database = project.database
    with database.transaction():
        changed = [(photo_id, before) for photo_id, before in _with_their_groups(project, photo_ids) if before != split]
        touches_test = split is Split.TEST or any(before == Split.TEST for _, before in changed)
        if changed and touches_test and not unlock_test and is_test_locked(project):
            raise ProjectError(
                "The test split is locked: it must stay as it is, so that all runs are measured alike.",
                kept="No photo changed its split.",
                remedy="Unlock the test split first, if you accept that earlier figures can't be compared any more.",
            )
        database.execute_many("UPDATE photos SET split = ? WHERE id = ?", [(split, photo_id) for photo_id, _ in changed])
    return Change(splits=frozenset(photo_id for photo_id, _ in changed))


def _with_their_groups(project: Project, photo_ids: Iterable[int]) -> list[tuple[int, str | None]]:
    """These photos and all that are in a group with one of them, with their splits."""
    rows = project.database.rows(
        "SELECT id, split, group_name FROM photos WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(photo_ids)),)
    )
    found = {photo_id: split for photo_id, split, _ in rows}
    groups = sorted({group for _, _, group in rows if group})
    if groups:
        query = "SELECT id, split FROM photos INDEXED BY photos_facts WHERE group_name IN (SELECT value FROM json_each(?))"
        found.update(project.database.rows(query, (json.dumps(groups),)))
    return list(found.items())
