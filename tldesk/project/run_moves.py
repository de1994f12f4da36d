"""Runs whose folders move: in from elsewhere, to the trash, and back."""

import shutil
from pathlib import Path

from tldesk.core.changes import Change
from tldesk.core.errors import RunError
from tldesk.core.run_values import RunRecord
from tldesk.project.layout import cannot_write
from tldesk.project.run_locks import try_lock
from tldesk.project.runs import fresh_folder, id_of, run_folder
from tldesk.project.store import Project


def take_in(project: Project, folder: Path, record: RunRecord) -> tuple[str, Change]:
    """Move `folder`, a complete run that lies beside the others, among them; returns the id it got.

    Raises:
        OSError: it can't be moved.
    """
    run_id = _moved(folder, project.layout.runs, id_of(record.name, record.created)).name
    return run_id, Change(runs=frozenset({run_id}))


def delete_run(project: Project, run_id: str) -> tuple[Path, Change]:
    """Move a run's folder to the project's trash; returns where it lies now, for `put_back`.

    Raises:
        RunError: there is no such run, or it is training or about to.
        ProjectError: the folder can't be moved.
    """
    folder = run_folder(project, run_id)
    lock = try_lock(project, run_id)
    if lock is None:
        raise RunError(f"The run '{run_id}' is training, or about to.", kept="It goes on.", remedy="Stop it first.")
    try:
        project.layout.trash.mkdir(exist_ok=True)
        trashed = _moved(folder.path, project.layout.trash, run_id)
    except OSError as error:
        raise cannot_write(project.layout.trash, error) from error
    finally:
        lock.release()
    return trashed, Change(runs=frozenset({run_id}))


def put_back(project: Project, trashed: Path, run_id: str) -> Change:
    """Move a run back from the trash; its id gets a number where another run has taken it since.

    Raises:
        RunError: it no longer lies there.
        ProjectError: the folder can't be moved.
    """
    if not trashed.is_dir():
        raise RunError(f"The run '{run_id}' is no longer in the trash.", remedy="Look for its folder where the trash was emptied to.")
    try:
        back = _moved(trashed, project.layout.runs, run_id)
    except OSError as error:
        raise cannot_write(project.layout.runs, error) from error
    return Change(runs=frozenset({back.name}))


def _moved(folder: Path, parent: Path, name: str) -> Path:
    """Where `folder` lies in `parent` now: as `name`, or with a number behind it."""
    target = fresh_folder(parent, name)
    target.rmdir()
    shutil.move(folder, target)
    return target
