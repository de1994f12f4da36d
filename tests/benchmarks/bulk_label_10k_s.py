"""Labelling 10,000 of 100,000 photos in one operation, on disk when it returns, against the limit of one second."""

import tempfile
import time
from pathlib import Path
from statistics import median

from harness import Row
from open_100k_s import LIMIT_S, fill

from tldesk.project.classes import add_class
from tldesk.project.labels import assign
from tldesk.project.photos import all_photos
from tldesk.project.store import open_project


def measure() -> Row:
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name))
        with open_project(Path(name)) as project:
            ids = [photo.id for photo in all_photos(project)]
            rod, _ = add_class(project, "Rod")
            taken = []
            for run in range(5):
                start = time.perf_counter()
                change = assign(project, ids[run * 10_000 : (run + 1) * 10_000], rod.id, who="benchmark")
                taken.append(time.perf_counter() - start)
                assert len(change.labels) == 10_000
    return Row("bulk_label_10k_s", median(taken), LIMIT_S, "s", "limit")
