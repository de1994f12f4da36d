"""The schema, as named steps. Each is committed together with its record, so that a project is always at a known step.

A step that was released is never edited: a new one is added, and `tests/databases/` keeps one real file for each.
"""

import os
import time
from array import array
from collections.abc import Callable, Sequence
from typing import Final

from tldesk.core.errors import ProjectError
from tldesk.core.filters import searchable
from tldesk.project.database import Database

Migration = Callable[[Database], None]


def m0001_photos_labels_predictions(database: Database) -> None:
    """Photos, classes, the append-only history of labels, and predictions.

    `photos.place` is the photo's rank in natural order. Paths are unique among photos that are there: a missing photo may wait beside a
    new one of the same name. `operations` form two stacks, of what can be undone and redone: each operation lies on one of them with
    `beneath` under it; `undo_top` and `redo_top` are the stacks' tops after it.
    """
    for statement in _FIRST:
        database.execute(statement)


_FIRST: Final = (
    """CREATE TABLE classes (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL CHECK (name <> ''),
        folded TEXT NOT NULL,
        colour TEXT NOT NULL,
        key TEXT NOT NULL DEFAULT '',
        position INTEGER NOT NULL,
        deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)))""",
    "CREATE UNIQUE INDEX classes_name ON classes (folded) WHERE deleted = 0",
    "CREATE UNIQUE INDEX classes_key ON classes (key) WHERE deleted = 0 AND key <> ''",
    """CREATE TABLE photos (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        size INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        place INTEGER NOT NULL DEFAULT 0,
        class_id INTEGER REFERENCES classes (id),
        split TEXT CHECK (split IN ('train', 'validation', 'test')),
        group_name TEXT NOT NULL DEFAULT '',
        problem TEXT NOT NULL DEFAULT '',
        missing INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1)))""",
    "CREATE UNIQUE INDEX photos_path ON photos (path) WHERE missing = 0",
    """CREATE TABLE operations (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('assign', 'import', 'delete class', 'undo', 'redo')),
        who TEXT NOT NULL,
        source TEXT NOT NULL,
        at REAL NOT NULL,
        reverses INTEGER REFERENCES operations (id),
        deleted_class INTEGER REFERENCES classes (id),
        beneath INTEGER REFERENCES operations (id),
        undo_top INTEGER REFERENCES operations (id),
        redo_top INTEGER REFERENCES operations (id))""",
    """CREATE TABLE label_events (
        id INTEGER PRIMARY KEY,
        operation_id INTEGER NOT NULL REFERENCES operations (id),
        photo_id INTEGER NOT NULL REFERENCES photos (id),
        before_class INTEGER REFERENCES classes (id),
        after_class INTEGER REFERENCES classes (id),
        CHECK (before_class IS NOT after_class))""",
    "CREATE INDEX label_events_photo ON label_events (photo_id)",
    "CREATE INDEX label_events_operation ON label_events (operation_id)",
    "CREATE TRIGGER operations_keep BEFORE DELETE ON operations BEGIN SELECT raise(ABORT, 'history is append-only'); END",
    "CREATE TRIGGER operations_stay BEFORE UPDATE ON operations BEGIN SELECT raise(ABORT, 'history is append-only'); END",
    "CREATE TRIGGER label_events_keep BEFORE DELETE ON label_events BEGIN SELECT raise(ABORT, 'history is append-only'); END",
    "CREATE TRIGGER label_events_stay BEFORE UPDATE ON label_events BEGIN SELECT raise(ABORT, 'history is append-only'); END",
    """CREATE TABLE prediction_sets (
        id TEXT PRIMARY KEY,
        run_id TEXT NOT NULL,
        classes TEXT NOT NULL,
        created REAL NOT NULL,
        said TEXT NOT NULL DEFAULT '')""",
    """CREATE TABLE predictions (
        set_id TEXT NOT NULL REFERENCES prediction_sets (id) ON DELETE CASCADE,
        file TEXT NOT NULL,
        place INTEGER NOT NULL,
        probabilities BLOB,
        problem TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (set_id, file)) WITHOUT ROWID""",
)


def m0002_flags_facts_filters(database: Database) -> None:
    """What a person flags and notes, what is read from a file, what predictions say of photos, and filters by name.

    `photos.sought` is the path as a search sees it; `facts_of` the fingerprint of the content that `taken`, `width` and `height` were
    read from; `label_operation` the operation that changed the label last. An operation may delete several classes, or bring them back:
    `class_events` tells which, and `operations.deleted_class` is used no more. A prediction's `photo_id` is the photo of the project
    that its file was, `prediction` the index of the most probable class and `confidence` its probability; a set counts its files in
    `total`, and those answered or found unreadable in `done`. `photos.place` only says the
    order from now on, with gaps: see `ranks`.
    """
    for statement in _SECOND:
        database.execute(statement)
    paths = database.rows("SELECT path, id FROM photos")
    database.execute_many("UPDATE photos SET sought = ? WHERE id = ?", [(searchable(path), photo_id) for path, photo_id in paths])
    database.execute(
        """UPDATE photos SET label_operation = newest.operation
           FROM (SELECT photo_id, max(operation_id) AS operation FROM label_events GROUP BY photo_id) AS newest
           WHERE newest.photo_id = photos.id"""
    )
    _tie_predictions(database)


def _tie_predictions(database: Database) -> None:
    """Find the photos of predictions made so far; those of a project that lies outside of its photo folder are left without."""
    photos = dict(database.rows("SELECT path, id FROM photos WHERE missing = 0"))
    root = str(database.file.parent.parent) + os.sep
    for set_id, file, blob in database.rows("SELECT set_id, file, probabilities FROM predictions"):
        photo_id = photos.get(file.removeprefix(root).replace(os.sep, "/"))
        best, confidence = _most_probable(blob) if blob else (None, None)
        database.execute(
            "UPDATE predictions SET photo_id = ?, prediction = ?, confidence = ? WHERE set_id = ? AND file = ?",
            (photo_id, best, confidence, set_id, file),
        )


def _most_probable(blob: bytes) -> tuple[int, float]:
    probabilities = array("f", blob)
    best = max(range(len(probabilities)), key=probabilities.__getitem__)
    return best, probabilities[best]


_SECOND: Final = (
    "ALTER TABLE photos ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0 CHECK (unsure IN (0, 1))",
    "ALTER TABLE photos ADD COLUMN note TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE photos ADD COLUMN taken REAL",
    "ALTER TABLE photos ADD COLUMN width INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE photos ADD COLUMN height INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE photos ADD COLUMN facts_of TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE photos ADD COLUMN sought TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE photos ADD COLUMN label_operation INTEGER REFERENCES operations (id)",
    """CREATE TABLE flag_events (
        id INTEGER PRIMARY KEY,
        operation_id INTEGER NOT NULL REFERENCES operations (id),
        photo_id INTEGER NOT NULL REFERENCES photos (id),
        before_unsure INTEGER NOT NULL CHECK (before_unsure IN (0, 1)),
        after_unsure INTEGER NOT NULL CHECK (after_unsure IN (0, 1)),
        before_note TEXT NOT NULL,
        after_note TEXT NOT NULL,
        CHECK (before_unsure <> after_unsure OR before_note <> after_note))""",
    "CREATE INDEX flag_events_photo ON flag_events (photo_id)",
    "CREATE INDEX flag_events_operation ON flag_events (operation_id)",
    "CREATE TRIGGER flag_events_keep BEFORE DELETE ON flag_events BEGIN SELECT raise(ABORT, 'history is append-only'); END",
    "CREATE TRIGGER flag_events_stay BEFORE UPDATE ON flag_events BEGIN SELECT raise(ABORT, 'history is append-only'); END",
    """CREATE TABLE class_events (
        operation_id INTEGER NOT NULL REFERENCES operations (id),
        class_id INTEGER NOT NULL REFERENCES classes (id),
        deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
        PRIMARY KEY (operation_id, class_id)) WITHOUT ROWID""",
    "CREATE TRIGGER class_events_keep BEFORE DELETE ON class_events BEGIN SELECT raise(ABORT, 'history is append-only'); END",
    "CREATE TRIGGER class_events_stay BEFORE UPDATE ON class_events BEGIN SELECT raise(ABORT, 'history is append-only'); END",
    """INSERT INTO class_events (operation_id, class_id, deleted)
       SELECT id, deleted_class, kind <> 'undo' FROM operations WHERE deleted_class IS NOT NULL""",
    "ALTER TABLE predictions ADD COLUMN photo_id INTEGER REFERENCES photos (id)",
    "ALTER TABLE predictions ADD COLUMN prediction INTEGER",
    "ALTER TABLE predictions ADD COLUMN confidence REAL",
    "CREATE INDEX predictions_photo ON predictions (photo_id, set_id) WHERE photo_id IS NOT NULL",
    """CREATE INDEX predictions_confidence ON predictions (set_id, confidence, photo_id)
       WHERE photo_id IS NOT NULL AND confidence IS NOT NULL""",
    "ALTER TABLE prediction_sets ADD COLUMN total INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE prediction_sets ADD COLUMN done INTEGER NOT NULL DEFAULT 0",
    """UPDATE prediction_sets SET total = counted.total, done = counted.done FROM
           (SELECT set_id, count(*) AS total, count(iif(probabilities IS NOT NULL OR problem <> '', 1, NULL)) AS done
            FROM predictions GROUP BY set_id) AS counted
       WHERE counted.set_id = id""",
    # Room between them, for photos that come in later.
    "UPDATE photos SET place = place << 36",
    "CREATE INDEX predictions_file ON predictions (file) WHERE photo_id IS NULL",
    # What filters ask for, in natural order, and every other order: see `finding`.
    "CREATE INDEX photos_facts ON photos (place, missing, class_id, split, unsure, size, taken, problem, group_name, sought)",
    "CREATE INDEX photos_class ON photos (class_id, missing, place, split, problem)",
    "CREATE INDEX photos_size ON photos (size, place)",
    "CREATE INDEX photos_taken ON photos (taken, place) WHERE taken IS NOT NULL",
    "CREATE INDEX photos_labelled ON photos (label_operation DESC, place) WHERE label_operation IS NOT NULL",
    """CREATE TABLE saved_filters (
        name TEXT NOT NULL CHECK (name <> ''),
        folded TEXT PRIMARY KEY,
        content TEXT NOT NULL)""",
)


def m0003_sureness_likeness_batches(database: Database) -> None:
    """What is "not sure" and what is unlike the training photos, and answers in the order they came.

    `predictions.distance` is how far the photo is from the training photos; a set has the thresholds of its model, `sure_from` and
    `unlike_from`, or NULL where the model has none. `batch` counts the writings of a set, so that what came since is read alone; it is
    NULL as long as there is no answer. `fingerprint` is that of the file when it was found.
    """
    for statement in _THIRD:
        database.execute(statement)


_THIRD: Final = (
    "ALTER TABLE prediction_sets ADD COLUMN sure_from REAL",
    "ALTER TABLE prediction_sets ADD COLUMN unlike_from REAL",
    "ALTER TABLE predictions ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE predictions ADD COLUMN distance REAL",
    "ALTER TABLE predictions ADD COLUMN batch INTEGER",
    "UPDATE predictions SET batch = 1 WHERE probabilities IS NOT NULL OR problem <> ''",
    "CREATE INDEX predictions_batch ON predictions (set_id, batch)",
)


def m0004_class_edits(database: Database) -> None:
    """What a class was like before an operation changed it, so that it can be undone; and missing photos are counted without the others."""
    for statement in _FOURTH:
        database.execute(statement)


_FOURTH: Final = (
    """CREATE TABLE class_edits (
        operation_id INTEGER NOT NULL REFERENCES operations (id),
        class_id INTEGER NOT NULL REFERENCES classes (id),
        name TEXT NOT NULL,
        folded TEXT NOT NULL,
        colour TEXT NOT NULL,
        key TEXT NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (operation_id, class_id)) WITHOUT ROWID""",
    "CREATE TRIGGER class_edits_keep BEFORE DELETE ON class_edits BEGIN SELECT raise(ABORT, 'history is append-only'); END",
    "CREATE TRIGGER class_edits_stay BEFORE UPDATE ON class_edits BEGIN SELECT raise(ABORT, 'history is append-only'); END",
    "CREATE INDEX photos_missing ON photos (id) WHERE missing = 1",
)

MIGRATIONS: Final[tuple[Migration, ...]] = (
    m0001_photos_labels_predictions,
    m0002_flags_facts_filters,
    m0003_sureness_likeness_batches,
    m0004_class_edits,
)


def migrate(database: Database, *, migrations: Sequence[Migration] = MIGRATIONS) -> list[str]:
    """Bring `database` to the newest schema; gives the names of the steps that were applied.

    Raises:
        ProjectError: the file was made by a newer tldesk, or by another program.
    """
    tables = {str(row[0]) for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and "migrations" not in tables:
        raise ProjectError(
            f"{database.file} is a database, but not one of tldesk.",
            kept="It was left exactly as it is.",
            remedy="Move it away, or choose another folder.",
        )
    done = {str(row[0]) for row in database.rows("SELECT name FROM migrations")} if tables else set()
    _refuse_newer(database, done - {step.__name__ for step in migrations})
    applied = []
    for step in migrations:
        if step.__name__ not in done:
            _apply(database, step)
            applied.append(step.__name__)
    return applied


def _refuse_newer(database: Database, unknown: set[str]) -> None:
    if unknown:
        raise ProjectError(
            f"The project {database.file} was made by a newer tldesk (it knows {', '.join(sorted(unknown))}).",
            kept="It was left exactly as it is.",
            remedy="Install the newer version and open the project again.",
        )


def _apply(database: Database, step: Migration) -> None:
    with database.transaction():
        database.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied REAL NOT NULL)")
        # Two programs may open a fresh project at once: the second finds the step done when its turn comes.
        if database.row("SELECT 1 FROM migrations WHERE name = ?", (step.__name__,)):
            return
        step(database)
        database.execute("INSERT INTO migrations VALUES (?, ?)", (step.__name__, time.time()))
