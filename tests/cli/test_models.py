"""Models that travel, on the command line: exported here, imported and answered with in a folder of nothing but new photos."""

import json
import shlex
import shutil
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tldesk.cli.verbs import app
from tldesk.core.photo import Split
from tldesk.core.results import Answer, Evaluation, Figure, Interval
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import RunRecord, RunState
from tldesk.engine.checkpoint import facts_for, save_checkpoint
from tldesk.engine.network import create, preparation_for
from tldesk.jobs.snapshot import SnapshotRow, snapshot_text, write_snapshot
from tldesk.photos.specimens import draw_mixed, draw_specimens
from tldesk.project import photos
from tldesk.project.runs import runs
from tldesk.project.splits import set_split
from tldesk.project.store import open_project

CLASSES = ("rods", "filaments")


def call(*words, code=0):
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout) if "--json" in words else result.output


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A project with a run whose network was never trained, and one that plain timm can't have; and a folder of new photos."""
    folder = tmp_path_factory.mktemp("lab")
    draw_specimens(folder / "photos", per_class=3, seed=4, classes=CLASSES)
    draw_mixed(folder / "new", count=3, seed=5)
    with open_project(folder / "photos") as project:
        for name, created in (("first", 1.0), ("second", 2.0)):
            run = project.layout.run(name)
            run.path.mkdir()
            model = create("test_resnet", classes=2, image_size=64)
            facts = facts_for(preparation_for(model, image_size=64), backbone="test_resnet", classes=CLASSES, epoch=1)
            save_checkpoint(run, model.state_dict(), facts)
            run.write_record(RunRecord(name, f"Run {name}", RunState.FINISHED, created, created))
    call("import", folder / "photos", "--json")
    return folder


@pytest.fixture
def lab(made, tmp_path, monkeypatch):
    """The same, of the test's own, which works beside it."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_newest_run_travels_to_a_folder_of_new_photos(lab):
    (told,) = call("model", "export", "--to", lab / "model.zip", "--project", lab / "photos", "--onnx", "--json")["exported"]
    assert (told["run"], told["loads_in_timm"]) == ("second", True)
    assert (told["onnx"]["photos"], told["onnx"]["same"]) == (6, 6)
    here = call("predict", lab / "photos", lab / "new", "--run", "second", "--json")
    shutil.rmtree(lab / "photos")
    there = call("predict", lab / "new", "--model", lab / "model.zip", "--json")
    assert len(there["answers"]) == 3
    assert there["answers"] == here["answers"]
    with open_project(lab / "new") as project:
        (record,) = runs(project)
    assert (record.name, record.origin) == ("Run second", "model.zip")
    call("predict", lab / "new", "--model", lab / "model.zip")
    with open_project(lab / "new") as project:
        assert len(runs(project)) == 1


def test_a_folder_with_a_model_of_its_own_is_answered_for_when_it_is_named_alone(lab):
    call("model", "export", "first", "--to", lab / "model", "--project", lab / "photos")
    assert "holds no project yet" in call("model", "export", "--to", "other", "--project", "new", code=1)
    call("model", "import", lab / "model", "--project", lab / "new")
    assert len(call("predict", "new", "--json")["answers"]) == 3
    refused = call("model", "export", "--to", "other", "--project", "new", "--onnx", "--json", code=1)
    assert refused["remedy"].startswith(f"Take in those that lie there: tldesk import {lab / 'new'};")
    with open_project(lab / "new") as project:
        assert photos.all_photos(project) == []


@pytest.mark.parametrize(
    ("names", "to", "remedy"),
    [
        (["first"], "model.tldesk", "Name a new folder, or a file that ends in .zip."),
        (["first", "second"], "models.zip", "Name a new folder, which gets one for each run."),
    ],
)
def test_a_folder_is_not_called_as_files_are(lab, names, to, remedy):
    refused = call("model", "export", *names, "--to", to, "--project", "photos", "--json", code=1)
    assert (refused["error"], refused["remedy"]) == (f"{to} is no name of a folder.", remedy)
    assert not (lab / to).exists()


def test_int8_is_measured_on_labelled_validation_photos_or_refused(lab):
    asked = ("model", "export", "first", "--to", lab / "model", "--project", lab / "photos", "--int8")
    assert "measured on labelled validation photos" in call(*asked, "--json", code=1)["error"]
    with open_project(lab / "photos") as project:
        every = [one.id for one in photos.all_photos(project)]
        set_split(project, every[::2], Split.VALIDATION)
        set_split(project, every[1::2], Split.TRAIN)
    (told,) = call(*asked, "--json")["exported"]
    assert told["int8"]["check"]["photos"] == 3
    assert told["int8"]["kept"] == (lab / "model" / "model-int8.onnx").exists()
    assert told["onnx"]["same"] == 6
    assert "program" not in told


def test_the_figures_that_travel_call_a_photo_by_its_fingerprint(lab):
    with open_project(lab / "photos") as project:
        known = photos.all_photos(project)
        run = project.layout.run("first")
        write_snapshot(run, snapshot_text(SnapshotRow(one.path, CLASSES[0], Split.TEST, one.fingerprint) for one in known))
        answers = tuple(Answer(str(one.id), str(photos.file_of(project, one)), (0.9, 0.1), 0) for one in known)
        figures = {Figure.ACCURACY: Interval(1.0, None, None)}
        run.write_evaluation(Evaluation(Split.TEST, CLASSES, figures, (), ((len(answers), 0), (0, 0)), (), answers))
    call("model", "export", "first", "--to", lab / "model", "--project", lab / "photos", "--json")
    there = RunFolder(lab / "model").evaluation(Split.TEST)
    assert [(one.key, one.file) for one in there.answers] == [(f"photo-{one.fingerprint}",) * 2 for one in known]
    assert len({one.key for one in there.answers}) == len(known) == 6


def test_the_command_in_the_card_works_as_it_stands(lab):
    call("model", "export", "Run first", "--to", lab / "my model", "--project", lab / "photos")
    lines = (lab / "my model" / "README.md").read_text().splitlines()
    (command,) = [shlex.split(line) for line in lines if line.startswith("tldesk predict")]
    command[command.index("FOLDER")] = "new"
    call(*command[1:])
    assert len(Path("predictions.csv").read_text(encoding="utf-8-sig").splitlines()) == 4


def test_several_runs_get_a_folder_each(lab):
    told = call("model", "export", "first", "Run second", "--to", lab / "out", "--project", lab / "photos", "--json")["exported"]
    assert [one["run"] for one in told] == ["first", "second"]
    assert all((lab / "out" / name / "config.json").is_file() for name in ("first", "second"))
    taken = call("model", "import", lab / "out" / "first", "--project", lab / "new", "--json")
    assert (Path(taken["folder"]) / "model.safetensors").is_file()


def test_an_export_without_its_files_is_refused_in_words(lab):
    with zipfile.ZipFile(lab / "bad.zip", "w") as archive:
        archive.writestr("../../model.json", "{}")
    said = call("predict", lab / "new", "--model", lab / "bad.zip", "--json", code=1)
    assert "points out of the archive" in said["error"]
    assert "takes the place of a run" in call("predict", lab / "new", "--model", lab / "bad.zip", "--run", "first", code=2)
    said = call("model", "export", "--to", lab / "new", "--project", lab / "photos", "--json", code=1)
    assert "is there already" in said["error"]
