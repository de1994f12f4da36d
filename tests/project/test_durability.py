"""The promise: every label is on disk when the key is released, whatever happens next."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tldesk.core.errors import ProjectError
from tldesk.core.photo import ScannedPhoto
from tldesk.project.classes import add_class
from tldesk.project.labels import assign, counts
from tldesk.project.photos import all_photos, record_scan
from tldesk.project.store import open_project

CHILD = Path(__file__).with_name("labelling_child.py")
KILLS = 10


def operations(project) -> list[tuple[str, int]]:
    return project.database.rows(
        """SELECT kind, (SELECT count(*) FROM label_events WHERE operation_id = operations.id) FROM operations ORDER BY id"""
    )


def test_killed_at_any_moment_nothing_that_was_reported_is_lost(root):
    with open_project(root) as project:
        record_scan(project, [ScannedPhoto(f"{n}.jpg", n, n, f"f{n}") for n in range(300)])
        for name in ("rod", "coccus", "yeast"):
            add_class(project, name)
    known: list[tuple[str, int]] = []
    for seed in range(KILLS):
        child = subprocess.Popen([sys.executable, str(CHILD), str(root), str(seed)], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(random.Random(seed).randint(1, 60))]
        child.kill()
        lines += child.stdout.readlines()
        child.stdout.close()
        assert child.wait() != 0
        reported = [(kind, int(count)) for kind, count in (line.split() for line in lines if line.endswith("\n"))]
        known += [each for each in reported if each[1]]
        with open_project(root) as project:
            assert project.database.check() == []
            on_disk = operations(project)
            # One operation may have reached the disk without the child having had the time to say so.
            assert on_disk[: len(known)] == known
            assert len(on_disk) - len(known) in (0, 1)
            known = on_disk
            last = dict(project.database.rows("SELECT photo_id, after_class FROM label_events ORDER BY id"))
            assert {p.id: p.class_id for p in all_photos(project)} == {p.id: last.get(p.id) for p in all_photos(project)}
    assert len(known) > KILLS


def fill(file: Path) -> None:
    with file.open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(1024))


def test_a_disk_that_fills_up_while_labelling_costs_one_step(small_disk):
    with open_project(small_disk) as project:
        record_scan(project, [ScannedPhoto(f"{n}.jpg", n, n, f"f{n}") for n in range(1000)])
        rod, _ = add_class(project, "rod")
        ids = [p.id for p in all_photos(project)]
        assign(project, ids[:10], rod.id, who="test")
        filler = small_disk / "filler"
        with pytest.raises(OSError, match="No space"):
            fill(filler)

        def go_on():
            for class_id in [None, rod.id] * 50:
                assign(project, ids, class_id, who="test")

        with pytest.raises(ProjectError, match="is full"):
            go_on()
        labelled = counts(project)[rod.id]
        filler.unlink()
        assert project.database.check() == []
        assert labelled in (0, 10, 1000)
        assign(project, ids, rod.id, who="test")
    with open_project(small_disk) as project:
        assert counts(project)[rod.id] == 1000
