"""A folder predicted from end to end, as the command line does it: every file is answered, or reported with its reason."""

import os
from pathlib import Path

import pytest
from PIL import Image

from tldesk.core.messages import Finished, Predicted
from tldesk.core.recipe import Recipe
from tldesk.engine.checkpoint import facts_for, save_checkpoint
from tldesk.engine.network import create, preparation_for
from tldesk.jobs import inline, plan
from tldesk.jobs.finding import find_photos
from tldesk.jobs.record import record
from tldesk.project import answers, predictions, runs
from tldesk.project.predictions import PredictionRow
from tldesk.project.store import Project, open_project

SIDE = 64


@pytest.fixture
def run_id(project: Project, tiny: Recipe) -> str:
    """A run whose network has random weights."""
    run, _ = runs.create_run(project, name="Random", recipe=tiny)
    model = create(tiny.backbone, classes=2, image_size=SIDE)
    facts = facts_for(preparation_for(model, image_size=SIDE), backbone=tiny.backbone, classes=("rod", "coccus"), epoch=1)
    save_checkpoint(project.layout.run(run.id), model.state_dict(), facts)
    return run.id


def predicted(project: Project, run_id: str, folder: Path) -> list[PredictionRow]:
    request, _ = plan.plan_prediction(project, run_id, [folder])
    for event in inline.run(request, lambda: None):
        record(project, request, event)
    assert isinstance(event, Finished)
    assert predictions.unanswered(project, request.set_id) == []
    return answers.rows(project, request.set_id)


def test_every_broken_and_exotic_file_is_answered_or_reported(project: Project, run_id: str, shared: Path) -> None:
    folder = shared / "bad_images" / "files"
    rows = {Path(row.file).name: row for row in predicted(project, run_id, folder)}
    for row in rows.values():
        assert bool(row.problem) != bool(row.probabilities), row.file
        if row.probabilities:
            assert sum(row.probabilities) == pytest.approx(1, abs=1e-5)
    # Those that begin with a dot are a system's own.
    others = {Path(file).name for file in find_photos([folder]).not_photos.first}
    assert {file.name for file in folder.iterdir() if file.name[0] != "." and file.name != "Thumbs.db"} == rows.keys() | others
    assert others == {"pil_dummy.container", "pil_test-ole-file.doc"}
    assert rows["pil_hopper.ico"].probabilities
    assert rows["made_zero_bytes.jpg"].problem
    assert rows["pil_decompression_bomb.gif"].problem
    assert rows["pil_hopper_orientation_2.jpg"].probabilities


def test_what_was_answered_before_a_kill_is_not_asked_for_again(project: Project, run_id: str, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    for number in range(40):
        Image.new("RGB", (SIDE, SIDE), (6 * number, 30, 30)).save(folder / f"{number:02}.jpg")
    (folder / "03.jpg").write_bytes(b"no photo")
    request, _ = plan.plan_prediction(project, run_id, [folder])
    answering = inline.run(request, lambda: None)
    for event in answering:
        record(project, request, event)
        if isinstance(event, Predicted):
            break
    # Nothing of what comes after is heard of: as where the process is killed here.
    answering.close()
    before = {row.file: row.probabilities for row in answers.rows(project, request.set_id) if row.probabilities}
    root = project.root
    project.close()
    with open_project(root) as again:
        rest, _ = plan.plan_going_on(again, request.set_id)
        assert rest.set_id == request.set_id
        asked = {photo.file for photo in rest.photos}
        assert before
        assert asked
        assert not asked & before.keys()
        for event in inline.run(rest, lambda: None):
            record(again, rest, event)
        rows = answers.rows(again, request.set_id)
        assert [Path(row.file).name for row in rows] == [f"{number:02}.jpg" for number in range(40)]
        assert [Path(row.file).name for row in rows if row.problem] == ["03.jpg"]
        assert {row.file: row.probabilities for row in rows if row.file in before} == before
        (one,) = predictions.sets(again)
        assert (one.total, one.done, one.unfinished) == (40, 40, 0)


def test_one_bad_photo_among_a_thousand_is_one_row_with_its_reason(project: Project, run_id: str, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    first = folder / "0000.jpg"
    Image.new("RGB", (SIDE, SIDE), (200, 30, 30)).save(first)
    for number in range(1, 1000):
        os.link(first, folder / f"{number:04}.jpg")
    bad = folder / "0500.jpg"
    bad.unlink()
    bad.write_bytes(b"no photo")
    rows = predicted(project, run_id, folder)
    assert [Path(row.file).name for row in rows] == [f"{number:04}.jpg" for number in range(1000)]
    (problem,) = [row for row in rows if row.problem]
    assert problem.file == str(bad)
    assert len({row.probabilities for row in rows}) <= 3
