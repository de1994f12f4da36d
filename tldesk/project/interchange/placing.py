"""Files copied or linked into a folder for each class. Originals are only read; nothing that is there is ever written over."""

import filecmp
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Generic, TypeVar

from tldesk.core.errors import ProjectError
from tldesk.core.files import write_atomically
from tldesk.core.progress import Report
from tldesk.project.interchange.file_names import safe_name
from tldesk.project.layout import cannot_write


@dataclass(frozen=True, slots=True)
class Placing:
    """A photo and where it goes.

    Attributes:
        source: the original.
        label: the name of the class.
        path: relative to the target; before it is placed, the folder.
        there: the same file is there already.
    """

    source: Path
    label: str
    path: str
    there: bool = field(default=False, kw_only=True)


P = TypeVar("P", bound=Placing)


@dataclass(frozen=True, slots=True)
class FoldersPlan(Generic[P]):
    """What would be written.

    Attributes:
        target: the folder.
        placings: one a photo.
        list_name: of the table beside the folders, whose names can't say every class's name; the table can.
        listed: the bytes of that table, of the photos that were written.
    """

    target: Path
    placings: tuple[P, ...]
    list_name: str
    listed: Callable[[Sequence[P]], bytes]


class Placed(StrEnum):
    """How a photo came to its place."""

    COPIED = "copied"
    LINKED = "linked"
    THERE = "already there"
    FAILED = "failed"


def checked_target(target: Path, outside: Mapping[str, Sequence[Path]]) -> Path:
    """The folder to write to.

    Args:
        outside: folders that it may not lie in, since they would then hold every photo twice, by what they are called.

    Raises:
        ProjectError: it lies inside one of them; or it is a file.
    """
    where = target.absolute()
    above = {where.resolve(), *where.resolve().parents}
    for called, folders in outside.items():
        if not above.isdisjoint(folders):
            raise ProjectError(
                f"{target} lies inside {called}, which would then hold every photo twice.",
                kept="Nothing was written.",
                remedy="Choose a folder outside of it.",
            )
    if where.exists() and not where.is_dir():
        raise ProjectError(f"{target} is a file.", kept="Nothing was written.", remedy="Choose a folder, or a new name.")
    return where


def folder_names(labels: Sequence[str]) -> list[str]:
    """A folder name for each class; no two are the same, whatever their case."""
    folders: list[str] = []
    used: set[str] = set()
    for label in labels:
        name = plain = safe_name(label)
        number = 1
        while name.casefold() in used:
            number += 1
            name = f"{plain} {number}"
        used.add(name.casefold())
        folders.append(name)
    return folders


def place(wanted: Sequence[P], target: Path, *, report: Report) -> tuple[P, ...]:
    """Give each photo a free name in its folder, without writing anything.

    Photos of one name get a number behind it, and so does one whose place is taken by another file. Names that a system would not take
    are changed. `report` hears how many photos of how many are placed; what it raises ends the work.
    """
    taken: dict[str, int] = {}
    placed = []
    for number, placing in enumerate(wanted):
        report(number, len(wanted))
        placed.append(_place(placing, target, taken))
    return tuple(placed)


def _place(placing: P, target: Path, taken: dict[str, int]) -> P:
    """The first free name in the folder that `placing` names. `taken`: names given already, with the number to try next."""
    name = PurePosixPath(safe_name(placing.source.name))
    first = f"{placing.path}/{name}"
    number = taken.get(first.casefold(), 1)
    while True:
        path = first if number == 1 else f"{placing.path}/{name.stem} ({number}){name.suffix}"
        number += 1
        file = target / path
        there = os.path.lexists(file)
        if (number > 2 and path.casefold() in taken) or (there and not _same(placing.source, file)):
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


def write_folders(plan: FoldersPlan[P], *, link: bool = False) -> Iterator[tuple[P, Placed, str]]:
    """Do what `plan` says; gives each photo, how it came to its place, and why not where it failed. At the end the list is written.

    Args:
        link: make symbolic links to the originals, hard links where the system allows none, copies where it allows neither. A program
            that changes a linked photo changes the original.

    Raises:
        ProjectError: the folder can't be written, or the disk is full; what was written until then is whole.
    """
    written: list[P] = []
    for placing in plan.placings:
        file = plan.target / placing.path
        if placing.there:
            outcome, why = Placed.THERE, ""
        else:
            outcome, why = _put(placing.source, file, link=link)
        if outcome is not Placed.FAILED:
            written.append(placing)
        yield placing, outcome, why
    _write_list(plan, written)


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


def _write_list(plan: FoldersPlan[P], written: Sequence[P]) -> None:
    """The list of what lies in the folders. An older list that says something else is kept: the new one gets a number."""
    if not written:
        return
    file = plan.target / plan.list_name
    data = plan.listed(written)
    number = 1
    try:
        while os.path.lexists(file):
            if file.is_file() and file.read_bytes() == data:
                return
            number += 1
            file = plan.target / f"{PurePosixPath(plan.list_name).stem} ({number}).csv"
        write_atomically(file, data)
    except OSError as error:
        raise cannot_write(file, error) from error
