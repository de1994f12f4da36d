"""Which folder a verb works on when none is named."""

from pathlib import Path
from typing import Final

from platformdirs import user_state_path

from tldesk.cli.say import Voice
from tldesk.core.errors import ProjectError, RunError
from tldesk.core.files import write_atomically
from tldesk.core.numbers import interval
from tldesk.core.run_values import RunRecord, RunState
from tldesk.project import runs
from tldesk.project.layout import FOLDER_NAME, has_project, photo_folder
from tldesk.project.run_rows import read_row
from tldesk.project.store import Project, open_project

LATEST: Final = "latest"
"""Which run a verb works with where none is named."""


def _memory() -> Path:
    return user_state_path("tldesk", appauthor=False) / "last-project.txt"


def remember(folder: Path) -> None:
    """Note `folder` as the project imported last; only a convenience, so that a home which can't be written is no error."""
    try:
        _memory().parent.mkdir(parents=True, exist_ok=True)
        write_atomically(_memory(), str(folder.absolute()))
    except (OSError, UnicodeEncodeError):
        return


def project_folder(named: Path | None) -> tuple[Path, str]:
    """The folder a verb works on, and how it was chosen, in words (empty when it was named).

    Raises:
        ProjectError: none was named, the current folder holds no project and none was imported yet.
    """
    if named is not None:
        return photo_folder(named), ""
    here = photo_folder(Path.cwd())
    if (here / FOLDER_NAME).is_dir():
        return here, "the current folder"
    try:
        last = Path(_memory().read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        last = None
    if last is not None and last.is_dir():
        return last, "the project imported last"
    raise ProjectError("No project was named, and none was imported yet.", remedy="Name a project's folder, or run: tldesk import FOLDER")


def answers_itself(place: Path, run: str) -> bool:
    """Whether `place`, named alone, is a project with that run; the current folder's project would be nearer than it."""
    if not place.is_dir() or (photo_folder(Path.cwd()) / FOLDER_NAME).is_dir() or not has_project(place.resolve()):
        return False
    try:
        with open_project(place) as project:
            chosen_run(project, run)
    except (ProjectError, RunError):
        return False
    return True


def chosen_run(project: Project, wanted: str, voice: Voice | None = None) -> RunRecord:
    """The run of that id or name; "latest": the newest finished one that can predict, or where none is finished the newest that can.

    Args:
        voice: hears which one "latest" is, and how good.

    Raises:
        RunError: there is none.
    """
    known = runs.runs(project)
    if wanted == LATEST:
        usable = [run for run in known if runs.run_folder(project, run.id).has_model]
        found = [run for run in usable if run.state is RunState.FINISHED] or usable
    else:
        usable = found = [run for run in known if run.id == wanted] or [run for run in known if run.name == wanted]
    if not found:
        which = "no run with a model" if wanted == LATEST else f"no run '{wanted}'"
        raise RunError(f"There is {which} in {project.root}.", remedy="Train first: tldesk train FOLDER")
    if voice is not None and wanted == LATEST:
        _tell(project, found[0], usable[0], voice)
    return found[0]


def _tell(project: Project, run: RunRecord, newest: RunRecord, voice: Voice) -> None:
    row = read_row(run, runs.run_folder(project, run.id))
    good = "not measured on the test split" if row.test is None else f"accuracy {interval(row.test)} on the test split"
    ended = "" if run.state is RunState.FINISHED else f", {run.state.value} before it had finished"
    voice.aside(f"Run {run.name}{ended}: {good}")
    if newest.id != run.id:
        voice.aside(f"{newest.name} is newer, and {newest.state.value}: --run {newest.id} takes it all the same")
