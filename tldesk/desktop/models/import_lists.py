"""The lists an import preview is read as: what is taken, what is not, and why, each with its columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from tldesk.core import numbers
from tldesk.core.photo import Split
from tldesk.desktop.models.rows import Column

if TYPE_CHECKING:
    from tldesk.project.interchange.import_preview import ImportPreview
    from tldesk.project.interchange.label_table import LabelRow


class ListKind(Enum):
    """What a list is about; in the order they are shown."""

    TAKEN = auto()
    CLASSES = auto()
    CONFLICTS = auto()
    CONTRADICTIONS = auto()
    UNMATCHED = auto()
    AMBIGUOUS = auto()
    BY_NAME = auto()
    SPLITS = auto()
    KEPT_SPLITS = auto()
    FLAGS = auto()
    KEPT_NOTES = auto()
    UNCHANGED = auto()
    UNLABELLED = auto()
    PROBLEMS = auto()


@dataclass(frozen=True, slots=True)
class RowList:
    """One list: `title` and `hint` in words."""

    kind: ListKind
    title: str
    hint: str
    columns: Sequence[Column]
    rows: Sequence[Any]


class ImportLists(QObject):
    """Makes the lists of a preview; those without a row are left out."""

    def of(self, seen: "ImportPreview") -> list[RowList]:
        """The lists, in the order of `ListKind`."""
        return [each for each in (*self._taken(seen), *self._left_out(seen), *self._beside_labels(seen), *self._plain(seen)) if each.rows]

    def _taken(self, seen: "ImportPreview") -> list[RowList]:
        photo, new, now, line = self._photo(), self._in_file(), self._now(), self._line()
        fresh = set(seen.new_classes)
        counted = sorted(seen.counts.items(), key=lambda item: -item[1])
        classes = [
            Column(self.tr("Class"), lambda item: str(item[0])),
            Column(self.tr("Photos"), lambda item: numbers.count(item[1]), number=True),
            Column("", lambda item: self.tr("new") if item[0] in fresh else ""),
        ]
        return [
            RowList(
                ListKind.TAKEN,
                self.tr("To be labelled"),
                self.tr("These photos get the class of the file."),
                [photo, Column(self.tr("Class"), lambda match: str(match.label)), now, Column(self.tr("Named"), _written), line],
                seen.matched,
            ),
            RowList(ListKind.CLASSES, self.tr("Classes"), self.tr("How many photos each class gets."), classes, counted),
            RowList(
                ListKind.CONFLICTS,
                self.tr("Labelled otherwise"),
                self.tr("You, or an earlier file, gave these photos another class. They keep it, unless you tick them."),
                [photo, now, new, line],
                seen.conflicts,
            ),
        ]

    def _left_out(self, seen: "ImportPreview") -> list[RowList]:
        name, line = Column(self.tr("Named"), lambda each: str(each.row.photo)), self._line()
        label = Column(self.tr("Class"), lambda each: str(each.row.label))
        why = Column(self.tr("Why"), lambda each: str(each.reason))
        return [
            self._contradictions(seen),
            RowList(
                ListKind.UNMATCHED,
                self.tr("Not found"),
                self.tr("No photo of this project fits these rows, or they can't be taken."),
                [name, label, why, line],
                seen.unmatched,
            ),
            RowList(
                ListKind.AMBIGUOUS,
                self.tr("Fit several photos"),
                self.tr("More than one photo fits the name, so none of them is labelled."),
                [name, Column(self.tr("Photos"), lambda each: ", ".join(photo.path for photo in each.photos)), label, line],
                seen.ambiguous,
            ),
            RowList(
                ListKind.BY_NAME,
                self.tr("Found by name only"),
                self.tr("These photos lie in another folder than the file says. They are labelled; have a look."),
                [self._photo(), name, Column(self.tr("Class"), lambda match: str(match.label)), line],
                seen.by_name_only,
            ),
        ]

    def _contradictions(self, seen: "ImportPreview") -> RowList:
        return RowList(
            ListKind.CONTRADICTIONS,
            self.tr("Two classes at once"),
            self.tr("The file gives these photos more than one class, so they get none."),
            [
                self._photo(),
                Column(self.tr("Classes"), lambda each: ", ".join(each.labels)),
                Column(self.tr("Lines"), lambda each: ", ".join(str(row.line) for row in each.rows)),
            ],
            seen.contradictions,
        )

    def _beside_labels(self, seen: "ImportPreview") -> list[RowList]:
        photo, wanted = self._photo(), Column(self.tr("In the file"), lambda each: str(each.wanted))
        why = Column(self.tr("Kept because"), lambda each: str(each.reason))
        path = Column(self.tr("Photo"), lambda item: str(seen.photos[item[0]].path))
        unsure = Column(self.tr("Unsure"), lambda item: self.tr("yes") if item[1].unsure else "")
        return [
            RowList(
                ListKind.SPLITS,
                self.tr("Get a split"),
                self.tr("These photos go to train, validation or test."),
                [path, Column(self.tr("Split"), lambda item: self._split(item[1]))],
                list(seen.splits.items()),
            ),
            RowList(
                ListKind.KEPT_SPLITS,
                self.tr("Keep their split"),
                self.tr("A split that is there goes before the file's."),
                [photo, wanted, why],
                seen.kept_splits,
            ),
            RowList(
                ListKind.FLAGS,
                self.tr("Unsure and notes"),
                self.tr("These photos are flagged, or get the note of the file."),
                [path, unsure, Column(self.tr("Note"), lambda item: str(item[1].note or ""))],
                list(seen.flags.items()),
            ),
            RowList(
                ListKind.KEPT_NOTES,
                self.tr("Keep their note"),
                self.tr("A note that a person wrote is not replaced."),
                [photo, Column(self.tr("Note there"), lambda each: str(each.photo.note)), wanted, why],
                seen.kept_notes,
            ),
        ]

    def _plain(self, seen: "ImportPreview") -> list[RowList]:
        return [
            RowList(
                ListKind.UNCHANGED,
                self.tr("Have it already"),
                self.tr("These photos have the class of the file."),
                [self._photo(), Column(self.tr("Class"), lambda match: str(match.label)), self._line()],
                seen.unchanged,
            ),
            RowList(
                ListKind.UNLABELLED,
                self.tr("Without a class"),
                self.tr("The photos are found, but the file gives them no class."),
                [
                    Column(self.tr("Named"), lambda row: str(row.photo)),
                    Column(self.tr("Line"), _place, number=True),
                ],
                seen.unlabelled,
            ),
            RowList(
                ListKind.PROBLEMS,
                self.tr("Unreadable rows"),
                self.tr("These rows can't be read; the others are, all the same."),
                [
                    Column(self.tr("Why"), lambda each: str(each.reason)),
                    Column(self.tr("Line"), lambda each: f"{each.source} {each.line}".strip(), number=True),
                ],
                seen.table.problems,
            ),
        ]

    def _photo(self) -> Column:
        return Column(self.tr("Photo"), lambda each: str(each.photo.path))

    def _now(self) -> Column:
        return Column(self.tr("Now"), lambda match: match.before or "")

    def _in_file(self) -> Column:
        return Column(self.tr("In the file"), lambda match: str(match.label))

    def _line(self) -> Column:
        return Column(self.tr("Line"), lambda each: _place(each.row), number=True)

    def _split(self, split: Split) -> str:
        return {Split.TRAIN: self.tr("train"), Split.VALIDATION: self.tr("validation"), Split.TEST: self.tr("test")}[split]


def _written(match: Any) -> str:
    """The name in the file, where it is not the path."""
    return "" if match.row.photo == match.photo.path else str(match.row.photo)


def _place(row: "LabelRow") -> str:
    return f"{row.source} {row.line}".strip()
