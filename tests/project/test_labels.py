import sqlite3
import time

import pytest

from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError
from tldesk.project.classes import add_class, delete_class
from tldesk.project.labels import Aspect, HistoryEntry, assign, counts, flag, history, redo, undo
from tldesk.project.operations import tops
from tldesk.project.photos import all_photos, photo
from tldesk.project.store import open_project


@pytest.fixture
def rod(project):
    return add_class(project, "rod")[0].id


@pytest.fixture
def coccus(project):
    return add_class(project, "coccus")[0].id


def test_a_label_is_there_for_another_program_when_assign_returns(project, ids, rod):
    assign(project, ids[:3], rod, who="Ann")
    other = sqlite3.connect(project.layout.database)
    assert other.execute("SELECT count(*) FROM photos WHERE class_id = ?", (rod,)).fetchone() == (3,)
    other.close()


def test_only_photos_whose_label_changes_are_in_the_change(project, ids, rod):
    assert assign(project, ids[:2], rod, who="Ann").labels == set(ids[:2])
    assert assign(project, ids[:3], rod, who="Ann").labels == {ids[2]}
    assert assign(project, ids[:3], rod, who="Ann") == Change()
    assert assign(project, [], rod, who="Ann") == Change()
    assert len(history(project, ids[0])) == 1


def test_photos_that_do_not_exist_are_passed_over(project, ids, rod):
    assert assign(project, [ids[0], 99_999], rod, who="Ann").labels == {ids[0]}


def test_counts_leave_out_missing_photos(project, ids, rod, coccus, root, rescan):
    assign(project, ids[:4], rod, who="Ann")
    (root / "0.jpg").unlink()
    (root / "11.jpg").unlink()
    rescan()
    assert counts(project) == {None: 7, rod: 3, coccus: 0}


def test_the_history_tells_who_did_what_when_and_how(project, ids, rod, coccus):
    began = time.time()
    assign(project, [ids[0]], rod, who="Ann")
    assign(project, [ids[0]], coccus, who="Ben", source="suggestion")
    undo(project, who="Cid")
    redo(project, who="Cid")
    assign(project, [ids[0]], None, who="Ann")
    found = history(project, ids[0])
    assert [(e.who, e.source, e.before, e.after) for e in found] == [
        ("Ann", "person", None, "rod"),
        ("Ben", "suggestion", "rod", "coccus"),
        ("Cid", "undo", "coccus", "rod"),
        ("Cid", "redo", "rod", "coccus"),
        ("Ann", "person", "coccus", None),
    ]
    assert all(isinstance(e, HistoryEntry) and began <= e.when <= time.time() for e in found)
    assert history(project, ids[1]) == []


def test_a_flag_and_a_note_are_set_apart_or_together(project, ids):
    assert flag(project, ids[:2], unsure=True, who="Ann").labels == set(ids[:2])
    assert flag(project, ids[:3], unsure=True, who="Ann").labels == {ids[2]}
    assert flag(project, ids[1:2], note="  two cells?\n", who="Ann").labels == {ids[1]}
    assert not flag(project, ids[1:2], note="two cells?", who="Ann")
    assert not flag(project, ids, who="Ann")
    assert flag(project, ids[:2], unsure=False, note="clear now", who="Ann").labels == set(ids[:2])
    found = [(p.unsure, p.note) for p in all_photos(project)]
    assert found == [(False, "clear now"), (False, "clear now"), (True, ""), *[(False, "")] * 9]
    assert flag(project, [ids[0], 99_999], note="", who="Ann").labels == {ids[0]}
    assert photo(project, ids[0]).note == ""


def test_a_note_has_an_end(project, ids):
    with pytest.raises(ProjectError, match="2000 are the most"):
        flag(project, ids[:1], unsure=True, note="x" * 2001, who="Ann")
    assert not photo(project, ids[0]).unsure
    flag(project, ids[:1], note="ü" * 2000 + " ", who="Ann")
    assert photo(project, ids[0]).note == "ü" * 2000


def test_flags_and_labels_are_taken_back_in_turn(project, ids, rod):
    assign(project, ids[:1], rod, who="Ann")
    flag(project, ids[:2], unsure=True, note="blurred", who="Ann")
    flag(project, ids[:1], note="very blurred", who="Ann")
    seen = lambda: [(p.class_id, p.unsure, p.note) for p in all_photos(project)[:2]]  # noqa: E731
    states = [seen()]
    for _ in range(3):
        undo(project, who="Ann")
        states.append(seen())
    assert states == [
        [(rod, True, "very blurred"), (None, True, "blurred")],
        [(rod, True, "blurred"), (None, True, "blurred")],
        [(rod, False, ""), (None, False, "")],
        [(None, False, ""), (None, False, "")],
    ]
    again = [seen()]
    for _ in range(3):
        redo(project, who="Ann")
        again.append(seen())
    assert again == states[::-1]


def test_the_history_tells_of_flags_and_notes_too(project, ids, rod):
    flag(project, ids[:1], unsure=True, note="rod?", who="Ann")
    assign(project, ids[:1], rod, who="Ben")
    flag(project, ids[:1], unsure=False, note="", who="Ben")
    undo(project, who="Cid")
    assert [(e.aspect, e.who, e.source, e.before, e.after) for e in history(project, ids[0])] == [
        (Aspect.UNSURE, "Ann", "person", None, "unsure"),
        (Aspect.NOTE, "Ann", "person", None, "rod?"),
        (Aspect.LABEL, "Ben", "person", None, "rod"),
        (Aspect.UNSURE, "Ben", "person", "unsure", None),
        (Aspect.NOTE, "Ben", "person", "rod?", None),
        (Aspect.UNSURE, "Cid", "undo", None, "unsure"),
        (Aspect.NOTE, "Cid", "undo", None, "rod?"),
    ]


def test_the_history_can_not_be_rewritten(project, ids, rod):
    assign(project, ids, rod, who="Ann")
    flag(project, ids, unsure=True, who="Ann")
    delete_class(project, rod, who="Ann")
    for statement in (
        "DELETE FROM flag_events",
        "UPDATE flag_events SET after_note = 'x'",
        "DELETE FROM class_events",
        "UPDATE class_events SET deleted = 0",
        "DELETE FROM label_events",
        "UPDATE label_events SET after_class = NULL",
        "DELETE FROM operations",
        "UPDATE operations SET who = 'nobody'",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), project.database.transaction():
            project.database.execute(statement)


def test_undo_and_redo_go_all_the_way_and_survive_a_restart(project, ids, rod, coccus):
    assign(project, ids[:2], rod, who="Ann")
    assign(project, ids[1:3], coccus, who="Ann")
    assign(project, ids[:1], None, who="Ann")
    states = [{None: 10, rod: 1, coccus: 1}]
    assert tops(project).redo is None
    project.close()
    with open_project(project.root) as again:
        for expected in ({None: 9, rod: 1, coccus: 2}, {None: 10, rod: 2, coccus: 0}, {None: 12, rod: 0, coccus: 0}):
            assert tops(again).undo is not None
            undo(again, who="Ann")
            assert counts(again) == expected
        # Beneath are the two classes themselves.
        assert undo(again, who="Ann").classes == {coccus}
        assert undo(again, who="Ann").classes == {rod}
        assert tops(again).undo is None
        assert undo(again, who="Ann") is None
    with open_project(project.root) as again:
        for _ in range(5):
            assert redo(again, who="Ann")
        assert redo(again, who="Ann") is None
        assert counts(again) == {None: 10, rod: 0, coccus: 2}
        assert states


def test_a_new_label_after_an_undo_ends_what_could_be_redone(project, ids, rod, coccus):
    assign(project, ids[:1], rod, who="Ann")
    assign(project, ids[:1], coccus, who="Ann")
    undo(project, who="Ann")
    assign(project, ids[5:6], coccus, who="Ann")
    assert tops(project).redo is None
    assert redo(project, who="Ann") is None
    undo(project, who="Ann")
    undo(project, who="Ann")
    assert counts(project) == {None: 12, rod: 0, coccus: 0}
