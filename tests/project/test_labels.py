import sqlite3
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tldesk.core.changes import Change
from tldesk.core.photo import ScannedPhoto
from tldesk.project.classes import add_class, delete_class
from tldesk.project.labels import HistoryEntry, assign, can_redo, can_undo, counts, history, redo, undo
from tldesk.project.photos import all_photos, photo, record_scan
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


def test_the_history_can_not_be_rewritten(project, ids, rod):
    assign(project, ids, rod, who="Ann")
    for statement in (
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
    assert not can_redo(project)
    project.close()
    with open_project(project.root) as again:
        for expected in ({None: 9, rod: 1, coccus: 2}, {None: 10, rod: 2, coccus: 0}, {None: 12, rod: 0, coccus: 0}):
            assert can_undo(again)
            undo(again, who="Ann")
            assert counts(again) == expected
        assert not can_undo(again)
        assert undo(again, who="Ann") is None
    with open_project(project.root) as again:
        for _ in range(3):
            assert redo(again, who="Ann")
        assert redo(again, who="Ann") is None
        assert counts(again) == {None: 10, rod: 0, coccus: 2}
        assert states


def test_a_new_label_after_an_undo_ends_what_could_be_redone(project, ids, rod, coccus):
    assign(project, ids[:1], rod, who="Ann")
    assign(project, ids[:1], coccus, who="Ann")
    undo(project, who="Ann")
    assign(project, ids[5:6], coccus, who="Ann")
    assert not can_redo(project)
    assert redo(project, who="Ann") is None
    undo(project, who="Ann")
    undo(project, who="Ann")
    assert counts(project) == {None: 12, rod: 0, coccus: 0}


PHOTOS = 6


class Labelling(RuleBasedStateMachine):
    """Labels, undo, redo, deletions and restarts in any order, against plain lists."""

    @initialize()
    def begin(self):
        self.folder = tempfile.TemporaryDirectory()
        self.project = open_project(Path(self.folder.name))
        record_scan(self.project, [ScannedPhoto(f"{n}.jpg", n, n, f"f{n}") for n in range(PHOTOS)])
        self.ids = [p.id for p in all_photos(self.project)]
        self.alive = [add_class(self.project, name)[0].id for name in "ab"]
        self.names = 2
        self.labels: dict[int, int | None] = dict.fromkeys(self.ids)
        # Each entry: labels before, labels after, the class that was deleted.
        self.undos: list[tuple[dict, dict, int | None]] = []
        self.redos: list[tuple[dict, dict, int | None]] = []

    def _done(self, after, deleted=None):
        self.undos.append((self.labels, after, deleted))
        self.redos.clear()
        self.labels = after

    @rule(chosen=st.sets(st.integers(0, PHOTOS - 1)), pick=st.integers(0, 5))
    def assign(self, chosen, pick):
        class_id = self.alive[pick] if pick < len(self.alive) else None
        photos = [self.ids[n] for n in chosen]
        after = {**self.labels, **dict.fromkeys(photos, class_id)}
        change = assign(self.project, photos, class_id, who="x")
        assert change.labels == {photo_id for photo_id in self.ids if after[photo_id] != self.labels[photo_id]}
        if after != self.labels:
            self._done(after)

    @rule(pick=st.integers(0, 5))
    def delete(self, pick):
        if pick < len(self.alive):
            gone = self.alive.pop(pick)
            delete_class(self.project, gone, who="x")
            self._done({photo_id: None if c == gone else c for photo_id, c in self.labels.items()}, gone)

    @rule()
    def add(self):
        self.names += 1
        self.alive.append(add_class(self.project, f"class {self.names}")[0].id)

    @rule()
    def undo(self):
        change = undo(self.project, who="x")
        assert (change is not None) == bool(self.undos)
        if self.undos:
            before, after, deleted = self.undos.pop()
            self.redos.append((before, after, deleted))
            self.labels = before
            if deleted is not None:
                self.alive.append(deleted)

    @rule()
    def redo(self):
        change = redo(self.project, who="x")
        assert (change is not None) == bool(self.redos)
        if self.redos:
            before, after, deleted = self.redos.pop()
            self.undos.append((before, after, deleted))
            self.labels = after
            if deleted is not None:
                self.alive.remove(deleted)

    @rule()
    def restart(self):
        self.project.close()
        self.project = open_project(Path(self.folder.name))

    @invariant()
    def all_agree(self):
        assert {p.id: p.class_id for p in all_photos(self.project)} == self.labels
        assert (can_undo(self.project), can_redo(self.project)) == (bool(self.undos), bool(self.redos))

    def teardown(self):
        self.project.close()
        self.folder.cleanup()


TestLabelling = Labelling.TestCase
TestLabelling.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


def test_the_state_machine_starts_from_an_unlabelled_project(project, ids):
    assert all(photo(project, photo_id).class_id is None for photo_id in ids)
