"""Reading the project's folder beside the thread that owns the project: what is found comes as steps for that thread to write."""

import time
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from tldesk.core.errors import FolderGoneError
from tldesk.core.photo import ScannedPhoto
from tldesk.photos.kinds import NotPhotos
from tldesk.photos.scan import ScanProblem, scan
from tldesk.project.folders import FolderReading, folder_of, read_folders
from tldesk.project.layout import Layout
from tldesk.project.ledger import STEP, Ledger, Step
from tldesk.project.photos import inside, is_on_disk
from tldesk.project.store import Project, look_aside

PATIENCE_S: Final = 0.1
"""Longest time between two signs of life."""


@dataclass(frozen=True, slots=True)
class ScanPart:
    """How many photos were found so far, and what to write next; None where there is nothing to write."""

    found: int
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class ScanEnd:
    """What a whole scan came to.

    Attributes:
        found: photos that are there.
        problems: what could not be looked at.
        folders: absolute places of the folders that were read, and when the list of files of each changed last, in nanoseconds.
        reading: what the sub-folders say; None where there are classes already.
        not_photos: files that are no photos, by their paths in the folder. fresh: no photo was known before.
    """

    found: int
    problems: tuple[ScanProblem, ...] = ()
    folders: dict[str, int] = field(default_factory=dict)
    reading: FolderReading | None = None
    not_photos: NotPhotos = field(default_factory=NotPhotos)
    fresh: bool = False


def read_project_folder(root: Path, layout: Layout) -> Generator[ScanPart, None, ScanEnd]:
    """Scan the folder of an open project, from any thread. Each part is to be written before the next is asked for.

    Photos that are gone are told last, when it is certain that the folder itself is there.

    Raises:
        FolderGoneError: the folder is not there, or is empty because its disk is not. No photo is missing for that.
        TldeskError: the folder or the project can't be read.
    """
    if not root.is_dir() or (layout.folder.is_relative_to(root) and not layout.database.is_file()):
        raise folder_gone(root)
    with look_aside(root, layout) as project:
        has_classes = project.database.row("SELECT 1 FROM classes WHERE deleted = 0") is not None
        # Imported here because NumPy would make the window come up later.
        from tldesk.project.standing import Standing

        end = yield from _follow(project, Ledger(Standing(project.database)), read=not has_classes)
        project.database.fold_log()
    return end


def _follow(project: Project, ledger: Ledger, *, read: bool) -> Generator[ScanPart, None, ScanEnd]:
    found, last = 0, time.monotonic()
    problems: list[ScanProblem] = []
    waiting: list[ScannedPhoto] = []
    counts: Counter[str] = Counter()
    folders: dict[str, int] = {}
    others, fresh = NotPhotos(), ledger.standing.is_empty
    for one in scan(project.root, known=ledger.standing, entered=folders.__setitem__, passed_over=others.add):
        if isinstance(one, ScanProblem):
            problems.append(one)
            continue
        waiting.append(one)
        found += 1
        counts[folder_of(one.path)] += 1
        if len(waiting) >= STEP or time.monotonic() - last > PATIENCE_S:
            yield from (ScanPart(found, step) for step in ledger.take(waiting))
            yield ScanPart(found)
            waiting.clear()
            last = time.monotonic()
    yield from (ScanPart(found, step) for step in ledger.take(waiting))
    _check(project, ledger, found)
    unseen = inside(problem.path for problem in problems if problem.hides)
    yield from (ScanPart(found, step) for step in ledger.finish(unseen=unseen, still_there=partial(is_on_disk, project.root)))
    return ScanEnd(found, tuple(problems), folders, read_folders(counts) if read else None, others, fresh)


def is_away(project: Project) -> bool:
    """Whether the folder of an open project is away as a whole. Only looks at files, so any thread may ask.

    Where a disk is not mounted, its folder may be there and empty: a project that lies inside says whether it is the same folder.
    """
    if not project.root.is_dir():
        return True
    return _lies_inside(project) and not project.database.is_there


def _check(project: Project, ledger: Ledger, found: int) -> None:
    emptied = not _lies_inside(project) and not found and not ledger.standing.is_empty and not any(project.root.iterdir())
    if emptied or is_away(project):
        raise folder_gone(project.root)


def _lies_inside(project: Project) -> bool:
    return project.layout.folder.is_relative_to(project.root)


def folder_gone(root: Path) -> FolderGoneError:
    """The error of a project whose folder is away."""
    return FolderGoneError(
        f"The folder {root} is away: it was moved or deleted, or its disk is not connected.",
        kept="Labels and runs are kept, and no photo counts as missing for this.",
        remedy="Reconnect the disk, or bring the folder back; it is read again as soon as it is there.",
    )
