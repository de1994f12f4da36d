"""A run on one page of HTML that needs nothing else (no network, no scripts, no other file), or as a PDF: the record a lab keeps."""

import base64
import hashlib
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import jinja2

from tldesk import __version__
from tldesk.core.errors import PhotoError, ProjectError
from tldesk.core.files import resources_folder, write_atomically
from tldesk.core.numbers import DASH, decimal, duration, figure, interval, over_folds, percent
from tldesk.core.photo import Split
from tldesk.core.recipe import Recipe, knobs
from tldesk.core.results import Answer, Evaluation, Figure, Heatmap
from tldesk.core.run_folder import RunFolder
from tldesk.core.run_values import ModelFacts
from tldesk.jobs.report_plots import PLOT_HEIGHT, PLOT_WIDTH, SQUARE, plots, score_plots, sureness
from tldesk.jobs.snapshot import read_part
from tldesk.photos.decode import decode
from tldesk.photos.overlay import overlay
from tldesk.project import answers, predictions, runs
from tldesk.project.store import Project

LIMITS = (
    "They hold for photos like the ones measured: same instrument, same place, same kind of subject. On others the accuracy can be much "
    "lower.",
    "The interval covers the chance in which photos were measured, nothing else. Wrong labels and photos of the same subject in two splits "
    "make figures look better or worse than they are.",
    "The model always answers with one of its classes, also for a photo that shows none of them. Its confidence is not the chance of being "
    "right.",
    "A heatmap shows where the evidence was for this model, not why, and not what a person would look at.",
)
PICTURE_SIDE = 260
SURE = 0.8
"""From this probability on the report counts an answer as a sure one."""


def worst_mistakes(evaluation: Evaluation, *, limit: int = 12) -> list[Answer]:
    """The answers that were wrong, the surest first."""
    wrong = [answer for answer in evaluation.answers if answer.label is not None and answer.best != answer.label]
    return sorted(wrong, key=lambda answer: -answer.confidence)[:limit]


def write_report(file: Path, project: Project, run_id: str, *, heatmaps: Mapping[str, Heatmap] | None = None, set_id: str = "") -> None:
    """Write the report of a run.

    Args:
        file: replaced when it is there; pages of a PDF where its name ends in .pdf, else one page of HTML.
        heatmaps: by the key of the photo (its id); a mistake without one is shown plain.
        set_id: the prediction set to sum up; empty: none.

    Raises:
        RunError: the run's folder is damaged.
        ProjectError: `file` can't be written.
    """
    folder = runs.run_folder(project, run_id)
    content = _page(project, folder, heatmaps or {}, set_id)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, _pdf(content) if file.suffix.casefold() == ".pdf" else _html(content))
    except OSError as error:
        raise ProjectError(
            f"The report {file} can't be written: {error.strerror or error}.",
            kept="The run and its figures are kept.",
            remedy="Choose another place, or free some space.",
        ) from error


def _pdf(content: Mapping[str, object]) -> bytes:
    from tldesk.jobs.report_pdf import pdf_pages

    return pdf_pages(content)


def _html(content: Mapping[str, object]) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(resources_folder()),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(content)


# --- what the page shows ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the confusion matrix; `shade` 0..1 is its share of the row."""

    count: int
    shade: float
    right: bool
    said: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """One wrong answer with its picture as a data URI."""

    picture: str
    name: str
    label: str
    prediction: str
    confidence: str
    has_heatmap: bool


def _page(project: Project, folder: RunFolder, heatmaps: Mapping[str, Heatmap], set_id: str) -> dict[str, object]:
    record = folder.record()
    evaluation = folder.evaluation(Split.TEST) or folder.evaluation(Split.VALIDATION)
    epochs = folder.epochs()
    recipe = folder.recipe()
    facts = folder.facts() if folder.has_model else None
    return {
        "program": f"tldesk {__version__}",
        "written": datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
        "folder": str(project.root),
        "run": record,
        "trained_on": datetime.fromtimestamp(record.created).astimezone().strftime("%Y-%m-%d %H:%M"),
        "took": duration(record.ended - record.created) if record.ended else DASH,
        **_measured(evaluation, heatmaps),
        "folds": _folds(folder),
        "not_sure": _not_sure(facts, evaluation) if facts and evaluation else [],
        "square": SQUARE,
        "plots": plots(epochs, facts.epoch if facts else None),
        "facts": facts,
        "settings": _settings(recipe),
        "circumstances": [(name, value) for name, value in (("Device", record.device), *record.versions) if value],
        "data": _data(folder, project.root),
        "predictions": _prediction_summary(project, set_id) if set_id else None,
        "limits": LIMITS,
        "plot_width": PLOT_WIDTH,
        "plot_height": PLOT_HEIGHT,
    }


def _measured(evaluation: Evaluation | None, heatmaps: Mapping[str, Heatmap]) -> dict[str, object]:
    """What was measured, and on what; the page leaves out what is empty."""
    return {
        "evaluation": evaluation,
        "accuracy": interval(evaluation.accuracy) if evaluation else "",
        "measured": 0 if evaluation is None else len(evaluation.answers),
        "figures": _figures(evaluation) if evaluation else [],
        "grouped": evaluation is not None and evaluation.grouped,
        "locked": evaluation is not None and evaluation.split is Split.TEST,
        "scores": [
            (
                *(s.name, percent(s.precision), percent(s.recall), percent(s.f1)),
                *(decimal(s.roc_auc), decimal(s.average_precision), s.support),
            )
            for s in (evaluation.scores if evaluation else ())
        ],
        "score_plots": score_plots(evaluation.scores) if evaluation else [],
        "sureness": sureness(evaluation) if evaluation else [],
        "matrix": _matrix(evaluation) if evaluation else [],
        "mistakes": [_mistake(answer, evaluation.classes, heatmaps) for answer in worst_mistakes(evaluation)] if evaluation else [],
        "wrong": 0 if evaluation is None else sum(a.best != a.label for a in evaluation.answers),
    }


def _figures(evaluation: Evaluation) -> list[tuple[str, str, str]]:
    """Name, value and 95 % interval of every figure but the accuracy, which stands above them."""
    others = {which: value for which, value in evaluation.figures.items() if which is not Figure.ACCURACY}
    return [(which.value[0].upper() + which.value[1:], *figure(which, value)) for which, value in others.items()]


def _folds(folder: RunFolder) -> tuple[int, str] | None:
    """How many folds a cross-validation had, and the accuracy over them; None where there are not at least two."""
    found = folder.cross_validation
    return (len(found.folds), over_folds(found)) if found and found.figures else None


def _not_sure(facts: ModelFacts, evaluation: Evaluation) -> list[str]:
    """When the model says "not sure" and "unlike the training photos", and what that would have been on the photos measured; in words."""
    answers, place = evaluation.answers, f"the {len(evaluation.answers)} {evaluation.split.value} photos"
    if not answers:
        return []
    said = []
    if facts.sure_from is not None and facts.accepted_error is not None:
        kept = [answer for answer in answers if answer.confidence >= facts.sure_from]
        wrong = sum(answer.best != answer.label for answer in kept)
        of_them = f", and of the others {percent(wrong / len(kept))} were wrong" if kept else ""
        said += [
            f"Answers below {percent(facts.sure_from)} confidence are \u201cnot sure\u201d: chosen on the validation photos for at most "
            f"{percent(facts.accepted_error)} wrong answers among the others.",
            f"Of {place} these are {percent(1 - len(kept) / len(answers))}{of_them}.",
        ]
    elif facts.accepted_error is not None:
        said.append("No answer is called \u201cnot sure\u201d: the validation photos are too few, or too often mistaken, to say which.")
    if facts.unlike_from is not None:
        unlike = sum(answer.distance is not None and answer.distance > facts.unlike_from for answer in answers)
        said.append(f"Photos unlike those it was trained on are marked as such: {unlike} of {place}.")
    return said


def _settings(recipe: Recipe) -> list[tuple[str, str, bool]]:
    """Label, value and whether it differs from the default, of every setting."""
    changed = recipe.differing_from(Recipe())
    values = {knob.name: getattr(recipe, knob.name) for knob in knobs()}
    said = {
        knob.name: ("on" if values[knob.name] else "off")
        if isinstance(values[knob.name], bool)
        else f"{values[knob.name]} {knob.unit}".strip() or DASH
        for knob in knobs()
    }
    if not recipe.image_size:
        said["image_size"] = "the backbone's own"
    return [(knob.label, said[knob.name], knob.name in changed) for knob in knobs()]


def _matrix(evaluation: Evaluation) -> list[tuple[str, list[Cell]]]:
    rows = []
    for row, (name, counts) in enumerate(zip(evaluation.classes, evaluation.confusion, strict=True)):
        total = sum(counts) or 1
        cells = [
            Cell(
                count, count / total, column == row, f"{count} of {total} photos labelled {name} were answered {evaluation.classes[column]}"
            )
            for column, count in enumerate(counts)
        ]
        rows.append((name, cells))
    return rows


def _mistake(answer: Answer, classes: Sequence[str], heatmaps: Mapping[str, Heatmap]) -> Mistake:
    heatmap = heatmaps.get(answer.key)
    return Mistake(
        picture=_picture(Path(answer.file), heatmap),
        name=Path(answer.file).name,
        label=DASH if answer.label is None else classes[answer.label],
        prediction=classes[answer.best],
        confidence=percent(answer.confidence),
        has_heatmap=heatmap is not None,
    )


def _picture(file: Path, heatmap: Heatmap | None) -> str:
    """A small JPEG as a data URI; empty when the photo can't be read any more."""
    try:
        photo = decode(file, at_least=PICTURE_SIDE)
    except PhotoError:
        return ""
    photo.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    if heatmap is not None:
        photo = overlay(photo, heatmap)
    stream = io.BytesIO()
    photo.save(stream, "JPEG", quality=82)
    return "data:image/jpeg;base64," + base64.b64encode(stream.getvalue()).decode("ascii")


def _data(folder: RunFolder, root: Path) -> dict[str, object]:
    """Photos per class and split as they were when the run was planned, without those that could not be read; and the snapshot's hash."""
    rows, unread = read_part(folder, root)
    counts = Counter((row.label, row.split) for row in rows)
    names = list(dict.fromkeys(row.label for row in rows))
    table = [(name, [counts[name, split] for split in Split], sum(counts[name, split] for split in Split)) for name in names]
    totals = [sum(counts[name, split] for name in names) for split in Split]
    mark = hashlib.sha256(folder.snapshot_file.read_bytes()).hexdigest() if rows else ""
    return {"rows": table, "totals": totals, "total": len(rows), "unread": unread, "hash": mark}


def _prediction_summary(project: Project, set_id: str) -> dict[str, object] | None:
    rows = answers.rows(project, set_id)
    chosen = next((one for one in predictions.sets(project) if one.id == set_id), None)
    if chosen is None:
        return None
    answered = [row for row in rows if row.probabilities]
    best = [max(range(len(row.probabilities)), key=row.probabilities.__getitem__) for row in answered]
    counts = Counter(best)
    return {
        "photos": len(rows),
        "unreadable": [(Path(row.file).name, row.problem) for row in rows if row.problem],
        "counts": [(name, counts[index], counts[index] / (len(answered) or 1)) for index, name in enumerate(chosen.classes)],
        "sure": sum(max(row.probabilities) >= SURE for row in answered),
        "answered": len(answered),
        "sure_from": percent(SURE),
    }
