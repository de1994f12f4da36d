"""The verbs for models that travel: export a run's, import one."""

from pathlib import Path
from typing import Annotated

import typer

from tldesk.cli.opening import Json, opened
from tldesk.cli.places import chosen_run
from tldesk.cli.running import do
from tldesk.cli.say import Voice, shown
from tldesk.core.exported import ARCHIVE
from tldesk.core.messages import Exported
from tldesk.core.numbers import megabytes
from tldesk.core.run_values import RunRecord
from tldesk.jobs.exporting import plan_export
from tldesk.project.model_import import import_model
from tldesk.project.runs import run_folder
from tldesk.project.store import Project

models = typer.Typer(help="Export a run's model for other computers and programs, and import one.", no_args_is_help=True)

ProjectFolder = Annotated[Path | None, typer.Option("--project", help="The project's folder; without: as for the other verbs.")]


@models.command("export")
def export(
    wanted: Annotated[list[str] | None, typer.Argument(metavar="[RUN]...", help="Ids or names of runs; without: the newest.")] = None,
    *,
    to: Annotated[Path, typer.Option(help="A new folder, or a file that ends in .zip; of several runs each gets a folder in it.")],
    project: ProjectFolder = None,
    onnx: Annotated[bool, typer.Option("--onnx", help="An ONNX file too, checked on photos of the project.")] = False,
    logits: Annotated[
        bool, typer.Option("--logits", help="ONNX takes normalised pixels and gives logits: nothing is inside but the network.")
    ] = False,
    json: Json = False,
) -> None:
    """Write a model that plain timm loads, with its card, figures and an example. No photo goes along; nothing is written over."""
    voice = Voice(as_json=json)
    with opened(project, voice) as here:
        chosen = [chosen_run(here, name) for name in wanted or ["latest"]]
        said = [_export(here, run, to if len(chosen) == 1 else to / run.id, onnx=onnx, whole=not logits, voice=voice) for run in chosen]
        voice.result({"exported": said})


def _export(project: Project, run: RunRecord, target: Path, *, onnx: bool, whole: bool, voice: Voice) -> dict[str, object]:
    events = do(project, plan_export(project, run.id, target, onnx=onnx, whole=whole), voice)
    done = next(event for event in reversed(events) if isinstance(event, Exported))
    voice.line(f"{run.name}: {shown(Path(done.target))}, {megabytes(done.size)}")
    if done.apart:
        voice.line(
            f"Plain timm can't load it: {done.apart}. {'ONNX Runtime and tldesk can.' if onnx else 'tldesk can; --onnx is for others.'}"
        )
    said: dict[str, object] = {"run": run.id, "to": done.target, "bytes": done.size, "loads_in_timm": not done.apart}
    if done.onnx:
        same, photos, difference = done.onnx.same, done.onnx.photos, done.onnx.difference
        voice.line(f"ONNX Runtime answers {same} of {photos} photos as torch does; probabilities differ by at most {difference:.0e}")
        said["onnx"] = {"photos": photos, "same": same, "difference": difference}
    return said


@models.command("import")
def import_(
    place: Annotated[Path, typer.Argument(help=f"The folder, or the {ARCHIVE} file, that tldesk exported.")],
    *,
    project: ProjectFolder = None,
    json: Json = False,
) -> None:
    """Take an exported model into a project, as a run that can predict. The project may be a folder of nothing but new photos."""
    voice = Voice(as_json=json)
    with opened(project, voice, begin=True) as here:
        run_id = take_in(here, place, voice)
        voice.result({"run": run_id, "folder": str(run_folder(here, run_id).path)})


def take_in(project: Project, place: Path, voice: Voice) -> str:
    """Import an exported model where it is not here yet; returns the run's id."""
    with voice.progress() as bar:
        task = bar.add_task("Importing the model", total=None)
        run_id, change = import_model(project, place, report=lambda done, total: bar.update(task, completed=done, total=total))
    facts = run_folder(project, run_id).facts()
    voice.aside(f"{'Imported' if change else 'Already here:'} run {run_id}, {len(facts.classes)} classes: {', '.join(facts.classes)}")
    return run_id
