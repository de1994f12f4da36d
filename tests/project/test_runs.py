import shutil
import subprocess
import sys
import time

import pytest
from filelock import FileLock

from tldesk.core.errors import ProjectError, RunError
from tldesk.core.recipe import Recipe
from tldesk.core.results import EpochMetrics, Phase
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import RunState
from tldesk.project.run_moves import delete_run
from tldesk.project.runs import create_run, recover, rename_run, run_folder, runs, set_state
from tldesk.project.store import open_project

RECIPE = Recipe(method="two-stage", epochs=2)


def create(project, name="Quick look"):
    return create_run(project, name=name, recipe=RECIPE)


def test_a_run_is_planned_in_a_folder_of_its_own(project):
    began = time.time()
    record, change = create(project)
    assert change.runs == {record.id}
    assert record.id.endswith("-quick-look")
    assert (record.name, record.state, record.ended) == ("Quick look", RunState.PLANNED, None)
    assert began <= record.created <= time.time()
    assert run_folder(project, record.id).recipe() == RECIPE
    assert runs(project) == [record]
    assert {file.name for file in run_folder(project, record.id).path.iterdir()} == {"recipe.json", "run.json"}


def test_runs_of_one_second_do_not_clash_and_come_newest_first(project):
    made = [create(project)[0] for _ in range(5)]
    assert len({record.id for record in made}) == 5
    assert [record.id for record in runs(project)] == [record.id for record in reversed(made)]
    assert [record.name for record in made] == ["Quick look", *(f"Quick look {number}" for number in range(2, 6))]


@pytest.mark.parametrize(("name", "slug"), [("", "run"), ("日本", "run"), ("Über/../x", "uber-x"), ("a" * 200, "a" * 40)])
def test_ids_are_plain_names(project, name, slug):
    record, _ = create(project, name)
    assert record.id[16:] == slug
    assert record.name == (name or record.id)


def test_states_and_names(project):
    record, _ = create(project)
    assert set_state(project, record.id, RunState.TRAINING).runs == {record.id}
    assert runs(project)[0].ended is None
    set_state(project, record.id, RunState.FINISHED, said="Done.")
    rename_run(project, record.id, "Best so far")
    after = runs(project)[0]
    assert (after.name, after.state, after.said) == ("Best so far", RunState.FINISHED, "Done.")
    assert after.ended is not None
    with pytest.raises(RunError, match="needs a name"):
        rename_run(project, record.id, " ")


@pytest.mark.parametrize("run_id", ["nothing", "", "..", "../runs", "."])
def test_a_run_that_is_not_there(project, run_id):
    with pytest.raises(RunError, match="There is no run"):
        run_folder(project, run_id)


def test_a_folder_that_appears_is_a_run(project, tmp_path):
    record, _ = create(project)
    set_state(project, record.id, RunState.FINISHED)
    copied = project.layout.runs / "from the cluster"
    shutil.copytree(run_folder(project, record.id).path, copied)
    assert {each.id for each in runs(project)} == {record.id, "from the cluster"}
    model_only = project.layout.runs / "model only"
    model_only.mkdir()
    for name in ("model.safetensors", "model.json"):
        (model_only / name).write_bytes(b"x")
    (found,) = (each for each in runs(project) if each.id == "model only")
    assert found.state is RunState.FINISHED


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"id": 1}'])
def test_a_damaged_run_is_listed_with_the_reason(project, content):
    folder = project.layout.runs / "odd"
    folder.mkdir()
    if content is not None:
        (folder / "run.json").write_bytes(content)
    (found,) = runs(project)
    assert (found.id, found.state) == ("odd", RunState.FAILED)
    assert "run.json is missing or damaged" in found.said


def test_stray_files_are_no_runs(project):
    (project.layout.runs / "notes.txt").write_text("x")
    (project.layout.runs / ".hidden").mkdir()
    assert runs(project) == []


def test_a_deleted_run_lies_in_the_trash(project):
    record, _ = create(project)
    set_state(project, record.id, RunState.FAILED)
    trashed, change = delete_run(project, record.id)
    assert (trashed, change.runs) == (project.layout.trash / record.id, {record.id})
    assert runs(project) == []
    assert RunFolder(project.layout.trash / record.id).recipe() == RECIPE
    shutil.copytree(project.layout.trash / record.id, project.layout.runs / record.id)
    delete_run(project, record.id)
    assert {folder.name for folder in project.layout.trash.iterdir()} == {record.id, f"{record.id}-2"}
    with pytest.raises(RunError):
        delete_run(project, record.id)


def test_a_run_that_is_planned_or_trains_is_not_deleted(project):
    record, _ = create(project)
    with pytest.raises(RunError, match="or about to"):
        delete_run(project, record.id)
    set_state(project, record.id, RunState.TRAINING)
    with pytest.raises(RunError, match="is training"):
        delete_run(project, record.id)
    set_state(project, record.id, RunState.CANCELLED)
    delete_run(project, record.id)


def test_a_living_training_is_left_alone_and_a_dead_one_marked(project, root):
    record, _ = create(project)
    set_state(project, record.id, RunState.TRAINING)
    assert not recover(project)
    with open_project(root) as second:
        assert not recover(second)
        with pytest.raises(RunError, match="Another tldesk"):
            set_state(second, record.id, RunState.TRAINING)
    project.close()
    with open_project(root) as again:
        assert recover(again).runs == {record.id}
        after = runs(again)[0]
        assert after.state is RunState.INTERRUPTED
        assert "No epoch had ended" in after.said
        assert after.ended is not None
        assert not recover(again)


def test_a_planned_run_is_left_alone_while_its_owner_lives_and_marked_when_it_is_gone(project, root):
    record, _ = create(project)
    assert not recover(project)
    with open_project(root) as second:
        assert not recover(second)
    project.close()
    with open_project(root) as again:
        assert recover(again).runs == {record.id}
        after = runs(again)[0]
        assert (after.state, after.said) == (
            RunState.INTERRUPTED,
            "tldesk ended while this run was about to train. No epoch had ended. Train again.",
        )
        delete_run(again, record.id)


def test_a_run_that_came_from_elsewhere_as_planned_keeps_its_model(project):
    record, _ = create(project)
    brought = RunFolder(project.layout.runs / "from the cluster")
    shutil.copytree(run_folder(project, record.id).path, brought.path)
    brought.add_epoch(EpochMetrics(1, Phase.HEAD, 1.0, 0.5, 1.0, 0.5, 0.001, 2.0, True))
    assert recover(project).runs == {"from the cluster"}
    assert "1 finished epoch is kept" in brought.record().said


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_run_that_can_not_be_written_is_not_there(project):
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(ProjectError, match="can't be written"):
            create(project)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(project.layout.runs.iterdir()) == []
    assert not project.training


def test_a_run_that_ended_while_runs_were_looked_at_keeps_its_end(project, root, monkeypatch):
    record, _ = create(project)
    set_state(project, record.id, RunState.TRAINING)
    acquire = FileLock.acquire

    def ended_first(lock, *given, **named):
        if record.id in project.training:
            set_state(project, record.id, RunState.FINISHED, said="Done.")
        return acquire(lock, *given, **named)

    with open_project(root) as second:
        monkeypatch.setattr(FileLock, "acquire", ended_first)
        assert not recover(second)
        assert runs(second)[0].state is RunState.FINISHED


@pytest.mark.parametrize("begun", [False, True])
def test_a_killed_program_leaves_its_run_to_be_recovered(project, root, begun):
    program = f"""
import sys
from pathlib import Path
from tldesk.core.recipe import Recipe
from tldesk.core.run_values import RunState
from tldesk.project.runs import create_run, set_state
from tldesk.project.store import open_project
project = open_project(Path({str(root)!r}))
run_id = create_run(project, name="", recipe=Recipe())[0].id
if {begun}:
    set_state(project, run_id, RunState.TRAINING)
print(run_id, flush=True)
sys.stdin.read()
"""
    child = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdin is not None
    run_id = child.stdout.readline().strip()
    metrics = EpochMetrics(1, Phase.HEAD, 1.0, 0.5, 1.0, 0.5, 0.001, 2.0, True)
    run_folder(project, run_id).add_epoch(metrics)
    assert not recover(project), "it lives"
    child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()
    assert recover(project).runs == {run_id}
    assert "1 finished epoch is kept" in runs(project)[0].said
