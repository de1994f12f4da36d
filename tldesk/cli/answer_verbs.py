"""The verbs that answer for photos: what a model says of them, and where the evidence was."""

from pathlib import Path
from typing import Annotated

import typer

from tldesk.cli import explaining, predicting, watching
from tldesk.cli.models import take_in
from tldesk.cli.opening import Json, Run, opened
from tldesk.cli.places import LATEST, answers_itself, chosen_run
from tldesk.cli.say import Voice, shown
from tldesk.cli.sorting import BestGuess, DryRun, Link, Sorting, SortInto
from tldesk.core.errors import PhotoError, PhotoFault
from tldesk.core.heatmap import HeatmapMethod
from tldesk.photos.overlay import Colours, Look

Places = Annotated[list[Path] | None, typer.Argument(metavar="[FOLDER] WHERE...", help="The project's folder, then what to answer for.")]
Model = Annotated[Path | None, typer.Option("--model", help="An exported model, a folder or .zip file, in place of a run; it is imported.")]
Out = Annotated[
    Path | None, typer.Option("--out", "--csv", help="Write the table to this file (.csv, .tsv, .xlsx, .json) instead of the screen.")
]


def predict(
    places: Places = None,
    *,
    run: Run = LATEST,
    model: Model = None,
    out: Out = None,
    flat: Annotated[bool, typer.Option("--flat", help="Leave sub-folders out.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the predictions that were cut short last; FOLDER alone.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on with the photos that arrive in WHERE, until Ctrl-C.")] = False,
    sort_into: SortInto = None,
    link: Link = False,
    best_guess: BestGuess = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Answer for the photos in WHERE. With one place only, the project is the current folder's, its own, or the one imported last.

    With --model, a folder alone is both: its photos are answered for, and it becomes a project.
    """
    voice = Voice(as_json=json)
    if model is not None and (resume or run != LATEST):
        raise typer.BadParameter("An exported model takes the place of a run.", param_hint="--model")
    if watch and sort_into is not None:
        raise typer.BadParameter("Photos are sorted when all have their answers, not while they arrive.", param_hint="--sort-into")
    sorting = Sorting(sort_into, link=link, best_guess=best_guess, dry_run=dry_run)
    folder, where = _resumed(places or [], watch=watch) if resume else _asked(places or [], model, run, voice)
    with opened(folder, voice, begin=model is not None) as project:
        sorting.check(project, where)
        if resume:
            answered = predicting.go_on(project, out=out, voice=voice)
        else:
            run_id = chosen_run(project, run, voice).id if model is None else take_in(project, model, voice)
            answer = watching.watch if watch else predicting.predict
            answered = answer(project, run_id, where, out=out, deep=not flat, voice=voice)
        voice.result(answered.values() | sorting.sort(project, answered, voice))


def _asked(places: list[Path], model: Path | None, run: str, voice: Voice) -> tuple[Path | None, list[Path]]:
    """The project's folder and the places; a folder alone is both where a model is brought along, or where it has the run."""
    folder, where = _folder_and_rest(places)
    if folder is None and model is not None and where[0].is_dir():
        return where[0], where
    if folder is None and model is None and answers_itself(where[0], run):
        voice.aside(f"Working on the project of these photos: {shown(where[0])}")
        return where[0], where
    return folder, where


def _resumed(places: list[Path], *, watch: bool) -> tuple[Path | None, list[Path]]:
    """The project's folder alone: what was cut short is known."""
    if watch:
        raise typer.BadParameter("Photos that arrive begin new predictions.", param_hint="--watch")
    if len(places) > 1:
        raise typer.BadParameter("What was cut short is known; name the project's folder alone.", param_hint="WHERE")
    return next(iter(places), None), []


def explain(
    places: Annotated[list[Path], typer.Argument(metavar="[FOLDER] PHOTO...", help="The project's folder, then photos.")],
    *,
    run: Run = LATEST,
    class_name: Annotated[str, typer.Option("--class", help="The class to look for; without: the most probable one.")] = "",
    method: Annotated[HeatmapMethod | None, typer.Option(case_sensitive=False, help="How it is drawn; without: as is usual.")] = None,
    colours: Annotated[Colours, typer.Option(case_sensitive=False, help="The scale.")] = Colours.INFERNO,
    outline: Annotated[int, typer.Option(min=0, max=95, help="A line at this percentage of the map's maximum; 0: none.")] = 0,
    check: Annotated[bool, typer.Option("--check", help="Test whether the map can be trusted; takes some seconds each.")] = False,
    out: Annotated[Path, typer.Option(help="The folder for the pictures.")] = Path("heatmaps"),
    json: Json = False,
) -> None:
    """Show where the evidence was: a heatmap over each PHOTO, as a JPEG in the folder OUT."""
    voice = Voice(as_json=json)
    folder, files = _folder_and_rest(places)
    with opened(folder, voice) as project:
        chosen = chosen_run(project, run, voice)
        look = Look(colours=colours, outline=outline / 100)
        drawn = explaining.explain(
            project, chosen.id, files, out=out, class_name=class_name, method=method, check=check, look=look, voice=voice
        )
        if not drawn:
            raise PhotoError(files[0], PhotoFault.UNREADABLE, "no photo could be read, so no heatmap was drawn", remedy="Name a photo.")
        voice.result({"run": chosen.id, "heatmaps": drawn})


def _folder_and_rest(places: list[Path]) -> tuple[Path | None, list[Path]]:
    """The first place is the project's folder, unless it is the only one, or a file."""
    if not places:
        raise typer.BadParameter("Name a folder or photos to answer for.", param_hint="WHERE")
    if len(places) == 1 or places[0].is_file():
        return None, places
    return places[0], places[1:]
