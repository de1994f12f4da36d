import os
import shutil
from pathlib import Path

import pytest
from PIL import Image

from tldesk.core.errors import ProjectError
from tldesk.core.recipe import Recipe
from tldesk.core.results import Answer
from tldesk.core.run_values import ModelFacts
from tldesk.jobs.watching import Arrivals, PhotoWatch, begin_watch, plan_arrivals, write_table
from tldesk.project import predictions, runs
from tldesk.project.store import Project


def photo(file: Path, *, side: int = 8) -> Path:
    Image.new("RGB", (side, side), (200, 60, 20)).save(file)
    return file


def names(arrivals: Arrivals) -> list[str]:
    return [Path(one.file).name for one in arrivals.photos]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "camera"
    place.mkdir()
    return place


def test_a_photo_is_told_once_when_it_has_stopped_growing(folder: Path):
    watch = PhotoWatch([folder])
    assert watch.look() == Arrivals()
    whole = photo(folder / "2.jpg").read_bytes()
    (folder / "2.jpg").write_bytes(whole[:100])
    assert names(watch.look()) == []
    (folder / "2.jpg").write_bytes(whole)
    assert names(watch.look()) == []
    found = watch.look()
    assert names(found) == ["2.jpg"]
    assert found.photos[0].fingerprint
    assert watch.look() == Arrivals()


def test_a_photo_that_is_written_anew_is_told_again(folder: Path):
    watch = PhotoWatch([folder])
    photo(folder / "1.jpg")
    watch.look()
    assert names(watch.look()) == ["1.jpg"]
    photo(folder / "1.jpg", side=9)
    os.utime(folder / "1.jpg", ns=(1, 1))
    watch.look()
    assert names(watch.look()) == ["1.jpg"]


def test_sub_folders_are_watched_where_they_are_wanted(folder: Path):
    (folder / "new").mkdir()
    photo(folder / "new" / "3.jpg")
    deep, flat = PhotoWatch([folder]), PhotoWatch([folder], deep=False)
    assert [names(deep.look()), names(deep.look())] == [[], ["3.jpg"]]
    assert [names(flat.look()), names(flat.look())] == [[], []]


def test_a_folder_that_vanishes_is_said_and_nothing_is_told_twice(folder: Path, tmp_path: Path):
    watch = PhotoWatch([folder])
    photo(folder / "1.jpg")
    watch.look()
    assert names(watch.look()) == ["1.jpg"]
    shutil.move(folder, tmp_path / "unplugged")
    gone = watch.look()
    assert gone.photos == ()
    assert "is not there" in gone.away
    shutil.move(tmp_path / "unplugged", folder)
    photo(folder / "2.jpg")
    assert watch.look() == Arrivals()
    assert names(watch.look()) == ["2.jpg"]


def test_a_passing_problem_is_not_told_and_one_that_lasts_is_told_once(folder: Path):
    watch = PhotoWatch([folder])
    held = folder / "1.jpg"
    held.symlink_to("nowhere.jpg")
    assert watch.look().problems == ()
    assert [file for file, _ in watch.look().problems] == [str(held)]
    assert watch.look() == Arrivals()
    held.unlink()
    photo(held)
    watch.look()
    assert names(watch.look()) == ["1.jpg"]
    passing = folder / "2.jpg"
    passing.symlink_to("nowhere.jpg")
    assert watch.look() == Arrivals()
    passing.unlink()
    assert watch.look() == watch.look() == Arrivals()


def test_a_photo_that_was_told_is_never_a_problem(folder: Path):
    watch = PhotoWatch([folder])
    held, away = photo(folder / "1.jpg"), folder.parent / "away.jpg"
    watch.look()
    assert names(watch.look()) == ["1.jpg"]
    held.rename(away)
    held.symlink_to("nowhere.jpg")
    assert watch.look() == watch.look() == Arrivals()
    again = PhotoWatch([folder], answered={str(held): "that of then"})
    assert again.look() == again.look() == Arrivals()
    away.replace(held)
    assert watch.look() == watch.look() == Arrivals()


def test_what_a_folder_that_is_taken_away_said_is_not_told(folder: Path, tmp_path: Path):
    watch = PhotoWatch([folder])
    photo(folder / "1.jpg")
    (folder / "2.jpg").symlink_to("nowhere.jpg")
    watch.look()

    def unplug(found: int, _total: int) -> None:
        if found:
            folder.rename(tmp_path / "unplugged")

    gone = watch.look(report=unplug)
    assert "is not there" in gone.away
    assert (gone.photos, gone.problems) == ((), ())
    (tmp_path / "unplugged").rename(folder)
    back = watch.look()
    assert names(back) == ["1.jpg"]
    assert [file for file, _ in back.problems] == [str(folder / "2.jpg")]


def test_what_concerns_no_photo_is_said_and_no_problem(folder: Path):
    (folder / "1.nef").write_bytes(b"raw")
    watch = PhotoWatch([folder])
    watch.look()
    found = watch.look()
    assert found.problems == ()
    assert [".nef" in reason for reason in found.left_out] == [True]
    assert watch.look() == Arrivals()


def made_run(project: Project, tiny: Recipe) -> str:
    run, _ = runs.create_run(project, name="Random", recipe=tiny)
    place = project.layout.run(run.id)
    place.write_facts(ModelFacts("none", ("rod", "coccus"), 64, 64, "bicubic", (0.5,) * 3, (0.5,) * 3, 1, "0"))
    place.model_file.write_bytes(b"made")
    return run.id


def test_a_watch_that_is_begun_again_tells_only_what_has_no_answer_yet(project: Project, tiny: Recipe, folder: Path):
    run_id = made_run(project, tiny)
    for name in ("1.jpg", "2.jpg"):
        photo(folder / name)
    set_id, first, _ = begin_watch(project, run_id, [folder])
    first.look()
    request, _ = plan_arrivals(project, run_id, set_id, first.look())
    assert request is not None
    assert [one.total - one.done for one in predictions.sets(project)] == [2]
    answered = request.photos[0].file
    predictions.add(project, set_id, [Answer(answered, answered, (0.75, 0.25))])

    again_id, again, _ = begin_watch(project, run_id, [folder])
    assert again_id == set_id
    again.look()
    arrivals = again.look()
    assert names(arrivals) == ["2.jpg"]
    plan_arrivals(project, run_id, set_id, arrivals)
    assert [(one.total, one.done) for one in predictions.sets(project)] == [(2, 1)]

    photo(folder / "1.jpg", side=9)
    again.look()
    plan_arrivals(project, run_id, set_id, again.look())
    assert [(one.total, one.done) for one in predictions.sets(project)] == [(2, 0)]
    predictions.add_unreadable(project, set_id, str(folder / "2.jpg"), "the share was away")
    predictions.add(project, set_id, [Answer(answered, answered, (0.75, 0.25))])
    _, later, _ = begin_watch(project, run_id, [folder])
    later.look()
    assert names(later.look()) == ["2.jpg"]
    elsewhere, _, _ = begin_watch(project, run_id, [folder.parent])
    assert elsewhere == set_id
    (folder.parent / "other").mkdir()
    assert begin_watch(project, run_id, [folder.parent / "other"])[0] != set_id


def test_a_prediction_of_another_folder_between_two_watches_takes_nothing_from_the_table(
    project: Project, tiny: Recipe, folder: Path, tmp_path: Path
):
    run_id, table = made_run(project, tiny), tmp_path / "answers.csv"
    one, other = photo(folder / "1.jpg"), photo(tmp_path / "other.jpg")
    set_id, first, _ = begin_watch(project, run_id, [folder])
    first.look()
    plan_arrivals(project, run_id, set_id, first.look())
    predictions.add(project, set_id, [Answer(str(one), str(one), (0.75, 0.25))])
    assert write_table(project, set_id, table)
    written = table.read_bytes()
    predictions.begin(project, run_id=run_id, classes=("rod", "coccus"), files=[other])
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    empty_id, _, _ = begin_watch(project, run_id, [elsewhere])
    assert not write_table(project, empty_id, table)
    assert table.read_bytes() == written
    assert write_table(project, empty_id, tmp_path / "none.csv")
    again_id, again, _ = begin_watch(project, run_id, [folder])
    assert again_id == set_id != empty_id
    assert again.look() == again.look() == Arrivals()


def test_a_watch_needs_a_folder(project: Project, folder: Path):
    with pytest.raises(ProjectError, match="no folder"):
        begin_watch(project, "any", [photo(folder / "1.jpg")])
