"""Prediction sets that grow: which files they know, and more files that wait for an answer."""

from collections.abc import Mapping

from tldesk.core.changes import Change
from tldesk.project.predictions import path_in
from tldesk.project.store import Project


def answered(project: Project, set_id: str) -> dict[str, str]:
    """The files of a set that were answered, with the fingerprints they had then; empty where it is not known.

    Those found unreadable are left out: a share that failed for a moment may be read another time.
    """
    query = "SELECT file, fingerprint FROM predictions WHERE set_id = ? AND batch IS NOT NULL AND problem = ''"
    return dict(project.database.rows(query, (set_id,)))


def count_answers(project: Project, set_id: str) -> int:
    """How many files of a set were answered, without those found unreadable."""
    return project.database.value("SELECT count(probabilities) FROM predictions WHERE set_id = ?", (set_id,)) or 0


def files_of(project: Project, set_id: str) -> list[str]:
    """The files of a set, answered or not."""
    return [row[0] for row in project.database.rows("SELECT file FROM predictions WHERE set_id = ?", (set_id,))]


def expect(project: Project, set_id: str, fingerprints: Mapping[str, str]) -> Change:
    """Let more files wait for an answer, by absolute path; one that was answered before waits for a new answer."""
    database = project.database
    with database.transaction():
        first = database.value("SELECT count(*) FROM predictions WHERE set_id = ?", (set_id,)) or 0
        database.execute_many(
            """INSERT INTO predictions (set_id, file, place, fingerprint, photo_id)
               VALUES (?, ?, ?, ?, (SELECT id FROM photos WHERE path = ? AND missing = 0))
               ON CONFLICT (set_id, file) DO UPDATE SET fingerprint = excluded.fingerprint, batch = NULL, problem = '', distance = NULL,
                   probabilities = NULL, prediction = NULL, confidence = NULL""",
            [(set_id, file, first + n, mark, path_in(project, file)) for n, (file, mark) in enumerate(fingerprints.items())],
        )
        database.execute(
            """UPDATE prediction_sets SET (total, done) =
               (SELECT count(*), count(batch) FROM predictions WHERE set_id = prediction_sets.id) WHERE id = ?""",
            (set_id,),
        )
    return Change(predictions=frozenset({set_id}))
