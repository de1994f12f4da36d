from dataclasses import replace
from pathlib import Path

import pytest

from tldesk.core.messages import (
    Began,
    Cancelled,
    Ending,
    EvaluateRequest,
    Event,
    Failed,
    Finished,
    Killed,
    Notice,
    OutOfMemory,
    PhotoFailed,
    Predicted,
    PredictRequest,
    Progress,
    Step,
)
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.results import Answer
from tldesk.core.run_values import RunState
from tldesk.jobs.plan import plan_training, run_id_of
from tldesk.jobs.record import record
from tldesk.project import answers, photos, predictions, runs
from tldesk.project.store import Project


@pytest.mark.parametrize(
    ("ending", "state", "word"),
    [
        (Finished(3.0), RunState.FINISHED, ""),
        (Cancelled(), RunState.CANCELLED, "kept"),
        (Failed("No weights.", "Download them."), RunState.FAILED, "Download them."),
        (OutOfMemory("NVIDIA X"), RunState.INTERRUPTED, "NVIDIA X"),
        (Killed(-9), RunState.INTERRUPTED, "-9"),
    ],
)
def test_a_training_leaves_its_state_and_words(project: Project, tiny: Recipe, ending: Ending, state: RunState, word: str) -> None:
    request, _ = plan_training(project, tiny)
    run_id = run_id_of(request)
    assert record(project, request, Began("CPU, 2 threads")).runs == {run_id}
    training = runs.run_folder(project, run_id).record()
    assert training.state is RunState.TRAINING
    assert training.device == "CPU, 2 threads"
    assert {"torch", "timm"} <= {name for name, _ in training.versions}
    assert record(project, request, ending).runs == {run_id}
    ended = runs.run_folder(project, run_id).record()
    assert ended.state is state
    assert word in ended.said
    assert bool(ended.said) == bool(word)
    assert ended.ended is not None
    assert ended.device == training.device
    assert ended.versions == training.versions


@pytest.mark.parametrize("event", [Progress(Step.HEAD, 1, 2), Notice("Slow.")])
def test_what_leaves_nothing_behind_changes_nothing(project: Project, tiny: Recipe, event: Event) -> None:
    assert not record(project, plan_training(project, tiny)[0], event)


def test_a_photo_that_failed_in_training_is_marked(project: Project, tiny: Recipe) -> None:
    request, _ = plan_training(project, tiny)
    failed = request.photos[0]
    assert record(project, request, PhotoFailed(failed.key, failed.file, "cut off")).photos == {int(failed.key)}
    assert photos.photo(project, int(failed.key)).problem == "cut off"
    assert failed.key not in {photo.key for photo in plan_training(project, tiny)[0].photos}
    assert runs.run_folder(project, run_id_of(request)).unreadable() == {photos.photo(project, int(failed.key)).path}


def test_a_photo_on_a_disk_that_was_away_is_not_left_out_for_ever(project: Project, tiny: Recipe) -> None:
    request, _ = plan_training(project, tiny)
    failed = request.photos[0]
    away = PhotoFailed(failed.key, failed.file, "the disk or the network gave an error", lasting=False)
    assert not record(project, request, away)
    assert failed.key in {photo.key for photo in plan_training(project, tiny)[0].photos}


def test_a_training_that_is_resumed_leaves_out_only_what_is_damaged_or_away_again(project: Project, tiny: Recipe) -> None:
    request, _ = plan_training(project, tiny)
    folder = runs.run_folder(project, run_id_of(request))
    damaged, back, still = request.photos[:3]
    paths = [photos.photo(project, int(one.key)).path for one in (damaged, back, still)]
    record(project, request, Began("CPU"))
    record(project, request, PhotoFailed(damaged.key, damaged.file, "cut off"))
    for one in (back, still):
        record(project, request, PhotoFailed(one.key, one.file, "the share is away", lasting=False))
    assert folder.unreadable() == set(paths)
    record(project, replace(request, resume=True), Began("CPU"))
    record(project, request, PhotoFailed(still.key, still.file, "the share is away", lasting=False))
    assert folder.unreadable() == {paths[0], paths[2]}


def test_a_prediction_keeps_answers_problems_and_its_end(project: Project, tmp_path: Path) -> None:
    files = [str(tmp_path / name) for name in ("1.jpg", "2.jpg", "3.jpg")]
    set_id, _ = predictions.begin(project, run_id="a-run", classes=("a", "b"), files=files)
    request = PredictRequest(str(project.layout.runs / "a-run"), (), set_id)
    assert record(project, request, Predicted(("a", "b"), (Answer(files[0], files[0], (0.25, 0.75)),))).predictions == {set_id}
    assert record(project, request, PhotoFailed(files[1], files[1], "no photo")).predictions == {set_id}
    assert record(project, request, Cancelled()).predictions == {set_id}
    assert [(row.file, row.probabilities, row.problem) for row in answers.rows(project, set_id)] == [
        (files[0], (0.25, 0.75), ""),
        (files[1], (), "no photo"),
    ]
    kept = predictions.sets(project)[0]
    assert (kept.done, kept.total) == (2, 3)
    assert kept.said.startswith("Cancelled")
    assert all(not photo.problem for photo in photos.all_photos(project)), "a prediction's paths are no ids"


def test_an_evaluation_that_ends_badly_leaves_the_run_as_it_was(project: Project, tiny: Recipe) -> None:
    train, _ = plan_training(project, tiny)
    for event in (Began("CPU"), Finished()):
        record(project, train, event)
    request = EvaluateRequest(train.run_folder, Split.TEST, (), "")
    assert not record(project, request, Killed(None))
    assert runs.run_folder(project, run_id_of(train)).record().state is RunState.FINISHED
