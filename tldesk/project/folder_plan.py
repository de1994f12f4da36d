"""What each folder of photos would mean in an import, as a person may look at it and change it before anything is written. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tldesk.core.photo import Split
from tldesk.photos.names import natural_key
from tldesk.project.classes import clean_name, fold, shortened
from tldesk.project.folders import folder_of, read_folders, split_named


@dataclass(frozen=True, slots=True)
class FolderMeaning:
    """A folder that holds photos itself.

    Attributes:
        folder: relative, POSIX; empty for the project's own.
        photos: how many lie in it, not below it.
        kept: how many of them have, or had, a label of their own, which they keep.
        name: of the class its photos get; empty for none.
    """

    folder: str
    photos: int
    name: str = ""
    split: Split | None = None
    kept: int = 0


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """What meanings add up to: photos by class and by split. Names that count as the same are one class.

    Attributes:
        kept: photos that keep the label they have. left_out: photos whose folders say neither class nor split.
    """

    classes: Mapping[str, int]
    splits: Mapping[Split, int]
    labelled: int
    kept: int
    left_out: int


def depth(folders: Iterable[str]) -> int:
    """How many folders the deepest path has."""
    return max((folder.count("/") + 1 for folder in folders if folder), default=0)


def meanings(paths: Sequence[str], *, level: int | None = None, labelled: Iterable[str] = ()) -> list[FolderMeaning]:
    """What the folders of relative POSIX paths mean, in natural order.

    Args:
        level: which folder names the class: 0 the one the photo lies in, 1 the one above it, and so on; a folder that has none so high
            gives none. Another folder on the way that is called train, valid, test and the like gives the split. None reads them by
            `folders.read_folders`, whose rules look at all folders together.
        labelled: paths of the photos that keep the label they have.
    """
    kept = Counter(map(folder_of, labelled))
    counts = Counter(map(folder_of, paths))
    found = read_folders(counts).folders if level is None else {folder: _at_level(folder, level) for folder in counts}
    return [
        FolderMeaning(folder, counts[folder], *_cleaned(*found.get(folder, (None, None))), kept[folder])
        for folder in sorted(counts, key=natural_key)
    ]


def _at_level(folder: str, level: int) -> tuple[str | None, Split | None]:
    parts = folder.split("/") if folder else []
    if level >= len(parts):
        return None, None
    place = len(parts) - 1 - level
    splits = [split for index, part in enumerate(parts) if index != place and (split := split_named(part)) is not None]
    return parts[place], splits[-1] if splits else None


def _cleaned(name: str | None, split: Split | None) -> tuple[str, Split | None]:
    return shortened(clean_name(name or "")), split


def summary(folders: Iterable[FolderMeaning]) -> PlanSummary:
    """Count what `folders` would give."""
    spelled: dict[str, str] = {}
    classes: Counter[str] = Counter()
    splits: Counter[Split] = Counter()
    kept = left_out = 0
    for one in folders:
        if one.name:
            kept += one.kept
        if one.name and one.photos > one.kept:
            classes[spelled.setdefault(fold(one.name), one.name)] += one.photos - one.kept
        if one.split is not None:
            splits[one.split] += one.photos
        if not one.name and one.split is None:
            left_out += one.photos
    return PlanSummary(dict(classes), {split: splits[split] for split in Split if splits[split]}, classes.total(), kept, left_out)
