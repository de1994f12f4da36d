"""The verb predict with --watch: photos are answered for as they arrive, until Ctrl-C."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from tldesk.cli.predicting import Answered, answered_so_far, make_room, say_never_unsure
from tldesk.cli.running import JobCancelledError, do, mention
from tldesk.cli.say import Voice, shown
from tldesk.core.errors import ProjectError
from tldesk.core.looking import EVERY_S
from tldesk.core.messages import Event, Predicted
from tldesk.core.numbers import percent
from tldesk.jobs.watching import begin_watch, plan_arrivals, write_table
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
            is only a line.

    Raises:
        ProjectError: one of `folders` is no folder, or `out` is no name of a table or its folder can't be made.
    """
    make_room(out)
    watching = _Watching(project, run_id, folders, out=out, deep=deep, voice=voice)
    voice.line(f"Watching {', '.join(shown(folder) for folder in folders)}; Ctrl-C ends it")
    going = True
    while going:
        try:
            going = watching.look()
        except KeyboardInterrupt:
            break
        going = going and waited()
    table = watching.end()
    found = answered_so_far(project, watching.set_id, table=table)
    say_never_unsure(project, found.set, voice)
    voice.line(f"{len(found.rows)} photos{f', table in {shown(table)}' if table else ''}")
    return found


class _Watching:
    """One watch and what it has said."""

    def __init__(self, project: Project, run_id: str, folders: Sequence[Path], *, out: Path | None, deep: bool, voice: Voice) -> None:
        self._project, self._run_id, self._out, self._voice = project, run_id, out, voice
        self.set_id, self._photos, _ = begin_watch(project, run_id, folders, deep=deep)
        self._away = ""
        # The table lacks what an earlier watch of the same folders answered.
        self._late = out is not None
        self._is_there = False

    def look(self) -> bool:
        """Answer for what has arrived; False when the user cancelled that."""
        arrivals = self._photos.look()
        if bool(arrivals.away) != bool(self._away):
            self._away = arrivals.away
            self._voice.aside(self._away or "The watched folder is there again.")
        request, change = plan_arrivals(self._project, self._run_id, self.set_id, arrivals)
        for file, reason in arrivals.problems:
            self._voice.aside(f"Left out  {file}: {reason}")
        for reason in arrivals.left_out:
            self._voice.aside(reason)
        self._late |= bool(change) and self._out is not None
        cancelled = False
        if request is not None:
            self._voice.once("Loading the model")
            try:
                do(self._project, request, self._voice, tell=_tell)
            except JobCancelledError:
                cancelled = True
        try:
            self._write()
        except ProjectError as error:
            # While a spreadsheet holds it, it can't be written.
            self._voice.once(str(error))
        return not cancelled

    def end(self) -> Path | None:
        """Write what the table lacks; gives the table where it has every answer."""
        try:
            self._write()
        except ProjectError as error:
            self._voice.aside(f"{error.what} {error.kept}")
        return self._out if self._is_there and not self._late else None

    def _write(self) -> None:
        if self._late and self._out is not None:
            self._is_there = write_table(self._project, self.set_id, self._out)
            self._late = False


def _tell(event: Event, voice: Voice) -> None:
    """Each answer is a line, as it comes."""
    if not isinstance(event, Predicted):
        mention(event, voice)
        return
    for answer in event.answers:
        voice.line(f"{shown(Path(answer.file))}  {event.classes[answer.best]}  {percent(answer.confidence)}")
