"""Several processes that train one run, as torchrun starts them: two on the processor, over the loopback."""

import os
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from typer.testing import CliRunner

from tldesk.cli.verbs import app
from tldesk.core.cross_validation import Fold
from tldesk.core.photo import Split
from tldesk.core.results import EpochMetrics, Figure, Phase
from tldesk.core.run_values import RunRecord, RunState
from tldesk.photos.specimens import draw_specimens
from tldesk.project import runs
from tldesk.project.store import open_project

PATIENCE = 240
# Nothing by chance in a step, so that two processes must come to what one does; 13 photos to train on in batches of 5 leave odd shares.
RECIPE = {
    "backbone": "test_resnet",
    "weights": "random",
    "image_size": 64,
    "validation_percent": 20,
    "test_percent": 20,
    "method": "whole",
    "epochs": 6,
    "folds": 2,
    "batch_size": 5,
    "flip": "none",
    "precision": "float32",
    "norm_statistics": "frozen",
    "patience": 9,
}


def words(**values: object) -> list[str]:
    return [f"--set={name}={value}" for name, value in (RECIPE | values).items()]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    draw_specimens(folder, per_class=11, seed=4, classes=("rods", "filaments"))
    return folder


def started_by_torchrun(*arguments: str) -> "subprocess.Popen[str]":
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node=2", "--master-addr=127.0.0.1", f"--master-port={port}"]
    return subprocess.Popen(
        [*torchrun, "-m", "tldesk", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"GLOO_SOCKET_IFNAME": "lo", "OMP_NUM_THREADS": "1"},
    )


def last_run(folder: Path) -> tuple[RunRecord, list[EpochMetrics]]:
    with open_project(folder) as project:
        record = runs.runs(project)[0]
        return record, runs.run_folder(project, record.id).epochs()


def curve(epochs: list[EpochMetrics]) -> list[tuple[float, ...]]:
    return [(one.train_loss, one.train_accuracy, one.validation_loss, one.learning_rate) for one in epochs]


@dataclass(frozen=True)
class Broken:
    """A run of two processes of which one was killed after its first epochs, and what they said."""

    folder: Path
    returncode: int
    said: str


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory, drawn: Path) -> Broken:
    folder = Path(shutil.copytree(drawn, tmp_path_factory.mktemp("broken") / "photos"))
    process = started_by_torchrun("train", str(folder), *words(), "--name", "Together")
    assert process.stderr is not None
    said = ""
    helper = None
    for line in process.stderr:
        said += line
        if line.startswith("Epoch 1 "):
            # Looked for while there is time: the training is short, and this process may be held up.
            helper = next(one for one in psutil.Process(process.pid).children() if one.environ().get("RANK") == "1")
        if line.startswith("Epoch 2 "):
            break
    assert helper is not None, said
    helper.kill()
    said += process.communicate(timeout=PATIENCE)[1]
    return Broken(folder, process.returncode, said)


def test_a_process_that_dies_ends_all_with_words(broken: Broken) -> None:
    assert broken.returncode != 0
    assert "Another process of this training has ended" in broken.said, broken.said
    assert "--resume" in broken.said
    record, epochs = last_run(broken.folder)
    assert record.state is RunState.FAILED, broken.said
    assert len(epochs) >= 2
    with open_project(broken.folder) as project:
        assert runs.run_folder(project, record.id).has_model
        assert runs.can_resume(project, record.id)


def test_resumed_by_two_processes_it_is_the_run_that_one_would_leave_with_its_folds(tmp_path: Path, drawn: Path, broken: Broken) -> None:
    alone = Path(shutil.copytree(drawn, tmp_path / "alone"))
    process = started_by_torchrun("train", str(broken.folder), "--resume", last_run(broken.folder)[0].id)
    assert CliRunner().invoke(app, ["train", str(alone), *words()]).exit_code == 0
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    assert out.count("Run 2") == 1, "only one of them speaks"
    record, epochs = last_run(broken.folder)
    assert (record.name, record.state) == ("Together", RunState.FINISHED)
    assert [epoch.phase for epoch in epochs] == [Phase.FINE_TUNE] * RECIPE["epochs"]
    single, expected = last_run(alone)
    assert [value for row in curve(epochs) for value in row] == pytest.approx([value for row in curve(expected) for value in row], rel=1e-3)
    assert [one.number for one in folds_of(broken.folder, record)] == [1, 2]
    for ours, theirs in zip(folds_of(broken.folder, record), folds_of(alone, single), strict=True):
        assert ours.figures[Figure.LOG_LOSS] == pytest.approx(theirs.figures[Figure.LOG_LOSS], rel=1e-2)
    with open_project(broken.folder) as project:
        assert len(runs.runs(project)) == 1
        run = runs.run_folder(project, record.id)
        assert run.evaluation(Split.TEST) is not None
        assert not run.can_go_on
    assert CliRunner().invoke(app, ["evaluate", str(broken.folder), "--split", "validation"]).exit_code == 0


def folds_of(folder: Path, record: RunRecord) -> tuple[Fold, ...]:
    with open_project(folder) as project:
        found = runs.run_folder(project, record.id).cross_validation
    assert found is not None
    return found.folds
