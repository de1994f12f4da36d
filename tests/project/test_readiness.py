from pathlib import Path

from tests.project.made_splits import make_splits
from tldesk.core.photo import ScannedPhoto, Split
from tldesk.project import classes, labels, photos, splits
from tldesk.project.readiness import readiness
from tldesk.project.store import open_project


def test_only_usable_photos_count(tmp_path: Path) -> None:
    with open_project(tmp_path) as project:
        found = [ScannedPhoto(f"{n}.jpg", 1, 1, f"{n:032x}") for n in range(6)]
        photos.record_scan(project, found)
        rods, _ = classes.add_class(project, "rods")
        cocci, _ = classes.add_class(project, "cocci")
        ids = [photo.id for photo in photos.all_photos(project)]
        labels.assign(project, ids[:4], rods.id, who="me")
        photos.set_problem(project, {ids[3]: "damaged"})
        ready = readiness(project)
        assert ready.photos == 6
        assert ready.by_class == (("rods", 3), ("cocci", 0))
        assert ready.labelled == 3
        assert ready.unreadable == 1
        assert ready.classes == 1
        assert ready.by_split == ()
        labels.assign(project, ids[4:5], cocci.id, who="me")
        splits.set_split(project, ids[:2], Split.TRAIN)
        splits.set_split(project, ids[4:5], Split.TEST)
        ready = readiness(project)
        assert ready.classes == 2
        assert ready.by_split == ((Split.TRAIN, 2), (Split.TEST, 1))
        photos.record_scan(project, found[1:], complete=True)
        assert readiness(project).by_class[0] == ("rods", 2)
        assert readiness(project).few == (("rods", 2), ("cocci", 1))


def test_photos_that_the_test_split_keeps_out_are_counted(tmp_path: Path) -> None:
    with open_project(tmp_path) as project:
        photos.record_scan(project, [ScannedPhoto(f"{n}.jpg", 1, 1, f"{n:032x}") for n in range(12)])
        rods, _ = classes.add_class(project, "rods")
        cocci, _ = classes.add_class(project, "cocci")
        ids = [photo.id for photo in photos.all_photos(project)]
        labels.assign(project, ids[:5], rods.id, who="me")
        labels.assign(project, ids[5:10], cocci.id, who="me")
        shares = {"validation_percent": 20, "test_percent": 20, "seed": 0}
        make_splits(project, groups={}, **shares)
        assert readiness(project).near_test == 0
        tested = next(photo.id for photo in photos.all_photos(project) if photo.split is Split.TEST)
        labels.assign(project, ids[10:], rods.id, who="me")
        make_splits(project, groups=dict.fromkeys((tested, *ids[10:]), "plate"), **shares)
        assert readiness(project).near_test == 2
