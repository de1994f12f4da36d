"""The real engine in a real child process."""

import os
import select
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.broken_torch import LACKS, broken_torch
from tldesk.core.messages import (
    ENDINGS,
    Began,
    Cancelled,
    Command,
    EpochEnded,
    Evaluated,
    Event,
    Failed,
    Finished,
    Killed,
    Progress,
    Request,
    phrase,
)
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.core.run_values import RunState
from tldesk.jobs.plan import plan_training, run_id_of
from tldesk.jobs.process import EngineProcess
from tldesk.jobs.record import record
from tldesk.project.runs import run_folder
from tldesk.project.store import Project

PATIENCE = 120.0


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    """One engine for this module, as a window keeps one; each test leaves it free for a job."""
    engine = EngineProcess()
    engine.start()
    yield engine
    engine.stop()


def until(engine: EngineProcess, wanted: Callable[[Event], bool]) -> list[Event]:
    """The events up to and with the first wanted one."""
    heard: list[Event] = []
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        event = engine.poll(0.2)
        if event is None:
            continue
        heard.append(event)
        if wanted(event):
            return heard
        assert not isinstance(event, ENDINGS), f"ended early: {event}"
    pytest.fail(f"waited in vain; heard {heard}")


def finish(engine: EngineProcess, request: Request) -> list[Event]:
    engine.submit(request)
    return until(engine, lambda event: isinstance(event, ENDINGS))


def test_a_training_finishes_and_leaves_a_run_that_can_predict(engine: EngineProcess, project: Project, tiny: Recipe) -> None:
    request, _ = plan_training(project, tiny)
    events = finish(engine, request)
    for event in events:
        record(project, request, event)
    assert isinstance(events[0], Began)
    assert isinstance(events[-1], Finished), events[-1]
    assert any(isinstance(event, EpochEnded) for event in events)
    assert [event.evaluation.split for event in events if isinstance(event, Evaluated)] == [Split.VALIDATION]
    folder = run_folder(project, run_id_of(request))
    assert folder.has_model
    assert folder.record().state is RunState.FINISHED
    assert folder.record().device
    assert not engine.busy


def test_the_device_becomes_known_and_the_child_steps_back_once_it_trains(engine: EngineProcess, project: Project, tiny: Recipe) -> None:
    finish(engine, plan_training(project, tiny)[0])
    assert engine.device
    assert engine.pid is not None
    if sys.platform == "linux":
        assert os.getpriority(os.PRIO_PROCESS, engine.pid) >= 10


def test_cancel_is_heard_between_batches_and_the_next_job_works(
    engine: EngineProcess, project: Project, tiny: Recipe, endless: Recipe
) -> None:
    engine.submit(plan_training(project, endless)[0])
    until(engine, lambda event: isinstance(event, EpochEnded))
    engine.tell(Command.CANCEL)
    rest = until(engine, lambda event: isinstance(event, ENDINGS))
    assert isinstance(rest[-1], Cancelled)
    assert isinstance(finish(engine, plan_training(project, tiny)[0])[-1], Finished)


def test_cancel_while_features_are_computed_leaves_no_epoch(engine: EngineProcess, project: Project, endless: Recipe) -> None:
    engine.start()
    held = psutil.Process(engine.pid)
    held.suspend()  # so that it hears of both together, however slow this process is
    engine.submit(plan_training(project, endless)[0])
    engine.tell(Command.CANCEL)
    held.resume()
    events = until(engine, lambda event: isinstance(event, ENDINGS))
    assert isinstance(events[-1], Cancelled)
    assert not any(isinstance(event, EpochEnded) for event in events)


def test_a_command_for_a_job_that_ended_does_not_touch_the_next(engine: EngineProcess, project: Project, tiny: Recipe) -> None:
    finish(engine, plan_training(project, tiny)[0])
    engine.tell(Command.CANCEL)
    assert isinstance(finish(engine, plan_training(project, tiny)[0])[-1], Finished)


def test_stop_keeps_the_best_epoch(engine: EngineProcess, project: Project, endless: Recipe) -> None:
    request, _ = plan_training(project, endless)
    engine.submit(request)
    until(engine, lambda event: isinstance(event, EpochEnded))
    engine.tell(Command.STOP)
    rest = until(engine, lambda event: isinstance(event, ENDINGS))
    assert isinstance(rest[-1], Finished)
    assert run_folder(project, run_id_of(request)).has_model


def test_a_bug_in_a_job_is_one_failure_with_details_and_the_child_serves_on(engine: EngineProcess, project: Project, tiny: Recipe) -> None:
    engine.submit(plan_training(project, tiny)[0])
    until(engine, lambda event: isinstance(event, ENDINGS))
    before = engine.pid
    failed = finish(engine, "no request at all")[-1]  # type: ignore[arg-type]
    assert isinstance(failed, Failed)
    assert "Traceback" in failed.details
    assert "Traceback" not in failed.what + failed.remedy
    assert isinstance(finish(engine, plan_training(project, tiny)[0])[-1], Finished)
    assert engine.pid == before


def test_two_jobs_at_once_are_a_mistake_of_ours(engine: EngineProcess, project: Project, endless: Recipe) -> None:
    engine.submit(plan_training(project, endless)[0])
    with pytest.raises(RuntimeError, match="busy"):
        engine.submit(plan_training(project, endless)[0])
    engine.tell(Command.CANCEL)
    until(engine, lambda event: isinstance(event, Cancelled))


def test_a_killed_child_is_told_once_and_the_next_job_works(engine: EngineProcess, project: Project, tiny: Recipe, endless: Recipe) -> None:
    request, _ = plan_training(project, endless)
    engine.submit(request)
    for event in until(engine, lambda event: isinstance(event, EpochEnded)):
        record(project, request, event)
    killed = engine.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    ending = until(engine, lambda event: isinstance(event, ENDINGS))[-1]
    assert ending == Killed(-signal.SIGKILL)
    record(project, request, ending)
    assert engine.poll(0.1) is None
    assert not engine.busy
    assert not engine.alive
    folder = run_folder(project, run_id_of(request))
    assert folder.record().state is RunState.INTERRUPTED
    assert folder.record().said
    assert folder.has_model, "the finished epoch is kept"
    assert isinstance(finish(engine, plan_training(project, tiny)[0])[-1], Finished)
    assert engine.pid != killed


def test_a_child_that_died_idle_is_replaced_without_a_word_once_its_torch_can_be_loaded(
    engine: EngineProcess, project: Project, tiny: Recipe, tmp_path: Path
) -> None:
    finish(engine, plan_training(project, tiny)[0])
    before = engine.pid
    assert before is not None
    os.kill(before, signal.SIGKILL)
    while engine.alive:
        assert engine.poll(0.1) is None
    with pytest.MonkeyPatch.context() as installed:
        installed.syspath_prepend(broken_torch(tmp_path))
        request, _ = plan_training(project, tiny)
        ending = finish(engine, request)[-1]
    assert isinstance(ending, Failed)
    assert LACKS in ending.what
    assert engine.failure == phrase(ending)
    assert engine.device == ""
    record(project, request, ending)
    assert LACKS in run_folder(project, run_id_of(request)).record().said
    assert isinstance(finish(engine, plan_training(project, tiny)[0])[-1], Finished)
    assert engine.pid != before
    assert engine.device
    assert engine.failure == ""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
@pytest.mark.parametrize("room", [0, 2])
def test_a_child_that_can_not_be_started_ends_the_job_in_words(project: Project, tiny: Recipe, room: int) -> None:
    import resource

    request, _ = plan_training(project, tiny)
    engine = EngineProcess()
    free = [os.dup(0) for _ in range(room + 1)]
    for number in free:
        os.close(number)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    # No file may be opened beyond `room` of them: enough for no pipe at all, or for the one to the child but not for starting it.
    resource.setrlimit(resource.RLIMIT_NOFILE, (free[room], before[1]))
    try:
        engine.start()
        assert not engine.alive
        engine.submit(request)
        heard = engine.poll(0.1)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert heard == Killed(None)
    assert "Too many open files" in engine.failure
    assert not engine.busy
    assert engine.poll(0.1) is None
    record(project, request, heard)
    assert run_folder(project, run_id_of(request)).record().state is RunState.INTERRUPTED
    engine.start()
    assert engine.alive, "it starts once the system lets it"
    engine.stop()


def test_ctrl_c_in_the_terminal_does_not_reach_the_child(engine: EngineProcess, project: Project, endless: Recipe) -> None:
    engine.submit(plan_training(project, endless)[0])
    until(engine, lambda event: isinstance(event, Progress))
    assert engine.pid is not None
    os.kill(engine.pid, signal.SIGINT)
    until(engine, lambda event: isinstance(event, EpochEnded))
    engine.tell(Command.CANCEL)
    until(engine, lambda event: isinstance(event, Cancelled))


def test_stop_in_the_midst_of_the_imports_leaves_no_process() -> None:
    engine = EngineProcess()
    engine.start()
    pid = engine.pid
    assert pid is not None
    engine.stop()
    assert engine.pid is None
    assert not engine.alive
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    engine.stop()


PARENT = """
    import os, signal, sys
    from tldesk.jobs.process import EngineProcess

    engine = EngineProcess()
    engine.start()
    print(engine.pid, flush=True)
    sys.stdin.readline()
    if sys.argv[1] == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits for a process that is not ours, which only Linux offers")
@pytest.mark.parametrize("how", ["dies", "forgets to stop it"])
def test_the_child_leaves_when_its_parent(how: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PARENT), how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdin is not None
    assert parent.stdout is not None
    with parent.stdin, parent.stdout:
        watched = os.pidfd_open(int(parent.stdout.readline()))
        try:
            parent.stdin.write("go\n")
            parent.stdin.flush()
            parent.wait(PATIENCE)
            assert select.select([watched], [], [], PATIENCE)[0], "the child outlived its parent"
        finally:
            os.close(watched)


NOISY = """
    import os, sys
    from tldesk.jobs import child

    child._send_output_to(sys.argv[1])
    print("from Python")
    print("to stderr", file=sys.stderr)
    os.system("echo from a library")
"""


@pytest.mark.parametrize("place", ["engine.log", "no-such-folder/engine.log", ""])
def test_what_libraries_print_goes_to_the_log_or_nowhere(tmp_path: Path, place: str) -> None:
    log = tmp_path / place if place else None
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(NOISY), str(log) if log else ""], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")
    if place == "engine.log":
        assert log is not None
        assert set(log.read_text().splitlines()) == {"from Python", "to stderr", "from a library"}
