"""Photos that were answered for, which may lie anywhere, in a folder for each class."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import tldesk
from tldesk.core.progress import Report, unheard
from tldesk.project.interchange.cells import safe
from tldesk.project.interchange.placing import FoldersPlan, Placing, checked_target, folder_names, place
from tldesk.project.interchange.prediction_tables import NOT_SURE
from tldesk.project.predictions import PredictionRow, PredictionSet

LIST_NAME: Final = "answers.csv"
GONE: Final = "It is not there any more."

_HEAD: Final = ("file", "class", "given by", "prediction", "confidence", "photo", "model", "tldesk")


@dataclass(frozen=True, slots=True)
class AnswerPlacing(Placing):
    """A photo that was answered for, and where it goes. `label` is "not sure" for those that go to that folder."""

    row: PredictionRow


@dataclass(frozen=True, slots=True)
class AnswersPlan(FoldersPlan[AnswerPlacing]):
    """What sorting answers would write: one placing a photo, in the order of the answers.

    Attributes:
        left_out: files that can't be read or are gone, each with the reason.
        counts: how many photos go to each folder, the fullest first.
        fresh: how many of them are not there already.
    """

    left_out: tuple[tuple[str, str], ...]
    counts: Mapping[str, int]
    fresh: int


def check_answer_target(photo_folder: Path, target: Path, places: Sequence[Path]) -> Path:
    """The folder to sort into, before there are answers; see `placing.checked_target`.

    Args:
        photo_folder: the project's.
        places: what is answered for, folders or photos.

    Raises:
        ProjectError: it lies inside the photo folder, one of `places` or the folder of one that is a photo; or it is a file.
    """
    return _outside(photo_folder, target, {place if place.is_dir() else place.parent for place in map(Path.absolute, places)})


def _outside(photo_folder: Path, target: Path, predicted: Collection[Path]) -> Path:
    outside = {"the photo folder": [photo_folder], "the folder that is predicted": [folder.resolve() for folder in predicted]}
    return checked_target(target, outside)


def plan_answer_folders(
    photo_folder: Path,
    target: Path,
    answered: PredictionSet,
    rows: Sequence[PredictionRow],
    *,
    best_guess: bool = False,
    report: Report = unheard,
) -> AnswersPlan:
    """Where each photo of `rows` would go, without writing anything; see `placing.place`.

    A photo that a person labelled goes to its label's folder. Of the others, those that the model is not sure of and those unlike the
    training photos go to a folder of their own, and the rest to the folder of the model's answer.

    Args:
        photo_folder: the project's.
        best_guess: all go to the folder of the most probable class.
        report: hears how many photos of how many are looked at, and then how many are placed; what it raises ends the work.

    Raises:
        ProjectError: `target` lies inside the photo folder or in a folder that a photo of `rows` is in; or it is a file.
    """
    where = _outside(photo_folder, target, {Path(row.file).parent for row in rows})
    labels = list(dict.fromkeys([*answered.classes, *(row.label for row in rows if row.label)]))
    # A class may have that very name: the folder of those that are not sure is another one.
    folders = dict(zip((*labels, None), folder_names([*labels, NOT_SURE]), strict=True))
    placings, left_out = [], []
    for number, row in enumerate(rows):
        report(number, len(rows))
        source = Path(row.file)
        problem = row.problem or ("" if source.is_file() else GONE)
        if problem:
            left_out.append((row.file, problem))
        else:
            label = _label_for(answered, row, best_guess=best_guess)
            placings.append(AnswerPlacing(source, label or NOT_SURE, folders[label], row))
    placed = place(placings, where, report=report)
    counts = dict(Counter(placing.path.partition("/")[0] for placing in placed).most_common())
    fresh = sum(not placing.there for placing in placed)
    return AnswersPlan(where, placed, LIST_NAME, partial(_listed, answered), tuple(left_out), counts, fresh)


def _label_for(answered: PredictionSet, row: PredictionRow, *, best_guess: bool) -> str | None:
    """The class in whose folder a photo goes, None for the folder of those that are not sure."""
    if row.label is None and not best_guess and (answered.is_unsure(row) or answered.is_unlike(row)):
        return None
    return row.label or _best(answered, row)


def _best(answered: PredictionSet, row: PredictionRow) -> str:
    return answered.classes[max(range(len(row.probabilities)), key=row.probabilities.__getitem__)]


def _listed(answered: PredictionSet, written: Sequence[AnswerPlacing]) -> bytes:
    """One line a photo: where it lies, its class and who gave that, the model's best guess and confidence, the original, the model."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEAD)
    for each in written:
        by = "model" if each.row.label is None else "person"
        guess = (_best(answered, each.row), f"{max(each.row.probabilities):.6f}")
        about = (str(each.source), answered.run_id, tldesk.__version__)
        writer.writerow([safe(cell) for cell in (each.path, each.label, by, *guess, *about)])
    return text.getvalue().encode("utf-8-sig", "surrogateescape")
