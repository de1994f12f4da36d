"""The promise: every label is on disk when the key is released, whatever happens next."""

import random
import subprocess
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path

import pytest

from tldesk.core.errors import ProjectError
from tldesk.core.photo import ScannedPhoto
from tldesk.project.classes import add_class
from tldesk.project.labels import assign, counts
from tldesk.project.photos import all_photos, record_scan
from tldesk.project.store import open_project

CHILD = Path(__file__).with_name("labelling_child.py")
KILLS = 50
PHOTOS = 400


def begin_child(root: Path, seed: int) -> "subprocess.Popen[str]":
    arguments = [sys.executable, str(CHILD), str(root), str(seed)]
    return subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def kill_in_the_middle(child: "subprocess.Popen[str]", chance: random.Random) -> list[tuple[int, int]]:
    """Let `child` work, kill it at a moment that nobody chose, and give what it reported: newest operation and photos touched."""
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write("go\n")
    child.stdin.flush()
    lines = [child.stdout.readline() for _ in range(chance.randint(0, 12))]
    with suppress(subprocess.TimeoutExpired):
        child.wait(chance.uniform(0, 0.05))
    assert child.poll() is None, "it was to be killed, and ended by itself"
    child.kill()
    lines += child.stdout.readlines()
    child.communicate()
    return [(int(newest), int(touched)) for newest, touched in (line.split() for line in lines if line.endswith("\n"))]


def check_whole(project) -> None:
    """The file needs no repair, and the photos are as the history says."""
    database = project.database
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    assert database.rows("PRAGMA foreign_key_check") == []
    labels = dict(database.rows("SELECT photo_id, after_class FROM label_events ORDER BY id"))
    flags = {photo: (unsure == 1, note) for photo, unsure, note in database.rows(FLAGS)}
    for photo in all_photos(project):
        assert photo.class_id == labels.get(photo.id)
        assert (photo.unsure, photo.note) == flags.get(photo.id, (False, ""))
    gone = dict(database.rows("SELECT class_id, deleted FROM class_events ORDER BY operation_id"))
    assert all(gone.get(class_id, 0) == deleted for class_id, deleted in database.rows("SELECT id, deleted FROM classes"))


FLAGS = "SELECT photo_id, after_unsure, after_note FROM flag_events ORDER BY id"
NEWEST = "SELECT coalesce(max(id), 0) FROM operations"
TOUCHED = """
    SELECT count(*) FROM (SELECT photo_id FROM label_events WHERE operation_id = ?1
                          UNION SELECT photo_id FROM flag_events WHERE operation_id = ?1)"""


def test_killed_at_any_moment_nothing_that_was_reported_is_lost(root):
    with open_project(root) as project:
        record_scan(project, [ScannedPhoto(f"{n}.jpg", n, n, f"f{n}") for n in range(PHOTOS)])
        for name in ("rod", "coccus", "yeast"):
            add_class(project, name)
        before = project.database.value(NEWEST)
    chance = random.Random()
    # The next ones load their libraries while one works.
    waiting = deque(begin_child(root, seed) for seed in range(3))
    for seed in range(KILLS):
        if seed + 3 < KILLS:
            waiting.append(begin_child(root, seed + 3))
        reported = kill_in_the_middle(waiting.popleft(), chance)
        with open_project(root) as project:
            newest = project.database.value(NEWEST)
            last = max((number for number, _ in reported), default=before)
            # What was under way may have reached the disk, each operation whole, before it could be said: a class, a label and a merge.
            assert last <= newest <= last + 3
            for number, touched in dict(reported).items():
                assert touched in (0, project.database.value(TOUCHED, (number,)))
            check_whole(project)
            before = newest
    assert before > KILLS


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
        check_whole(project)
        assert labelled in (0, 10, 1000)
        assign(project, ids, rod.id, who="test")
    with open_project(small_disk) as project:
        assert counts(project)[rod.id] == 1000
