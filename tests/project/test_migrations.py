import shutil
from pathlib import Path

import pytest

from tldesk.core.errors import ProjectError
from tldesk.project.classes import classes
from tldesk.project.database import Database
from tldesk.project.labels import can_redo, counts, history, undo
from tldesk.project.layout import Layout
from tldesk.project.migrations import MIGRATIONS, migrate
from tldesk.project.photos import all_photos
from tldesk.project.predictions import rows, sets
from tldesk.project.store import open_project

DATABASES = Path(__file__).parents[1] / "databases"


def test_there_is_a_real_database_for_each_schema_version():
    assert {file.stem for file in DATABASES.glob("*.sqlite")} == {step.__name__ for step in MIGRATIONS}


@pytest.mark.parametrize("name", [step.__name__ for step in MIGRATIONS])
def test_a_project_of_each_version_opens_with_all_it_holds(root, name):
    layout = Layout(root / ".tldesk")
    layout.folder.mkdir()
    shutil.copyfile(DATABASES / f"{name}.sqlite", layout.database)
    with open_project(root) as project:
        assert project.database.rows("PRAGMA integrity_check") == [("ok",)]
        assert [c.name for c in classes(project)] == ["rod", "coccus"]
        photos = all_photos(project)
        assert [photo.path for photo in photos] == [f"plate 1/{n}.jpg" for n in range(1, 13)]
        rod, coccus = (c.id for c in classes(project))
        assert counts(project) == {None: 4, rod: 4, coccus: 4}
        assert [entry.after for entry in history(project, photos[0].id)] == ["rod", "coccus", "rod"]
        assert can_redo(project)
        assert undo(project, who="test")
        (prediction_set,) = sets(project)
        assert [row.label for row in rows(project, prediction_set.id)] == [None, None]


def test_a_step_that_fails_leaves_the_project_at_the_step_before(tmp_path):
    def m0002_breaks(database: Database) -> None:
        database.execute("CREATE TABLE halfway (a)")
        database.execute("INSERT INTO nowhere VALUES (1)")

    def m0002_works(database: Database) -> None:
        database.execute("CREATE TABLE halfway (a)")

    database = Database(tmp_path / "d.sqlite")
    assert migrate(database) == [step.__name__ for step in MIGRATIONS]
    with pytest.raises(Exception, match="no such table: nowhere"):
        migrate(database, migrations=[*MIGRATIONS, m0002_breaks])
    assert migrate(database) == []
    assert migrate(database, migrations=[*MIGRATIONS, m0002_works]) == ["m0002_works"]
    database.close()


def test_a_project_of_a_newer_tldesk_is_refused_and_left_alone(root):
    def m9999_future(database: Database) -> None:
        database.execute("CREATE TABLE future (a)")

    open_project(root).close()
    file = Layout(root / ".tldesk").database
    database = Database(file)
    migrate(database, migrations=[*MIGRATIONS, m9999_future])
    database.close()
    before = file.read_bytes()
    with pytest.raises(ProjectError, match=r"newer tldesk.*m9999_future"):
        open_project(root)
    assert file.read_bytes() == before


def test_a_database_of_another_program_is_refused(tmp_path):
    database = Database(tmp_path / "other.sqlite")
    with database.transaction():
        database.execute("CREATE TABLE recipes_for_soup (a)")
    with pytest.raises(ProjectError, match="not one of tldesk"):
        migrate(database)
    database.close()
