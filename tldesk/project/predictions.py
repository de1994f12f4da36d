"""Predictions: sets of a run's answers on photos, kept as they come in, so that a set cut short can be gone on with."""

import json
import os
import time
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tldesk.core.changes import Change
from tldesk.core.results import Answer
from tldesk.project.store import Project

_LAST: Final = 1 << 40
"""The place of a file that was answered without being asked for."""

_TOP: Final = 5
_AT_ONCE: Final = 500
"""Ids asked for in one query."""


@dataclass(frozen=True, slots=True)
class PredictionSet:
    """The answers of one run on one lot of files.

    Attributes:
        classes: names, in the order of the probabilities.
        created: seconds since the epoch.
        said: how it ended, in words; empty while it runs, or after a crash.
        total, done: files asked for, and those answered or found unreadable.
    """

    id: str
    run_id: str
    classes: tuple[str, ...]
    created: float
    said: str
    total: int
    done: int


@dataclass(frozen=True, slots=True)
class PredictionRow:
    """One file of a set: `probabilities` summing to 1, or none and a `problem`.

    `label` is the class a person gave, where the file is a photo of the project: it always wins over the model's answer.
    """

    file: str
    probabilities: tuple[float, ...]
    problem: str
    label: str | None


@dataclass(frozen=True, slots=True)
class PhotoAnswer:
    """What a set says of a photo of the project.

    Attributes:
        prediction: the name of the most probable class; `confidence` its probability, 0..1.
        top: the most probable classes, at most five, with their probabilities.
    """

    prediction: str
    confidence: float
    top: tuple[tuple[str, float], ...]


def begin(project: Project, *, run_id: str, classes: Sequence[str], files: Iterable[str | Path]) -> tuple[str, Change]:
    """Begin a set for `files` (absolute paths); gives its id, as "20261122-043155"."""
    database = project.database
    created = time.time()
    stem = time.strftime("%Y%m%d-%H%M%S", time.localtime(created))
    with database.transaction():
        set_id, number = stem, 1
        while database.row("SELECT 1 FROM prediction_sets WHERE id = ?", (set_id,)):
            number += 1
            set_id = f"{stem}-{number}"
        wanted = dict.fromkeys(str(file) for file in files)
        database.execute(
            "INSERT INTO prediction_sets (id, run_id, classes, created, total) VALUES (?, ?, ?, ?, ?)",
            (set_id, run_id, json.dumps(list(classes)), created, len(wanted)),
        )
        database.execute_many(
            """INSERT INTO predictions (set_id, file, place, photo_id)
               VALUES (?, ?, ?, (SELECT id FROM photos WHERE path = ? AND missing = 0))""",
            [(set_id, file, place, _path(project, file)) for place, file in enumerate(wanted)],
        )
    return set_id, Change(predictions=frozenset({set_id}))


def add(project: Project, set_id: str, answers: Sequence[Answer]) -> Change:
    """Keep answers; a file that was not asked for is added at the end, one answered before takes the new answer."""
    rows = [_Kept(answer.file, "", array("f", answer.probabilities).tobytes(), answer.best, answer.confidence) for answer in answers]
    return _keep(project, set_id, rows)


def add_unreadable(project: Project, set_id: str, file: str, reason: str) -> Change:
    """Note that a file can't be read, and why."""
    return _keep(project, set_id, [_Kept(file, reason or "It can't be read.")])


def finish(project: Project, set_id: str, said: str) -> Change:
    """Note how the set ended, in words."""
    with project.database.transaction():
        project.database.execute("UPDATE prediction_sets SET said = ? WHERE id = ?", (said, set_id))
    return Change(predictions=frozenset({set_id}))


def sets(project: Project) -> list[PredictionSet]:
    """Every set, newest first."""
    query = "SELECT id, run_id, classes, created, said, total, done FROM prediction_sets ORDER BY created DESC, id DESC"
    return [PredictionSet(set_id, run, tuple(json.loads(names)), *rest) for set_id, run, names, *rest in project.database.rows(query)]


def sets_about(project: Project) -> list[PredictionSet]:
    """The sets that have an answer on a photo of this project, newest first."""
    about = {row[0] for row in project.database.rows(_ABOUT)}
    return [each for each in sets(project) if each.id in about] if about else []


_ABOUT: Final = """
    SELECT id FROM prediction_sets
    WHERE EXISTS (SELECT 1 FROM predictions INDEXED BY predictions_confidence
                  WHERE set_id = id AND photo_id IS NOT NULL AND confidence IS NOT NULL)"""


def rows(project: Project, set_id: str) -> list[PredictionRow]:
    """The files of a set that were answered or found unreadable, in the order they were asked for."""
    found = project.database.rows(
        """SELECT file, probabilities, predictions.problem, photo_id, classes.name
           FROM predictions LEFT JOIN photos ON photos.id = photo_id LEFT JOIN classes ON classes.id = class_id AND deleted = 0
           WHERE set_id = ? AND (probabilities IS NOT NULL OR predictions.problem <> '') ORDER BY predictions.place, file""",
        (set_id,),
    )
    labels = _labels_by_file(project) if any(photo_id is None for _, _, _, photo_id, _ in found) else {}
    return [
        PredictionRow(file, tuple(array("f", blob or b"")), problem, labels.get(file) if photo_id is None else name)
        for file, blob, problem, photo_id, name in found
    ]


def answers_for(project: Project, set_id: str, photo_ids: Sequence[int]) -> dict[int, PhotoAnswer]:
    """What a set says of these photos, by id; photos without an answer are left out."""
    names = json.loads(project.database.value("SELECT classes FROM prediction_sets WHERE id = ?", (set_id,)) or "[]")
    answers = {}
    for start in range(0, len(photo_ids), _AT_ONCE):
        part = photo_ids[start : start + _AT_ONCE]
        marks = ",".join("?" * len(part))
        found = project.database.rows(
            f"""SELECT photo_id, probabilities FROM predictions INDEXED BY predictions_photo
                WHERE set_id = ? AND confidence IS NOT NULL AND photo_id IN ({marks}) AND photo_id IS NOT NULL""",  # noqa: S608
            (set_id, *part),
        )
        answers.update({photo_id: _answer(names, array("f", blob)) for photo_id, blob in found})
    return answers


def _answer(names: Sequence[str], probabilities: Sequence[float]) -> PhotoAnswer:
    ranking = sorted(range(len(probabilities)), key=lambda index: -probabilities[index])[:_TOP]
    top = tuple((names[index], probabilities[index]) for index in ranking)
    return PhotoAnswer(*top[0], top)


def meet_photos(project: Project, *, added: Mapping[int, str], changed: Iterable[int]) -> None:
    """Tell predictions of photos that a scan found: `added` ones (id and path) may have been predicted before they were photos of the
    project, and what was predicted of `changed` ones says nothing of their new content. Belongs inside a transaction.
    """
    database = project.database
    # Nor of a photo that later comes to the same path.
    forget = "UPDATE predictions SET photo_id = NULL, prediction = NULL, confidence = NULL WHERE photo_id = ?"
    database.execute_many(forget, [(photo_id,) for photo_id in changed])
    if database.row("SELECT 1 FROM predictions WHERE photo_id IS NULL LIMIT 1"):
        files = [(photo_id, str(project.root / path)) for photo_id, path in added.items()]
        database.execute_many("UPDATE predictions SET photo_id = ? WHERE file = ? AND photo_id IS NULL", files)


@dataclass(frozen=True, slots=True)
class _Kept:
    file: str
    problem: str
    probabilities: bytes | None = None
    prediction: int | None = None
    confidence: float | None = None


def _keep(project: Project, set_id: str, rows: Sequence[_Kept]) -> Change:
    database = project.database
    by_file = {row.file: row for row in rows}
    with database.transaction():
        lookup = "SELECT probabilities IS NOT NULL OR problem <> '' FROM predictions WHERE set_id = ? AND file = ?"
        before = [database.value(lookup, (set_id, file)) for file in by_file]
        database.execute_many(
            """INSERT INTO predictions (set_id, file, place, problem, probabilities, prediction, confidence, photo_id)
               VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT id FROM photos WHERE path = ? AND missing = 0))
               ON CONFLICT (set_id, file) DO UPDATE SET problem = excluded.problem, probabilities = excluded.probabilities,
                   prediction = excluded.prediction, confidence = excluded.confidence""",
            [
                (set_id, row.file, _LAST, row.problem, row.probabilities, row.prediction, row.confidence, _path(project, row.file))
                for row in by_file.values()
            ],
        )
        database.execute(
            "UPDATE prediction_sets SET total = total + ?, done = done + ? WHERE id = ?",
            (before.count(None), before.count(None) + before.count(0), set_id),
        )
    return Change(predictions=frozenset({set_id}))


def _path(project: Project, file: str) -> str | None:
    """The path of a photo of the project in `file`, as photos have it; None for a file that lies elsewhere."""
    start = str(project.root) + os.sep
    return file[len(start) :].replace(os.sep, "/") if file.startswith(start) else None


def _labels_by_file(project: Project) -> dict[str, str]:
    """The class names of the labelled photos, by absolute path as the system writes it."""
    found = project.database.rows("SELECT path, name FROM photos JOIN classes ON classes.id = class_id WHERE missing = 0 AND deleted = 0")
    start = str(project.root) + os.sep
    return {start + path.replace("/", os.sep): name for path, name in found}
