"""The verbs for models that travel: export a run's, import one."""

import shlex
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Final

import typer

from tldesk.cli.opening import Json, opened
from tldesk.cli.places import LATEST, chosen_run
from tldesk.cli.running import do
from tldesk.cli.say import Voice, shown
from tldesk.core import numbers
from tldesk.core.errors import TravelError
from tldesk.core.exported import ARCHIVE, MOST_CHANGED, Forms, Int8Check
from tldesk.core.messages import Exported
from tldesk.core.run_values import RunRecord
from tldesk.jobs.exporting import plan_export
from tldesk.project.model_import import import_model
from tldesk.project.photos import all_photos
from tldesk.project.runs import run_folder
from tldesk.project.store import Project

models = typer.Typer(help="Export a run's model for other computers and programs, and import one.", no_args_is_help=True)

_FILES: Final = frozenset(
    {".tldesk", ".onnx", ".pt", ".pt2", ".pth", ".bin", ".safetensors", ".tar", ".gz", ".tgz", ".xz", ".7z", ".rar", ".json"}
)
"""How files end that hold models and archives, and hardly a folder."""

ProjectFolder = Annotated[Path | None, typer.Option("--project", help="The project's folder; without: as for the other verbs.")]


@models.command("export")
def export(
    wanted: Annotated[list[str] | None, typer.Argument(metavar="[RUN]...", help="Ids or names of runs; without: the newest.")] = None,
    *,
    to: Annotated[Path, typer.Option(help="A new folder, or a file that ends in .zip; of several runs each gets a folder in it.")],
    project: ProjectFolder = None,
    onnx: Annotated[bool, typer.Option("--onnx", help="An ONNX file too, checked on photos of the project.")] = False,
    int8: Annotated[
        bool, typer.Option("--int8", help="And one of a quarter of the size, whose answers differ: measured on the validation photos.")
    ] = False,
    program: Annotated[
        bool, typer.Option("--program", help="A program for torch.export.load too, checked in the same way; needs no timm.")
    ] = False,
    logits: Annotated[
        bool, typer.Option("--logits", help="These take normalised pixels and give logits: nothing is inside but the network.")
    ] = False,
    json: Json = False,
) -> None:
    """Write a model that plain timm loads, with its card, figures and an example. No photo goes along; nothing is written over."""
    voice = Voice(as_json=json)
    with opened(project, voice) as here:
        chosen = [chosen_run(here, name, voice) for name in wanted or [LATEST]]
        _check_name(to, several=len(chosen) > 1)
        forms = Forms(onnx=onnx or int8, int8=int8, program=program, whole=not logits)
        _require_photos(here, forms)
        said = [_export(here, run, to if len(chosen) == 1 else to / run.id, forms, voice) for run in chosen]
        voice.result({"exported": said})


def _check_name(target: Path, *, several: bool) -> None:
    """A name that only a file can be meant by makes no folder.

    Raises:
        TravelError: it is such a one, and not that of the archive that is written.
    """
    suffix = target.suffix.lower()
    if target.is_dir() or suffix not in {*_FILES, ARCHIVE} or (suffix == ARCHIVE and not several):
        return
    wanted = "a new folder, which gets one for each run" if several else f"a new folder, or a file that ends in {ARCHIVE}"
    raise TravelError(f"{target.name} is no name of a folder.", kept="Nothing was written.", remedy=f"Name {wanted}.")


def _require_photos(project: Project, forms: Forms) -> None:
    """What is checked on photos is refused where none were looked for yet, before the engine is loaded.

    Raises:
        TravelError: the project knows no photo.
    """
    if (forms.onnx or forms.program) and not all_photos(project):
        raise TravelError(
            f"The project {project.root} knows no photos, and the file for other programs is checked on some.",
            kept="Nothing was written; the run is untouched.",
            remedy=f"Take in those that lie there: {shlex.join(['tldesk', 'import', str(project.root)])}; or export without.",
        )


def _export(project: Project, run: RunRecord, target: Path, forms: Forms, voice: Voice) -> dict[str, object]:
    events = do(project, plan_export(project, run.id, target, forms=forms), voice)
    done = next(event for event in reversed(events) if isinstance(event, Exported))
    voice.line(f"{run.name}: {shown(Path(done.target))}, {numbers.megabytes(done.size)}")
    if done.apart:
        others = "ONNX Runtime and tldesk can." if forms.onnx else "tldesk can; --onnx is for others."
        voice.line(f"Plain timm can't load it: {done.apart}. {others}")
    said: dict[str, object] = {"run": run.id, "to": done.target, "bytes": done.size, "loads_in_timm": not done.apart}
    for key, who, check in (("onnx", "ONNX Runtime", done.checks.onnx), ("program", "The program", done.checks.program)):
        if check:
            voice.line(
                f"{who} answers {check.same} of {check.photos} photos as the model does; "
                f"probabilities differ by {numbers.difference(check.difference, 4)}"
            )
            said[key] = asdict(check)
    if done.checks.int8:
        for line in _int8_words(done.checks.int8):
            voice.line(line)
        said["int8"] = asdict(done.checks.int8) | {"kept": done.checks.int8.kept}
    elif done.no_int8:
        voice.line(f"There is NO int8 file: {done.no_int8}")
        said["int8"] = {"kept": False, "reason": done.no_int8}
    return said


def _int8_words(found: Int8Check) -> tuple[str, ...]:
    """What rounding to int8 costs: whether the file is kept first."""
    before, after = numbers.interval(found.before), numbers.interval(found.after)
    kept = (
        f"The int8 file has {numbers.megabytes(found.size)} instead of {numbers.megabytes(found.size_before)}; here it computes "
        f"{1000 * found.seconds:.1f} ms a photo instead of {1000 * found.seconds_before:.1f}, {found.pace} float32"
        if found.kept
        else f"The int8 file was NOT KEPT: more than {numbers.percent(MOST_CHANGED)} of its answers are others"
    )
    return (
        kept,
        f"On {found.check.photos} validation photos it answers {found.check.same} as the model does; a probability differs by "
        f"{numbers.difference(found.check.difference)}; accuracy {after}, before {before}",
    )


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
    if change:
        voice.aside(run_folder(project, run_id).record().said)
    state = "Imported" if change else f"Already here as '{run_folder(project, run_id).record().name}':"
    voice.aside(f"{state} run {run_id}, {len(facts.classes)} classes: {', '.join(facts.classes)}")
    return run_id
