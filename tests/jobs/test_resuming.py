"""Going on with a training that was broken off."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tldesk.core.errors import RunError
from tldesk.core.messages import ENDINGS, Command, EpochEnded, Event, Finished, Killed, TrainRequest
from tldesk.core.photo import ScannedPhoto
from tldesk.core.recipe import Recipe
from tldesk.core.results import Phase
from tldesk.core.run_values import RunState
from tldesk.jobs import inline
from tldesk.jobs.plan import plan_training, run_id_of
from tldesk.jobs.record import record
from tldesk.jobs.resuming import plan_resume
from tldesk.photos.scan import scan
from tldesk.project import classes, labels, photos, runs
from tldesk.project.store import Project

THREE = {"method": "two-stage", "epochs": 3, "patience": 100, "precision": "float32"}


def done(project: Project, request: TrainRequest, *, until: Callable[[Event], bool] = lambda _: False) -> Event:
    """Do it and record it; cancelled after the event that is waited for. Returns the ending."""
    said: list[Command] = []
    ending: Event = Killed(None)
    for event in inline.run(request, lambda: said.pop() if said else None):
        record(project, request, event)
        if until(event):
            said.append(Command.CANCEL)
        if isinstance(event, ENDINGS):
            ending = event
    return ending


def tuned(event: Event) -> bool:
    return isinstance(event, EpochEnded) and event.metrics.phase is Phase.FINE_TUNE


@pytest.fixture
def broken_off(project: Project, tiny: Recipe) -> TrainRequest:
    """A training that was cancelled after its first epoch of fine-tuning."""
    request, _ = plan_training(project, tiny.with_values(THREE))
    done(project, request, until=tuned)
    return request


def test_it_goes_on_with_what_the_run_was_given_whatever_was_labelled_since(project: Project, broken_off: TrainRequest) -> None:
    run_id = run_id_of(broken_off)
    folder = runs.run_folder(project, run_id)
    before = len(folder.epochs())
    assert folder.record().state is RunState.CANCELLED
    assert runs.can_resume(project, run_id)

    every = photos.all_photos(project)
    labels.assign(project, [every[0].id], classes.classes(project)[-1].id, who="tester")
    moved = every[1]
    shutil.move(project.root / moved.path, project.root / "elsewhere.jpg")
    photos.record_scan(project, [found for found in scan(project.root) if isinstance(found, ScannedPhoto)])

    request = plan_resume(project, run_id)
    assert request.resume
    assert request.recipe == broken_off.recipe
    assert request.classes == broken_off.classes
    same = [(photo.key, photo.fingerprint, photo.label, photo.split, photo.group) for photo in broken_off.photos]
    assert [(photo.key, photo.fingerprint, photo.label, photo.split, photo.group) for photo in request.photos] == same
    assert isinstance(done(project, request), Finished)
    numbers = [epoch.epoch for epoch in folder.epochs()]
    assert numbers == list(range(1, before + 3))
    assert folder.record().state is RunState.FINISHED
    assert not runs.can_resume(project, run_id)
    with pytest.raises(RunError, match="has ended"):
        plan_resume(project, run_id)


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_photo_that_changed_or_vanished_is_named(project: Project, broken_off: TrainRequest, how: str) -> None:
    victim = Path(broken_off.photos[0].file)
    if how == "gone":
        victim.unlink()
    else:
        victim.write_bytes(victim.read_bytes() + b"another ending")
    with pytest.raises(RunError, match="changed or are gone") as raised:
        plan_resume(project, run_id_of(broken_off))
    assert victim.relative_to(project.root).as_posix() in raised.value.what
    assert "Put these photos back" in raised.value.remedy
    assert "can predict" in raised.value.kept


def test_a_photo_that_was_only_touched_is_as_it_was(project: Project, broken_off: TrainRequest) -> None:
    Path(broken_off.photos[0].file).touch()
    assert len(plan_resume(project, run_id_of(broken_off)).photos) == len(broken_off.photos)


def test_a_run_that_never_began_starts_with_the_same_classes(project: Project, tiny: Recipe) -> None:
    request, _ = plan_training(project, tiny)
    run_id = run_id_of(request)
    assert not runs.can_resume(project, run_id), "it is planned"
    record(project, request, Killed(None))
    again = plan_resume(project, run_id)
    assert (again.classes, again.photos) == (request.classes, request.photos)
