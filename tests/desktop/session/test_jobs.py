"""Jobs of the session with the real engine."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.taking import take_folders
from tldesk.core.messages import (
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
from tldesk.desktop.session import Session
from tldesk.desktop.session.values import Job
from tldesk.jobs.plan import run_id_of
from tldesk.photos.specimens import draw_specimens

LONG = 180_000
"""Milliseconds to wait for the engine on a busy machine."""

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
        specimens.train(TINY.with_values({"method": "two-stage", "epochs": 500, "patience": 100}))
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
    qtbot.waitUntil(lambda: len(ended) == 4, timeout=LONG)
    assert [kind for kind, _ in ended] == [ExplainRequest, ExplainRequest, TrainRequest, EvaluateRequest]
    assert all(isinstance(ending, Finished) for _, ending in ended)
    assert specimens.training is None
