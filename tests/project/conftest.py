"""A project in a folder of the test's own, and hands to write files into it and scan them."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tldesk.core.changes import Change
from tldesk.core.photo import Photo, ScannedPhoto
from tldesk.photos.scan import scan
from tldesk.project.photos import all_photos, known, record_scan
from tldesk.project.store import Project, open_project

Write = Callable[[dict[str, str]], None]
Rescan = Callable[[], Change]
PhotoAt = Callable[[Project, str], Photo | None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "plate photos"
    folder.mkdir()
    return folder


@pytest.fixture
def project(root: Path) -> Iterator[Project]:
    with open_project(root) as opened:
        yield opened


@pytest.fixture
def write(root: Path) -> Write:
    """Write files into the folder: path and content. The scan looks at names and bytes only, so the content may be anything."""

    def write_files(files: dict[str, str]) -> None:
        for path, content in files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")

    return write_files


@pytest.fixture
def rescan(project: Project) -> Rescan:
    """Scan the folder and take over what was found."""

    def rescan() -> Change:
        found = [each for each in scan(project.root, known=known(project)) if isinstance(each, ScannedPhoto)]
        return record_scan(project, found)

    return rescan


@pytest.fixture
def ids(project: Project, write: Write, rescan: Rescan) -> list[int]:
    """Ids of twelve photos in the project, in order."""
    write({f"{number}.jpg": f"content {number}" for number in range(12)})
    rescan()
    return [photo.id for photo in all_photos(project)]


@pytest.fixture
def photo_at() -> PhotoAt:
    """Look up the photo at a path, or None where there is none now."""
    return lambda project, path: next((photo for photo in all_photos(project) if photo.path == path and not photo.missing), None)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 1 MB, which fills up soon."""
    point = tmp_path / "small disk"
    point.mkdir()
    mount = shutil.which("mount")
    arguments = [mount or "mount", "-t", "tmpfs", "-o", "size=1m", "tldesk-test", str(point)]
    if mount is None or subprocess.run(arguments, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small file system")
    yield point
    subprocess.run(["umount", "--lazy", str(point)], check=True)


@pytest.fixture
def read_only() -> Iterator[Callable[[Path], None]]:
    """Make a folder read-only for as long as the test runs, for root too."""
    undone: list[Callable[[], object]] = []

    def protect(folder: Path) -> None:
        folder.chmod(0o555)
        undone.append(lambda: folder.chmod(0o755))
        if os.name == "posix" and os.geteuid() == 0:
            bind = ["mount", "--bind", str(folder), str(folder)]
            if subprocess.run(bind, capture_output=True, check=False).returncode:
                pytest.skip("needs the right to mount a folder read-only")
            undone.append(lambda: subprocess.run(["umount", "--lazy", str(folder)], check=True))
            subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)

    yield protect
    for undo in reversed(undone):
        undo()


def set_taken(project: Project, taken: dict[int, float]) -> None:
    """Say when photos were taken, in seconds since the epoch by their ids."""
    with project.database.transaction():
        project.database.execute_many("UPDATE photos SET taken = ? WHERE id = ?", [(at, photo_id) for photo_id, at in taken.items()])
