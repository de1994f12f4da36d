"""One lock file for each run that is planned or trains, so that no other program takes it for dead, deletes it or trains it as well."""

from typing import TYPE_CHECKING

from tldesk.core.errors import RunError
from tldesk.project.layout import cannot_write
from tldesk.project.store import Project

if TYPE_CHECKING:
    from filelock import FileLock


def hold(project: Project, run_id: str) -> None:
    """Lock a run for this program, if it has not done so yet.

    Raises:
        RunError: another program has it.
        ProjectError: the folder of locks can't be written.
    """
    if run_id in project.training:
        return
    lock = try_lock(project, run_id)
    if lock is None:
        raise RunError(f"Another tldesk is training the run '{run_id}'.", kept="It goes on there.", remedy="Train a new run here.")
    project.training[run_id] = lock


def let_go(project: Project, run_id: str) -> None:
    """Give up the lock of a run, where this program has it."""
    lock = project.training.pop(run_id, None)
    if lock is not None:
        lock.release()


def try_lock(project: Project, run_id: str) -> "FileLock | None":
    """The lock of a run, taken; None while any program, this one included, plans or trains it. The system frees it when its holder dies.

    Raises:
        ProjectError: the folder of locks can't be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(project.layout.locks / f"{run_id}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return None
    except OSError as error:
        raise cannot_write(project.layout.locks, error) from error
    return lock
