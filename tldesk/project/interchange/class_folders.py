"""Photos copied or linked into a folder for each class. Originals are only read; nothing that is there is ever written over."""

import filecmp
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Final

from tldesk.core.errors import ProjectError
from tldesk.core.files import write_atomically
from tldesk.core.photo import Photo
from tldesk.project.classes import classes
from tldesk.project.interchange.exporting import label_bytes
from tldesk.project.interchange.file_names import safe_name
from tldesk.project.interchange.label_table import LabelRow
from tldesk.project.layout import cannot_write
from tldesk.project.photos import all_photos
from tldesk.project.store import Project

LIST_NAME: Final = "labels.csv"
"""The list that lies beside the folders: names of folders can't say every class's name, this can."""


@dataclass(frozen=True, slots=True)
class Placing:
    """A photo, its class, and where it goes, relative to the target. `there`: the same file is there already."""

    photo: Photo
    label: str
    path: str
    there: bool = False


@dataclass(frozen=True, slots=True)
class FoldersPlan:
    """What an export would write.

    Attributes:
        target: the folder.
        placings: one a labelled photo, in natural order of the photos.
        unlabelled: photos left out because they have no class.
        missing: labelled photos left out because their file is not there.
    """

    target: Path
    placings: tuple[Placing, ...]
    unlabelled: int
    missing: tuple[Photo, ...]


class Placed(StrEnum):
    """How a photo came to its place."""

    COPIED = "copied"
    LINKED = "linked"
    THERE = "already there"
    FAILED = "failed"


def plan_class_folders(
    project: Project,
    target: Path,
    *,
    splits: bool = False,
    only: Collection[int] | None = None,
    report: Callable[[int, int], None] = lambda _done, _total: None,
) -> FoldersPlan:
    """Where each labelled photo would go, without writing anything: `class/name`, or `split/class/name`.

    Photos of one name get a number behind it, and so does one whose place is taken by another file. Names that a system would not take
    are changed; the list beside the folders keeps the classes' own.

    Args:
        splits: put a folder for each split above the classes; photos without a split go to `unsplit`.
        only: ids of the photos wanted; None for all.
        report: hears how many photos of how many are placed; what it raises ends the work.

    Raises:
        ProjectError: `target` lies inside the photo folder, which would then find its photos twice; or it is a file.
    """
    where = _checked_target(project, target)
    names = {one.id: one.name for one in classes(project)}
    folders = _folders([one.name for one in classes(project)])
    wanted = None if only is None else frozenset(only)
    photos = [photo for photo in all_photos(project) if wanted is None or photo.id in wanted]
    labelled = [(photo, names[photo.class_id]) for photo in photos if photo.class_id is not None and photo.class_id in names]
    taken: dict[str, int] = {}
    placings = []
    for number, (photo, label) in enumerate(labelled):
        report(number, len(labelled))
        if photo.missing:
            continue
        above = f"{photo.split or 'unsplit'}/" if splits else ""
        placings.append(_place(project.root / photo.path, Placing(photo, label, f"{above}{folders[label]}"), where, taken))
    missing = tuple(photo for photo, _ in labelled if photo.missing)
    return FoldersPlan(where, tuple(placings), len(photos) - len(labelled), missing)


def _checked_target(project: Project, target: Path) -> Path:
    where = target.absolute()
    if where.resolve().is_relative_to(project.root):
        raise ProjectError(
            f"{target} lies inside the photo folder, which would then hold every photo twice.",
            kept="Nothing was written.",
            remedy="Choose a folder outside of it.",
        )
    if where.exists() and not where.is_dir():
        raise ProjectError(f"{target} is a file.", kept="Nothing was written.", remedy="Choose a folder, or a new name.")
    return where


def _folders(labels: list[str]) -> dict[str, str]:
    """A folder name for each class; no two are the same, whatever their case."""
    folders: dict[str, str] = {}
    used: set[str] = set()
    for label in labels:
        name = plain = safe_name(label)
        number = 1
        while name.casefold() in used:
            number += 1
            name = f"{plain} {number}"
        used.add(name.casefold())
        folders[label] = name
    return folders


def _place(source: Path, placing: Placing, target: Path, taken: dict[str, int]) -> Placing:
    """The first free name in the folder that `placing` names. `taken`: names given already, with the number to try next."""
    name = PurePosixPath(safe_name(source.name))
    first = f"{placing.path}/{name}"
    number = taken.get(first.casefold(), 1)
    while True:
        path = first if number == 1 else f"{placing.path}/{name.stem} ({number}){name.suffix}"
        number += 1
        file = target / path
        there = os.path.lexists(file)
        if (number > 2 and path.casefold() in taken) or (there and not _same(source, file)):
            continue
        taken[first.casefold()] = number
        taken.setdefault(path.casefold(), 2)
        return replace(placing, path=path, there=there)


def _same(source: Path, file: Path) -> bool:
    """Whether `file` is the photo `source`, or a copy of it."""
    try:
        return file.is_file() and (file.samefile(source) or filecmp.cmp(source, file, shallow=False))
    except OSError:
        return False


def write_class_folders(plan: FoldersPlan, project: Project, *, link: bool = False) -> Iterator[tuple[Placing, Placed, str]]:
    """Do what `plan` says; gives each photo, how it came to its place, and why not where it failed. At the end the list is written.

    Args:
        link: make symbolic links to the originals, hard links where the system allows none, copies where it allows neither. A program
            that changes a linked photo changes the original.

    Raises:
        ProjectError: the folder can't be written, or the disk is full; what was written until then is whole.
    """
    written: list[Placing] = []
    for placing in plan.placings:
        file = plan.target / placing.path
        source = project.root / placing.photo.path
        if placing.there:
            outcome, why = Placed.THERE, ""
        else:
            outcome, why = _put(source, file, link=link)
        if outcome is not Placed.FAILED:
            written.append(placing)
        yield placing, outcome, why
    _write_list(plan, project, written)


def _put(source: Path, file: Path, *, link: bool) -> tuple[Placed, str]:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(file.parent, error) from error
    if link and _linked(source, file):
        return Placed.LINKED, ""
    partial = file.with_name(f".{file.name[:60]}.part")
    try:
        stream = source.open("rb")
    except OSError as error:
        return Placed.FAILED, f"it can't be read ({error.strerror or type(error).__name__})"
    try:
        with stream, partial.open("wb") as copy:
            shutil.copyfileobj(stream, copy, 1 << 20)
        shutil.copystat(source, partial)
        if os.path.lexists(file):
            return Placed.FAILED, "another file has appeared in its place"
        partial.rename(file)
    except OSError as error:
        raise cannot_write(file, error) from error
    finally:
        partial.unlink(missing_ok=True)
    return Placed.COPIED, ""


def _linked(source: Path, file: Path) -> bool:
    for make in (file.symlink_to, file.hardlink_to):
        try:
            make(source)
        except (OSError, NotImplementedError):
            continue
        return True
    return False


def _write_list(plan: FoldersPlan, project: Project, written: list[Placing]) -> None:
    """The list of what lies in the folders. An older list that says something else is kept: the new one gets a number."""
    if not written:
        return
    rows = [LabelRow(each.path, each.label, each.photo.split, each.photo.unsure, each.photo.note) for each in written]
    file = plan.target / LIST_NAME
    data = label_bytes(file, [one.name for one in classes(project)], rows)
    number = 1
    try:
        while os.path.lexists(file):
            if file.is_file() and file.read_bytes() == data:
                return
            number += 1
            file = plan.target / f"{PurePosixPath(LIST_NAME).stem} ({number}).csv"
        write_atomically(file, data)
    except OSError as error:
        raise cannot_write(file, error) from error
