"""The most memory the window's process ever held with 1,000,000 photos, against the limit of 400 MB.

A process of its own opens the Label page as `scroll_p95_ms_1m` tells, scrolls through it while thumbnails load, selects all photos, filters
the unlabelled ones and labels some. The figure is its peak of resident memory, libraries included. Reading the folder is not part of it:
while that goes on, it holds what is known of every file.
"""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from harness import Row
from scroll_p95_ms_1m import PHOTOS, Frames, fill, label_page, near_and_far, place_files

from tldesk.core.filters import PhotoFilter
from tldesk.project.store import open_project

LIMIT_MB = 400.0
LABELLED = 5


def use(folder: Path) -> float:
    """Megabytes at the peak, after what the module tells of was done in this process."""
    with label_page(folder) as (_, page):
        assert len(page.photos.ids) == PHOTOS
        Frames(page)
        page.grid.select_all()
        assert page.grid.selected_count == PHOTOS
        page.finder.show(PhotoFilter(unlabelled=True))
        unlabelled = len(page.photos.ids)
        for _ in range(LABELLED):
            page.grid.select_index(0)
            page.labeller.label(page.classes.classes[0].id)
        assert len(page.photos.ids) == unlabelled - LABELLED
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Kilobytes, but for macOS, which says bytes.
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def measure() -> Row:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_project(folder) as project:
            fill(project, PHOTOS)
        place_files(folder, near_and_far())
        command = [sys.executable, __file__, name]
        peaks = [float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(3)]
    return Row("memory_mb_1m", median(peaks), LIMIT_MB, "MB", "limit")


if __name__ == "__main__":
    print(use(Path(sys.argv[1])))
