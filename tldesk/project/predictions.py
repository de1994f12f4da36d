"""Predictions: sets of a run's answers on photos, kept as they come in, so that a set cut short can be gone on with."""

import json
import os
import time
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from tldesk.core.abstention import abstention
from tldesk.core.changes import Change
from tldesk.core.errors import RunError
from tldesk.core.photo import Split
from tldesk.core.results import Answer
from tldesk.project.layout import cannot_write
from tldesk.project.store import Project

_LAST: Final = 1 << 40
"""The place of a file that was answered without being asked for."""

_TOP: Final = 5
_AT_ONCE: Final = 500
"""Ids asked for in one query."""

ROUNDING: Final = 1e-6
"""Probabilities are kept with seven digits: an answer at the threshold is above it."""


@dataclass(frozen=True, slots=True)
class PredictionSet:
    """The answers of one run on one lot of files.

    Attributes:
        classes: names, in the order of the probabilities.
        created: seconds since the epoch.
        said: how it ended, in words; empty while it runs, or after a crash.
        total, done: files asked for, and those answered or found unreadable.
        sure_from: answers less confident than this are "not sure"; unlike_from: photos farther than this from the training photos are
            unlike them. None where the model says nothing of it.
    """

    id: str
    run_id: str
    classes: tuple[str, ...]
    created: float
    said: str
    total: int
    done: int
    sure_from: float | None = None
    unlike_from: float | None = None

    @property
    def unfinished(self) -> int:
        """Files that wait for an answer."""
        return self.total - self.done

    def is_unsure(self, row: "PredictionRow") -> bool:
        """Whether the model had better say "not sure" of this photo."""
        return self.sure_from is not None and bool(row.probabilities) and max(row.probabilities) < self.sure_from - ROUNDING

    def is_unlike(self, row: "PredictionRow") -> bool:
        """Whether this photo is unlike those the model learned from."""
        return self.unlike_from is not None and row.distance is not None and row.distance > self.unlike_from


@dataclass(frozen=True, slots=True)
class PredictionRow:
    """One file of a set: `probabilities` summing to 1, or none and a `problem`.

    `label` is the class a person gave, where the file is a photo of the project: it always wins over the model's answer. `distance` is how
    far the photo is from the training photos, None where nothing is known of those.
    """

    file: str
    probabilities: tuple[float, ...]
    problem: str
    label: str | None
    distance: float | None = None


@dataclass(frozen=True, slots=True)
class PhotoAnswer:
    """What a set says of a photo of the project.

    Attributes:
        prediction: the name of the most probable class; `confidence` its probability, 0..1.
        top: the most probable classes, at most five, with their probabilities.
        unsure: the model had better say "not sure".
    """

    prediction: str
    confidence: float
    top: tuple[tuple[str, float], ...]
    unsure: bool = False


def begin(
    project: Project,
    *,
    run_id: str,
    classes: Sequence[str],
    files: Iterable[str | Path],
    fingerprints: Mapping[str, str] = MappingProxyType({}),
    sure_from: float | None = None,
    unlike_from: float | None = None,
) -> tuple[str, Change]:
    """Begin a set for `files` (absolute paths); gives its id, as "20261122-043155".

    Args:
        fingerprints: of the files, as far as they are known. sure_from, unlike_from: see `PredictionSet`.
    """
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
            "INSERT INTO prediction_sets (id, run_id, classes, created, total, sure_from, unlike_from) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (set_id, run_id, json.dumps(list(classes)), created, len(wanted), sure_from, unlike_from),
        )
        database.execute_many(
            """INSERT INTO predictions (set_id, file, place, fingerprint, photo_id)
               VALUES (?, ?, ?, ?, (SELECT id FROM photos WHERE path = ? AND missing = 0))""",
            [(set_id, file, place, fingerprints.get(file, ""), path_in(project, file)) for place, file in enumerate(wanted)],
        )
    return set_id, Change(predictions=frozenset({set_id}))


def unanswered(project: Project, set_id: str) -> list[tuple[str, str]]:
    """The files of a set that wait for an answer, with the fingerprints they were found with, in the order they were asked for."""
    return project.database.rows(
        "SELECT file, fingerprint FROM predictions WHERE set_id = ? AND batch IS NULL ORDER BY place, file", (set_id,)
    )


def choose_accepted(project: Project, run_id: str, accepted: float) -> Change:
    """Let a run say "not sure" so often that no more than `accepted` (0..1) of its answers are wrong on its validation photos.

    It is kept with the model, and what the run has predicted already follows.

    Raises:
        RunError: the run was not measured on validation, or has no model. ProjectError: the project can't be written.
    """
    folder = project.layout.run(run_id)
    evaluation = folder.evaluation(Split.VALIDATION)
    if evaluation is None:
        raise RunError(f"The run '{run_id}' was not measured on validation photos.", remedy="Measure it, or train again.")
    chosen = abstention(evaluation.answers, accepted=accepted)
    try:
        folder.write_facts(replace(folder.facts(), accepted_error=accepted, sure_from=chosen.threshold))
    except OSError as error:
        raise cannot_write(folder.path, error) from error
    return choose_sureness(project, run_id, chosen.threshold)


def choose_sureness(project: Project, run_id: str, sure_from: float | None) -> Change:
    """Say "not sure" below another confidence, in all that a run has predicted."""
    with project.database.transaction():
        changed = project.database.rows("SELECT id FROM prediction_sets WHERE run_id = ? AND sure_from IS NOT ?", (run_id, sure_from))
        project.database.execute("UPDATE prediction_sets SET sure_from = ? WHERE run_id = ?", (sure_from, run_id))
    return Change(predictions=frozenset(row[0] for row in changed))


def add(project: Project, set_id: str, answers: Sequence[Answer]) -> Change:
    """Keep answers; a file that was not asked for is added at the end, one answered before takes the new answer."""
    rows = [
        _Kept(answer.file, "", array("f", answer.probabilities).tobytes(), answer.best, answer.confidence, answer.distance)
        for answer in answers
    ]
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
    query = """SELECT id, run_id, classes, created, said, total, done, sure_from, unlike_from FROM prediction_sets
               ORDER BY created DESC, id DESC"""
    return [PredictionSet(set_id, run, tuple(json.loads(names)), *rest) for set_id, run, names, *rest in project.database.rows(query)]


def sets_about(project: Project) -> list[PredictionSet]:
    """The sets that have an answer on a photo of this project, newest first."""
    about = {row[0] for row in project.database.rows(_ABOUT)}
    return [each for each in sets(project) if each.id in about] if about else []


_ABOUT: Final = """
    SELECT id FROM prediction_sets
    WHERE EXISTS (SELECT 1 FROM predictions INDEXED BY predictions_confidence
                  WHERE set_id = id AND photo_id IS NOT NULL AND confidence IS NOT NULL)"""


def answers_for(project: Project, set_id: str, photo_ids: Sequence[int]) -> dict[int, PhotoAnswer]:
    """What a set says of these photos, by id; photos without an answer are left out."""
    names, sure_from = project.database.row("SELECT classes, sure_from FROM prediction_sets WHERE id = ?", (set_id,)) or ("[]", None)
    names, least = json.loads(names), (sure_from or 0.0) - ROUNDING
    answers = {}
    for start in range(0, len(photo_ids), _AT_ONCE):
        part = photo_ids[start : start + _AT_ONCE]
        marks = ",".join("?" * len(part))
        found = project.database.rows(
            f"""SELECT photo_id, probabilities FROM predictions INDEXED BY predictions_photo
                WHERE set_id = ? AND confidence IS NOT NULL AND photo_id IN ({marks}) AND photo_id IS NOT NULL""",  # noqa: S608
            (set_id, *part),
        )
        answers.update({photo_id: _answer(names, array("f", blob), sure_from=least) for photo_id, blob in found})
    return answers


def _answer(names: Sequence[str], probabilities: Sequence[float], *, sure_from: float) -> PhotoAnswer:
    ranking = sorted(range(len(probabilities)), key=lambda index: -probabilities[index])[:_TOP]
    top = tuple((names[index], probabilities[index]) for index in ranking)
    return PhotoAnswer(*top[0], top, unsure=top[0][1] < sure_from)


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
    distance: float | None = None


def _keep(project: Project, set_id: str, rows: Sequence[_Kept]) -> Change:
    database = project.database
    by_file = {row.file: row for row in rows}
    with database.transaction():
        before = [database.row("SELECT batch FROM predictions WHERE set_id = ? AND file = ?", (set_id, file)) for file in by_file]
        newest = database.value("SELECT max(batch) FROM predictions WHERE set_id = ?", (set_id,)) or 0
        # Those of the newest batch may wait again: by the clock no number comes twice, and whoever read up to it sees what follows.
        batch = max(1 + newest, time.time_ns() // 1_000_000)
        database.execute_many(
            """INSERT INTO predictions
                   (set_id, file, place, batch, problem, probabilities, prediction, confidence, distance, photo_id)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM photos WHERE path = ? AND missing = 0))
               ON CONFLICT (set_id, file) DO UPDATE SET batch = excluded.batch, problem = excluded.problem,
                   probabilities = excluded.probabilities, prediction = excluded.prediction, confidence = excluded.confidence,
                   distance = excluded.distance""",
            [
                (set_id, row.file, _LAST, batch, row.problem, row.probabilities, row.prediction, row.confidence, row.distance, path)
                for row in by_file.values()
                for path in (path_in(project, row.file),)
            ],
        )
        database.execute(
            "UPDATE prediction_sets SET total = total + ?, done = done + ? WHERE id = ?",
            (before.count(None), before.count(None) + before.count((None,)), set_id),
        )
    return Change(predictions=frozenset({set_id}))


def path_in(project: Project, file: str) -> str | None:
    """The path of a photo of the project in `file`, as photos have it; None for a file that lies elsewhere."""
    start = str(project.root) + os.sep
    return file[len(start) :].replace(os.sep, "/") if file.startswith(start) else None
