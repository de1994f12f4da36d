"""Taking labels over from a `LabelTable`: first a preview that writes nothing, then one operation that can be undone."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from tldesk.core.changes import Change
from tldesk.core.photo import Photo, Split
from tldesk.photos.scan import natural_key
from tldesk.project.classes import MAX_NAME, classes, classes_named, clean_name, fold
from tldesk.project.interchange.label_table import LabelRow, LabelTable
from tldesk.project.interchange.matching import Found, How, Matcher, fold_path
from tldesk.project.operations import perform
from tldesk.project.photos import all_photos
from tldesk.project.splits import FOLDER_SOURCE, is_test_locked
from tldesk.project.store import Project

FILE_SOURCE: Final = "label file"
"""The source of imported labels in the history."""

_ORIGINS: Final = """
    SELECT event.photo_id, operations.source FROM label_events AS event JOIN operations ON operations.id = event.operation_id
    WHERE event.id IN (SELECT max(id) FROM label_events GROUP BY photo_id)"""


@dataclass(frozen=True, slots=True)
class Match:
    """A row and the one photo it means. `label`: the class's name as it will be; `before`: the photo's class now, or None."""

    row: LabelRow
    photo: Photo
    how: How
    label: str
    before: str | None


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A row that is left out, and why."""

    row: LabelRow
    reason: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A row that several photos fit equally well."""

    row: LabelRow
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A photo to which rows give different classes; it gets none of them."""

    photo: Photo
    rows: tuple[LabelRow, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The classes, in the order of the rows."""
        return tuple(dict.fromkeys(row.label for row in self.rows))


@dataclass(frozen=True, slots=True)
class KeptSplit:
    """A photo whose split in the file is not taken, and why."""

    photo: Photo
    wanted: Split
    reason: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do. Each photo is in at most one of `matched`, `unchanged`, `conflicts` and `contradictions`.

    Attributes:
        matched: photos that get a class: unlabelled ones, and those labelled by their folder only (`before` says what they were).
        unchanged: photos that have the class already.
        conflicts: photos that a person, or an earlier label file, gave another class; kept unless told otherwise.
        contradictions: photos that the file gives two classes.
        unmatched: rows that name no photo of the project, or can't be taken.
        ambiguous: rows that name several.
        unlabelled: rows whose photo is found but that give no class.
        duplicates: rows that say again what another row says of the same photo.
        new_classes: names of classes that would be added, in natural order.
        splits: the split each photo without one would get, by id.
        kept_splits: photos whose split would not be taken.
    """

    table: LabelTable
    matched: tuple[Match, ...] = ()
    unchanged: tuple[Match, ...] = ()
    conflicts: tuple[Match, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    unlabelled: tuple[LabelRow, ...] = ()
    duplicates: tuple[LabelRow, ...] = ()
    new_classes: tuple[str, ...] = ()
    splits: Mapping[int, Split] = field(default_factory=dict)
    kept_splits: tuple[KeptSplit, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Photos that would get each class, by its name."""
        return dict(Counter(match.label for match in self.matched))

    @property
    def replaced(self) -> tuple[Match, ...]:
        """Those of `matched` that have another class now, from their folder."""
        return tuple(match for match in self.matched if match.before is not None)

    @property
    def by_name_only(self) -> tuple[Match, ...]:
        """Those of `matched` whose photo lies in another folder than the file says: worth a look before they are taken."""
        return tuple(
            match for match in self.matched if match.how > How.PATH_END and _folder(match.row.photo) not in ("", _folder(match.photo.path))
        )

    @property
    def split_counts(self) -> dict[Split, int]:
        """Photos that would get each split."""
        return dict(Counter(self.splits.values()))


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the project says now: class names by id, photos by id, and where each label came from."""

    photos: Mapping[int, Photo]
    names: Mapping[int, str]
    origins: Mapping[int, str]

    def before(self, photo_id: int) -> str | None:
        class_id = self.photos[photo_id].class_id
        return None if class_id is None else self.names.get(class_id)

    def protected(self, photo_id: int) -> bool:
        """Whether the photo has a label that did not only come from its folder."""
        return self.before(photo_id) is not None and self.origins.get(photo_id) != FOLDER_SOURCE


def _standing(project: Project) -> _Standing:
    photos = {photo.id: photo for photo in all_photos(project)}
    return _Standing(photos, {one.id: one.name for one in classes(project)}, dict(project.database.rows(_ORIGINS)))


def preview(project: Project, table: LabelTable) -> ImportPreview:
    """Find the photo of every row and compare with what the project says; writes nothing."""
    standing = _standing(project)
    matcher = Matcher(standing.photos.values(), beside=_beside(project.root, table.file))
    found = [(row, matcher.find(row)) for row in map(_cleaned, table.rows)]
    unmatched = [Unmatched(row, _why_not(row, hits)) for row, hits in found if _why_not(row, hits)]
    ambiguous = [Ambiguous(row, hits.photos) for row, hits in found if len(hits.photos) > 1 and not _why_not(row, hits)]
    by_photo: dict[int, list[tuple[LabelRow, How]]] = defaultdict(list)
    for row, hits in found:
        if len(hits.photos) == 1 and not _why_not(row, hits):
            by_photo[hits.photos[0].id].append((row, hits.how))
    sorted_out = _Sorted(standing, {fold(name): name for name in standing.names.values()})
    for photo_id in sorted(by_photo, key=lambda each: natural_key(standing.photos[each].path)):
        unmatched.extend(sorted_out.take(standing.photos[photo_id], by_photo[photo_id]))
    splits, kept = _splits(project, standing, {photo_id: [row for row, _ in rows] for photo_id, rows in by_photo.items()})
    return ImportPreview(
        table,
        tuple(sorted_out.matched),
        tuple(sorted_out.unchanged),
        tuple(sorted_out.conflicts),
        tuple(sorted_out.contradictions),
        tuple(sorted(unmatched, key=lambda each: (each.row.source, each.row.line))),
        tuple(ambiguous),
        tuple(sorted_out.unlabelled),
        tuple(sorted_out.duplicates),
        tuple(sorted(sorted_out.fresh, key=natural_key)),
        splits,
        tuple(kept),
    )


def apply(project: Project, preview: ImportPreview, *, who: str, overwrite: bool | Collection[int] = False) -> Change:
    """Do what `preview` says, as one operation that `labels.undo` takes back (labels only; splits and classes stay).

    What a person labelled since the preview is kept like any label of a person.

    Args:
        overwrite: give the classes of `conflicts` too: all of them, or those of the photos with these ids.

    Raises:
        ProjectError: see `database.Database.transaction`.
    """
    allowed = frozenset(match.photo.id for match in preview.conflicts)
    if not isinstance(overwrite, bool):
        allowed &= frozenset(overwrite)
    elif not overwrite:
        allowed = frozenset()
    with project.database.transaction():
        standing = _standing(project)
        wanted = {
            match.photo.id: match.label
            for match in (*preview.matched, *preview.conflicts)
            if match.photo.id in allowed or not standing.protected(match.photo.id)
        }
        ids, change = classes_named(project, set(wanted.values()))
        labels = {photo_id: ids[fold(name)] for photo_id, name in wanted.items()}
        change |= perform(project, "import", labels, who=who, source=FILE_SOURCE)
        locked = is_test_locked(project)
        splits = {
            photo_id: split
            for photo_id, split in preview.splits.items()
            if standing.photos[photo_id].split is None and not (locked and split is Split.TEST)
        }
        project.database.execute_many("UPDATE photos SET split = ? WHERE id = ?", [(split.value, each) for each, split in splits.items()])
    return change | Change(splits=frozenset(splits))


def _folder(path: str) -> str:
    """The name of the folder a path ends in, as it is compared; empty for a bare name and for what is no path of files."""
    parts = [] if "://" in path or path.startswith("/data/") else fold_path(path.replace("\\", "/")).split("/")
    return parts[-2] if len(parts) > 1 else ""


def _beside(root: Path, file: Path) -> str:
    """The folder of a label file relative to the project, where it lies inside; else empty."""
    folder = (file if file.is_dir() else file.parent).resolve()
    return folder.relative_to(root).as_posix().removeprefix(".") if folder.is_relative_to(root) else ""


def _cleaned(row: LabelRow) -> LabelRow:
    label = clean_name(row.label)
    return row if label == row.label else replace(row, label=label)


def _why_not(row: LabelRow, found: Found) -> str:
    """Why a row is left out whatever else there is; empty where it is not."""
    if not found.photos:
        return "no photo of this name"
    if len(row.label) > MAX_NAME:
        return f"the class's name is longer than {MAX_NAME} characters"
    return ""


class _Sorted:
    """Sorts photos by what their rows would do to them."""

    def __init__(self, standing: _Standing, spelled: dict[str, str]) -> None:
        self._standing = standing
        self._spelled = spelled
        self.matched: list[Match] = []
        self.unchanged: list[Match] = []
        self.conflicts: list[Match] = []
        self.contradictions: list[Contradiction] = []
        self.unlabelled: list[LabelRow] = []
        self.duplicates: list[LabelRow] = []
        self.fresh: list[str] = []

    def take(self, photo: Photo, rows: Sequence[tuple[LabelRow, How]]) -> Iterable[Unmatched]:
        """Sort one photo in; gives the rows that another row pushes out."""
        surest = min(how for _, how in rows)
        others = [row for row, how in rows if how is not surest and how > How.PATH_END]
        yield from (Unmatched(row, f"{photo.path} is named more exactly by another row") for row in others)
        kept = [(row, how) for row, how in rows if how is surest or how <= How.PATH_END]
        labelled = [(row, how) for row, how in kept if row.label]
        if not labelled:
            self.unlabelled.append(kept[0][0])
            return
        if len({fold(row.label) for row, _ in labelled}) > 1:
            self.contradictions.append(Contradiction(photo, tuple(row for row, _ in labelled)))
            return
        self.duplicates.extend(row for row, _ in labelled[1:])
        self._one(photo, *labelled[0])

    def _one(self, photo: Photo, row: LabelRow, how: How) -> None:
        known = self._spelled.get(fold(row.label))
        before = self._standing.before(photo.id)
        match = Match(row, photo, how, known or row.label, before)
        if before is not None and fold(before) == fold(row.label):
            self.unchanged.append(match)
            return
        if known is None:
            self._spelled[fold(row.label)] = row.label
            self.fresh.append(row.label)
        (self.conflicts if self._standing.protected(photo.id) else self.matched).append(match)


def _splits(project: Project, standing: _Standing, rows: Mapping[int, Sequence[LabelRow]]) -> tuple[dict[int, Split], list[KeptSplit]]:
    """The splits to set, and those that are not taken: a photo's own split, its group's and the locked test split go before."""
    locked = is_test_locked(project)
    of_group = {photo.group: photo.split for photo in standing.photos.values() if photo.group and photo.split}
    taken: dict[int, Split] = {}
    kept: list[KeptSplit] = []
    for photo_id, named in rows.items():
        wanted = list(dict.fromkeys(row.split for row in named if row.split is not None))
        photo = standing.photos[photo_id]
        if not wanted or photo.split is wanted[0]:
            continue
        reason = ""
        if len(wanted) > 1:
            reason = "the file names two splits"
        elif photo.split is not None:
            reason = f"it is in {photo.split} already"
        elif of_group.setdefault(photo.group, wanted[0]) is not wanted[0] and photo.group:
            reason = f"its group is in {of_group[photo.group]}"
        elif wanted[0] is Split.TEST and locked:
            reason = "the test split is locked"
        if reason:
            kept.append(KeptSplit(photo, wanted[0], reason))
        else:
            taken[photo_id] = wanted[0]
    return taken, kept
