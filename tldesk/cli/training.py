"""Training, resuming and trying learning rates on the command line."""

import os
import shlex
import signal

from rich.table import Table

from tldesk.cli.running import JobCancelledError, do
from tldesk.cli.say import WORLD, Voice
from tldesk.cli.steps import say_evaluation
from tldesk.core.cross_validation import CrossValidation
from tldesk.core.errors import ProjectError, TldeskError
from tldesk.core.messages import Evaluated, Finished, PhotoFailed, RateTested, TrainRequest, phrase
from tldesk.core.numbers import over_folds
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.jobs import inline, plan
from tldesk.jobs.resuming import plan_resume
from tldesk.project import classes, photos, runs
from tldesk.project.store import Project
from tldesk.project.tenancy import tenant_of


def train(project: Project, recipe: Recipe, *, name: str, voice: Voice) -> str:
    """Train; returns the run's id."""
    request, _ = plan.plan_training(project, recipe, name=name, groups=_compared(project, recipe, voice))
    left_out = sum(photo.class_id is not None and photo.split is None and not photo.missing for photo in photos.all_photos(project))
    if left_out:
        voice.aside(f"{left_out} labelled photos are left out: unreadable, or too much like a photo of the locked test split")
    return _do_training(project, request, voice)


def leave_alone(project: Project, *, anyway: bool) -> None:
    """Keep out of a project that a window has open, because a training deals its photos into splits; unless `anyway`.

    Raises:
        ProjectError: a window has it open.
    """
    tenant = None if anyway else tenant_of(project.layout)
    if tenant is not None:
        raise ProjectError(
            f"A window has {project.root} open: {tenant.words}.",
            kept="Nothing was changed.",
            remedy="Train there, close it first, or say --anyway: it then shows the run, and no label is lost.",
        )


def resume(project: Project, run_id: str, voice: Voice) -> str:
    """Go on with a training that was broken off; returns the run's id."""
    with voice.progress() as bar:
        task = bar.add_task("Looking at the photos of the run", total=None)
        request = plan_resume(project, run_id, report=lambda done, total: bar.update(task, completed=done, total=total))
    return _do_training(project, request, voice)


def _compared(project: Project, recipe: Recipe, voice: Voice) -> dict[int, str]:
    """Which photos show the same thing."""
    names = {one.id: one.name for one in classes.classes(project)}
    with voice.progress() as bar:
        task = bar.add_task("Comparing photos", total=None)
        return plan.gather(
            photos.all_photos(project),
            project.root,
            recipe,
            thumbnails=project.layout.thumbnails,
            classes=names,
            report=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _do_training(project: Project, request: TrainRequest, voice: Voice) -> str:
    run_id = plan.run_id_of(request)
    counts = {split: sum(photo.split is split for photo in request.photos) for split in Split}
    voice.aside(f"Training on {counts[Split.TRAIN]} photos, {counts[Split.VALIDATION]} to validate, {len(request.classes)} classes")
    try:
        events = do(project, request, voice)
    except JobCancelledError as stop:
        raise JobCancelledError(f"{stop}{_how_to_go_on(project, run_id)}") from None
    voice.line(f"Run {run_id}")
    unread = len({event.key for event in events if isinstance(event, PhotoFailed)})
    if unread:
        voice.line(f"{unread} of the {len(request.photos)} photos could not be read and took no part")
    for event in events:
        if isinstance(event, Evaluated):
            say_evaluation(event.evaluation, voice, table=False)
    found = runs.run_folder(project, run_id).cross_validation
    if found is not None:
        voice.line(f"Accuracy over {len(found.folds)} folds: {over_folds(found)}")
    return run_id


def fold_values(found: CrossValidation) -> dict[str, object]:
    """A cross-validation for scripts."""
    return {
        "folds": [{"photos": fold.photos, **{which.value: value for which, value in fold.figures.items()}} for fold in found.folds],
        "figures": {
            which.value: {"mean": one.mean.value, "low": one.mean.low, "high": one.mean.high, "spread": one.spread}
            for which, one in found.figures.items()
        },
    }


def help_out() -> int:
    """Take part in the training that the first of several processes plans; returns the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        ending = inline.help_out()
        said = "" if isinstance(ending, Finished) else phrase(ending)
    except TldeskError as error:
        said = str(error)
    if said:
        Voice(as_json=False).aside(f"Process {os.environ['RANK']}: {said}")
    return WORLD if said else 0


def _how_to_go_on(project: Project, run_id: str) -> str:
    kept = " The best epoch so far can predict." if runs.run_folder(project, run_id).has_model else ""
    if not runs.can_resume(project, run_id):
        return kept
    return f"{kept} To go on where it was: {shlex.join(['tldesk', 'train', str(project.root), '--resume', run_id])}"


def try_rates(project: Project, recipe: Recipe, voice: Voice) -> dict[str, object]:
    """Try learning rates and say the loss at each, and the rate it suggests."""
    request = plan.plan_rate_test(project, recipe, groups=_compared(project, recipe, voice))
    tested = next(event for event in do(project, request, voice) if isinstance(event, RateTested))
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("Learning rate", "Loss"):
        table.add_column(title, justify="right")
    for rate, loss in zip(tested.rates, tested.losses, strict=True):
        table.add_row(f"{rate:.2g}", f"{loss:.4f}")
    voice.table(table)
    voice.line(f"Suggested: --set learning_rate={tested.suggestion:.2g} (the recipe has {recipe.learning_rate:.2g})")
    return {"rates": tested.rates, "losses": tested.losses, "suggestion": tested.suggestion, "recipe": recipe.learning_rate}
