"""The share of photos that ours and the loop of `predict_small_vs_loop` give the same class: small photos and 12-megapixel ones together.

The peer is the least share that counts as the same model: 99.5 %.
"""

import tempfile
from pathlib import Path

from harness import Row
from predict_small_vs_loop import agreement, loop, make_run, ours, small_photos
from thumbnails_12mp_vs_best import large_photos

from tldesk.core.recipe import Recipe
from tldesk.project import runs
from tldesk.project.store import open_project

LEAST = 99.5


def measure() -> Row:
    with tempfile.TemporaryDirectory() as place:
        photos, lab = Path(place) / "new", Path(place) / "lab"
        photos.mkdir()
        lab.mkdir()
        small_photos(photos)
        (photos / "large").mkdir()
        large_photos(photos / "large")
        with open_project(lab) as project:
            run, _ = runs.create_run(project, name="Measured", recipe=Recipe())
            make_run(project.layout.run(run.id))
            ours(project, run.id, photos, Path(place) / "ours.csv")
        files = sorted(file for file in photos.rglob("*.jpg"))
        loop(files, Path(place) / "peer.csv")
        same = agreement(Path(place) / "ours.csv", Path(place) / "peer.csv")
    return Row("predict_agreement", 100 * same, LEAST, "%", f"top-1 of the plain loop on {len(files)} photos; above 1 passes")
