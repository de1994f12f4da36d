"""What can go wrong on the command line."""

import json
import sys
from pathlib import Path

import pytest

import tldesk.engine
from tests.cli.calling import TINY, call
from tldesk.core.run_values import RunState
from tldesk.project import runs
from tldesk.project.store import open_project


def test_a_folder_without_photos_is_an_error_and_grows_no_project(trained: Path, tmp_path: Path) -> None:
    call("import", str(trained))
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "notes.txt").write_text("no photo")
    for verb in ("import", "train"):
        result = call(verb, str(empty))
        assert result.exit_code == 1
        assert "There is no photo in" in result.stderr
        assert "Name a folder with photos" in result.stderr
    assert [one.name for one in empty.iterdir()] == ["notes.txt"]
    assert str(trained) in call("evaluate").stderr


def test_a_project_whose_photos_are_gone_says_so(trained: Path) -> None:
    for one in list(trained.rglob("*.jpg")):
        one.unlink()
    result = call("import", str(trained))
    assert result.exit_code == 1
    assert "Labels and runs are kept." in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["import", "gone"],
        ["train", "gone"],
        ["evaluate", "photos"],
        ["predict", "photos", "photos"],
        ["explain", "photos", "photos/rods/specimen_0001.jpg"],
        ["report", "photos"],
        ["evaluate"],
        ["train", "photos", "--preset", "slow"],
        ["train", "photos", "--set", "epochs=0"],
        ["train", "photos", "--set", "no_such=1"],
    ],
)
def test_errors_of_the_world_say_what_to_do(folder: Path, words: list[str]) -> None:
    result = call(*words)
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    assert "Error" in result.stderr
    assert "Traceback" not in result.stderr
    values = json.loads(call(*words, "--json").stdout)
    assert values["error"]
    assert values["remedy"]


@pytest.mark.parametrize("verb", [["evaluate"], ["predict", "photos"], ["explain", "photos"], ["report"]])
def test_a_mistyped_folder_grows_no_project(folder: Path, verb: list[str]) -> None:
    call(verb[0], "photos", *verb[1:])
    assert not (folder / ".tldesk").exists()


@pytest.mark.parametrize(
    "words", [["trian"], ["train", "--set", "epochs"], ["train", "--no-such"], ["evaluate", "--split", "tests"], ["predict"], ["import"]]
)
def test_mistyped_commands(folder: Path, words: list[str]) -> None:
    assert call(*words).exit_code == 2


def test_an_unknown_run_or_class(trained: Path) -> None:
    for words in (
        ["evaluate", str(trained), "--run", "nope"],
        ["explain", str(trained), str(trained / "rods" / "specimen_0001.jpg"), "--class", "nope"],
        ["explain", str(trained), str(trained / "gone.jpg")],
    ):
        result = call(*words)
        assert result.exit_code == 1
        assert "nope" in result.stderr or "gone.jpg" in result.stderr


def test_an_engine_that_can_not_start_is_one_sentence_and_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As where a library lacks: the import fails.
    monkeypatch.setitem(sys.modules, "tldesk.engine.serve", None)
    monkeypatch.delattr(tldesk.engine, "serve", raising=False)
    said = "The engine can't start: import of tldesk.engine.serve halted"
    result = call("train", str(folder), *TINY, "--json")
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
    assert said in result.stderr
    assert "Install tldesk again" in json.loads(result.stdout)["remedy"]
    with open_project(folder) as project:
        run = runs.runs(project)[0]
    assert run.state is RunState.FAILED
    assert run.said.startswith(said)
    assert f"Computes with: nothing. {said}" in call("--diagnose").stdout
