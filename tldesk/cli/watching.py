"""The verb predict with --watch: photos are answered for as they arrive, until Ctrl-C."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from tldesk.cli.predicting import Answered, answered_so_far
from tldesk.cli.running import JobCancelledError, do
from tldesk.cli.say import Voice, shown
from tldesk.core.errors import ProjectError
from tldesk.jobs.watching import EVERY_S, PhotoWatch, begin_watch, plan_arrivals
from tldesk.project.interchange.prediction_tables import write_predictions
from tldesk.project.store import Project


def until_ctrl_c() -> bool:
    """Wait for the next look; False when the user wants no more."""
    try:
        threading.Event().wait(EVERY_S)
    except KeyboardInterrupt:
        return False
    return True


def watch(
    project: Project,
    run_id: str,
    folders: Sequence[Path],
    *,
    out: Path | None,
    deep: bool = True,
    voice: Voice,
    waited: Callable[[], bool] = until_ctrl_c,
) -> Answered:
    """Answer for the photos in `folders`, those that are there and those that arrive; returns all answers when `waited` says no.

    Args:
        out: a table that is written anew after each arrival, with what an earlier watch of the same folders answered; None: each answer
            is a line.

    Raises:
        ProjectError: one of `folders` is no folder.
    """
    files = [folder for folder in folders if not folder.is_dir()]
    if files:
        raise ProjectError(f"{files[0]} is no folder, so nothing can arrive in it.", remedy="Name a folder to watch.")
    looking = PhotoWatch(folders, deep=deep)
    set_id, _ = begin_watch(project, run_id, folders)
    voice.line(f"Watching {', '.join(shown(folder) for folder in folders)}; Ctrl-C ends it")
    away, late = "", False
    going = True
    while going:
        try:
            arrivals = looking.look()
        except KeyboardInterrupt:
            break
        if arrivals.away != away:
            away = arrivals.away
            voice.aside(f"{away} It is looked for until it is back." if away else "The folder is back")
        request, _ = plan_arrivals(project, run_id, set_id, arrivals)
        for file, reason in arrivals.problems:
            voice.aside(f"Left out  {file}: {reason}")
        if request is not None:
            try:
                do(project, request, voice)
            except JobCancelledError:
                going = False
        if out is not None and (late or request is not None or arrivals.problems):
            late = not _written(out, answered_so_far(project, set_id), voice)
        going = going and waited()
    found = answered_so_far(project, set_id)
    voice.line(f"{len(found.rows)} photos{f', table in {shown(out)}' if out else ''}")
    return found


def _written(out: Path, found: Answered, voice: Voice) -> bool:
    """Whether the table could be written; while a spreadsheet holds it, it can't, and is written after the next look."""
    try:
        write_predictions(out, found.set, found.rows)
    except ProjectError as error:
        voice.once(f"{error} The answers are kept and the table is tried again.")
        return False
    return True
