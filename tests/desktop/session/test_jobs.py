"""Jobs of the session with the real engine."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.taking import take_folders
from tldesk.core.messages import (
    Command,
    Ending,
    EpochEnded,
    Evaluated,
    EvaluateRequest,
    Event,
    ExplainRequest,
    Finished,
    Request,
    TrainRequest,
)
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.results import Phase
from tldesk.core.run_values import RunState
from tldesk.desktop.session import Session
from tldesk.desktop.session.values import Job
from tldesk.jobs.plan import run_id_of
from tldesk.photos.specimens import draw_specimens
from tldesk.project import runs

LONG = 180_000
"""Milliseconds to wait for the engine on a busy machine."""

ENDLESS = {"method": "two-stage", "epochs": 500, "patience": 100}

TINY = Recipe(backbone="test_resnet", weights="random", image_size=64, views=0, validation_percent=25, test_percent=25)


@pytest.fixture
def specimens(session: Session, tmp_path: Path, qtbot: QtBot) -> Session:
    """An open project of a few drawn specimens, labelled by their folders."""
    draw_specimens(tmp_path / "specimens", per_class=8, seed=4)
    with qtbot.waitSignal(session.scanning, check_params_cb=lambda progress: progress.finished):
        session.open(tmp_path / "specimens")
    take_folders(session)
    return session


def test_a_run_whose_folder_is_taken_away_ends_with_words_and_the_next_one_trains(specimens: Session, tmp_path: Path, qtbot: QtBot) -> None:
    assert specimens.project is not None
    runs = specimens.project.layout.runs
    with qtbot.waitSignal(specimens.heard, timeout=LONG, check_params_cb=lambda _, event: isinstance(event, EpochEnded)):
        specimens.train(TINY.with_values(ENDLESS))
    said: list[str] = []
    specimens.said.connect(lambda banner: said.append(banner.text))
    with qtbot.waitSignal(specimens.ended, timeout=LONG) as ended:
        # Moved and not deleted: the engine may write into it at this very moment.
        shutil.move(runs, tmp_path / "taken away")
        runs.mkdir()
        specimens.stop_training()
    assert isinstance(ended.args[0], TrainRequest)
    assert any("There is no run" in text for text in said)
    assert specimens.training is None
    with qtbot.waitSignal(specimens.ended, timeout=LONG) as again:
        specimens.train(TINY)
    assert isinstance(again.args[1], Finished)


def test_a_paused_training_waits_and_goes_on_and_one_that_was_cancelled_is_resumed(specimens: Session, qtbot: QtBot) -> None:
    heard: list[Event] = []
    specimens.heard.connect(lambda _, event: heard.append(event))

    def tuned(_request: Request, event: Event) -> bool:
        return isinstance(event, EpochEnded) and event.metrics.phase is Phase.FINE_TUNE

    with qtbot.waitSignal(specimens.heard, timeout=LONG, check_params_cb=tuned) as first:
        specimens.train(TINY.with_values(ENDLESS))
    run_id = run_id_of(first.args[0])
    specimens.pause_training()
    assert specimens.training is not None
    assert specimens.training.paused
    assert specimens.training.eta_seconds is None
    # What it said before it heard of the pause arrives; then there is silence.
    with qtbot.waitSignal(specimens.heard, timeout=300, raising=False):
        pass
    while heard:
        heard.clear()
        qtbot.wait(300)
    with qtbot.waitSignal(specimens.heard, timeout=LONG, check_params_cb=tuned):
        specimens.resume_training()
    assert not specimens.training.paused
    assert not specimens.can_resume(run_id), "it is under way"
    with qtbot.waitSignal(specimens.ended, timeout=LONG):
        specimens.stop_training(Command.CANCEL)

    assert specimens.can_resume(run_id)
    assert specimens.project is not None
    folder = runs.run_folder(specimens.project, run_id)
    before = len(folder.epochs())
    heard.clear()
    with qtbot.waitSignal(specimens.heard, timeout=LONG, check_params_cb=tuned) as again:
        specimens.resume_run(run_id)
    assert again.args[1].metrics.epoch == before + 1
    assert not any(isinstance(event, EpochEnded) and event.metrics.phase is Phase.HEAD for event in heard)
    with qtbot.waitSignal(specimens.ended, timeout=LONG, check_params_cb=lambda request, _: isinstance(request, EvaluateRequest)):
        specimens.stop_training()
    assert folder.record().state is RunState.FINISHED
    assert not specimens.can_resume(run_id)


def test_learning_rates_are_tried_without_a_trace_and_a_training_waits_for_that(specimens: Session, qtbot: QtBot) -> None:
    recipe = TINY.with_values({"head_solver": "gradient"})
    jobs: list[Job] = []
    specimens.job.connect(jobs.append)
    said: list[str] = []
    specimens.said.connect(lambda banner: said.append(banner.text))
    with qtbot.waitSignal(specimens.rates_tried, timeout=LONG) as tried:
        specimens.test_rates(recipe)
        assert specimens.rate_test is not None
        assert specimens.training is None
        specimens.train(recipe)
        assert "Learning rates are being tried" in said[-1]
    assert tried.args[0] == recipe
    assert len(tried.args[1].rates) > 10
    qtbot.waitUntil(lambda: specimens.rate_test is None, timeout=LONG)
    assert any(job is not None and job.tries_rates and job.total for job in jobs)
    assert specimens.project is not None
    assert runs.runs(specimens.project) == []
    specimens.test_rates(recipe)
    specimens.cancel_rate_test()
    assert specimens.rate_test is None


def test_the_test_split_is_measured_whatever_a_view_wants_when_the_training_ends(specimens: Session, qtbot: QtBot) -> None:
    project = specimens.project
    assert project is not None
    photo = next(project.root.rglob("*.jpg"))

    def want_a_heatmap(request: Request, event: Event) -> None:
        if isinstance(request, TrainRequest) and isinstance(event, Finished):
            specimens.explain(run_id_of(request), photo)

    specimens.heard.connect(want_a_heatmap)
    # The answering engine has something else to do, so that the heatmap would be drawn by the one that trained.
    specimens._jobs.answerer.plan("Predicting", "Finding photos")

    def is_measured(_request: Request, event: Event) -> bool:
        return isinstance(event, Evaluated) and event.evaluation.split is Split.TEST

    with qtbot.waitSignal(specimens.heard, timeout=LONG, check_params_cb=is_measured):
        specimens.train(TINY)
    specimens.heard.disconnect(want_a_heatmap)


def test_a_heatmap_that_the_training_engine_draws_is_no_training_and_a_training_waits_for_it(specimens: Session, qtbot: QtBot) -> None:
    project = specimens.project
    assert project is not None
    with qtbot.waitSignal(
        specimens.ended, timeout=LONG, check_params_cb=lambda request, _: isinstance(request, EvaluateRequest)
    ) as trained:
        specimens.train(TINY)
    specimens._jobs.answerer.plan("Predicting", "Finding photos")
    ended: list[tuple[type[Request], Ending]] = []
    specimens.ended.connect(lambda request, ending: ended.append((type(request), ending)))
    photos = sorted(project.root.rglob("*.jpg"))[:2]
    assert all(specimens.explain(run_id_of(trained.args[0]), photo) for photo in photos)
    assert specimens._jobs.trainer.busy
    assert specimens.training is None
    specimens.stop_training()
    specimens.train(TINY)
    assert isinstance(specimens._jobs.training, Job)
    qtbot.waitUntil(lambda: len(ended) >= 4, timeout=LONG)
    assert [kind for kind, _ in ended] == [ExplainRequest, ExplainRequest, TrainRequest, EvaluateRequest]
    assert all(isinstance(ending, Finished) for _, ending in ended)
    assert specimens.training is None
