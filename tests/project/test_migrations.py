import shutil
from array import array
from pathlib import Path

import pytest

from tldesk.core.errors import ProjectError
from tldesk.core.filters import PhotoFilter, PhotoOrder, Sort
from tldesk.project.answers import read_answers, rows
from tldesk.project.classes import classes
from tldesk.project.database import Database
from tldesk.project.finding import find, saved_filters
from tldesk.project.labels import Aspect, counts, history, redo, undo
from tldesk.project.layout import Layout
from tldesk.project.migrations import MIGRATIONS, migrate
from tldesk.project.operations import tops
from tldesk.project.photos import all_photos
from tldesk.project.predictions import PhotoAnswer, answers_for, sets, sets_about, unanswered
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
        assert tops(project).redo is not None
        assert undo(project, who="test")
        (prediction_set,) = sets(project)
        assert [row.label for row in rows(project, prediction_set.id)] == [None, None]


@pytest.fixture
def opened_as(root):
    """Open a project that a schema version left."""
    layout = Layout(root / ".tldesk")
    layout.folder.mkdir()

    def open_version(name):
        shutil.copyfile(DATABASES / f"{name}.sqlite", layout.database)
        return open_project(root)

    return open_version


def test_a_project_of_the_first_version_is_found_in_and_undone_like_a_new_one(opened_as):
    with opened_as("m0001_photos_labels_predictions") as project:
        photos = all_photos(project)
        ids = [photo.id for photo in photos]
        assert list(find(project, PhotoFilter(text="PLATE 12"))) == [photo.id for photo in photos if "12" in photo.path]
        rod, coccus = (c.id for c in classes(project))
        recent = list(find(project, PhotoFilter(), PhotoOrder(Sort.LABELLED, descending=True)))
        when = {photo_id: max((entry.when for entry in history(project, photo_id)), default=0.0) for photo_id in ids}
        assert [when[photo_id] for photo_id in recent] == sorted(when.values(), reverse=True)
        assert recent != ids
        while undo(project, who="test"):
            pass
        assert counts(project)[None] == 12
        while redo(project, who="test"):
            pass
        assert [c.name for c in classes(project)] == ["rod", "coccus"]
        assert {photo.class_id for photo in all_photos(project)} <= {rod, coccus, None}


FIRST_VERSION = (
    "INSERT INTO classes (id, name, folded, colour, position, deleted) VALUES (1, 'rod', 'rod', '#000000', 1, 1)",
    """INSERT INTO photos (id, path, fingerprint, size, modified_ns, place) VALUES
           (1, 'Zürich/1.jpg', 'a', 1, 1, 1), (2, 'Zürich/2.jpg', 'b', 1, 1, 2)""",
    "INSERT INTO operations (id, kind, who, source, at, undo_top) VALUES (1, 'assign', 'Ann', 'person', 1.0, 1)",
    "INSERT INTO label_events (operation_id, photo_id, after_class) VALUES (1, 2, 1)",
    """INSERT INTO operations (id, kind, who, source, at, deleted_class, beneath, undo_top)
       VALUES (2, 'delete class', 'Ben', 'person', 2.0, 1, 1, 2)""",
    "INSERT INTO label_events (operation_id, photo_id, before_class) VALUES (2, 2, 1)",
    "INSERT INTO prediction_sets (id, run_id, classes, created) VALUES ('s', 'r', '[\"rod\", \"coccus\"]', 3.0)",
)


def test_deleted_classes_paths_and_predictions_of_the_first_version_are_taken_over(root):
    layout = Layout(root / ".tldesk")
    layout.folder.mkdir()
    database = Database(layout.database)
    migrate(database, migrations=MIGRATIONS[:1])
    with database.transaction():
        for statement in FIRST_VERSION:
            database.execute(statement)
        files = [("Zürich/1.jpg", array("f", [0.25, 0.75]).tobytes()), ("Zürich/2.jpg", None)]
        answers = [(str(root / path), place, blob) for place, (path, blob) in enumerate(files)]
        database.execute_many("INSERT INTO predictions (set_id, file, place, probabilities) VALUES ('s', ?, ?, ?)", answers)
    database.close()
    with open_project(root) as project:
        assert list(find(project, PhotoFilter(text="zurich 2"))) == [2]
        assert [(each.id, each.total, each.done) for each in sets_about(project)] == [("s", 2, 1)]
        assert answers_for(project, "s", [1, 2]) == {1: PhotoAnswer("coccus", 0.75, (("coccus", 0.75), ("rod", 0.25)))}
        assert list(find(project, PhotoFilter(), PhotoOrder(Sort.CONFIDENCE, descending=True, set_id="s"))) == [1, 2]
        assert list(find(project, PhotoFilter(), PhotoOrder(Sort.LABELLED))) == [2, 1]
        assert undo(project, who="test").classes == {1}
        assert counts(project) == {None: 1, 1: 1}
        assert redo(project, who="test").classes == {1}
        assert counts(project) == {None: 2}


def test_flags_notes_merges_and_filters_of_the_second_version(opened_as):
    with opened_as("m0002_flags_facts_filters") as project:
        ids = [photo.id for photo in all_photos(project)]
        assert [photo.id for photo in all_photos(project) if photo.unsure] == ids[1:4]
        assert [(entry.aspect, entry.who, entry.after) for entry in history(project, ids[1])][-2:] == [
            (Aspect.UNSURE, "Ann", "unsure"),
            (Aspect.NOTE, "Ben", "two cells?"),
        ]
        (saved,) = saved_filters(project)
        assert (saved.name, saved.order) == ("To check", PhotoOrder(Sort.LABELLED, descending=True))
        assert set(find(project, saved.filter)) == set(ids[1:4])
        assert redo(project, who="test").labels == set(ids[5:7])
        undo(project, who="test")
        # The merge of an empty class.
        assert undo(project, who="test").classes
        assert [c.name for c in classes(project)] == ["rod", "coccus", "spare"]


def test_answers_of_the_second_version_came_in_one_batch(opened_as):
    with opened_as("m0002_flags_facts_filters") as project:
        (kept,) = sets(project)
        assert (kept.sure_from, kept.unlike_from, kept.unfinished) == (None, None, 1)
        assert [row.distance for row in rows(project, kept.id)] == [None, None]
        assert read_answers(project, kept.id, classes=2).batch == 1
        assert unanswered(project, kept.id) == [("/new/3.jpg", "")]


def test_thresholds_and_distances_of_the_third_version(opened_as):
    with opened_as("m0003_sureness_likeness_batches") as project:
        (kept,) = sets(project)
        assert (kept.sure_from, kept.unlike_from) == (0.8, 0.5)
        assert [kept.is_unlike(row) for row in rows(project, kept.id)].count(True) == 1


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
