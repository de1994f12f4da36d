"""The verbs of the command line."""

import signal
from pathlib import Path
from typing import Annotated

import typer

from tldesk import __version__
from tldesk.cli import backbones as catalogue
from tldesk.cli import demo as demonstration
from tldesk.cli import steps, training
from tldesk.cli.answer_verbs import explain, predict
from tldesk.cli.label_verbs import export, import_
from tldesk.cli.models import models
from tldesk.cli.opening import Folder, Json, Run, guarded, opened, setting, without_effect
from tldesk.cli.places import LATEST, chosen_run
from tldesk.cli.running import STARTING
from tldesk.cli.say import Voice, evaluation_values
from tldesk.cli.weights import weights
from tldesk.core.photo import Split
from tldesk.core.recipe import PRESETS, Recipe, knobs, preset
from tldesk.jobs import inline
from tldesk.project import photos
from tldesk.project.runs import run_folder
from tldesk.project.store import Project

app = typer.Typer(
    help="Label folders of photos, fine-tune a pretrained backbone, and look at what it sees. Without a verb: the window.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(models, name="model")
app.add_typer(weights, name="weights")

Preset = Annotated[str, typer.Option("--preset", help=f"A starting point: {', '.join(one.key for one in PRESETS)}.")]
Changes = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help=f"Change a setting: {', '.join(knob.name for knob in knobs())}.")
]


@app.callback(invoke_without_command=True)
def _options(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Say the version and leave.")] = False,
    diagnose: Annotated[
        bool, typer.Option("--diagnose", help="Say what it runs on: versions, graphics card and why none is used, folders, weights.")
    ] = False,
) -> None:
    if version:
        typer.echo(f"tldesk {__version__}")
        raise typer.Exit
    if diagnose:
        from tldesk.cli.diagnosing import diagnosis

        voice = Voice(as_json=False)
        with guarded(voice), voice.waiting(STARTING):
            said = diagnosis()
        typer.echo(said)
        raise typer.Exit
    if inline.is_helper():
        # The first process does all that is said, asked and written.
        raise typer.Exit(training.help_out() if context.invoked_subcommand == "train" else 0)
    if inline.is_one_of_several():
        # torchrun tells all to end when one has died; this one notices that by itself, and has yet to say and write it.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)


app.command("import")(import_)


@app.command()
def train(
    folder: Folder = None,
    *,
    preset_key: Preset = PRESETS[0].key,
    changes: Changes = None,
    name: Annotated[str, typer.Option(help="What to call the run.")] = "",
    resume: Annotated[str, typer.Option(metavar="RUN", help="Go on with this run where it was broken off, with its own recipe.")] = "",
    anyway: Annotated[bool, typer.Option("--anyway", help="Also while a window has the project open; it then shows the run.")] = False,
    json: Json = False,
) -> None:
    """Train on the labelled photos, then measure on the locked test split. Ctrl-C keeps the best epoch and says how to go on."""
    voice = Voice(as_json=json)
    if resume and (changes or name):
        raise typer.BadParameter("a run goes on with its own recipe and name.", param_hint="--resume")
    values = _settings(changes)
    with opened(folder, voice, begin=not resume) as project:
        training.leave_alone(project, anyway=anyway)
        unused: dict[str, str] = {}
        if resume:
            run_id = training.resume(project, chosen_run(project, resume).id, voice)
        else:
            recipe: Recipe = preset(preset_key).recipe.with_values(values)
            unused = without_effect(recipe, values, voice)
            _bring_in_first(project, voice)
            run_id = training.train(project, recipe, name=name, voice=voice)
        test = steps.evaluate_if_any(project, run_id, Split.TEST, voice)
        left = run_folder(project, run_id)
        said: dict[str, object] = {"run": run_id, "folder": str(left.path), "without_effect": unused}
        said |= {one.split.value: evaluation_values(one) for one in (left.evaluation(Split.VALIDATION), test) if one}
        if left.cross_validation:
            said["cross_validation"] = training.fold_values(left.cross_validation)
        voice.result(said)


@app.command()
def rates(folder: Folder = None, *, preset_key: Preset = PRESETS[0].key, changes: Changes = None, json: Json = False) -> None:
    """Try learning rates on the training photos: the loss at each, and the rate to choose. Trains nothing and leaves nothing behind."""
    voice, values = Voice(as_json=json), _settings(changes)
    with opened(folder, voice, begin=True) as project:
        recipe: Recipe = preset(preset_key).recipe.with_values(values)
        unused = without_effect(recipe, values, voice)
        _bring_in_first(project, voice)
        voice.result(training.try_rates(project, recipe, voice) | {"without_effect": unused})


def _settings(changes: list[str] | None) -> dict[str, object]:
    return dict(setting(change) for change in changes or ())


def _bring_in_first(project: Project, voice: Voice) -> None:
    """Import the folder where nobody has yet."""
    if not photos.all_photos(project):
        steps.bring_in(project, voice)


@app.command()
def backbones(
    words: Annotated[list[str] | None, typer.Argument(metavar="[SEARCH]", help="Plain words: small fast, vit dinov2, under 10M.")] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="The whole table.")] = False,
    json: Json = False,
) -> None:
    """List backbones for --set backbone=NAME: size, accuracy, pretraining, licence, and whether the weights are here.

    Weights are looked for in your weights folder, in the folders that TLDESK_WEIGHTS names, and in an existing Hugging Face cache.
    """
    voice = Voice(as_json=json)
    with guarded(voice):
        catalogue.list_backbones(" ".join(words or ()), everything=everything, voice=voice)


@app.command()
def evaluate(
    folder: Folder = None,
    *,
    run: Run = LATEST,
    split: Annotated[Split, typer.Option(help="Which photos to measure on.")] = Split.TEST,
    json: Json = False,
) -> None:
    """Measure a run: accuracy with its 95 % interval, and precision, recall and F1 of each class."""
    voice = Voice(as_json=json)
    with opened(folder, voice) as project:
        chosen = chosen_run(project, run, voice)
        voice.result({"run": chosen.id} | evaluation_values(steps.evaluate(project, chosen.id, split, voice)))


app.command()(predict)
app.command()(explain)


@app.command()
def report(
    folder: Folder = None,
    *,
    run: Run = LATEST,
    out: Annotated[Path, typer.Option(help="The file to write, .html or .pdf.")] = Path("report.html"),
    json: Json = False,
) -> None:
    """Write a run's figures, curves, mistakes and settings as one HTML page that needs nothing else, or as a PDF."""
    voice = Voice(as_json=json)
    with opened(folder, voice) as project:
        chosen = chosen_run(project, run, voice)
        steps.report(project, chosen.id, out, voice=voice)
        voice.result({"run": chosen.id, "report": str(out)})


app.command()(export)


@app.command()
def demo(
    *,
    folder: Annotated[Path, typer.Option(help="Where to put the photos and results.")] = Path("tldesk-demo"),
    per_class: Annotated[int, typer.Option(min=12, help="Photos to draw of each class.")] = 60,
    preset_key: Preset = PRESETS[0].key,
    window: Annotated[bool, typer.Option(help="Open the window at the end, where there is a display.")] = True,
    json: Json = False,
) -> None:
    """The whole way on drawn specimens, offline: import, train, evaluate, predict, heatmaps, report, and the window."""
    voice = Voice(as_json=json)
    with guarded(voice):
        demonstration.run(folder, preset(preset_key).recipe, per_class=per_class, window=window, voice=voice)
