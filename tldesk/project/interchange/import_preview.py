"""What an import of labels would do, as plain values to be shown before anything is written."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from tldesk.core.photo import Photo, Split
from tldesk.project.interchange.label_table import LabelRow, LabelTable
from tldesk.project.interchange.matching import How
from tldesk.project.operations import Flag


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
class KeptNote:
    """A photo whose note in the file is not taken, and why."""

    photo: Photo
    wanted: str
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
        flags: what each photo would be flagged with, or be noted of it, by id; those of `conflicts` only where the class is taken too.
        kept_notes: photos whose note would not be taken.
        by_name_only: those of `matched` whose photo lies in another folder than the file says: worth a look before they are taken.
        photos: all photos of the project, by id.
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
    flags: Mapping[int, Flag] = field(default_factory=dict)
    kept_notes: tuple[KeptNote, ...] = ()
    by_name_only: tuple[Match, ...] = ()
    photos: Mapping[int, Photo] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """Photos that would get each class, by its name."""
        return dict(Counter(match.label for match in self.matched))

    @property
    def replaced(self) -> tuple[Match, ...]:
        """Those of `matched` that have another class now, from their folder."""
        return tuple(match for match in self.matched if match.before is not None)

    @property
    def split_counts(self) -> dict[Split, int]:
        """Photos that would get each split."""
        return dict(Counter(self.splits.values()))
