"""What a model is asked of photos that may lie anywhere."""

from pathlib import Path

import pytest

from tests.jobs.conftest import trained
from tldesk.core.errors import ProjectError
from tldesk.core.messages import Failed
from tldesk.core.recipe import Recipe
from tldesk.jobs import inline
from tldesk.jobs.plan import plan_explanation, plan_prediction, run_id_of
from tldesk.jobs.record import record
from tldesk.project import answers, predictions
from tldesk.project.store import Project


def test_a_prediction_is_asked_by_path_and_keeps_what_could_not_be_read(other: Path, project: Project, tiny: Recipe) -> None:
    run_id = trained(project, tiny)
    request, change = plan_prediction(project, run_id, [other, other / "gone.jpg"])
    assert change.predictions == {request.set_id}
    assert all(photo.key == photo.file and Path(photo.file).is_absolute() for photo in request.photos)
    assert not (other / ".tldesk" / "project.sqlite").exists()
    for event in inline.run(request, lambda: None):
        record(project, request, event)
    rows = answers.rows(project, request.set_id)
    assert len(rows) == 9
    assert [row.file for row in rows if not row.probabilities] == [str(other / "gone.jpg")]
    assert all(abs(sum(row.probabilities) - 1) < 1e-4 for row in rows if row.probabilities)


def test_places_without_photos_are_named(tmp_path: Path, project: Project, tiny: Recipe) -> None:
    run_id = trained(project, tiny)
    empty = tmp_path / "empty"
    empty.mkdir()
    for place in (empty, tmp_path / "gone"):
        with pytest.raises(ProjectError, match=place.name) as met:
            plan_prediction(project, run_id, [place])
        assert met.value.remedy
    assert predictions.sets(project) == []


def test_an_explanation_is_asked_for_any_file(other: Path, project: Project, tiny: Recipe) -> None:
    run_id = trained(project, tiny)
    file = other / "deeper" / "specimen_0001.jpg"
    assert plan_explanation(project, run_id, file).photo.key == str(file)
    request = plan_explanation(project, run_id, file, class_index=2, key="7")
    assert (request.photo.key, request.class_index, run_id_of(request)) == ("7", 2, run_id)
    ending = list(inline.run(plan_explanation(project, run_id, other / "gone.jpg"), lambda: None))[-1]
    assert isinstance(ending, Failed)
    assert "gone.jpg" in ending.what
