"""Heatmaps on the command line: drawn over photos, saved as pictures, and tested."""

import io
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tldesk.cli.running import do
from tldesk.cli.say import Voice, shown
from tldesk.core.errors import PhotoError, ProjectError, RunError
from tldesk.core.files import write_atomically
from tldesk.core.heatmap import HeatmapCheck, HeatmapMethod, verdict
from tldesk.core.messages import Explained, HeatmapChecked
from tldesk.core.numbers import percent
from tldesk.core.results import Heatmap
from tldesk.jobs import plan
from tldesk.photos.decode import decode
from tldesk.photos.overlay import Look, overlay
from tldesk.project import classes, runs
from tldesk.project.layout import cannot_write
from tldesk.project.store import Project

HEATMAP_SIDE = 1024


@dataclass(frozen=True)
class Asked:
    """Which heatmap is wanted: None for the most probable class and the backbone's usual method; `check`: test it as well."""

    class_index: int | None = None
    method: HeatmapMethod | None = None
    check: bool = False


def heatmap(project: Project, run_id: str, file: Path, asked: Asked, *, key: str = "", voice: Voice) -> tuple[Heatmap, HeatmapCheck | None]:
    """The heatmap of one photo, and what came of testing it.

    Raises:
        RunError: the method makes no sense for the run's backbone; says which do.
    """
    request = plan.plan_explanation(project, run_id, file, class_index=asked.class_index, key=key, method=asked.method, check=asked.check)
    events = do(project, request, voice, quiet=True)
    explained = next(event for event in events if isinstance(event, Explained))
    if asked.method not in (None, explained.heatmap.method):
        offered = ", ".join(explained.methods)
        raise RunError(f"{asked.method} makes no sense for this run's backbone.", remedy=f"Choose one of: {offered}.")
    return explained.heatmap, next((event.check for event in events if isinstance(event, HeatmapChecked)), None)


def explain(
    project: Project,
    run_id: str,
    files: Iterable[Path],
    *,
    out: Path,
    class_name: str = "",
    method: HeatmapMethod | None = None,
    check: bool = False,
    look: Look | None = None,
    voice: Voice,
) -> list[dict[str, object]]:
    """Draw heatmaps over photos into the folder `out`. A photo that can't be read is said and left out."""
    taught = runs.run_folder(project, run_id).facts().classes
    asked = Asked(_index_of(class_name, taught) if class_name else None, method, check)
    drawn: dict[Path, dict[str, object]] = {}
    for file in files:
        try:
            photo = decode(file, at_least=HEATMAP_SIDE)
            found, tested = heatmap(project, run_id, file, asked, voice=voice)
            name, confidence = taught[found.class_index], found.probabilities[found.class_index]
            target = _free_name(out, f"{file.stem}-{name}", drawn)
            _save_overlay(photo, found, target, look or Look())
        except PhotoError as error:
            voice.aside(f"Left out  {error}")
            continue
        values = {"photo": str(file), "heatmap": str(target), "class": name, "probability": confidence, "method": str(found.method)}
        drawn[target] = values | (_tested(tested) if tested is not None else {})
        voice.line(f"{shown(target)}  {name} {percent(confidence)}")
        if tested is not None:
            voice.line(f"  {verdict(tested)}")
    return list(drawn.values())


def _tested(check: HeatmapCheck) -> dict[str, object]:
    return {
        "trusted": check.trusted,
        "verdict": verdict(check),
        "insertion": check.heatmap.insertion,
        "deletion": check.heatmap.deletion,
        "head_correlation": check.head,
        "stage_correlation": check.stage,
    }


def _index_of(name: str, taught: Sequence[str]) -> int:
    found = [index for index, one in enumerate(taught) if classes.fold(one) == classes.fold(name)]
    if not found:
        raise ProjectError(f"The run knows no class '{name}'.", remedy=f"Choose one of: {', '.join(taught)}.")
    return found[0]


def _free_name(folder: Path, stem: str, taken: Container[Path]) -> Path:
    """Photos of one name in several folders must not overwrite each other's heatmaps."""
    safe = "".join(letter if letter.isalnum() or letter in "-_. " else "_" for letter in stem)
    number = 1
    while (target := folder / f"{safe}{'' if number == 1 else f'-{number}'}.jpg") in taken:
        number += 1
    return target


def _save_overlay(photo: Image.Image, heatmap: Heatmap, target: Path, look: Look) -> None:
    photo.thumbnail((HEATMAP_SIDE, HEATMAP_SIDE))
    stream = io.BytesIO()
    overlay(photo, heatmap, look).save(stream, "JPEG", quality=90)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, stream.getvalue())
    except OSError as error:
        raise cannot_write(target, error) from error
