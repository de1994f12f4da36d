"""What most verbs begin with: the project they work on, and how they end."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from tldesk.cli import CANCELLED
from tldesk.cli.places import project_folder
from tldesk.cli.running import JobCancelledError
from tldesk.cli.say import WORLD, Voice
from tldesk.core.errors import ProjectError, TldeskError
from tldesk.core.photo import ScannedPhoto
from tldesk.core.recipe import Recipe
from tldesk.photos.scan import scan
from tldesk.project.layout import has_project
from tldesk.project.runs import recover
from tldesk.project.store import Project, open_project

Folder = Annotated[Path | None, typer.Argument(help="The photo folder. Without: the current folder's project, or the one imported last.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout and nothing else there.")]
Run = Annotated[str, typer.Option("--run", help="A run's id or name; latest: the newest finished one that has a model.")]


@contextmanager
def guarded(voice: Voice) -> Iterator[None]:
    """The world's errors in words with exit code 1, Ctrl-C with 130; bugs keep their traceback."""
    try:
        yield
    except TldeskError as error:
        voice.complain(error)
        raise typer.Exit(WORLD) from None
    except (JobCancelledError, KeyboardInterrupt) as stop:
        said = str(stop) or "Cancelled. What was finished is kept."
        voice.aside(said)
        voice.result({"cancelled": said})
        raise typer.Exit(CANCELLED) from None


@contextmanager
def opened(named: Path | None, voice: Voice, *, begin: bool = False, photos_follow: bool = False) -> Iterator[Project]:
    """The project a verb works on. Only `begin` makes one, where photos are or `photos_follow`: a wrong folder grows none."""
    with guarded(voice):
        folder, how = project_folder(named)
        if how:
            voice.aside(f"Working on {how}: {folder}")
        fresh = folder.is_dir() and not has_project(folder.resolve())
        if fresh and not begin:
            raise ProjectError(f"{folder} holds no project yet.", remedy=f"Import it first: tldesk import {folder}")
        if fresh and not photos_follow and not any(isinstance(one, ScannedPhoto) for one in scan(folder)):
            raise _no_photos(folder)
        with open_project(folder) as project:
            recover(project)
            yield project


def _no_photos(folder: Path) -> ProjectError:
    remedy = "Name a folder with photos in it or in its sub-folders."
    return ProjectError(f"There is no photo in {folder}.", kept="Nothing was written there.", remedy=remedy)


def without_effect(recipe: Recipe, names: Iterable[str], voice: Voice) -> dict[str, str]:
    """Which of the settings that were named have no effect in `recipe`, with the reason, which is said too."""
    unused = recipe.unused()
    found = {name: unused[name] for name in names if name in unused}
    if found:
        reasons = " ".join(f"{name}: {reason[:1].lower()}{reason[1:]}" for name, reason in found.items())
        voice.aside(f"Without effect with method={recipe.method}: {reasons}")
    return found


def setting(change: str) -> tuple[str, object]:
    """Name and value of one "key=value"."""
    name, sign, value = change.partition("=")
    if not sign:
        raise typer.BadParameter(f"'{change}' is not of the form key=value.", param_hint="--set")
    return name.strip(), value.strip()
