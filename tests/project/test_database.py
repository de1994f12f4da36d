import sqlite3
import threading
from pathlib import Path

import pytest

from tldesk.core.errors import ProjectError
from tldesk.project.database import Database


@pytest.fixture
def database(tmp_path: Path):
    opened = Database(tmp_path / "d.sqlite")
    with opened.transaction():
        opened.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE)")
    yield opened
    opened.close()


def test_a_local_disk_gets_a_write_ahead_log_and_a_share_a_rollback_journal(tmp_path):
    local = Database(tmp_path / "local.sqlite")
    share = Database(tmp_path / "share.sqlite", network=True)
    assert (local.journal_mode, share.journal_mode) == ("wal", "delete")
    for each in (local, share):
        assert each.value("PRAGMA synchronous") == 3
        assert each.value("PRAGMA foreign_keys") == 1
        with each.transaction():
            each.execute("CREATE TABLE t (a)")
        each.close()
    # A project that moved from a local disk to a share changes its journal on the way.
    moved = Database(tmp_path / "local.sqlite", network=True)
    assert moved.journal_mode == "delete"
    moved.close()


def test_a_transaction_is_all_or_nothing(database):
    with database.transaction():
        database.execute("INSERT INTO t (b) VALUES ('kept')")

    def interrupted():
        with database.transaction():
            database.execute("INSERT INTO t (b) VALUES ('lost')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert database.rows("SELECT b FROM t") == [("kept",)]


def test_a_transaction_inside_another_joins_it(database):
    def twice():
        with database.transaction():
            with database.transaction():
                database.execute("INSERT INTO t (b) VALUES ('one')")
            database.execute("INSERT INTO t (b) VALUES ('one')")

    with pytest.raises(sqlite3.IntegrityError):
        twice()
    assert database.rows("SELECT b FROM t") == []
    with database.transaction():
        database.execute("INSERT INTO t (b) VALUES ('after')")
    assert database.value("SELECT count(*) FROM t") == 1


def test_writing_outside_a_transaction_is_a_bug(database):
    with pytest.raises(AssertionError):
        database.execute("INSERT INTO t (b) VALUES ('x')")
    with pytest.raises(AssertionError):
        database.execute_many("INSERT INTO t (b) VALUES (?)", [("x",)])


def test_what_was_committed_is_there_for_another_program_at_once(database):
    with database.transaction():
        database.execute("INSERT INTO t (b) VALUES ('x')")
    other = sqlite3.connect(database.file)
    assert other.execute("SELECT b FROM t").fetchall() == [("x",)]
    other.close()


@pytest.mark.parametrize("network", [False, True])
def test_a_file_that_another_program_writes_to_is_reported_and_works_afterwards(tmp_path, network):
    database = Database(tmp_path / "d.sqlite", network=network)
    with database.transaction():
        database.execute("CREATE TABLE t (b)")
    other = sqlite3.connect(database.file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ProjectError, match="in use by another program") as caught, database.transaction():
        raise AssertionError("the block must not run")
    assert caught.value.kept
    assert caught.value.remedy
    other.execute("ROLLBACK")
    other.close()
    with database.transaction():
        database.execute("INSERT INTO t VALUES (1)")
    assert database.value("SELECT count(*) FROM t") == 1
    database.close()


def test_a_connection_belongs_to_its_thread(database):
    caught = []

    def elsewhere():
        try:
            database.rows("SELECT 1")
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert caught


def test_a_bug_in_sql_is_not_phrased_as_an_error_of_the_world(database):
    with pytest.raises(sqlite3.OperationalError):
        database.rows("SELECT nothing FROM nowhere")


def test_a_file_that_vanished_or_was_replaced_takes_no_writes(tmp_path, database):
    database.file.rename(tmp_path / "moved.sqlite")
    with pytest.raises(ProjectError, match="no longer there"), database.transaction():
        raise AssertionError("the block must not run")
    Database(database.file).close()
    with pytest.raises(ProjectError, match="no longer there"), database.transaction():
        raise AssertionError("the block must not run")


@pytest.fixture
def large_file(tmp_path):
    """A closed database of 5,000 texts."""
    database = Database(tmp_path / "large.sqlite", network=True)
    with database.transaction():
        database.execute("CREATE TABLE t (b)")
        database.execute_many("INSERT INTO t VALUES (?)", [(f"text {n:04}",) for n in range(5000)])
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    database.close()
    return database.file


def test_pages_that_were_lost_are_reported(large_file):
    content = bytearray(large_file.read_bytes())
    content[8 * 4096 : 12 * 4096] = bytes(4 * 4096)
    large_file.write_bytes(content)
    damaged = Database(large_file, network=True)
    with pytest.raises(ProjectError, match="damaged") as caught:
        damaged.rows("SELECT b FROM t NOT INDEXED")
    assert caught.value.kept
    assert caught.value.remedy
    damaged.close()


def test_a_file_that_may_not_grow_is_reported_as_a_full_disk(tmp_path):
    database = Database(tmp_path / "d.sqlite")
    with database.transaction():
        database.execute("CREATE TABLE t (b)")
        database.execute("INSERT INTO t VALUES ('kept')")
    database.rows("PRAGMA max_page_count = 3")
    with pytest.raises(ProjectError, match="is full") as caught, database.transaction():
        database.execute_many("INSERT INTO t VALUES (?)", [("x" * 1000,) for _ in range(200)])
    assert "Everything saved before is kept" in caught.value.kept
    assert "Free some space" in caught.value.remedy
    assert database.rows("SELECT b FROM t") == [("kept",)]
    database.rows("PRAGMA max_page_count = 1000")
    with database.transaction():
        database.execute_many("INSERT INTO t VALUES (?)", [("x" * 1000,) for _ in range(200)])
    assert database.value("SELECT count(*) FROM t") == 201
    database.close()


def test_a_full_disk_is_reported_and_nothing_saved_is_lost(small_disk):
    database = Database(small_disk / "d.sqlite")
    with database.transaction():
        database.execute("CREATE TABLE t (b)")
        database.execute("INSERT INTO t VALUES ('kept')")
    (small_disk / "other file").write_bytes(bytes(500_000))
    with pytest.raises(ProjectError, match="is full") as caught, database.transaction():
        database.execute_many("INSERT INTO t VALUES (?)", [("x" * 1000,) for _ in range(2000)])
    assert "Free some space" in caught.value.remedy
    assert database.rows("SELECT b FROM t") == [("kept",)]
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    (small_disk / "other file").unlink()
    with database.transaction():
        database.execute("INSERT INTO t VALUES ('later')")
    assert database.value("SELECT count(*) FROM t") == 2
    database.close()


def test_a_look_aside_sees_what_is_committed_and_can_change_nothing(database, tmp_path):
    with database.transaction():
        database.execute("INSERT INTO t (b) VALUES ('committed')")
    aside = Database(tmp_path / "d.sqlite", aside=True)
    with aside.snapshot():
        assert aside.value("SELECT b FROM t") == "committed"
        with database.transaction():
            database.execute("INSERT INTO t (b) VALUES ('later')")
        assert aside.value("SELECT count(*) FROM t") == 1
    assert aside.value("SELECT count(*) FROM t") == 2
    with pytest.raises(ProjectError, match="read-only"), aside.transaction():
        aside.execute("DELETE FROM t")
    assert database.value("SELECT count(*) FROM t") == 2
    aside.close()


def test_a_look_aside_makes_no_file(tmp_path):
    with pytest.raises(ProjectError, match="no longer there"):
        Database(tmp_path / "nowhere.sqlite", aside=True)
    assert not list(tmp_path.iterdir())


def test_what_need_not_be_durable_is_committed_all_the_same_and_the_next_one_waits_for_the_disk_again(database, tmp_path):
    with database.transaction(durable=False):
        database.execute("INSERT INTO t (b) VALUES ('kept')")
        assert database.value("PRAGMA synchronous") == 1
    assert database.value("PRAGMA synchronous") == 3
    with pytest.raises(sqlite3.IntegrityError), database.transaction(durable=False):
        database.execute("INSERT INTO t (b) VALUES ('kept')")
    assert database.value("PRAGMA synchronous") == 3
    aside = Database(tmp_path / "d.sqlite", aside=True)
    assert aside.value("SELECT b FROM t") == "kept"
    aside.close()


def test_the_log_can_be_folded_from_aside(database, tmp_path):
    with database.transaction(durable=False):
        database.execute_many("INSERT INTO t (b) VALUES (?)", [(f"{n:0500}",) for n in range(1000)])
    before = (tmp_path / "d.sqlite").stat().st_size
    aside = Database(tmp_path / "d.sqlite", aside=True)
    aside.fold_log()
    aside.close()
    assert (tmp_path / "d.sqlite").stat().st_size > before + 500_000
