import sqlite3
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError
from tldesk.core.photo import ScannedPhoto
from tldesk.project.classes import add_class, classes, delete_class, merge_classes
from tldesk.project.labels import Aspect, HistoryEntry, assign, can_redo, can_undo, counts, flag, history, redo, undo
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
    while undo(project, who="Ann"):
        states.append(seen())
    assert states == [
        [(rod, True, "very blurred"), (None, True, "blurred")],
        [(rod, True, "blurred"), (None, True, "blurred")],
        [(rod, False, ""), (None, False, "")],
        [(None, False, ""), (None, False, "")],
    ]
    again = [seen()]
    while redo(project, who="Ann"):
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


@dataclass(frozen=True)
class State:
    """What undo and redo move between: of each photo its class, flag and note; and the classes that are deleted."""

    photos: dict[int, tuple[int | None, bool, str]]
    deleted: frozenset[int] = frozenset()


class Labelling(RuleBasedStateMachine):
    """Labels, flags, undo, redo, merges, deletions and restarts in any order, against plain values."""

    @initialize()
    def begin(self):
        self.folder = tempfile.TemporaryDirectory()
        self.project = open_project(Path(self.folder.name))
        record_scan(self.project, [ScannedPhoto(f"{n}.jpg", n, n, f"f{n}") for n in range(PHOTOS)])
        self.ids = [p.id for p in all_photos(self.project)]
        self.made = [add_class(self.project, name)[0].id for name in "ab"]
        self.state = State(dict.fromkeys(self.ids, (None, False, "")))
        self.undos: list[State] = []
        self.redos: list[State] = []
        self.entries = 0

    @property
    def alive(self):
        return [class_id for class_id in self.made if class_id not in self.state.deleted]

    def _changed(self, after):
        return {photo_id for photo_id in self.ids if after.photos[photo_id] != self.state.photos[photo_id]}

    def _done(self, after, change):
        """An operation led to `after`."""
        assert change.labels == self._changed(after)
        assert change.classes == after.deleted ^ self.state.deleted
        if after != self.state:
            self.undos.append(self.state)
            self.redos.clear()
            self.state = after

    @rule(chosen=st.sets(st.integers(0, PHOTOS - 1)), pick=st.integers(0, 5))
    def assign(self, chosen, pick):
        class_id = self.alive[pick] if pick < len(self.alive) else None
        photos = [self.ids[n] for n in chosen]
        after = {**self.state.photos, **{photo_id: (class_id, *self.state.photos[photo_id][1:]) for photo_id in photos}}
        self._done(replace(self.state, photos=after), assign(self.project, photos, class_id, who="x"))

    @rule(
        chosen=st.sets(st.integers(0, PHOTOS - 1)),
        unsure=st.sampled_from([None, True, False]),
        note=st.sampled_from([None, "", "a", "🦠 two\nlines"]),
    )
    def flag(self, chosen, unsure, note):
        photos = [self.ids[n] for n in chosen]
        after = dict(self.state.photos)
        for photo_id in photos:
            class_id, was_unsure, was_note = after[photo_id]
            after[photo_id] = (class_id, was_unsure if unsure is None else unsure, was_note if note is None else note)
        self._done(replace(self.state, photos=after), flag(self.project, photos, unsure=unsure, note=note, who="x"))

    def _without(self, gone, into):
        after = {
            photo_id: (into if class_id in gone else class_id, unsure, note)
            for photo_id, (class_id, unsure, note) in self.state.photos.items()
        }
        return State(after, self.state.deleted | gone)

    @rule(pick=st.integers(0, 5))
    def delete(self, pick):
        if pick < len(self.alive):
            gone = self.alive[pick]
            after = self._without(frozenset({gone}), None)
            self._done(after, delete_class(self.project, gone, who="x"))

    @rule(picks=st.sets(st.integers(0, 5)), into=st.integers(0, 5))
    def merge(self, picks, into):
        if into < len(self.alive):
            target = self.alive[into]
            chosen = frozenset(self.alive[pick] for pick in picks if pick < len(self.alive))
            after = self._without(chosen - {target}, target)
            self._done(after, merge_classes(self.project, chosen, target, who="x"))

    @rule()
    def add(self):
        self.made.append(add_class(self.project, f"class {len(self.made)}")[0].id)

    def _turn(self, change, source, target):
        assert (change is not None) == bool(source)
        if source:
            after = source.pop()
            assert change.labels == self._changed(after)
            assert change.classes == after.deleted ^ self.state.deleted
            target.append(self.state)
            self.state = after

    @rule()
    def undo(self):
        self._turn(undo(self.project, who="x"), self.undos, self.redos)

    @rule()
    def redo(self):
        self._turn(redo(self.project, who="x"), self.redos, self.undos)

    @rule()
    def restart(self):
        self.project.close()
        self.project = open_project(Path(self.folder.name))

    @invariant()
    def all_agree(self):
        assert {p.id: (p.class_id, p.unsure, p.note) for p in all_photos(self.project)} == self.state.photos
        assert {c.id for c in classes(self.project)} == set(self.alive)
        assert (can_undo(self.project), can_redo(self.project)) == (bool(self.undos), bool(self.redos))

    @invariant()
    def history_only_grows_and_ends_with_what_is_there(self):
        histories = {photo_id: history(self.project, photo_id) for photo_id in self.ids}
        entries = sum(map(len, histories.values()))
        assert entries >= self.entries
        self.entries = entries
        names = {c.id: c.name for c in classes(self.project)}
        for photo_id, (class_id, unsure, note) in self.state.photos.items():
            last = {entry.aspect: entry.after for entry in histories[photo_id]}
            expected = (names.get(class_id), "unsure" if unsure else None, note or None)
            assert tuple(last.get(aspect) for aspect in (Aspect.LABEL, Aspect.UNSURE, Aspect.NOTE)) == expected

    def teardown(self):
        self.project.close()
        self.folder.cleanup()


TestLabelling = Labelling.TestCase
TestLabelling.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


def test_the_state_machine_starts_from_an_unlabelled_project(project, ids):
    assert all(photo(project, photo_id).class_id is None for photo_id in ids)
