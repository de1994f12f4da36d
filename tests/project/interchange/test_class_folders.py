import hashlib
import os

import pytest

from tldesk.core.errors import ProjectError
from tldesk.core.photo import ScannedPhoto, Split
from tldesk.photos.scan import scan
from tldesk.project import classes, labels, splits
from tldesk.project.interchange import placing
from tldesk.project.interchange.class_folders import plan_class_folders
from tldesk.project.interchange.formats import read_labels
from tldesk.project.interchange.importing import apply, preview
from tldesk.project.interchange.placing import Placed, write_folders
from tldesk.project.photos import all_photos, record_scan
from tldesk.project.store import open_project


def state(folder):
    return {
        path.relative_to(folder).as_posix(): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and ".tldesk" not in path.parts
    }


@pytest.fixture
def labelled(project, write, rescan):
    """Two photos of one name and class, one of a class whose name no system takes, one unlabelled."""
    write({"a/x.jpg": "1", "b/x.jpg": "2", "c/y.jpg": "3", "d/z.jpg": "4"})
    rescan()
    rod, _ = classes.add_class(project, "rod")
    odd, _ = classes.add_class(project, "a/b: c?")
    ids = [photo.id for photo in all_photos(project)]
    labels.assign(project, ids[:2], rod.id, who="me")
    labels.assign(project, ids[2:3], odd.id, who="me")
    return project


def test_a_plan_writes_nothing(labelled, tmp_path):
    plan = plan_class_folders(labelled, tmp_path / "out")
    assert [(each.photo.path, each.path) for each in plan.placings] == [
        ("a/x.jpg", "rod/x.jpg"),
        ("b/x.jpg", "rod/x (2).jpg"),
        ("c/y.jpg", "a_b_ c_/y.jpg"),
    ]
    assert plan.unlabelled == 1
    assert not (tmp_path / "out").exists()


def test_copies(labelled, tmp_path):
    before = state(labelled.root)
    out = tmp_path / "out"
    done = list(write_folders(plan_class_folders(labelled, out)))
    assert [outcome for _, outcome, _ in done] == [Placed.COPIED] * 3
    assert {path: (out / path).read_text() for path in ("rod/x.jpg", "rod/x (2).jpg", "a_b_ c_/y.jpg")} == {
        "rod/x.jpg": "1",
        "rod/x (2).jpg": "2",
        "a_b_ c_/y.jpg": "3",
    }
    assert state(labelled.root) == before
    listed = read_labels(out / "labels.csv")
    assert [(row.photo, row.label) for row in listed.rows] == [("rod/x.jpg", "rod"), ("rod/x (2).jpg", "rod"), ("a_b_ c_/y.jpg", "a/b: c?")]


def test_doing_it_again_changes_nothing(labelled, tmp_path):
    out = tmp_path / "out"
    list(write_folders(plan_class_folders(labelled, out)))
    before = state(out)
    again = list(write_folders(plan_class_folders(labelled, out)))
    assert [outcome for _, outcome, _ in again] == [Placed.THERE] * 3
    assert state(out) == before


def test_nothing_is_written_over(labelled, tmp_path):
    out = tmp_path / "out"
    (out / "rod").mkdir(parents=True)
    (out / "rod" / "x.jpg").write_text("mine")
    (out / "rod" / "x (2).jpg").symlink_to("nowhere")
    (out / "labels.csv").write_text("mine")
    list(write_folders(plan_class_folders(labelled, out)))
    assert (out / "rod" / "x.jpg").read_text() == "mine"
    assert (out / "rod" / "x (2).jpg").readlink().name == "nowhere"
    assert (out / "labels.csv").read_text() == "mine"
    assert [(out / "rod" / f"x ({number}).jpg").read_text() for number in (3, 4)] == ["1", "2"]
    assert len(read_labels(out / "labels (2).csv").rows) == 3


def test_links(labelled, tmp_path):
    out = tmp_path / "out"
    done = list(write_folders(plan_class_folders(labelled, out), link=True))
    assert [outcome for _, outcome, _ in done] == [Placed.LINKED] * 3
    assert (out / "rod" / "x.jpg").samefile(labelled.root / "a" / "x.jpg")
    again = list(write_folders(plan_class_folders(labelled, out)))
    assert [outcome for _, outcome, _ in again] == [Placed.THERE] * 3


def test_a_system_without_links_gets_copies(labelled, tmp_path):
    source, file = labelled.root / "a" / "x.jpg", tmp_path / "a file" / "x.jpg"
    file.parent.write_text("in the way")
    assert placing._linked(source, file) is False


def test_splits_above_the_classes(labelled, tmp_path):
    ids = [photo.id for photo in all_photos(labelled)]
    splits.set_split(labelled, ids[:1], Split.TRAIN)
    plan = plan_class_folders(labelled, tmp_path / "out", splits=True)
    assert [each.path for each in plan.placings] == ["train/rod/x.jpg", "unsplit/rod/x.jpg", "unsplit/a_b_ c_/y.jpg"]


def test_a_photo_that_is_gone_is_listed(labelled, rescan, tmp_path):
    plan = plan_class_folders(labelled, tmp_path / "out")
    (labelled.root / "a" / "x.jpg").unlink()
    done = list(write_folders(plan))
    assert done[0][1] is Placed.FAILED
    assert "can't be read" in done[0][2]
    assert len(read_labels(tmp_path / "out" / "labels.csv").rows) == 2
    rescan()
    assert [photo.path for photo in plan_class_folders(labelled, tmp_path / "out").missing] == ["a/x.jpg"]


@pytest.mark.parametrize("inside", [".", "export", ".tldesk/export"])
def test_the_photo_folder_itself_is_refused(labelled, inside):
    with pytest.raises(ProjectError, match="inside the photo folder"):
        plan_class_folders(labelled, labelled.root / inside)


def test_a_file_in_the_way_and_a_disk_that_is_full(labelled, tmp_path, small_disk, rescan):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ProjectError, match="is a file"):
        plan_class_folders(labelled, tmp_path / "file")
    (labelled.root / "b" / "x.jpg").write_bytes(os.urandom(2_000_000))
    rescan()
    with pytest.raises(ProjectError, match="is full"):
        list(write_folders(plan_class_folders(labelled, small_disk / "out")))
    assert [path.name for path in (small_disk / "out").rglob("*") if path.is_file()] == ["x.jpg"]


def test_classes_whose_folders_would_be_one(project, write, rescan, tmp_path):
    write({"a.jpg": "1", "b.jpg": "2"})
    rescan()
    for photo, name in zip(all_photos(project), ("x?", "x*"), strict=True):
        made, _ = classes.add_class(project, name)
        labels.assign(project, [photo.id], made.id, who="me")
    assert [each.path for each in plan_class_folders(project, tmp_path / "out").placings] == ["x_/a.jpg", "x_ 2/b.jpg"]


def test_what_is_exported_is_the_same_project_elsewhere(labelled, tmp_path):
    """Classes whose names no folder can have, flags and notes come back by the list; by the folders alone, what a folder can say."""
    labels.flag(labelled, [photo.id for photo in all_photos(labelled)][:2], unsure=True, note="=1+1\nsecond line", who="me")
    out = tmp_path / "out"
    list(write_folders(plan_class_folders(labelled, out)))
    with open_project(out) as other:
        record_scan(other, [each for each in scan(out) if isinstance(each, ScannedPhoto)])
        seen = preview(other, read_labels(out / "labels.csv"))
        assert not seen.unmatched
        apply(other, seen, who="me")
        names = {one.id: one.name for one in classes.classes(other)}
        found = {photo.path: (names[photo.class_id], photo.unsure, photo.note) for photo in all_photos(other)}
    assert found == {
        "rod/x.jpg": ("rod", True, "=1+1\nsecond line"),
        "rod/x (2).jpg": ("rod", True, "=1+1\nsecond line"),
        "a_b_ c_/y.jpg": ("a/b: c?", False, ""),
    }
