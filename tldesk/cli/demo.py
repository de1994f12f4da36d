"""The main job from end to end on drawn specimens, offline."""

import os
import subprocess
import sys
from pathlib import Path

from tldesk.cli import steps
from tldesk.cli.places import remember
from tldesk.cli.say import Voice, evaluation_values, shown
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe
from tldesk.photos.specimens import draw_mixed, draw_specimens
from tldesk.project.layout import cannot_write
from tldesk.project.runs import recover
from tldesk.project.store import open_project

SEED = 0
MIXED = 24
HEATMAPS = 8


def run(folder: Path, recipe: Recipe, *, per_class: int, window: bool, voice: Voice) -> None:
    """Draw, import, train, evaluate, predict, explain, report; then the window, where there is a display.

    Running it again keeps the photos and labels that are there and adds a run.

    Args:
        folder: takes `photos/` (the project), `new-photos/`, and the results.
        per_class: photos to draw of each class.

    Raises:
        TldeskError: a step failed; its message says what to do.
    """
    photos, fresh = folder / "photos", folder / "new-photos"
    voice.aside(f"Drawing specimens into {shown(folder.absolute())}")
    try:
        draw_specimens(photos, per_class=per_class, seed=SEED)
        draw_mixed(fresh, count=MIXED, seed=SEED + 1)
    except OSError as error:
        raise cannot_write(folder, error) from error
    csv, page, heatmaps = folder / "predictions.csv", folder / "report.html", folder / "heatmaps"
    with open_project(photos) as project:
        recover(project)
        steps.bring_in(project, voice)
        remember(project.root)
        run_id = steps.train(project, recipe, name="Demo", voice=voice)
        evaluation = steps.evaluate(project, run_id, Split.TEST, voice)
        set_id, rows = steps.predict(project, run_id, [fresh], csv=csv, voice=voice)
        steps.explain(project, run_id, [Path(row.file) for row in rows if row.probabilities][:HEATMAPS], out=heatmaps, voice=voice)
        steps.report(project, run_id, page, set_id=set_id, voice=voice)
    steps.say_evaluation(evaluation, voice)
    places = {"photos": photos, "table": csv, "heatmaps": heatmaps, "report": page}
    for name, place in places.items():
        voice.line(f"{name.capitalize():<9} {shown(place.absolute())}")
    voice.result({"run": run_id, "test": evaluation_values(evaluation), **{name: str(place.absolute()) for name, place in places.items()}})
    if window and has_display():
        voice.aside(f"Opening the window on {shown(photos.absolute())}; close it to end.")
        # In a process of its own: this one has loaded torch, and the window must not.
        subprocess.run(_window_command(photos), check=False)  # noqa: S603  # our own program
    elif window:
        voice.aside(f"There is no display here. With one, see it in the window: tldesk {shown(photos.absolute())}")


def has_display() -> bool:
    """Whether a window can be opened."""
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _window_command(folder: Path) -> list[str]:
    module = [] if getattr(sys, "frozen", False) else ["-m", "tldesk"]
    return [sys.executable, *module, str(folder)]
