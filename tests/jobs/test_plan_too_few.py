"""Trainings that are not asked for, because a class or a split has too few photos, and those that go without such a class."""

from pathlib import Path

import pytest

from tldesk.core.errors import RecipeError
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import LeftOut
from tldesk.jobs.plan import plan_training
from tldesk.jobs.snapshot import read_snapshot
from tldesk.jobs.training import TooFewPhotosError
from tldesk.project import classes, labels, photos, runs, splits
from tldesk.project.store import Project


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
