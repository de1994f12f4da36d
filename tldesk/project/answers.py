"""The answers of a prediction set in columns, so that twenty thousand of them are read, sorted and filtered at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tldesk.project.predictions import PredictionRow, path_in
from tldesk.project.store import Project

_LAST_BATCH: Final = 1 << 62

_AT_ONCE: Final = 500
"""Paths or ids asked for in one query."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Files that were answered or found unreadable, one a row.

    Attributes:
        places: where each file stands in the order they were asked for.
        photo_ids: of the photo of the project that the file is; 0 for none.
        labels: the class a person gave, where the file is a photo of the project; empty for none.
        problems: why a file can't be read; empty where it can.
        probabilities: float32 `N, classes`, 0 in all classes where the file can't be read.
        distances: float32, NaN where nothing is known; see `engine.likeness`.
        batch: the newest that is in it; what comes later has a larger number.
    """

    files: list[str]
    fingerprints: list[str]
    places: NDArray[np.int64]
    photo_ids: NDArray[np.int64]
    labels: list[str]
    problems: list[str]
    probabilities: NDArray[np.float32]
    distances: NDArray[np.float32]
    batch: int

    def row(self, index: int) -> PredictionRow:
        """One file."""
        distance = float(self.distances[index])
        problem = self.problems[index]
        return PredictionRow(
            self.files[index],
            () if problem else tuple(self.probabilities[index].tolist()),
            problem,
            self.labels[index] or None,
            None if np.isnan(distance) else distance,
        )


def read_answers(project: Project, set_id: str, *, classes: int, after: int = 0, about: int | None = None) -> Answers:
    """The answers of a set of `classes` classes, in the order they were asked for; only those that came after a batch.

    Args:
        about: read only so many, and the rest of the last one's batch; None: all.
    """
    last = None
    if about is not None:
        last = project.database.value(
            """SELECT batch FROM predictions INDEXED BY predictions_batch WHERE set_id = ? AND batch > ?
               ORDER BY batch LIMIT 1 OFFSET ?""",
            (set_id, after, about - 1),
        )
    found = project.database.rows(
        """SELECT file, predictions.fingerprint, predictions.place, ifnull(photo_id, 0), ifnull(classes.name, ''), predictions.problem,
                  probabilities, distance, batch
           FROM predictions INDEXED BY predictions_batch
           LEFT JOIN photos ON photos.id = photo_id LEFT JOIN classes ON classes.id = class_id AND deleted = 0
           WHERE set_id = ? AND batch > ? AND batch <= ? ORDER BY predictions.place, file""",
        (set_id, after, _LAST_BATCH if last is None else last),
    )
    columns: list[list[Any]] = [list(column) for column in zip(*found, strict=True)] if found else [[] for _ in range(9)]
    files, marks, places, ids, names, problems, blobs, distances, batches = columns
    empty = bytes(4 * classes)
    shares = np.frombuffer(b"".join(blob or empty for blob in blobs), np.float32).reshape(len(files), classes)
    photo_ids = np.array(ids, np.int64)
    _name_by_path(project, files, names, photo_ids)
    return Answers(
        files,
        marks,
        np.array(places, np.int64),
        photo_ids,
        names,
        problems,
        shares,
        np.array([np.nan if distance is None else distance for distance in distances], np.float32),
        max(batches, default=after),
    )


def rows(project: Project, set_id: str) -> list[PredictionRow]:
    """The files of a set that were answered or found unreadable, in the order they were asked for."""
    count = project.database.value("SELECT json_array_length(classes) FROM prediction_sets WHERE id = ?", (set_id,))
    answers = read_answers(project, set_id, classes=count or 0)
    return [answers.row(index) for index in range(len(answers.files))]


def labels_of(project: Project, photo_ids: Sequence[int]) -> dict[int, str]:
    """The names of the classes that photos have now; empty for none."""
    found: dict[int, str] = {}
    for start in range(0, len(photo_ids), _AT_ONCE):
        part = photo_ids[start : start + _AT_ONCE]
        marks = ",".join("?" * len(part))
        query = f"""SELECT photos.id, ifnull(name, '') FROM photos LEFT JOIN classes ON classes.id = class_id AND deleted = 0
                    WHERE photos.id IN ({marks})"""  # noqa: S608
        found.update(project.database.rows(query, tuple(part)))
    return found


def _name_by_path(project: Project, files: Sequence[str], names: list[str], photo_ids: NDArray[np.int64]) -> None:
    """Give files that are photos of the project now, but were predicted when their content was another, the label of today."""
    paths = {path: index for index in np.flatnonzero(photo_ids == 0).tolist() if (path := path_in(project, files[index]))}
    wanted = list(paths)
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        marks = ",".join("?" * len(part))
        query = f"""SELECT path, name FROM photos JOIN classes ON classes.id = class_id AND deleted = 0
                    WHERE missing = 0 AND path IN ({marks})"""  # noqa: S608
        for path, name in project.database.rows(query, tuple(part)):
            names[paths[path]] = name
