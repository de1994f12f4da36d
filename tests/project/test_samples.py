from pathlib import Path

from tldesk.core.photo import ScannedPhoto
from tldesk.project import classes, labels, photos
from tldesk.project.samples import some_photos
from tldesk.project.store import open_project


def test_some_photos_are_of_different_classes_and_can_be_read(tmp_path: Path) -> None:
    with open_project(tmp_path) as project:
        assert some_photos(project, 2, seed=0) == []
        photos.record_scan(project, [ScannedPhoto(f"{n}.jpg", 1, 1, f"{n:032x}") for n in range(10)])
        ids = [photo.id for photo in photos.all_photos(project)]
        photos.set_problem(project, {ids[0]: "damaged"})
        assert all(len(some_photos(project, 2, seed=seed)) == 2 for seed in range(40))
        assert len(some_photos(project, 20, seed=0)) == 9
        unlabelled = {photo.id for seed in range(40) for photo in some_photos(project, 2, seed=seed)}
        assert unlabelled == set(ids[1:])
        rods, _ = classes.add_class(project, "rods")
        cocci, _ = classes.add_class(project, "cocci")
        labels.assign(project, ids[:4], rods.id, who="me")
        labels.assign(project, ids[4:6], cocci.id, who="me")
        chosen = [some_photos(project, 2, seed=seed) for seed in range(40)]
        assert all({photo.class_id for photo in pair} == {rods.id, cocci.id} for pair in chosen)
        assert {photo.id for pair in chosen for photo in pair} == set(ids[1:6])
        assert some_photos(project, 2, seed=3) == some_photos(project, 2, seed=3)
