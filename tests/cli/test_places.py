"""Which project and which run a verb works with when none is named."""

import shutil
from dataclasses import replace
from pathlib import Path

from tests.cli.calling import call, said
from tldesk.cli.places import LATEST, chosen_run
from tldesk.core.run_values import RunState
from tldesk.project import runs
from tldesk.project.store import open_project


def test_an_interrupted_run_answers_only_where_none_is_finished(trained: Path) -> None:
    with open_project(trained) as project:
        (good,) = runs.runs(project)
        newer = project.layout.run("newer")
        shutil.copytree(runs.run_folder(project, good.id).path, newer.path)
        (newer.path / "evaluation-test.json").unlink()
        newer.write_record(replace(good, id="newer", name="Newer", state=RunState.INTERRUPTED, created=good.created + 60))
        assert chosen_run(project, LATEST).id == good.id
    told = call("evaluate", str(trained))
    assert f"Run {good.name}: accuracy " in told.stderr
    assert "Newer is newer, and interrupted: --run newer takes it all the same" in told.stderr
    assert said("evaluate", str(trained), "--run", "newer")["run"] == "newer"
    with open_project(trained) as project:
        (newer.path / "evaluation-test.json").unlink()
        shutil.rmtree(runs.run_folder(project, good.id).path)
        assert chosen_run(project, LATEST).id == "newer"
    assert "Run Newer, interrupted before it had finished: not measured on the test split" in call("evaluate", str(trained)).stderr
