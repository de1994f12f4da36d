"""Predictions: sets of a run's answers on photos, kept as they come in, so that a set cut short can be gone on with."""

import json
import os
import time
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tldesk.core.changes import Change
from tldesk.core.results import Answer
from tldesk.project.store import Project

_LAST: Final = 1 << 40
"""The place of a file that was answered without being asked for."""


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
        database.execute(
            "INSERT INTO prediction_sets (id, run_id, classes, created) VALUES (?, ?, ?, ?)",
            (set_id, run_id, json.dumps(list(classes)), created),
        )
        wanted = dict.fromkeys(str(file) for file in files)
        database.execute_many(
            "INSERT INTO predictions (set_id, file, place) VALUES (?, ?, ?)", [(set_id, file, place) for place, file in enumerate(wanted)]
        )
    return set_id, Change(predictions=frozenset({set_id}))


def add(project: Project, set_id: str, answers: Sequence[Answer]) -> Change:
    """Keep answers; a file that was not asked for is added at the end, one answered before takes the new answer."""
    rows = [(array("f", answer.probabilities).tobytes(), "", answer.file) for answer in answers]
    return _keep(project, set_id, rows)


def add_unreadable(project: Project, set_id: str, file: str, reason: str) -> Change:
    """Note that a file can't be read, and why."""
    return _keep(project, set_id, [(None, reason or "It can't be read.", file)])


def finish(project: Project, set_id: str, said: str) -> Change:
    """Note how the set ended, in words."""
    with project.database.transaction():
        project.database.execute("UPDATE prediction_sets SET said = ? WHERE id = ?", (said, set_id))
    return Change(predictions=frozenset({set_id}))


def sets(project: Project) -> list[PredictionSet]:
    """Every set, newest first."""
    rows = project.database.rows(
        """SELECT id, run_id, classes, created, said, count(file), count(probabilities) + coalesce(sum(problem <> ''), 0)
           FROM prediction_sets LEFT JOIN predictions ON set_id = id GROUP BY id ORDER BY created DESC, id DESC"""
    )
    return [PredictionSet(set_id, run, tuple(json.loads(names)), *rest) for set_id, run, names, *rest in rows]


def rows(project: Project, set_id: str) -> list[PredictionRow]:
    """The files of a set that were answered or found unreadable, in the order they were asked for."""
    found = project.database.rows(
        """SELECT file, probabilities, problem FROM predictions
           WHERE set_id = ? AND (probabilities IS NOT NULL OR problem <> '') ORDER BY place, file""",
        (set_id,),
    )
    labels = _labels_by_file(project) if found else {}
    return [
        PredictionRow(file, tuple(array("f", blob)) if blob is not None else (), problem, labels.get(file)) for file, blob, problem in found
    ]


def _keep(project: Project, set_id: str, rows: Sequence[tuple[bytes | None, str, str]]) -> Change:
    with project.database.transaction():
        project.database.execute_many(
            """INSERT INTO predictions (probabilities, problem, file, set_id, place) VALUES (?, ?, ?, ?, ?)
               ON CONFLICT (set_id, file) DO UPDATE SET probabilities = excluded.probabilities, problem = excluded.problem""",
            [(*row, set_id, _LAST) for row in rows],
        )
    return Change(predictions=frozenset({set_id}))


def _labels_by_file(project: Project) -> dict[str, str]:
    """The class names of the labelled photos, by absolute path as the system writes it."""
    found = project.database.rows("SELECT path, name FROM photos JOIN classes ON classes.id = class_id WHERE missing = 0 AND deleted = 0")
    start = str(project.root) + os.sep
    return {start + path.replace("/", os.sep): name for path, name in found}
