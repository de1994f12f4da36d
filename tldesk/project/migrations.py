"""The schema, as named steps. Each is committed together with its record, so that a project is always at a known step.

A step that was released is never edited: a new one is added, and `tests/databases/` keeps one real file for each.
"""

import time
from collections.abc import Callable, Sequence
from typing import Final

from tldesk.core.errors import ProjectError
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

MIGRATIONS: Final[tuple[Migration, ...]] = (m0001_photos_labels_predictions,)


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
