"""Where a project's own files lie: `.tldesk/` inside the photo folder, or elsewhere when that is read-only."""

import errno
import hashlib
import os
import shutil
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from platformdirs import user_data_path

from tldesk.core.errors import ProjectError
from tldesk.core.run_folder import RunFolder

FOLDER_NAME: Final = ".tldesk"

_NETWORK_SYSTEMS: Final = frozenset(
    {"9p", "afs", "afpfs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.rclone", "fuse.sshfs", "glusterfs", "nfs", "nfs4", "smb3", "smbfs"}
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The places inside a project's own folder. `thumbnails` and `features` may be deleted at any time; they are made anew."""

    folder: Path

    @property
    def database(self) -> Path:
        """Photos, labels, splits and predictions."""
        return self.folder / "project.sqlite"

    @property
    def runs(self) -> Path:
        """One folder for each run."""
        return self.folder / "runs"

    @property
    def thumbnails(self) -> Path:
        """Small pictures for the grid."""
        return self.folder / "thumbnails"

    @property
    def features(self) -> Path:
        """What the engine computed once and may use again."""
        return self.folder / "features"

    @property
    def trash(self) -> Path:
        """Deleted runs."""
        return self.folder / "trash"

    @property
    def locks(self) -> Path:
        """One lock file for each run that is training; held by the program that trains it."""
        return self.folder / "locks"

    def run(self, run_id: str) -> RunFolder:
        """The folder of one run, whether or not it is there."""
        return RunFolder(self.runs / run_id)


def layout_for(root: Path, *, elsewhere: Path | None = None) -> Layout:
    """Choose the place of the project of the photo folder `root` and make its folders.

    A project inside `root` wins where it can be written; then one that was begun elsewhere; then a new one, inside where that can be
    written. A project inside a `root` that has become read-only is carried over: elsewhere begins as a copy of its database.

    Args:
        elsewhere: the folder of projects whose photos are read-only; the user's data folder by default.

    Raises:
        ProjectError: neither place can be written, or the disk is full.
    """
    inside = Layout(root / FOLDER_NAME)
    outside = Layout((elsewhere or user_data_path("tldesk", appauthor=False) / "projects") / _short_name(root))
    writable = _can_write(inside.folder if inside.folder.exists() else root)
    chosen = inside if writable and (inside.database.exists() or not outside.database.exists()) else outside
    try:
        for folder in (chosen.folder, chosen.runs, chosen.thumbnails, chosen.features, chosen.locks):
            folder.mkdir(parents=True, exist_ok=True)
        if chosen is outside and inside.database.exists() and not outside.database.exists():
            _carry_over(inside, outside)
    except OSError as error:
        raise cannot_write(chosen.folder, error) from error
    return chosen


def cannot_write(place: Path, error: OSError) -> ProjectError:
    """The error of the world behind an `OSError` met while writing to `place`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ProjectError(
            f"The disk that holds {place} is full.",
            kept="Everything saved before is kept.",
            remedy="Free some space on the disk, then do this step again.",
        )
    return ProjectError(
        f"{place} can't be written ({error.strerror or type(error).__name__}).",
        kept="The photos and everything saved before are untouched.",
        remedy="Check that the folder is there and that you may write to it, then do this step again.",
    )


def photo_folder(place: Path) -> Path:
    """The photo folder whose own folder `place` is or lies in, as file managers hand over `.tldesk` and what is in it; else `place`."""
    parts = Path(os.path.normpath(place.absolute())).parts
    return Path(*parts[: parts.index(FOLDER_NAME)]) if FOLDER_NAME in parts[1:] else place


def has_project(root: Path, *, elsewhere: Path | None = None) -> bool:
    """Whether a project of the photo folder `root` was begun, inside it or elsewhere; makes nothing."""
    outside = (elsewhere or user_data_path("tldesk", appauthor=False) / "projects") / _short_name(root)
    return Layout(root / FOLDER_NAME).database.is_file() or Layout(outside).database.is_file()


def _can_write(folder: Path) -> bool:
    """Try it: permission bits say little on network shares and nothing to root.

    A folder that nobody may write was made so on purpose; an administrator's rights are no reason to write into it.
    """
    if os.name == "posix" and not stat.S_IMODE(folder.stat().st_mode) & 0o222:
        return False
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".tldesk-"):
            return True
    except OSError as error:
        # A full disk is not a read-only one: the project must not silently begin in a second place.
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise cannot_write(folder, error) from error
        return False


def _short_name(root: Path) -> str:
    return hashlib.blake2b(str(root.resolve()).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _carry_over(inside: Layout, outside: Layout) -> None:
    log = inside.database.with_name(inside.database.name + "-wal")
    if log.exists():
        shutil.copyfile(log, outside.folder / log.name)
    partial = outside.folder / "project.sqlite.part"
    shutil.copyfile(inside.database, partial)
    partial.replace(outside.database)


def on_network(folder: Path) -> bool:
    """Whether `folder` lies on a network share, as far as the system tells."""
    if sys.platform == "win32":
        import ctypes

        drive_remote = 4
        anchor = folder.resolve().anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == drive_remote
    mounts = Path("/proc/self/mounts")
    try:
        text = mounts.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return file_system(os.path.realpath(folder), text) in _NETWORK_SYSTEMS


def file_system(folder: str, mounts: str) -> str:
    """The type of the file system that holds `folder`, from the text of /proc/self/mounts (proc(5)); empty when unknown."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        # The last mount on a point hides the earlier ones.
        if PurePosixPath(folder).is_relative_to(point) and len(point) >= best:
            best, kind = len(point), fields[2]
    return kind
