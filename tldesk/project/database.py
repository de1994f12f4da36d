"""One SQLite file: opening it, transactions, and the world's errors in words. The only module that knows `sqlite3`."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, NoReturn

from tldesk.core.errors import ProjectError

Value = str | int | float | bytes | None

BUSY_SECONDS: Final = 1.0
"""How long a write waits for another program before it says so; short, because the window waits with it."""

_CACHE_KIB: Final = 32 * 1024
"""Room for what is asked of 100,000 photos again and again."""

_ASIDE_CACHE_KIB: Final = 8 * 1024
"""A second look goes through the photos once."""

_LOG_PAGES: Final = 1000
"""SQLite's own choice."""

_KEPT: Final = "Everything saved before is kept."


class Database:
    """An open SQLite file, for the thread that opened it.

    A write-ahead log is used where the file system allows it, else a rollback journal. `synchronous=EXTRA` makes every commit wait for
    the disk in both (sqlite.org/pragma.html#pragma_synchronous): a label is on disk when `transaction` returns.

    Args:
        file: made when absent; its folder must exist.
        network: the file lies on a network share, where a write-ahead log is unsafe (sqlite.org/wal.html, "does not work over a
            network filesystem").
        aside: a second look at a file that another thread has open: never made, and nothing in it is changed.

    Raises:
        ProjectError: locked, damaged, not a database, read-only, or disk full.
    """

    def __init__(self, file: Path, *, network: bool = False, aside: bool = False) -> None:
        self.file = file
        self._depth = 0
        with self._phrased():
            name = f"{file.absolute().as_uri()}?mode=rw" if aside else file
            self._connection = sqlite3.connect(name, timeout=BUSY_SECONDS, isolation_level=None, uri=aside)
        try:
            with self._phrased():
                self.journal_mode = self._prepare_aside() if aside else self._prepare(network)
            self._identity = _identity(file)
        except ProjectError:
            self._connection.close()
            raise

    def _prepare(self, network: bool) -> str:
        """Set the pragmas; the answer is the journal mode that the file system allowed."""
        run = self._connection.execute
        run("PRAGMA foreign_keys = ON")
        self._set_up(_CACHE_KIB)
        # A bare SELECT first: a damaged or foreign file must be recognised before anything is written to it.
        run("SELECT count(*) FROM sqlite_master").fetchone()
        mode = "delete"
        if not network:
            try:
                mode = str(run("PRAGMA journal_mode = WAL").fetchone()[0])
                run("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.OperationalError as error:
                if _code(error) not in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL):
                    raise
                mode = "unsupported"
        if mode != "wal":
            mode = str(run("PRAGMA journal_mode = DELETE").fetchone()[0])
        return mode

    def _set_up(self, cache_kib: int) -> None:
        run = self._connection.execute
        run("PRAGMA temp_store = MEMORY")
        run(f"PRAGMA cache_size = {-cache_kib}")
        run("PRAGMA synchronous = EXTRA")
        run("PRAGMA fullfsync = ON")

    def _prepare_aside(self) -> str:
        # It waits for the disk as the other does: `fold_log` writes into the file.
        self._set_up(_ASIDE_CACHE_KIB)
        mode = str(self._connection.execute("PRAGMA journal_mode").fetchone()[0])
        self._connection.execute("PRAGMA query_only = ON")
        return mode

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query as plain tuples."""
        with self._phrased():
            return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Value] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        with self._phrased():
            found: tuple[Any, ...] | None = self._connection.execute(sql, parameters).fetchone()
            return found

    def value(self, sql: str, parameters: Sequence[Value] = ()) -> Any:
        """The first column of the first row, or None where there is no row."""
        found = self.row(sql, parameters)
        return None if found is None else found[0]

    def execute(self, sql: str, parameters: Sequence[Value] = ()) -> int:
        """Run one statement inside a `transaction`; gives the id of the last row it inserted, or 0."""
        assert self._depth, "a statement that writes belongs inside transaction()"
        with self._phrased():
            return self._connection.execute(sql, parameters).lastrowid or 0

    def execute_many(self, sql: str, parameters: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each of `parameters` inside a `transaction`."""
        assert self._depth, "a statement that writes belongs inside transaction()"
        with self._phrased():
            self._connection.executemany(sql, parameters)

    @property
    def is_there(self) -> bool:
        """Whether the file that was opened is still at its place: a deleted or replaced one can be read and written without a word."""
        return _identity(self.file) == self._identity

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several queries that see one state of the file; short, as where there is no write-ahead log nobody can write meanwhile."""
        with self._phrased():
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def fold_log(self) -> None:
        """Bring what is in the write-ahead log into the file itself, as far as nobody holds it up: for another thread than the writer's.

        What `transaction(durable=False)` leaves in the log would else hold up the next durable one.
        """
        self.rows("PRAGMA wal_checkpoint(PASSIVE)")

    def copy_to(self, file: Path) -> None:
        """Write all that is committed into a new file, while others may go on reading and writing this one.

        Raises:
            ProjectError: the disk is full, or the place can't be written.
        """
        with self._phrased(), closing(sqlite3.connect(file)) as copy:
            self._connection.backup(copy)

    @contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[None]:
        """All or nothing, and on disk when the block is left. A transaction inside another one joins it.

        Args:
            durable: wait for the disk. False is for what can be found out again: a power cut may take it back, whole, and never what
                was durable. Where there is no write-ahead log it waits all the same.

        Raises:
            ProjectError: another program holds the file, the disk is full, the file is gone or can't be written; nothing was changed then.
        """
        if self._depth:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
            return
        if not self.is_there:
            raise _gone(self.file)
        hurried = not durable and self.journal_mode == "wal"
        if hurried:
            # NORMAL is safe in a write-ahead log: a power cut takes back the newest commits, never a part of one (pragma_synchronous).
            self._pace("NORMAL", pages=0)
        try:
            with self._phrased():
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth = 1
            yield
            with self._phrased():
                self._connection.execute("COMMIT")
        finally:
            self._depth = 0
            # SQLite has already rolled back by itself after some errors, such as a full disk.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if hurried:
                self._pace("EXTRA", pages=_LOG_PAGES)

    def _pace(self, synchronous: str, *, pages: int) -> None:
        """How commits wait for the disk, and how many pages of log make one fold it into the file; outside of a transaction."""
        with self._phrased():
            self._connection.execute(f"PRAGMA synchronous = {synchronous}")
            self._connection.execute(f"PRAGMA wal_autocheckpoint = {pages}")

    def close(self) -> None:
        """Close the file; safe to call twice."""
        self._connection.close()

    @contextmanager
    def _phrased(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            self._raise(error)

    def _raise(self, error: sqlite3.DatabaseError) -> NoReturn:
        code = _code(error)
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY) and not self.file.exists():
            raise _gone(self.file) from error
        phrased = _WORDS.get(code)
        if phrased is None:
            raise error
        what, kept, remedy = phrased
        raise ProjectError(what.format(file=self.file), kept=kept, remedy=remedy) from error


def _code(error: sqlite3.Error) -> int:
    """The primary result code (sqlite.org/rescode.html); -1 where the error comes from Python's own module."""
    code = getattr(error, "sqlite_errorcode", -1)
    return code & 0xFF if code >= 0 else -1


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        facts = file.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def _gone(file: Path) -> ProjectError:
    return ProjectError(
        f"The project's file {file} is no longer there; its folder was moved, deleted or disconnected.",
        kept="Everything saved before is in the folder, wherever it is now.",
        remedy="Bring the folder back, or open it from its new place.",
    )


_DAMAGED: Final = (
    "The project's file {file} is damaged.",
    "The file was left exactly as it is, and the photos are untouched.",
    "Put back a copy of it from a backup, or move it away to start the project afresh.",
)

_WORDS: Final[dict[int, tuple[str, str, str]]] = {
    sqlite3.SQLITE_BUSY: (
        "The project's file {file} is in use by another program.",
        f"{_KEPT} This last step was not saved.",
        "Close the other program that has the project open, then do this step again.",
    ),
    sqlite3.SQLITE_FULL: (
        "The disk that holds {file} is full.",
        f"{_KEPT} This last step was not saved.",
        "Free some space on the disk, then do this step again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "The project's file {file} is read-only.",
        f"{_KEPT} This last step was not saved.",
        "Allow writing to the folder, then do this step again.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The project's file {file} can't be opened.",
        "The photos are untouched.",
        "Check that you may read and write its folder, then open the project again.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk did not read or write the project's file {file}.",
        f"{_KEPT} This last step was not saved.",
        "Check the disk and its connection, then open the project again.",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_WORDS[sqlite3.SQLITE_LOCKED] = _WORDS[sqlite3.SQLITE_PROTOCOL] = _WORDS[sqlite3.SQLITE_BUSY]
