import os
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from tldesk.core.errors import ProjectError, RecipeError, RunError
from tldesk.core.messages import Failed, Finished, TrainRequest
from tldesk.core.photo import ScannedPhoto, Split
from tldesk.core.recipe import PRESETS, Recipe
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import LeftOut, RunState
from tldesk.jobs import inline, training
from tldesk.jobs.plan import (
    NothingToMeasureError,
    find_photos,
    gather,
    plan_evaluation,
    plan_explanation,
    plan_prediction,
    plan_training,
    run_id_of,
)
from tldesk.jobs.record import record
from tldesk.jobs.snapshot import SnapshotRow, read_snapshot, snapshot_text, write_snapshot
from tldesk.jobs.training import TooFewPhotosError
from tldesk.photos.scan import scan
from tldesk.project import answers, classes, labels, photos, predictions, runs, splits
from tldesk.project.store import Project, open_project


def trained(project: Project, recipe: Recipe) -> str:
    """A run with a model, trained in this process."""
    request, _ = plan_training(project, recipe)
    for event in inline.run(request, lambda: None):
        record(project, request, event)
    assert isinstance(event, Finished)
    return run_id_of(request)


# --- training -----------------------------------------------------------------------------------------------------


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


def label_only(project: Project, kept: dict[str, int]) -> None:
    """Leave so many photos of each class labelled."""
    left = dict(kept)
    names = {one.id: one.name for one in classes.classes(project)}
    cleared = []
    for photo in photos.all_photos(project):
        name = names[photo.class_id or 0]
        left[name] = left.get(name, 0) - 1
        if left[name] < 0:
            cleared.append(photo.id)
    labels.assign(project, cleared, None, who="tester")


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ({}, ["two classes", "none"]),
        ({"rods": 5}, ["two classes", "'rods'"]),
        ({"rods": 5, "filaments": 1}, ["filaments has 1"]),
        ({"rods": 2, "filaments": 2}, ["rods has 2", "filaments has 2"]),
    ],
)
def test_too_few_labels_are_told_by_class_and_nothing_is_made(
    project: Project, tiny: Recipe, kept: dict[str, int], words: list[str]
) -> None:
    label_only(project, kept)
    with pytest.raises(RecipeError) as met:
        plan_training(project, tiny)
    for word in words:
        assert word in met.value.what
    assert met.value.remedy
    assert met.value.kept
    assert runs.runs(project) == []
    assert all(photo.split is None for photo in photos.all_photos(project))


def test_the_fewest_that_are_allowed_are_enough(project: Project, tiny: Recipe) -> None:
    label_only(project, {"rods": 3, "filaments": 3})
    request, _ = plan_training(project, tiny, groups={})
    assert {photo.split for photo in request.photos} == {Split.TRAIN, Split.VALIDATION}


def test_a_class_whose_photos_all_went_to_test_is_named(project: Project, tiny: Recipe) -> None:
    rods = next(one for one in classes.classes(project) if one.name == "rods")
    splits.set_split(project, [photo.id for photo in photos.all_photos(project) if photo.class_id == rods.id], Split.TEST)
    before = photos.all_photos(project)
    with pytest.raises(RecipeError, match="rods"):
        plan_training(project, tiny)
    assert runs.runs(project) == []
    assert photos.all_photos(project) == before


def test_a_training_can_go_without_a_class_that_has_too_few_photos(project: Project, tiny: Recipe) -> None:
    label_only(project, {"rods": 4, "filaments": 4, "cocci chains": 2})
    with pytest.raises(TooFewPhotosError) as met:
        plan_training(project, tiny, groups={})
    assert met.value.classes == ("cocci chains",)
    request, _ = plan_training(project, tiny, groups={}, without=met.value.classes)
    assert request.classes == ("filaments", "rods")
    folder = RunFolder(Path(request.run_folder))
    assert folder.left_out() == LeftOut((("cocci chains", 2),))
    assert {row.label for row in read_snapshot(folder)} == {"filaments", "rods"}


def test_a_class_that_has_enough_photos_is_not_left_out(project: Project, tiny: Recipe) -> None:
    label_only(project, {"rods": 4, "filaments": 4, "cocci chains": 3})
    request, _ = plan_training(project, tiny, groups={}, without={"cocci chains"})
    assert "cocci chains" in request.classes
    assert not RunFolder(Path(request.run_folder)).left_out()


def test_a_training_can_go_without_a_class_that_is_all_in_the_test_split(project: Project, tiny: Recipe) -> None:
    rods = next(one for one in classes.classes(project) if one.name == "rods")
    splits.set_split(project, [photo.id for photo in photos.all_photos(project) if photo.class_id == rods.id], Split.TEST)
    with pytest.raises(TooFewPhotosError) as met:
        plan_training(project, tiny, groups={})
    request, _ = plan_training(project, tiny, groups={}, without=met.value.classes)
    assert "rods" not in request.classes


def test_photos_like_those_of_the_test_split_are_left_out_and_counted(project: Project, tiny: Recipe) -> None:
    plan_training(project, tiny, groups={})
    every = photos.all_photos(project)
    tested = next(photo for photo in every if photo.split is Split.TEST)
    alike = [photo.id for photo in every if photo.split is Split.TRAIN][:2]
    request, _ = plan_training(project, tiny, groups=dict.fromkeys((tested.id, *alike), "plate"))
    assert RunFolder(Path(request.run_folder)).left_out() == LeftOut(near_test=2)
    assert not {str(one) for one in alike} & {photo.key for photo in request.photos}


# --- evaluation ---------------------------------------------------------------------------------------------------


def test_evaluation_leaves_out_what_the_run_has_seen_or_does_not_know(project: Project, tiny: Recipe) -> None:
    run_id = trained(project, tiny)
    request = plan_evaluation(project, run_id, Split.TEST)
    every = photos.all_photos(project)
    assert {photo.key for photo in request.photos} == {str(photo.id) for photo in every if photo.split is Split.TEST}
    seen = next(photo for photo in every if photo.split is Split.TRAIN)
    splits.set_split(project, [seen.id], Split.TEST, unlock_test=True)
    assert plan_evaluation(project, run_id, Split.TEST).photos == request.photos
    unknown, _ = classes.add_class(project, "debris")
    first = int(request.photos[0].key)
    labels.assign(project, [first], unknown.id, who="tester")
    assert {photo.key for photo in plan_evaluation(project, run_id, Split.TEST).photos} == {p.key for p in request.photos} - {str(first)}


def test_a_class_renamed_since_the_training_is_measured_under_its_new_name(project: Project, tiny: Recipe) -> None:
    run_id = trained(project, tiny)
    before = plan_evaluation(project, run_id, Split.TEST)
    rods = next(one for one in classes.classes(project) if one.name == "rods")
    classes.rename_class(project, rods.id, "bacilli")
    assert plan_evaluation(project, run_id, Split.TEST) == before
    # A class whose photos went to one the run knows is no renamed one.
    classes.rename_class(project, rods.id, "rods")
    filaments = next(one for one in classes.classes(project) if one.name == "filaments")
    folder_classes = runs.run_folder(project, run_id).facts().classes
    mine = [photo.id for photo in photos.all_photos(project) if photo.class_id == rods.id]
    classes.delete_class(project, rods.id, who="tester")
    labels.assign(project, mine, filaments.id, who="tester")
    asked = {photo.key: photo.label for photo in plan_evaluation(project, run_id, Split.TEST).photos}
    measured = {asked[str(one)] for one in mine if str(one) in asked}
    assert measured == {folder_classes.index("filaments")}


def test_nothing_to_measure_on_is_told(project: Project, tiny: Recipe) -> None:
    run_id = trained(project, tiny)
    labels.assign(project, [photo.id for photo in photos.all_photos(project) if photo.split is Split.TEST], None, who="tester")
    with pytest.raises(NothingToMeasureError, match="test photos"):
        plan_evaluation(project, run_id, Split.TEST)


def test_a_run_without_a_model_can_neither_be_measured_nor_asked(folder: Path, project: Project, tiny: Recipe) -> None:
    run_id = run_id_of(plan_training(project, tiny)[0])
    with pytest.raises(RunError, match="no model"):
        plan_evaluation(project, run_id, Split.TEST)
    with pytest.raises(RunError, match="no model"):
        plan_prediction(project, run_id, [folder])
    with pytest.raises(RunError, match="no model"):
        plan_explanation(project, run_id, folder / "rods" / "specimen_0001.jpg")


def test_a_damaged_snapshot_is_named(project: Project, tiny: Recipe) -> None:
    run_id = trained(project, tiny)
    file = runs.run_folder(project, run_id).snapshot_file
    for content in (b"path,label\na,b\n", b"path,label,split,fingerprint\na,b,nowhere,c\n", b"\xff\xfe"):
        file.write_bytes(content)
        with pytest.raises(RunError, match=r"snapshot\.csv"):
            plan_evaluation(project, run_id, Split.TEST)
    file.unlink()
    assert plan_evaluation(project, run_id, Split.TEST).photos


def test_snapshots_keep_any_name(tmp_path: Path) -> None:
    rows = [SnapshotRow('a "b", c/é 微.jpg', "=1+1\nx", Split.TRAIN, "0" * 32, "plate 1")]
    write_snapshot(RunFolder(tmp_path), snapshot_text(rows))
    assert read_snapshot(RunFolder(tmp_path)) == rows


# --- prediction and explanation -----------------------------------------------------------------------------------


@pytest.fixture
def other(tmp_path: Path, specimens: Path) -> Path:
    """A folder of photos that is no project, though one lay there."""
    place = tmp_path / "other"
    shutil.copytree(specimens / "rods", place / "deeper")
    (place / ".tldesk" / "thumbnails").mkdir(parents=True)
    shutil.copy(specimens / "rods" / "specimen_0001.jpg", place / ".tldesk" / "thumbnails" / "x.jpg")
    return place


def test_photos_are_found_in_folders_and_files_each_once(other: Path) -> None:
    one = other / "deeper" / "specimen_0002.jpg"
    told: list[int] = []
    found = find_photos([one, other, other / "gone.jpg"], report=told.append)
    assert found.files[0][0] == str(one)
    assert len(found.files) == 8
    assert all(".tldesk" not in file for file, _ in found.files)
    assert [file for file, _ in found.problems] == [str(other / "gone.jpg")]
    assert told[-1] == 8


def test_what_concerns_no_single_photo_is_no_problem_of_one(other: Path) -> None:
    (other / "deeper" / "1.nef").write_bytes(b"raw")
    found = find_photos([other])
    assert len(found.files) == 8
    assert found.problems == ()
    assert ["deeper holds raw files (.nef)" in reason for reason in found.left_out] == [True]


def test_photos_found_through_a_link_have_the_names_they_have_in_their_project(project: Project, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(project.root, target_is_directory=True)
    one = project.root / photos.all_photos(project)[0].path
    for places in ([link], [link / "rods"], [link / one.relative_to(project.root)]):
        found = find_photos(places)
        assert found.files
        assert all(Path(file).is_relative_to(project.root) for file, _ in found.files)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets any bytes be a name")
def test_a_name_that_is_no_text_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"odd\xff.jpg")
    file.write_bytes(b"x")
    found = find_photos([file])
    assert found.files == ()
    assert found.problems == ((str(tmp_path / "odd\ufffd.jpg"), "Its name is not valid text. Rename it."),)


def test_a_prediction_is_asked_by_path_and_keeps_what_could_not_be_read(other: Path, project: Project, tiny: Recipe) -> None:
    run_id = trained(project, tiny)
    request, change = plan_prediction(project, run_id, [other, other / "gone.jpg"])
    assert change.predictions == {request.set_id}
    assert all(photo.key == photo.file and Path(photo.file).is_absolute() for photo in request.photos)
    assert not (other / ".tldesk" / "project.sqlite").exists()
    for event in inline.run(request, lambda: None):
        record(project, request, event)
    rows = answers.rows(project, request.set_id)
    assert len(rows) == 9
    assert [row.file for row in rows if not row.probabilities] == [str(other / "gone.jpg")]
    assert all(abs(sum(row.probabilities) - 1) < 1e-4 for row in rows if row.probabilities)


def test_places_without_photos_are_named(tmp_path: Path, project: Project, tiny: Recipe) -> None:
    run_id = trained(project, tiny)
    empty = tmp_path / "empty"
    empty.mkdir()
    for place in (empty, tmp_path / "gone"):
        with pytest.raises(ProjectError, match=place.name) as met:
            plan_prediction(project, run_id, [place])
        assert met.value.remedy
    assert predictions.sets(project) == []


def test_an_explanation_is_asked_for_any_file(other: Path, project: Project, tiny: Recipe) -> None:
    run_id = trained(project, tiny)
    file = other / "deeper" / "specimen_0001.jpg"
    assert plan_explanation(project, run_id, file).photo.key == str(file)
    request = plan_explanation(project, run_id, file, class_index=2, key="7")
    assert (request.photo.key, request.class_index, run_id_of(request)) == ("7", 2, run_id)
    ending = list(inline.run(plan_explanation(project, run_id, other / "gone.jpg"), lambda: None))[-1]
    assert isinstance(ending, Failed)
    assert "gone.jpg" in ending.what


def test_run_ids_are_read_from_requests(project: Project, tiny: Recipe) -> None:
    request, _ = plan_training(project, tiny)
    assert isinstance(request, TrainRequest)
    assert run_id_of(request) == runs.runs(project)[0].id
