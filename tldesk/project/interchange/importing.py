"""Taking labels over from a `LabelTable`: first a preview that writes nothing, then one operation that can be undone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tldesk.core.changes import Change
from tldesk.core.photo import Photo, Split
from tldesk.core.progress import Report, unheard
from tldesk.photos.names import natural_key
from tldesk.project.classes import MAX_NAME, classes, classes_named, clean_name, fold
from tldesk.project.interchange.import_preview import Ambiguous, Contradiction, ImportPreview, KeptNote, KeptSplit, Match, Unmatched
from tldesk.project.interchange.label_table import LabelRow, LabelTable
from tldesk.project.interchange.matching import Found, How, Matcher, fold_path
from tldesk.project.labels import MAX_NOTE
from tldesk.project.operations import Flag, perform
from tldesk.project.photos import all_photos
from tldesk.project.splits import FOLDER_SOURCE, is_test_locked
from tldesk.project.store import Project

FILE_SOURCE: Final = "label file"
"""The source of imported labels in the history."""

_REPORTED: Final = 500
"""Rows between two reports."""


_ORIGINS: Final = """
    SELECT event.photo_id, operations.source FROM label_events AS event JOIN operations ON operations.id = event.operation_id
    WHERE event.id IN (SELECT max(id) FROM label_events GROUP BY photo_id)"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a project says now, as plain values that any thread may read.

    Attributes:
        photos, names: photos and the classes' names, by id; the photos in natural order of their paths.
        origins: the source of the newest change of each photo's label, by id.
        test_locked: there is a test split.
    """

    root: Path
    photos: Mapping[int, Photo]
    names: Mapping[int, str]
    origins: Mapping[int, str]
    test_locked: bool

    def before(self, photo_id: int) -> str | None:
        """The photo's class now, or None."""
        class_id = self.photos[photo_id].class_id
        return None if class_id is None else self.names.get(class_id)

    def protected(self, photo_id: int) -> bool:
        """Whether the photo has a label that did not only come from its folder."""
        return self.before(photo_id) is not None and self.origins.get(photo_id) != FOLDER_SOURCE


def standing(project: Project) -> Standing:
    """What `compare` needs to know of a project; quick, for the thread that has it open."""
    photos = {photo.id: photo for photo in all_photos(project)}
    names = {one.id: one.name for one in classes(project)}
    return Standing(project.root, photos, names, dict(project.database.rows(_ORIGINS)), is_test_locked(project))


def preview(project: Project, table: LabelTable) -> ImportPreview:
    """Find the photo of every row and compare with what the project says; writes nothing."""
    return compare(standing(project), table)


def compare(standing: Standing, table: LabelTable, *, report: Report = unheard) -> ImportPreview:
    """`preview` without the project, for another thread: some seconds for 100,000 rows.

    Args:
        report: hears how many rows of how many are done, now and then; what it raises ends the work.
    """
    found = _find(standing, table, report)
    unmatched = [Unmatched(row, _why_not(row, hits)) for row, hits in found if _why_not(row, hits)]
    ambiguous = [Ambiguous(row, hits.photos) for row, hits in found if len(hits.photos) > 1 and not _why_not(row, hits)]
    by_photo: dict[int, list[tuple[LabelRow, How]]] = defaultdict(list)
    for row, hits in found:
        if len(hits.photos) == 1 and not _why_not(row, hits):
            by_photo[hits.photos[0].id].append((row, hits.how))
    sorted_out = _Sorted(standing, {fold(name): name for name in standing.names.values()})
    # They stand in natural order; to sort the paths of so many photos would hold every other thread up.
    for photo_id, photo in standing.photos.items():
        if photo_id in by_photo:
            unmatched.extend(sorted_out.take(photo, by_photo[photo_id]))
    rows_of = {photo_id: [row for row, _ in rows] for photo_id, rows in by_photo.items()}
    splits, kept = _splits(standing, rows_of)
    left_out = {each.photo.id for each in sorted_out.contradictions}
    flags, kept_notes = _flags(standing, {photo_id: rows for photo_id, rows in rows_of.items() if photo_id not in left_out})
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
        flags,
        tuple(kept_notes),
        tuple(filter(_elsewhere, sorted_out.matched)),
        standing.photos,
    )


def _find(standing: Standing, table: LabelTable, report: Report) -> list[tuple[LabelRow, Found]]:
    """Every row with the photos it may mean."""
    matcher = Matcher(standing.photos.values(), beside=_beside(standing.root, table.file))
    found = []
    for number, row in enumerate(map(_cleaned, table.rows)):
        if number % _REPORTED == 0:
            report(number, len(table.rows))
        found.append((row, matcher.find(row)))
    matcher.forget()
    return found


def apply(project: Project, preview: ImportPreview, *, who: str, overwrite: bool | Collection[int] = False) -> Change:
    """Do what `preview` says, as one operation that `labels.undo` takes back (labels, flags and notes; splits and classes stay).

    What a person labelled or noted since the preview is kept like any label or note of a person.

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
        now = standing(project)
        wanted = {
            match.photo.id: match.label
            for match in (*preview.matched, *preview.conflicts)
            if match.photo.id in allowed or not now.protected(match.photo.id)
        }
        ids, added = classes_named(project, set(wanted.values()))
        labels = {photo_id: ids[fold(name)] for photo_id, name in wanted.items()}
        refused = {match.photo.id for match in preview.conflicts} - allowed
        flags = {
            photo_id: Flag(flag.unsure, None if now.photos[photo_id].note else flag.note)
            for photo_id, flag in preview.flags.items()
            if photo_id not in refused
        }
        change = perform(project, "import", labels, flags=flags, who=who, source=FILE_SOURCE, added_classes=added)
        splits = {
            photo_id: split
            for photo_id, split in preview.splits.items()
            if now.photos[photo_id].split is None and not (now.test_locked and split is Split.TEST)
        }
        project.database.execute_many("UPDATE photos SET split = ? WHERE id = ?", [(split.value, each) for each, split in splits.items()])
    return change | Change(splits=frozenset(splits))


def _beside(root: Path, file: Path) -> str:
    """The folder of a label file relative to the project, where it lies inside; else empty."""
    folder = (file if file.is_dir() else file.parent).resolve()
    return folder.relative_to(root).as_posix().removeprefix(".") if folder.is_relative_to(root) else ""


def _elsewhere(match: Match) -> bool:
    """Whether the photo lies in another folder than the file says."""
    return match.how > How.PATH_END and _folder(match.row.photo) not in ("", _folder(match.photo.path))


def _folder(path: str) -> str:
    """The name of the folder a path ends in, as it is compared; empty for a bare name and for what is no path of files."""
    parts = [] if "://" in path or path.startswith("/data/") else fold_path(path.replace("\\", "/")).split("/")
    return parts[-2] if len(parts) > 1 else ""


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

    def __init__(self, standing: Standing, spelled: dict[str, str]) -> None:
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


def _splits(standing: Standing, rows: Mapping[int, Sequence[LabelRow]]) -> tuple[dict[int, Split], list[KeptSplit]]:
    """The splits to set, and those that are not taken: a photo's own split, its group's and the locked test split go before."""
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
        elif wanted[0] is Split.TEST and standing.test_locked:
            reason = "the test split is locked"
        if reason:
            kept.append(KeptSplit(photo, wanted[0], reason))
        else:
            taken[photo_id] = wanted[0]
    return taken, kept


def _flags(standing: Standing, rows: Mapping[int, Sequence[LabelRow]]) -> tuple[dict[int, Flag], list[KeptNote]]:
    """The flags to set and the notes to write, and the notes that are not taken. A file takes no flag and no note away."""
    taken: dict[int, Flag] = {}
    kept: list[KeptNote] = []
    for photo_id, named in rows.items():
        photo = standing.photos[photo_id]
        unsure = any(row.unsure for row in named) and not photo.unsure
        note = "; ".join(dict.fromkeys(text for row in named if (text := row.note.strip())))
        reason = ""
        if note == photo.note:
            note = ""
        elif note and photo.note:
            reason = "it has a note already"
        elif len(note) > MAX_NOTE:
            reason = f"it is longer than {MAX_NOTE} characters"
        if reason:
            kept.append(KeptNote(photo, note, reason))
            note = ""
        if unsure or note:
            taken[photo_id] = Flag(True if unsure else None, note or None)
    return taken, kept
