"""What the names of folders say about the photos in them: classes and splits. Pure: folders in, a reading out."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tldesk.core.photo import Split

_SPLIT_NAMES: Final[dict[str, Split]] = {
    **dict.fromkeys(("train", "training"), Split.TRAIN),
    **dict.fromkeys(("valid", "val", "validation", "dev"), Split.VALIDATION),
    **dict.fromkeys(("test", "testing"), Split.TEST),
}

_NO_CLASS: Final = frozenset(
    {"unlabelled", "unlabeled", "not labelled", "to label", "to_label", "unsorted", "to sort", "to_sort", "unclassified", "unsortiert"}
)
"""Folders of photos that wait for a label. "unknown" and "other" are not among them: many a lab has such a class."""


_Meaning = tuple[str | None, Split | None]


@dataclass(frozen=True, slots=True)
class FolderReading:
    """What the folders say.

    Attributes:
        folders: class name and split of the photos in each folder that says anything about them, by its path; either may be None.
        classes: photos by class name, in the order the classes were met.
        splits: photos by split; empty where the folders say nothing about splits.
    """

    folders: Mapping[str, _Meaning] = field(default_factory=dict)
    classes: Mapping[str, int] = field(default_factory=dict)
    splits: Mapping[Split, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder of photos, and the folders on the way to it that were not read yet, itself last."""

    path: str
    folders: tuple[str, ...]


def split_named(text: str) -> Split | None:
    """The split that a folder, a cell or a word names, in any case; None where it names none."""
    return _SPLIT_NAMES.get(text.casefold())


def folder_of(path: str) -> str:
    """The folder of a relative POSIX path; empty where it has none."""
    return path.rpartition("/")[0]


def read_folders(folders: Mapping[str, int]) -> FolderReading:
    """Read classes and splits from folders: relative POSIX paths, with the number of photos that lie in each itself.

    - Two or more folders side by side are classes; whatever lies deeper in one belongs to it. One folder alone that holds everything is
      looked into; one folder beside loose photos says nothing, nor does a flat folder.
    - train, training, valid, val, validation, dev, test and testing, in any case, are splits where two or more classes lie in them, or
      where nothing but two or more such folders is there. Other folders beside them say nothing. "control" beside "test" are classes.
    - Splits inside of classes (`cat/train`, `dog/test`) are read where every class has nothing but splits in it.

    Classes whose names differ only in case are one, spelled as first met. A folder named unlabelled, unsorted and the like is no class.
    """
    places = [_Place(folder, tuple(folder.split("/")) if folder else ()) for folder in folders]
    while len({place.folders[:1] for place in places}) == 1 and places[0].folders and _split(places[0].folders) is None:
        places = [_Place(place.path, place.folders[1:]) for place in places]
    answers = _without_waiting(_one_spelling(_splits_above(places) or _classes_above(places) or {}))
    classes: Counter[str] = Counter()
    splits: Counter[Split] = Counter()
    for folder, (name, split) in answers.items():
        if name is not None:
            classes[name] += folders[folder]
        if split is not None:
            splits[split] += folders[folder]
    return FolderReading(answers, dict(classes), {split: splits[split] for split in Split if splits[split]})


_Answers = dict[str, _Meaning]


def _without_waiting(answers: _Answers) -> _Answers:
    """Leave out the classes that are none; what then says nothing is left out altogether."""
    said = {
        folder: (None if name is not None and name.casefold() in _NO_CLASS else name, split) for folder, (name, split) in answers.items()
    }
    return {folder: meaning for folder, meaning in said.items() if meaning != (None, None)}


def _split(folders: Sequence[str]) -> Split | None:
    """The split that the first of `folders` names."""
    return split_named(folders[0]) if folders else None


def _splits_above(places: Sequence[_Place]) -> _Answers | None:
    """train/cat, train/dog, test/cat ...: None where the folders are not so."""
    inside = [place for place in places if _split(place.folders) is not None]
    classes = {place.folders[1].casefold() for place in inside if len(place.folders) > 1}
    splits = {_split(place.folders) for place in inside}
    alone = len(inside) == len(places) and len(splits) > 1
    if len(classes) < 2 and not alone:
        return None
    read = len(classes) > 1
    return {place.path: (place.folders[1] if read and len(place.folders) > 1 else None, _split(place.folders)) for place in inside}


def _classes_above(places: Sequence[_Place]) -> _Answers | None:
    """cat, dog, or cat/train, cat/test, dog/train ...: None where the folders are not so."""
    inside = [place for place in places if place.folders]
    if len({place.folders[0].casefold() for place in inside}) < 2:
        return None
    splits = {_split(place.folders[1:]) for place in inside}
    read = None not in splits and len(splits) > 1
    return {place.path: (place.folders[0], _split(place.folders[1:]) if read else None) for place in inside}


def _one_spelling(answers: _Answers) -> _Answers:
    spelling: dict[str, str] = {}
    spelled: _Answers = {}
    for path, (name, split) in answers.items():
        if name is not None:
            name = spelling.setdefault(unicodedata.normalize("NFKC", name).casefold(), name)  # noqa: PLW2901
        spelled[path] = (name, split)
    return spelled
