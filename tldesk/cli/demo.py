"""The main job from end to end on drawn specimens, offline."""

import shutil
import sys
from pathlib import Path

from tldesk.cli import explaining, predicting, steps, training
from tldesk.cli.places import remember
from tldesk.cli.say import Voice, evaluation_values, shown
from tldesk.cli.window import has_display, open_window
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
        run_id = training.train(project, recipe, name="Demo", voice=voice)
        evaluation = steps.evaluate(project, run_id, Split.TEST, voice)
        answered = predicting.predict(project, run_id, [fresh], out=csv, voice=voice)
        explaining.explain(
            project, run_id, [Path(row.file) for row in answered.rows if row.probabilities][:HEATMAPS], out=heatmaps, voice=voice
        )
        steps.report(project, run_id, page, set_id=answered.set.id, voice=voice)
    steps.say_evaluation(evaluation, voice)
    places = {"photos": photos, "table": csv, "heatmaps": heatmaps, "report": page}
    for name, place in places.items():
        voice.line(f"{name.capitalize():<9} {shown(place.absolute())}")
    voice.result({"run": run_id, "test": evaluation_values(evaluation), **{name: str(place.absolute()) for name, place in places.items()}})
    if window:
        _show(photos, voice)


def _show(photos: Path, voice: Voice) -> None:
    """The window on `photos` until it is closed; where there is no display, how to see them on one."""
    if has_display():
        voice.aside(f"Opening the window on {shown(photos.absolute())}; close it to end.")
        open_window(photos)
    else:
        program = "tldesk" if shutil.which("tldesk") else shown(Path(sys.argv[0]).absolute())
        voice.aside(f"There is no display here. With one, see it in the window: {program} {shown(photos.absolute())}")
