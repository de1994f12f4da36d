"""Opening a project of 100,000 photos and reading them all, against the limit of one second."""

import tempfile
import time
from pathlib import Path
from statistics import median

from harness import Row

from tldesk.core.photo import ScannedPhoto
from tldesk.project.photos import all_photos, record_scan
from tldesk.project.store import open_project

PHOTOS = 100_000
LIMIT_S = 1.0


def fill(folder: Path) -> None:
    """A project of photos that are in no folder: opening reads what is known of them, not the files."""
    found = [ScannedPhoto(f"plate {i // 500:03}/photo_{i:06}.jpg", 100_000 + i, i, f"{i:032x}") for i in range(PHOTOS)]
    with open_project(folder) as project:
        record_scan(project, found)


def measure() -> Row:
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name))
        taken = []
        for _ in range(5):
            start = time.perf_counter()
            with open_project(Path(name)) as project:
                photos = all_photos(project)
                taken.append(time.perf_counter() - start)
            assert len(photos) == PHOTOS
    return Row("open_100k_s", median(taken), LIMIT_S, "s", "limit")
