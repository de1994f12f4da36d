from pathlib import Path

import pytest

from tldesk.core.errors import RunError
from tldesk.core.photo import Split
from tldesk.core.recipe import preset
from tldesk.core.results import Answer, Evaluation, Figure, Interval
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import Remark, RunRecord, RunState
from tldesk.project.run_rows import read_row
from tldesk.project.side_by_side import read_side, same_photos

UNREADABLE = Path("/proc/self/mem")
"""Its first page belongs to nobody."""

RECORD = RunRecord("run", "Run", RunState.FINISHED, 100.0, 160.0)


def measured(*, classes: tuple[str, ...] = ("rods", "cocci"), label: int = 0, answers: int = 3) -> Evaluation:
    figures = {Figure.ACCURACY: Interval(0.9, 0.8, 0.95), Figure.MACRO_F1: Interval(0.7, None, None)}
    given = tuple(Answer(str(n), f"{n}.jpg", (0.6, 0.4), label) for n in range(answers))
    return Evaluation(Split.TEST, classes, figures, (), (), (), given)


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path)


def test_a_row_tells_recipe_figures_and_remark(folder: RunFolder) -> None:
    folder.write_recipe(preset("standard").recipe.with_values({"seed": 3, "backbone": "resnet18"}))
    folder.write_evaluation(measured())
    folder.write_remark(Remark(starred=True, note="Best"))
    row = read_row(RECORD, folder)
    assert (row.preset, row.changed, row.backbone) == ("Standard", 2, "resnet18")
    assert row.test == Interval(0.9, 0.8, 0.95)
    assert row.f1 == Interval(0.7, None, None)
    assert row.seconds == 60
    assert row.remark == Remark(starred=True, note="Best")
    assert row.measured == {Split.TEST}


def test_what_is_damaged_leaves_its_part_empty(folder: RunFolder) -> None:
    for name in ("recipe.json", "remark.json", "evaluation-test.json"):
        (folder.path / name).write_bytes(b"{")
    row = read_row(RECORD, folder)
    assert (row.preset, row.test, row.remark, row.epochs) == ("", None, Remark(), 0)


@pytest.mark.skipif(not UNREADABLE.is_file(), reason="this system has no file that opens and can't be read")
def test_epochs_that_the_disk_does_not_give_leave_their_part_empty(folder: RunFolder) -> None:
    (folder.path / "metrics.jsonl").unlink(missing_ok=True)
    (folder.path / "metrics.jsonl").symlink_to(UNREADABLE)
    with pytest.raises(RunError, match=r"metrics\.jsonl"):
        folder.epochs()
    assert read_row(RECORD, folder).epochs == 0


@pytest.mark.parametrize(
    "classes", [("rods", "cocci"), ('"figures":{', "figures"), tuple(f"{n} a class with a long name" for n in range(4000))]
)
def test_figures_are_those_of_the_whole_evaluation_whatever_the_classes_are_called(folder: RunFolder, classes: tuple[str, ...]) -> None:
    evaluation = measured(classes=classes)
    folder.write_evaluation(evaluation)
    assert folder.figures(Split.TEST) == evaluation.figures
    assert folder.figures(Split.VALIDATION) is None


def test_figures_are_read_without_the_answers(folder: RunFolder) -> None:
    folder.write_evaluation(measured(answers=5000))
    file = folder.path / "evaluation-test.json"
    file.write_bytes(file.read_bytes()[:200_000])
    assert folder.figures(Split.TEST) == measured().figures
    with pytest.raises(RunError):
        folder.evaluation(Split.TEST)


def test_runs_that_were_measured_on_other_photos_or_labels_are_told(tmp_path: Path) -> None:
    sides = []
    for number, evaluation in enumerate((measured(), measured(), measured(label=1), measured(answers=2))):
        place = RunFolder(tmp_path / str(number))
        place.path.mkdir()
        place.write_evaluation(evaluation)
        sides.append(read_side(read_row(RECORD, place), place))
    unmeasured = RunFolder(tmp_path)
    sides.append(read_side(read_row(RECORD, unmeasured), unmeasured))
    assert same_photos([sides[0], sides[1], sides[4]])
    assert not same_photos([sides[0], sides[2]])
    assert not same_photos([sides[0], sides[3]])
    assert sides[4].recipe is None
