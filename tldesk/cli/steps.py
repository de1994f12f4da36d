"""What the verbs are made of: each does one thing to an open project, says it, and gives it back as values."""

import getpass
from collections.abc import Callable
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from tldesk.cli.explaining import Asked, heatmap
from tldesk.cli.running import do
from tldesk.cli.say import Voice, score_table, shown
from tldesk.core.errors import TldeskError
from tldesk.core.messages import Evaluated
from tldesk.core.numbers import interval
from tldesk.core.photo import ScannedPhoto, Split
from tldesk.core.results import Evaluation, Heatmap
from tldesk.jobs import plan
from tldesk.jobs.plan import NothingToMeasureError
from tldesk.jobs.report import worst_mistakes, write_report
from tldesk.photos.kinds import NotPhotos
from tldesk.photos.scan import scan
from tldesk.project import classes, photos, runs, splits
from tldesk.project.facts import read_facts, record_facts
from tldesk.project.store import Project


def bring_in(project: Project, voice: Voice, *, labels: Callable[[Project], dict[str, object]] | None = None) -> dict[str, object]:
    """Scan the project's folder, look at what is new, and read classes and splits from the sub-folders, or let `labels` take them."""
    known = photos.known(project)
    found: list[ScannedPhoto] = []
    problems: dict[str, str] = {}
    hidden: list[str] = []
    others = NotPhotos()
    with voice.progress() as bar:
        task = bar.add_task("Finding photos", total=None)
        for one in scan(project.root, known=known, passed_over=others.add):
            if isinstance(one, ScannedPhoto):
                found.append(one)
            else:
                problems[one.path] = str(one.error)
                hidden += [one.path] if one.hides else []
            bar.update(task, completed=len(found))
    photos.record_scan(project, found, hidden=hidden)
    problems |= _look_at(project, voice)
    taken: dict[str, object] = {}
    if labels is None:
        splits.import_folders(project, who=who())
    else:
        taken = labels(project)
    problems |= {photo.path: photo.problem for photo in photos.all_photos(project) if photo.problem and not photo.missing}
    said = _say_photos(project, problems, voice)
    if others.count:
        voice.line(str(others))
    return said | {"not_photos": dict(others.kinds)} | taken


def _look_at(project: Project, voice: Voice) -> dict[str, str]:
    """Open every new or changed photo as far as its header, so that what is no photo is said now and not in the midst of a training.

    Returns:
        Why photos can't be read for now, by path; what lasts is kept in the project.
    """
    passing: dict[str, str] = {}
    with voice.progress() as bar:
        task = bar.add_task("Looking at photos", total=None)
        for looked in read_facts(project.root, project.layout):
            record_facts(project, looked)
            passing |= {one.path: one.passing for one in looked if one.passing}
            bar.advance(task, len(looked))
    return passing


def _say_photos(project: Project, problems: dict[str, str], voice: Voice) -> dict[str, object]:
    names = {one.id: one.name for one in classes.classes(project)}
    everything = [photo for photo in photos.all_photos(project) if not photo.missing]
    table = Table("Class", box=None, pad_edge=False, header_style="dim")
    for title in ("Training", "Validation", "Test", "No split", "All"):
        table.add_column(title, justify="right")
    counted: dict[str, dict[str, int]] = {}
    for class_id in (*names, None):
        of_class = [photo for photo in everything if photo.class_id == class_id]
        if class_id is None and not of_class:
            continue
        by_split = [sum(photo.split is split for photo in of_class) for split in (*Split, None)]
        name = "(no label)" if class_id is None else names[class_id]
        table.add_row(escape(name), *(str(count or "") for count in by_split), str(len(of_class)))
        counted[name] = dict(zip((*(split.value for split in Split), "none"), by_split, strict=True))
    voice.table(table)
    for path, reason in problems.items():
        voice.aside(f"Can't be read  {path}: {reason}")
    voice.line(f"{len(everything)} photos in {project.root}, {len(problems)} can't be read")
    return {"folder": str(project.root), "photos": len(everything), "classes": counted, "unreadable": problems}


def evaluate(project: Project, run_id: str, split: Split, voice: Voice) -> Evaluation:
    """Measure a run on a split and say the figures."""
    events = do(project, plan.plan_evaluation(project, run_id, split), voice)
    evaluation = next(event.evaluation for event in reversed(events) if isinstance(event, Evaluated))
    say_evaluation(evaluation, voice)
    return evaluation


def evaluate_if_any(project: Project, run_id: str, split: Split, voice: Voice) -> Evaluation | None:
    """Measure a run on a split, where it has photos."""
    try:
        return evaluate(project, run_id, split, voice)
    except NothingToMeasureError as error:
        voice.aside(str(error))
        return None


def say_evaluation(evaluation: Evaluation, voice: Voice, *, table: bool = True) -> None:
    """The accuracy with its interval, and a line for each class."""
    voice.line(f"Accuracy on {len(evaluation.answers)} {evaluation.split.value} photos: {interval(evaluation.accuracy)}")
    if table:
        voice.table(score_table(evaluation))


def report(project: Project, run_id: str, file: Path, *, set_id: str = "", voice: Voice) -> None:
    """Write the report, with heatmaps over the worst mistakes."""
    folder = runs.run_folder(project, run_id)
    evaluation = folder.evaluation(Split.TEST) or folder.evaluation(Split.VALIDATION)
    maps: dict[str, Heatmap] = {}
    for answer in worst_mistakes(evaluation) if evaluation and folder.has_model else ():
        if not answer.has_file:
            continue
        try:
            found, _ = heatmap(project, run_id, Path(answer.file), Asked(answer.best), key=answer.key, voice=voice)
            maps[answer.key] = found
        except TldeskError as error:
            voice.aside(f"No heatmap  {error}")
    write_report(file, project, run_id, heatmaps=maps, set_id=set_id)
    voice.line(f"Report in {shown(file)}")


def who() -> str:
    """The user's name, for the history of labels; a container may have none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "someone"
