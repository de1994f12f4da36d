"""Which folder a verb works on when none is named."""

from pathlib import Path

from platformdirs import user_state_path

from tldesk.core.errors import ProjectError, RunError
from tldesk.core.files import write_atomically
from tldesk.core.run_values import RunRecord
from tldesk.project import runs
from tldesk.project.layout import FOLDER_NAME, has_project, photo_folder
from tldesk.project.store import Project, open_project


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


def chosen_run(project: Project, wanted: str) -> RunRecord:
    """The run of that id or name; "latest": the newest that can predict.

    Raises:
        RunError: there is none.
    """
    known = runs.runs(project)
    if wanted == "latest":
        found = [run for run in known if runs.run_folder(project, run.id).has_model]
    else:
        found = [run for run in known if run.id == wanted] or [run for run in known if run.name == wanted]
    if not found:
        which = "no run with a model" if wanted == "latest" else f"no run '{wanted}'"
        raise RunError(f"There is {which} in {project.root}.", remedy="Train first: tldesk train FOLDER")
    return found[0]
