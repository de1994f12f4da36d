"""Runs: one folder each, here or brought from another machine. The folders are the truth; there is no list of them anywhere else."""

import re
import shutil
import time
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tldesk.core.changes import Change
from tldesk.core.errors import RunError, TldeskError
from tldesk.core.run_folder import REMARK, RunFolder
from tldesk.core.run_values import Remark, RunRecord, RunState
from tldesk.project.layout import cannot_write
from tldesk.project.run_locks import hold, let_go, try_lock
from tldesk.project.store import Project

if TYPE_CHECKING:
    from tldesk.core.recipe import Recipe

_SLUG_LENGTH: Final = 40
_UNDER_WAY: Final = (RunState.PLANNED, RunState.TRAINING)
_BROKEN_OFF: Final = (RunState.INTERRUPTED, RunState.CANCELLED, RunState.FAILED)


def create_run(project: Project, *, name: str, recipe: "Recipe") -> tuple[RunRecord, Change]:
    """Make a run's folder with its recipe; the run is planned and nothing trains yet. A name that another run has gets a number.

    The id is the local time and the name, as "20261122-043155-quick-look"; a second run in the same second gets "-2". The run is locked
    for `recover` until `set_state` ends it, `discard_run` takes it back or the project is closed.

    Raises:
        ProjectError: the disk is full or can't be written; there is no run then.
    """
    created = time.time()
    try:
        folder = RunFolder(fresh_folder(project.layout.runs, id_of(name, created)))
    except OSError as error:
        raise cannot_write(project.layout.runs, error) from error
    record = RunRecord(folder.path.name, fresh_name(project, name.strip()) or folder.path.name, RunState.PLANNED, created)
    try:
        # Before the record says that it is planned: from then on a run without a living owner is taken for a dead one.
        hold(project, record.id)
        folder.write_recipe(recipe)
        folder.write_record(record)
    except (OSError, TldeskError) as error:
        discard_run(project, record.id)
        if isinstance(error, OSError):
            raise cannot_write(project.layout.runs, error) from error
        raise
    return record, Change(runs=frozenset({record.id}))


def id_of(name: str, created: float) -> str:
    """What a run's folder is called, unless that is taken; `created` in seconds since the epoch."""
    return f"{time.strftime('%Y%m%d-%H%M%S', time.localtime(created))}-{_slug(name)}"


def fresh_folder(parent: Path, stem: str) -> Path:
    """Make a folder named `stem`, or `stem-2` and so on where that is taken.

    Raises:
        OSError: it can't be made.
    """
    number = 1
    while True:
        folder = parent / (stem if number == 1 else f"{stem}-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
        else:
            return folder


def fresh_name(project: Project, name: str) -> str:
    """`name`, or "name 2" and so on where others have it; an empty one stays."""
    taken = {record.name for record in runs(project)}
    return next(each for each in (name, *(f"{name} {number}" for number in range(2, len(taken) + 3))) if each not in taken)


def discard_run(project: Project, run_id: str) -> None:
    """Take back a run that could not be planned to the end; nothing of it is kept."""
    shutil.rmtree(project.layout.run(run_id).path, ignore_errors=True)
    let_go(project, run_id)


def runs(project: Project) -> list[RunRecord]:
    """Every run, newest first. One whose `run.json` is damaged or absent is listed too, with what is known of it."""
    listed = [_listed(project.layout.run(run_id)) for run_id in run_ids(project)]
    return sorted(listed, key=lambda record: (-record.created, record.id))


def run_ids(project: Project) -> set[str]:
    """The ids of all runs; opens none of them.

    Raises:
        ProjectError: the folder of runs can't be read.
    """
    try:
        return {entry.name for entry in project.layout.runs.iterdir() if not entry.name.startswith(".") and entry.is_dir()}
    except OSError as error:
        raise cannot_write(project.layout.runs, error) from error


def run(project: Project, run_id: str) -> RunRecord | None:
    """One run as `runs` lists it; None where it is gone."""
    folder = project.layout.run(run_id)
    return _listed(folder) if folder.path.is_dir() else None


def run_folder(project: Project, run_id: str) -> RunFolder:
    """The folder of a run.

    Raises:
        RunError: there is no such run.
    """
    folder = project.layout.run(run_id)
    if folder.path.parent != project.layout.runs or run_id == ".." or not folder.path.is_dir():
        raise RunError(
            f"There is no run '{run_id}'.", kept="The photos and labels are untouched.", remedy="Choose a run from the list, or train one."
        )
    return folder


def set_state(project: Project, run_id: str, state: RunState, *, said: str = "") -> Change:
    """Note how far a run got; a state that ends it notes the time too, and frees the run's lock.

    Raises:
        RunError: there is no such run.
        ProjectError: the disk is full or can't be written.
    """
    folder = run_folder(project, run_id)
    ends = state not in _UNDER_WAY
    record = replace(_listed(folder), state=state, ended=time.time() if ends else None, said=said)
    if not ends:
        hold(project, run_id)
    _write(folder, record)
    if ends:
        let_go(project, run_id)
    return Change(runs=frozenset({run_id}))


def can_resume(project: Project, run_id: str) -> bool:
    """Whether there is something to go on with: a run that was broken off and has kept how far it got, or never got to keep it.

    Raises:
        RunError: there is no such run.
    """
    folder = run_folder(project, run_id)
    state = _listed(folder).state
    if state not in _BROKEN_OFF or not folder.snapshot_file.is_file():
        return False
    return state is RunState.INTERRUPTED or folder.can_go_on


def recover(project: Project) -> Change:
    """Mark runs that a crash left planned or training as interrupted; one that came from elsewhere in such a state is too.

    A run that a living program plans or trains, here or in another window, is left alone.
    """
    touched = set()
    for record in runs(project):
        if record.state not in _UNDER_WAY or record.id in project.training:
            continue
        lock = try_lock(project, record.id)
        if lock is None:
            continue
        folder = project.layout.run(record.id)
        try:
            # Read anew: the program that trained it may have ended it, and freed the lock, since the list was read.
            record = _listed(folder)  # noqa: PLW2901
            if record.state not in _UNDER_WAY:
                continue
            was = "training" if record.state is RunState.TRAINING else "about to train"
            said = f"tldesk ended while this run was {was}. {_kept_epochs(folder)}"
            _write(folder, replace(record, state=RunState.INTERRUPTED, ended=_last_sign(folder), said=said))
        finally:
            lock.release()
        touched.add(record.id)
    return Change(runs=frozenset(touched))


def rename_run(project: Project, run_id: str, name: str) -> Change:
    """Give a run another name; its id and folder stay.

    Raises:
        RunError: there is no such run, or the name is empty.
    """
    folder = run_folder(project, run_id)
    if not name.strip():
        raise RunError("A run needs a name.", remedy="Type a name.")
    _write(folder, replace(_listed(folder), name=name.strip()))
    return Change(runs=frozenset({run_id}))


def remark_run(project: Project, run_id: str, *, starred: bool | None = None, note: str | None = None) -> Change:
    """Star a run, or write a note on it; None leaves that as it is. Both lie in its folder and go where it goes.

    Raises:
        RunError: there is no such run.
        ProjectError: the disk is full or can't be written.
    """
    folder = run_folder(project, run_id)
    try:
        before = folder.remark()
    except RunError:
        before = Remark()  # damaged: what is said now takes its place
    remark = Remark(before.starred if starred is None else starred, before.note if note is None else note.strip())
    if remark == before:
        return Change()
    try:
        folder.write_remark(remark)
    except OSError as error:
        raise cannot_write(folder.path, error) from error
    return Change(runs=frozenset({run_id}))


def _listed(folder: RunFolder) -> RunRecord:
    """The record of a run, as well as it can be known; the folder's name is its id, wherever it came from."""
    run_id = folder.path.name
    try:
        return replace(folder.record(), id=run_id)
    except RunError as error:
        created = _last_sign(folder)
        if folder.has_model and not (folder.path / "run.json").exists():
            return RunRecord(run_id, run_id, RunState.FINISHED, created, created, "Brought from another machine.")
        return RunRecord(run_id, run_id, RunState.FAILED, created, created, str(error))


def _write(folder: RunFolder, record: RunRecord) -> None:
    try:
        folder.write_record(record)
    except OSError as error:
        raise cannot_write(folder.path, error) from error


def _last_sign(folder: RunFolder) -> float:
    """When anything in the folder was written last, seconds since the epoch."""
    try:
        written = [entry.stat().st_mtime for entry in folder.path.iterdir() if entry.name != REMARK]
        return max(written, default=folder.path.stat().st_mtime)
    except OSError:
        return 0.0


def _kept_epochs(folder: RunFolder) -> str:
    try:
        count = len(folder.epochs())
    except RunError:
        count = 0
    if not count:
        return "No epoch had ended. Train again."
    return f"{count} finished epoch{'s are' if count > 1 else ' is'} kept, and the best of them can predict."


def _slug(name: str) -> str:
    """`name` in small ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG_LENGTH].strip("-") or "run"
