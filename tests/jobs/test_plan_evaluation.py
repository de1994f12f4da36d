"""What a run is measured on."""

from pathlib import Path

import pytest

from tests.jobs.conftest import trained
from tldesk.core.errors import RunError
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.jobs.plan import NothingToMeasureError, plan_evaluation, plan_explanation, plan_prediction, plan_training, run_id_of
from tldesk.project import classes, labels, photos, runs, splits
from tldesk.project.store import Project


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
