"""Trainings on the command line: with their settings, beside a window, broken off and gone on with."""

import json
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from typer.testing import Result

from tests.cli.calling import SMALL, TINY, call, said, tldesk_process
from tldesk.cli.opening import without_effect
from tldesk.cli.say import Voice
from tldesk.core.messages import Command, EpochEnded
from tldesk.core.recipe import Recipe
from tldesk.core.results import Phase
from tldesk.core.run_values import RunState
from tldesk.jobs import inline
from tldesk.jobs.plan import plan_training, run_id_of
from tldesk.jobs.record import record
from tldesk.project import photos, runs
from tldesk.project.store import open_project
from tldesk.project.tenancy import FILE_NAME, Tenant

ENDLESS = [*TINY, "--set=method=two-stage", "--set=epochs=500", "--set=patience=100"]
PATIENCE = 180


def test_training_an_untouched_folder_imports_it_first(trained_once: tuple[Path, Result]) -> None:
    result = trained_once[1]
    assert result.exit_code == 0, result.output
    assert "Accuracy on" in result.stdout
    assert "test photos" in result.stdout


def test_a_training_keeps_out_of_a_project_that_a_window_has_open(trained: Path) -> None:
    tenant = Tenant("Grace", "lab-pc-3", machine="lab-pc-3 77", process=4711, began=1e9, since=1.7e9, key="k")
    (trained / ".tldesk" / FILE_NAME).write_text(json.dumps(asdict(tenant)))
    refused = call("train", str(trained), *TINY)
    assert refused.exit_code == 1
    assert "Grace on lab-pc-3" in refused.stderr
    let_in = call("train", str(trained), "--anyway", "--set=epochs=nonsense")
    assert "Grace" not in let_in.stderr
    assert "(epochs): 'nonsense' is not a whole number" in let_in.stderr


def test_settings_reach_the_recipe(trained: Path) -> None:
    with open_project(trained) as project:
        recipe = runs.run_folder(project, runs.runs(project)[0].id).recipe()
    assert recipe == Recipe.model_validate(SMALL)


def test_a_setting_without_effect_is_named_with_the_reason(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recipe, voice = Recipe(method="features", epochs=4), Voice(as_json=False)
    found = without_effect(recipe, ["epochs", "method"], voice)
    assert found == {"epochs": recipe.unused()["epochs"]}
    heard = capsys.readouterr()
    assert heard.out == ""
    assert heard.err == "Without effect with method=features: epochs: used only where stages of the backbone are trained.\n"
    told = said("train", str(folder), *TINY, "--set=epochs=4")
    assert told["without_effect"] == found


def test_rates_show_a_curve_and_a_suggestion_and_leave_nothing(folder: Path) -> None:
    steps = [*TINY, "--set=head_solver=gradient"]
    values = said("rates", str(folder), *steps)
    assert len(values["rates"]) == len(values["losses"]) > 10  # type: ignore[arg-type]
    assert values["rates"] == sorted(values["rates"])  # type: ignore[call-overload]
    assert values["suggestion"] in [pytest.approx(rate / 10) for rate in values["rates"]]  # type: ignore[attr-defined]
    shown = call("rates", str(folder), *steps).stdout
    assert "Suggested: --set learning_rate=" in shown
    assert shown.count("\n") > 10
    with open_project(folder) as project:
        assert runs.runs(project) == []
        assert {photo.split for photo in photos.all_photos(project)} == {None}


def test_rates_of_a_head_that_is_found_exactly_are_an_error_with_a_remedy(folder: Path) -> None:
    result = call("rates", str(folder), *TINY)
    assert result.exit_code == 1
    assert "no learning rate" in result.stderr
    assert "Choose a method" in result.stderr


def test_a_training_that_was_broken_off_goes_on(trained: Path) -> None:
    recipe = Recipe.model_validate(SMALL | {"method": "two-stage", "epochs": 2, "patience": 9})
    said_once: list[Command] = []
    with open_project(trained) as project:
        request, _ = plan_training(project, recipe, name="Long")
        for event in inline.run(request, lambda: said_once.pop() if said_once else None):
            record(project, request, event)
            if isinstance(event, EpochEnded) and event.metrics.phase is Phase.FINE_TUNE:
                said_once.append(Command.CANCEL)
    result = call("train", str(trained), "--resume", "Long")
    assert result.exit_code == 0, result.output
    assert "Accuracy on" in result.stdout
    with open_project(trained) as project:
        assert [run.state for run in runs.runs(project)] == [RunState.FINISHED] * 2
        tuned = [epoch for epoch in runs.run_folder(project, run_id_of(request)).epochs() if epoch.phase is Phase.FINE_TUNE]
    assert len(tuned) == 2
    again = call("train", str(trained), "--resume", "Long")
    assert again.exit_code == 1
    assert "can't be resumed" in again.stderr
    assert call("train", str(trained), "--resume", "Long", "--set", "epochs=3").exit_code == 2


@pytest.fixture
def training(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A training that would last, in its first epochs."""
    process = tldesk_process("train", str(folder), *ENDLESS, "--json")
    assert process.stderr is not None
    for line in process.stderr:
        if "(fine-tune)" in line:
            break
    yield process
    process.kill()
    process.communicate()


def test_ctrl_c_cancels_and_keeps_the_finished_epochs(training: "subprocess.Popen[str]", folder: Path) -> None:
    training.send_signal(signal.SIGINT)
    out, err = training.communicate(timeout=PATIENCE)
    assert training.returncode == 130, err
    assert "Traceback" not in err
    said = json.loads(out)["cancelled"]
    with open_project(folder) as project:
        run = runs.runs(project)[0]
        assert run.state is RunState.CANCELLED
        assert runs.run_folder(project, run.id).has_model
    assert said.endswith(f"tldesk train {folder} --resume {run.id}")
    assert "The best epoch so far can predict" in said


def test_a_killed_training_is_recovered_by_the_next_command(training: "subprocess.Popen[str]", folder: Path) -> None:
    training.kill()
    training.communicate()
    assert call("evaluate", str(folder)).exit_code == 0
    with open_project(folder) as project:
        assert runs.runs(project)[0].state is RunState.INTERRUPTED
