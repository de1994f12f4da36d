import shutil
from collections import Counter
from pathlib import Path

import pytest

from tldesk.core.errors import ProjectError
from tldesk.core.messages import TrainRequest
from tldesk.core.photo import ScannedPhoto, Split
from tldesk.core.recipe import PRESETS, Recipe
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import RunState
from tldesk.jobs import training
from tldesk.jobs.plan import gather, plan_training, run_id_of
from tldesk.jobs.snapshot import read_snapshot, write_snapshot
from tldesk.photos.scan import scan
from tldesk.project import classes, labels, photos, runs, splits
from tldesk.project.store import Project, open_project


def test_a_training_is_asked_with_splits_recipe_and_snapshot(project: Project, tiny: Recipe) -> None:
    request, change = plan_training(project, tiny, name="First")
    folder = RunFolder(Path(request.run_folder))
    assert request.classes == ("budding yeast", "cocci chains", "filaments", "rods")
    assert folder.recipe() == request.recipe == tiny
    assert folder.record().state is RunState.PLANNED
    assert folder.record().name == "First"
    assert change.runs == {run_id_of(request)}
    by_id = {str(photo.id): photo for photo in photos.all_photos(project)}
    assert change.splits >= {by_id[photo.key].id for photo in request.photos}
    assert {photo.split for photo in request.photos} == {Split.TRAIN, Split.VALIDATION}
    for photo in request.photos:
        assert Path(photo.file).is_file()
        assert photo.label is not None
        assert Path(photo.file).parent.name == request.classes[photo.label]
        assert by_id[photo.key].split is photo.split
    snapshot = read_snapshot(folder)
    assert {row.split for row in snapshot} == set(Split)
    assert Counter(row.path for row in snapshot) == Counter(photo.path for photo in by_id.values())
    assert all(row.label == Path(row.path).parent.name for row in snapshot)


def test_a_run_whose_snapshot_can_not_be_written_is_not_planned(project: Project, tiny: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_the_way(folder: RunFolder, text: bytes) -> None:
        folder.snapshot_file.mkdir()
        write_snapshot(folder, text)

    monkeypatch.setattr(training, "write_snapshot", in_the_way)
    with pytest.raises(ProjectError, match="can't be written"):
        plan_training(project, tiny)
    assert runs.runs(project) == []
    assert not project.training


def test_no_photo_of_the_test_split_is_ever_asked_to_be_trained_on(project: Project, tiny: Recipe) -> None:
    first, _ = plan_training(project, tiny)
    locked = {str(photo.id) for photo in photos.all_photos(project) if photo.split is Split.TEST}
    again, change = plan_training(project, tiny.with_values({"seed": 5, "test_percent": 5}))
    assert locked
    assert not change.splits
    assert {photo.key for photo in first.photos} == {photo.key for photo in again.photos}
    assert not locked & {photo.key for photo in again.photos}


def test_the_same_groups_gathered_elsewhere_give_the_same_request(project: Project, tiny: Recipe) -> None:
    names = {one.id: one.name for one in classes.classes(project)}
    groups = gather(photos.all_photos(project), project.root, tiny, thumbnails=project.layout.thumbnails, classes=names)
    inside, _ = plan_training(project, tiny)
    outside, _ = plan_training(project, tiny, groups=groups)
    assert inside.photos == outside.photos


def test_a_photo_labelled_while_groups_were_gathered_waits_for_the_next_training(project: Project, tiny: Recipe) -> None:
    every = photos.all_photos(project)
    late, twin = every[0], every[1]
    assert late.class_id == twin.class_id
    labels.assign(project, [late.id], None, who="tester")
    before = photos.all_photos(project)
    groups = gather(before, project.root, tiny, thumbnails=project.layout.thumbnails)
    looked_at = {photo.id for photo in before if photo.class_id is not None}
    labels.assign(project, [late.id], late.class_id, who="tester")
    request, _ = plan_training(project, tiny, groups=groups, looked_at=looked_at)
    assert str(late.id) not in {photo.key for photo in request.photos}
    assert photos.photo(project, late.id).split is None
    assert late.path not in {row.path for row in read_snapshot(RunFolder(Path(request.run_folder)))}
    plan_training(project, tiny)
    assert photos.photo(project, late.id).split is not None


def test_groups_do_not_cross_splits(folder: Path, project: Project, tiny: Recipe) -> None:
    recipe = tiny.with_values({"group_by": "pattern", "group_pattern": r"_000[12345]"})
    request, _ = plan_training(project, recipe)
    assert any(photo.group for photo in request.photos)
    of_group: dict[str, set[Split | None]] = {}
    for photo in photos.all_photos(project):
        if photo.group:
            of_group.setdefault(photo.group, set()).add(photo.split)
    assert of_group
    assert all(len(found) == 1 for found in of_group.values())


def test_unreadable_missing_and_unlabelled_photos_take_no_part(folder: Path, project: Project, tiny: Recipe) -> None:
    some = photos.all_photos(project)
    photos.set_problem(project, {some[0].id: "damaged"})
    labels.assign(project, [some[1].id], None, who="tester")
    (folder / some[2].path).unlink()
    photos.record_scan(project, [one for path, one in photos.known(project).items() if path != some[2].path])
    request, _ = plan_training(project, tiny)
    assert not {str(photo.id) for photo in some[:3]} & {photo.key for photo in request.photos}


def test_a_class_without_photos_takes_no_part(project: Project, tiny: Recipe) -> None:
    classes.add_class(project, "debris")
    assert "debris" not in plan_training(project, tiny)[0].classes


def test_a_run_without_a_name_takes_that_of_its_preset(project: Project, tiny: Recipe) -> None:
    for preset in PRESETS:
        request, _ = plan_training(project, preset.recipe.with_values({"backbone": tiny.backbone, "weights": tiny.weights, "epochs": 9}))
        assert RunFolder(Path(request.run_folder)).record().name == preset.name


def test_train_and_test_folders_alone_get_a_validation_split_from_train(tmp_path: Path, specimens: Path, tiny: Recipe) -> None:
    root = tmp_path / "split"
    for name in ("rods", "filaments"):
        for number, file in enumerate(sorted((specimens / name).iterdir())):
            place = root / ("test" if number < 2 else "train") / name
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, place)
    with open_project(root) as project:
        photos.record_scan(project, [found for found in scan(root) if isinstance(found, ScannedPhoto)])
        splits.import_folders(project, who="tester")
        request, _ = plan_training(project, tiny)
        after = {photo.path: photo.split for photo in photos.all_photos(project)}
    assert {split for path, split in after.items() if path.startswith("test/")} == {Split.TEST}
    assert {split for path, split in after.items() if path.startswith("train/")} == {Split.TRAIN, Split.VALIDATION}
    assert any(photo.split is Split.VALIDATION for photo in request.photos)


def test_run_ids_are_read_from_requests(project: Project, tiny: Recipe) -> None:
    request, _ = plan_training(project, tiny)
    assert isinstance(request, TrainRequest)
    assert run_id_of(request) == runs.runs(project)[0].id
