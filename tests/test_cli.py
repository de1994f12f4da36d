"""The command line as a person and as a script use it, on drawn specimens and a tiny network."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

import tldesk
from tldesk.cli import VERBS, watching
from tldesk.cli.say import Voice
from tldesk.cli.verbs import app
from tldesk.core.errors import ProjectError
from tldesk.core.messages import Command, EpochEnded
from tldesk.core.recipe import Recipe
from tldesk.core.results import Answer, Phase
from tldesk.core.run_values import RunState
from tldesk.jobs import inline, plan
from tldesk.jobs.plan import plan_training, run_id_of
from tldesk.jobs.record import record
from tldesk.photos.specimens import draw_specimens
from tldesk.project import photos, predictions, runs
from tldesk.project.store import open_project
from tldesk.project.tenancy import FILE_NAME, Tenant

SMALL = {"backbone": "test_resnet", "weights": "random", "image_size": 64, "views": 0, "validation_percent": 25, "test_percent": 25}
TINY = [f"--set={name}={value}" for name, value in SMALL.items()]
ENDLESS = [*TINY, "--set=method=two-stage", "--set=epochs=500", "--set=patience=100"]
PATIENCE = 180


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight photos of each of two classes; copy before use."""
    folder = tmp_path_factory.mktemp("drawn")
    draw_specimens(folder, per_class=8, seed=4, classes=("rods", "filaments"))
    return folder


@pytest.fixture
def folder(tmp_path: Path, drawn: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A photo folder of the test's own, which works beside it."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(drawn, tmp_path / "photos"))


@pytest.fixture(scope="session")
def trained_once(tmp_path_factory: pytest.TempPathFactory, drawn: Path) -> tuple[Path, Result]:
    """An untouched folder that was trained on, and what was said; copy before use."""
    folder = Path(shutil.copytree(drawn, tmp_path_factory.mktemp("trained") / "photos"))
    return folder, call("train", str(folder), *TINY)


@pytest.fixture
def trained(tmp_path: Path, trained_once: tuple[Path, Result], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A photo folder with one run, of the test's own."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(trained_once[0], tmp_path / "photos", copy_function=shutil.copy2))


def call(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def said(*words: str) -> dict[str, object]:
    """What a verb says to a script: one JSON object and nothing else on stdout."""
    result = call(*words, "--json")
    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)
    assert isinstance(values, dict)
    return values


def tldesk_process(*words: str) -> "subprocess.Popen[str]":
    """The installed program, in a process group of its own as a terminal would give it."""
    code = "import sys; from tldesk.cli import main; sys.argv[0] = 'tldesk'; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


# --- the verbs ----------------------------------------------------------------------------------------------------


def test_the_verbs_known_without_loading_them_are_those_there_are() -> None:
    verbs = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert verbs | {group.name for group in app.registered_groups} == VERBS


def test_the_diagnosis_names_versions_the_processor_and_the_folders(own_home: Path) -> None:
    told = call("--diagnose")
    assert told.exit_code == 0
    assert f"tldesk: {tldesk.__version__}" in told.stdout
    assert "Computes with: " in told.stdout
    assert f"Weights: {own_home}" in told.stdout


def test_version_and_help() -> None:
    assert call("--version").stdout == f"tldesk {tldesk.__version__}\n"
    result = call("--help")
    assert result.exit_code == 0
    assert all(verb in result.stdout for verb in VERBS)


def test_import_shows_classes_and_splits_and_names_what_cannot_be_read(folder: Path) -> None:
    (folder / "rods" / "broken.jpg").write_bytes(b"no photo at all")
    result = call("import", str(folder))
    assert result.exit_code == 0
    assert "filaments" in result.stdout
    assert "17 photos" in result.stdout
    assert "rods/broken.jpg" in result.stderr
    values = said("import", str(folder))
    assert values["photos"] == 17
    assert set(values["unreadable"]) == {"rods/broken.jpg"}  # type: ignore[call-overload]
    assert values["classes"] == {name: {"train": 0, "validation": 0, "test": 0, "none": n} for name, n in (("filaments", 8), ("rods", 9))}


def test_a_broken_photo_that_was_mended_is_read_again(folder: Path) -> None:
    broken = folder / "rods" / "broken.jpg"
    broken.write_bytes(b"no photo at all")
    call("import", str(folder))
    shutil.copy(folder / "rods" / "specimen_0001.jpg", broken)
    assert said("import", str(folder))["unreadable"] == {}


def test_the_whole_way(folder: Path, tmp_path: Path) -> None:
    said("import", str(folder))
    values = said("train", str(folder), *TINY, "--name", "First")
    assert {"run", "folder", "validation", "test"} <= set(values)
    assert (Path(str(values["folder"])) / "model.safetensors").is_file()

    measured = said("evaluate", str(folder), "--run", "First")
    assert measured["run"] == values["run"]
    assert measured["accuracy"] == values["test"]["accuracy"]  # type: ignore[index]
    low, high = measured["interval"]  # type: ignore[misc]
    assert low <= measured["accuracy"] <= high  # type: ignore[operator]

    csv = tmp_path / "out" / "answers.csv"
    shutil.copytree(folder / "rods", tmp_path / "new")
    (tmp_path / "new" / "broken.jpg").write_bytes(b"no photo")
    answered = said("predict", str(folder), "new", "--csv", str(csv))
    assert len(answered["answers"]) == 8  # type: ignore[arg-type]
    assert [Path(file).name for file in answered["unreadable"]] == ["broken.jpg"]  # type: ignore[attr-defined]
    assert len(csv.read_text(encoding="utf-8-sig").splitlines()) == 10

    photo = str(tmp_path / "new" / "specimen_0001.jpg")
    drawn = said("explain", str(folder), photo, photo, "new/broken.jpg", "--class", "FILAMENTS")["heatmaps"]
    assert isinstance(drawn, list)
    assert len({one["heatmap"] for one in drawn}) == 2
    for one in drawn:
        assert one["class"] == "filaments"
        with Image.open(one["heatmap"]) as picture:
            assert picture.format == "JPEG"
            assert picture.size == (480, 360)

    page = said("report", str(folder), "--out", "page.html")
    assert page["report"] == "page.html"
    assert "First" in Path("page.html").read_text(encoding="utf-8")


def test_answers_are_sorted_into_class_folders_and_a_dry_run_only_counts(trained: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    for number in (1, 2):
        shutil.copy(trained / "rods" / f"specimen_000{number}.jpg", new)
    (new / "broken.jpg").write_bytes(b"no photo")
    words = ("predict", str(trained), str(new), "--sort-into")
    told = call(*words, "sorted", "--dry-run")
    assert told.exit_code == 0, told.output
    assert "2 photos would go to sorted; 1 left out. Nothing was written (--dry-run)." in told.stdout
    assert "new/broken.jpg" in told.stderr
    assert not Path("sorted").exists()
    for refused in (str(new / "sorted"), str(trained / "sorted")):
        assert call(*words, refused).exit_code == 1
        assert not Path(refused).exists()
    done = said(*words, "sorted", "--link", "--best-guess")["sorted"]
    assert done["outcomes"] == {"linked": 2}  # type: ignore[index]
    assert [Path(file).name for file in done["left_out"]] == ["broken.jpg"]  # type: ignore[index]
    assert set(done["counts"]) <= {"rods", "filaments"}  # type: ignore[index]
    for source, path in done["photos"].items():  # type: ignore[index]
        assert Path("sorted", path).samefile(source)
    assert len(Path("sorted", "answers.csv").read_text(encoding="utf-8-sig").splitlines()) == 3


@pytest.mark.parametrize("words", [["--link"], ["--dry-run"], ["--best-guess"], ["--watch", "--sort-into", "out"]])
def test_options_of_sorting_that_fit_nothing_are_refused(folder: Path, words: list[str]) -> None:
    assert call("predict", str(folder), str(folder), *words).exit_code == 2


def test_what_was_cut_short_is_gone_on_with_and_no_photo_is_answered_twice(trained: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    shutil.copytree(trained / "rods", new / "deeper")
    shutil.copy(trained / "rods" / "specimen_0001.jpg", new / "first.jpg")
    assert [Path(one["file"]).name for one in said("predict", str(trained), str(new), "--flat")["answers"]] == ["first.jpg"]  # type: ignore[attr-defined]
    assert call("predict", str(trained), "--resume").exit_code == 1
    with open_project(trained) as project:
        run_id = predictions.sets(project)[0].run_id
        request, _ = plan.plan_prediction(project, run_id, [new])
        answers = [Answer(photo.key, photo.file, (1.0, 0.0)) for photo in request.photos[:5]]
        predictions.add(project, request.set_id, answers)
    told = said("predict", str(trained), "--resume", "--out", "rest.json")
    assert told["set"] == request.set_id
    shares = [one["confidence"] for one in json.loads(Path("rest.json").read_text(encoding="utf-8"))["photos"]]
    assert len(shares) == 9
    assert shares[:5] == [1.0] * 5
    assert all(share < 1 for share in shares[5:])


def test_photos_that_arrive_in_a_watched_folder_are_answered_until_the_user_ends_it(
    trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new, table = tmp_path / "new", tmp_path / "tables" / "table.csv"
    new.mkdir()
    shutil.copy(trained / "rods" / "specimen_0001.jpg", new / "1.jpg")
    tables = []

    def waited() -> bool:
        tables.append(len(table.read_text(encoding="utf-8-sig").splitlines()) - 1 if table.exists() else 0)
        match len(tables):
            case 2:
                shutil.copy(trained / "rods" / "specimen_0002.jpg", new / "2.jpg")
                (new / "3.jpg").write_text("no photo")
            case 4:
                new.rename(tmp_path / "unplugged")
            case 5:
                (tmp_path / "unplugged").rename(new)
        return len(tables) < 6

    with open_project(trained) as project:
        (run,) = runs.runs(project)
        found = watching.watch(project, run.id, [new], out=table, voice=Voice(as_json=False), waited=waited)
        heard = capsys.readouterr()
        said_of = [line for line in heard.out.splitlines() if line.endswith("%")]
        assert [Path(line.split("  ")[0]).name for line in said_of] == ["1.jpg", "2.jpg"]
        assert "Loading the model" in heard.err
        assert found.table == table
        assert [one.total for one in predictions.sets(project)] == [3]
        assert tables == [0, 1, 1, 3, 3, 3]
        assert [(Path(row.file).name, bool(row.problem)) for row in found.rows] == [("1.jpg", False), ("2.jpg", False), ("3.jpg", True)]
        # A watch that is begun again keeps what it said of photos that were taken away.
        (new / "1.jpg").unlink()
        (new / "2.jpg").unlink()
        (new / "3.jpg").unlink()
        table.unlink()
        again = watching.watch(project, run.id, [new], out=table, voice=Voice(as_json=True), waited=lambda: False)
        assert again.rows == found.rows
        assert len(table.read_text(encoding="utf-8-sig").splitlines()) == 4
        # While the table can't be written it is not spoken of as if it were there.
        table.unlink()
        table.mkdir()
        late = watching.watch(project, run.id, [new], out=table, voice=Voice(as_json=True), waited=lambda: False)
        assert (late.table, late.values()["table"]) == (None, None)
        assert "the table lacks the last ones" in capsys.readouterr().err.replace("\n", " ")
        table.rmdir()

        with pytest.raises(ProjectError, match=r"notes\.txt"):
            watching.watch(project, run.id, [new], out=tmp_path / "notes.txt", voice=Voice(as_json=True), waited=lambda: False)
    assert call("predict", str(trained), str(new / "1.jpg"), "--watch").exit_code == 1


def test_words_for_people(trained: Path) -> None:
    result = call("predict", str(trained), str(trained / "rods"))
    assert result.exit_code == 0
    assert "specimen_0001.jpg" in result.stdout
    assert "%" in result.stdout
    result = call("evaluate", str(trained), "--split", "validation")
    assert "validation photos" in result.stdout
    assert "Precision" in result.stdout


def test_a_table_in_a_pipe_keeps_each_photo_on_one_line(trained: Path, tmp_path: Path) -> None:
    deep = tmp_path / ("a long folder name " * 8).strip() / ("and another one " * 8).strip()
    shutil.copytree(trained / "rods", deep)
    lines = call("predict", str(trained), str(deep)).stdout.splitlines()
    assert sum("and another one specimen_000" in line.replace("/", " ") and line.rstrip().endswith("%") for line in lines) == 8


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
    assert "epochs" in let_in.stderr


def test_without_a_folder_the_current_one_or_the_one_imported_last(trained: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("import", str(trained))
    result = call("evaluate")
    assert result.exit_code == 0, result.output
    assert "imported last" in result.stderr
    assert str(trained) in result.stderr
    assert call("predict", str(trained / "rods" / "specimen_0001.jpg")).exit_code == 0
    monkeypatch.chdir(trained)
    assert "current folder" in call("evaluate").stderr
    # Also from within the project's own folder, and where that is what was named.
    monkeypatch.chdir(trained / ".tldesk" / "runs")
    assert "current folder" in call("evaluate").stderr
    assert call("evaluate", str(trained / ".tldesk")).exit_code == 0


def test_settings_reach_the_recipe(trained: Path) -> None:
    with open_project(trained) as project:
        recipe = runs.run_folder(project, runs.runs(project)[0].id).recipe()
    assert recipe == Recipe.model_validate(SMALL)


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


# --- what can go wrong --------------------------------------------------------------------------------------------


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


# --- Ctrl-C and the window ----------------------------------------------------------------------------------------


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


def test_a_plain_folder_opens_the_window_on_it(folder: Path) -> None:
    window = tldesk_process("photos")
    try:
        # The window begins the project of the folder it shows.
        while not (folder / ".tldesk" / "project.sqlite").exists():
            with suppress(subprocess.TimeoutExpired):
                window.wait(0.1)
                pytest.fail(window.communicate()[1])
    finally:
        window.kill()
        window.communicate()


# --- the demo -----------------------------------------------------------------------------------------------------


def test_the_demo_leaves_figures_table_heatmaps_and_report_and_runs_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        values = said("demo", "--per-class", "12", "--no-window")
        assert {"run", "test", "photos", "table", "heatmaps", "report"} <= set(values)
        assert len(list(Path("tldesk-demo/photos").rglob("*.jpg"))) == 48
        assert len(Path("tldesk-demo/predictions.csv").read_text(encoding="utf-8-sig").splitlines()) == 25
        assert len(list(Path("tldesk-demo/heatmaps").iterdir())) >= 8
        assert "Demo" in Path("tldesk-demo/report.html").read_text(encoding="utf-8")
    with open_project(Path("tldesk-demo/photos")) as project:
        assert len(runs.runs(project)) == 2
