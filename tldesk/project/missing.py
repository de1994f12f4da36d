"""Photos that are missing: how many there are, where else they lie, and taking a project along to where they went."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tldesk.core.errors import ProjectError
from tldesk.core.photo import ScannedPhoto
from tldesk.core.progress import Report
from tldesk.photos.scan import scan
from tldesk.project.layout import Layout, cannot_write, has_project, layout_for
from tldesk.project.store import Project, look_aside

_NOT_TAKEN: Final = frozenset({"thumbnails", "features", "locks", "trash"})
"""What is made anew where it is needed."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a search for missing photos came to.

    Attributes:
        folder: where was looked.
        missing: photos that were missing. found: how many of them lie in `folder`, wherever in it and under whatever name.
        has_project: whether `folder` has a project of its own.
    """

    folder: Path
    missing: int
    found: int
    has_project: bool


def count_missing(project: Project) -> int:
    """How many photos are not where they were."""
    return int(project.database.value("SELECT count(*) FROM photos WHERE missing = 1"))


def look_for_missing(root: Path, layout: Layout, folder: Path, *, report: Report) -> Sighting:
    """Look for the missing photos of the project of `root` in another folder, by their content. Writes nothing.

    Only files of the right size are opened.

    Args:
        report: hears (folders looked into, 0), from this thread.

    Raises:
        TldeskError: `folder` or the project can't be read.
    """
    with look_aside(root, layout) as project:
        rows = project.database.rows("SELECT fingerprint, size FROM photos WHERE missing = 1")
    entered = 0

    def enter(_place: str, _changed_ns: int) -> None:
        nonlocal entered
        entered += 1
        report(entered, 0)

    seen = {one.fingerprint for one in scan(folder, entered=enter, sizes={size for _, size in rows}) if isinstance(one, ScannedPhoto)}
    return Sighting(folder, len(rows), sum(fingerprint in seen for fingerprint, _ in rows), has_project(folder))


def take_along(root: Path, layout: Layout, folder: Path, *, report: Report) -> None:
    """Give `folder` a copy of the project of `root`, labels, splits, runs and predictions, so that it can be opened there.

    The photos are found again by their content when it is opened. The project of `root` stays as it is.

    Args:
        report: hears (files copied, all files), from this thread; what it raises ends the copying, and nothing of it is left.

    Raises:
        ProjectError: `folder` has a project already, can't be written, or the disk is full.
    """
    if has_project(folder):
        raise ProjectError(
            f"The folder {folder} has labels of its own.", kept="Nothing was copied.", remedy="Open it, or choose another folder."
        )
    target = layout_for(folder)
    if target.runs.exists() and any(target.runs.iterdir()):
        raise ProjectError(
            f"The folder {target.folder} holds runs of an earlier project.",
            kept="Nothing was copied.",
            remedy="Move it away, then try again.",
        )
    try:
        _copy(root, layout, target, report)
    except BaseException as error:
        shutil.rmtree(target.folder, ignore_errors=True)
        if isinstance(error, OSError) and not isinstance(error, InterruptedError):
            raise cannot_write(target.folder, error) from error
        raise


def _copy(root: Path, layout: Layout, target: Layout, report: Report) -> None:
    own = {layout.database.name, f"{layout.database.name}-wal", f"{layout.database.name}-shm"}
    files = [
        file for file in layout.folder.rglob("*") if file.is_file() and file.relative_to(layout.folder).parts[0] not in _NOT_TAKEN | own
    ]
    for number, file in enumerate(files):
        report(number, len(files) + 1)
        place = target.folder / file.relative_to(layout.folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
    # Last: a folder with a database has a project.
    partial = target.folder / "project.sqlite.part"
    with look_aside(root, layout) as project:
        project.database.copy_to(partial)
    partial.replace(target.database)
    report(len(files) + 1, len(files) + 1)
