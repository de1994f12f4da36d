import csv

import pytest

import tldesk
from tldesk.core.errors import ProjectError
from tldesk.project.interchange.answer_folders import GONE, plan_answer_folders
from tldesk.project.interchange.placing import Placed, write_folders
from tldesk.project.predictions import PredictionRow, PredictionSet

SET = PredictionSet("s", "a-run", ("rod", "=coccus"), 0.0, "", 7, 7, sure_from=0.8, unlike_from=0.5)


@pytest.fixture
def rows(tmp_path):
    """Photos of two folders outside the project: sure, labelled by a person, not sure, unlike, one name twice, unreadable, gone."""
    for number, name in enumerate(("a/x.jpg", "b/x.jpg", "a/mine.jpg", "a/unsure.jpg", "b/unlike.jpg")):
        file = tmp_path / "new" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(number))
    new = tmp_path / "new"
    return [
        PredictionRow(f"{new}/a/x.jpg", (0.9, 0.1), "", None, 0.1),
        PredictionRow(f"{new}/b/x.jpg", (1.0, 0.0), "", None),
        PredictionRow(f"{new}/a/mine.jpg", (0.6, 0.4), "", "=coccus", 0.9),
        PredictionRow(f"{new}/a/unsure.jpg", (0.4, 0.6), "", None),
        PredictionRow(f"{new}/b/unlike.jpg", (0.95, 0.05), "", None, 0.75),
        PredictionRow(f"{new}/b/bad.jpg", (), "cut short", None),
        PredictionRow(f"{new}/b/gone.jpg", (1.0, 0.0), "", None),
    ]


def test_each_goes_to_the_folder_of_its_answer_and_a_person_always_wins(project, rows, tmp_path):
    plan = plan_answer_folders(project.root, tmp_path / "out", SET, rows)
    assert [each.path for each in plan.placings] == [
        "rod/x.jpg",
        "rod/x (2).jpg",
        "=coccus/mine.jpg",
        "not sure/unsure.jpg",
        "not sure/unlike.jpg",
    ]
    assert plan.counts == {"rod": 2, "not sure": 2, "=coccus": 1}
    assert plan.left_out == ((f"{tmp_path}/new/b/bad.jpg", "cut short"), (f"{tmp_path}/new/b/gone.jpg", GONE))
    assert not (tmp_path / "out").exists()


def test_the_best_guess_where_that_is_wanted(project, rows, tmp_path):
    plan = plan_answer_folders(project.root, tmp_path / "out", SET, rows, best_guess=True)
    assert plan.counts == {"rod": 3, "=coccus": 2}
    assert plan.placings[2].label == "=coccus"


@pytest.mark.parametrize(("link", "outcome"), [(False, Placed.COPIED), (True, Placed.LINKED)])
def test_what_is_written_is_listed_and_the_originals_stay_as_they_are(project, rows, tmp_path, link, outcome):
    new, out = tmp_path / "new", tmp_path / "out"
    before = {file: (file.read_text(), file.stat().st_mtime_ns) for file in new.rglob("*.jpg")}
    plan = plan_answer_folders(project.root, out, SET, rows)
    assert {done for _, done, _ in write_folders(plan, link=link)} == {outcome}
    assert {each.path: (out / each.path).read_text() for each in plan.placings} == dict(
        zip((each.path for each in plan.placings), "01234", strict=True)
    )
    assert {file: (file.read_text(), file.stat().st_mtime_ns) for file in new.rglob("*.jpg")} == before
    with (out / "answers.csv").open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    assert lines[0] == ["file", "class", "given by", "prediction", "confidence", "photo", "model", "tldesk"]
    about = ["a-run", tldesk.__version__]
    assert lines[1] == ["rod/x.jpg", "rod", "model", "rod", "0.900000", f"{new}/a/x.jpg", *about]
    assert lines[3] == ["'=coccus/mine.jpg", "'=coccus", "person", "rod", "0.600000", f"{new}/a/mine.jpg", *about]
    assert lines[4] == ["not sure/unsure.jpg", "not sure", "model", "'=coccus", "0.600000", f"{new}/a/unsure.jpg", *about]
    assert {done for _, done, _ in write_folders(plan_answer_folders(project.root, out, SET, rows))} == {Placed.THERE}


def test_a_class_that_is_called_not_sure_keeps_its_folder_to_itself(project, rows, tmp_path):
    answered = PredictionSet("s", "r", ("not sure", "b"), 0.0, "", 7, 7, sure_from=0.8)
    plan = plan_answer_folders(project.root, tmp_path / "out", answered, rows)
    assert plan.counts == {"not sure": 3, "=coccus": 1, "not sure 2": 1}


def test_a_target_where_photos_are_looked_for_is_refused(project, rows, tmp_path):
    with pytest.raises(ProjectError, match="inside the photo folder"):
        plan_answer_folders(project.root, project.root / "out", SET, rows)
    with pytest.raises(ProjectError, match="inside the folder that is predicted"):
        plan_answer_folders(project.root, tmp_path / "new" / "b" / "out", SET, rows)
    assert plan_answer_folders(project.root, tmp_path / "new b", SET, rows).target == tmp_path / "new b"
