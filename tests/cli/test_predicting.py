"""Answers on the command line: sorted into folders, cut short and gone on with, for photos as they arrive."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.calling import call, said
from tldesk.cli import watching
from tldesk.cli.say import Voice
from tldesk.core.errors import ProjectError
from tldesk.core.results import Answer
from tldesk.jobs import plan
from tldesk.project import predictions, runs
from tldesk.project.store import open_project


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


@pytest.mark.parametrize("out", ["notes.txt", "photos.csv", "photos/rods/specimen_0001.jpg/table.csv", "/proc/table.csv"])
def test_a_table_that_can_t_be_written_is_refused_before_any_photo_is_answered_for(trained: Path, tmp_path: Path, out: str) -> None:
    (tmp_path / "photos.csv").mkdir()
    refused = call("predict", str(trained), str(trained / "rods"), "--out", out)
    assert refused.exit_code == 1
    assert Path(out).name in refused.stderr or str(Path(out).parent) in refused.stderr
    with open_project(trained) as project:
        assert predictions.sets(project) == []


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


def test_that_nothing_is_called_not_sure_is_said_once_beside_the_answers(trained: Path) -> None:
    done = call("predict", str(trained), str(trained / "rods"), "--json")
    assert done.exit_code == 0, done.output
    assert done.stderr.count("nothing is called not sure") == 1
    assert "sure" not in json.loads(done.stdout)


def test_a_table_in_a_pipe_keeps_each_photo_on_one_line(trained: Path, tmp_path: Path) -> None:
    deep = tmp_path / ("a long folder name " * 8).strip() / ("and another one " * 8).strip()
    shutil.copytree(trained / "rods", deep)
    lines = call("predict", str(trained), str(deep)).stdout.splitlines()
    assert sum("and another one specimen_000" in line.replace("/", " ") and line.rstrip().endswith("%") for line in lines) == 8
