import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tldesk.core.photo import ScannedPhoto
from tldesk.project.classes import (
    add_class,
    classes,
    classes_named,
    delete_class,
    fold,
    merge_classes,
    recolour_class,
    rename_class,
    reorder_classes,
    set_key,
)
from tldesk.project.labels import Aspect, assign, flag, history, redo, undo
from tldesk.project.operations import perform, tops
from tldesk.project.photos import all_photos, record_scan
from tldesk.project.store import open_project

PHOTOS = 6


@dataclass(frozen=True)
class State:
    """What undo and redo move between: of each photo its class, flag and note; of each class its name, colour and key, in their order."""

    photos: dict[int, tuple[int | None, bool, str]]
    classes: dict[int, tuple[str, str, str]] = field(default_factory=dict)

    @property
    def order(self):
        return list(self.classes.items())


class Labelling(RuleBasedStateMachine):
    """Labels, flags, undo, redo, merges, deletions and restarts in any order, against plain values."""

    @initialize()
    def begin(self):
        self.folder = tempfile.TemporaryDirectory()
        self.project = open_project(Path(self.folder.name))
        record_scan(self.project, [ScannedPhoto(f"{n}.jpg", n, n, f"f{n}") for n in range(PHOTOS)])
        self.ids = [p.id for p in all_photos(self.project)]
        self.number = 0
        self.state = State(dict.fromkeys(self.ids, (None, False, "")))
        self.undos: list[State] = []
        self.redos: list[State] = []
        self.entries = 0

    @property
    def alive(self):
        return list(self.state.classes)

    def _touched(self, after):
        """Classes that were added, deleted or changed."""
        both = self.state.classes.keys() | after.classes.keys()
        return {each for each in both if self.state.classes.get(each) != after.classes.get(each)}

    def _changed(self, after):
        return {photo_id for photo_id in self.ids if after.photos[photo_id] != self.state.photos[photo_id]}

    def _done(self, after, change):
        """An operation led to `after`."""
        assert change.labels == self._changed(after)
        assert change.classes >= self._touched(after)
        if (after, after.order) != (self.state, self.state.order):
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
        return State(after, {each: face for each, face in self.state.classes.items() if each not in gone})

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
        self.number += 1
        made, change = add_class(self.project, f"class {self.number}", who="x")
        faces = {**self.state.classes, made.id: (made.name, made.colour, made.key)}
        self._done(replace(self.state, classes=faces), change)

    @rule(pick=st.integers(0, 5), what=st.sampled_from(["name", "colour", "key"]), value=st.integers(1, 3))
    def edit(self, pick, what, value):
        if pick >= len(self.alive):
            return
        one, faces = self.alive[pick], dict(self.state.classes)
        name, colour, key = faces[one]
        match what:
            case "name":
                if any(f"new {value}" == other for other, _, _ in faces.values()):
                    return
                faces[one] = (f"new {value}", colour, key)
                change = rename_class(self.project, one, f"new {value}", who="x")
            case "colour":
                faces[one] = (name, f"#00000{value}", key)
                change = recolour_class(self.project, one, f"#00000{value}", who="x")
            case _:
                faces = {each: (n, c, "" if k == str(value) else k) for each, (n, c, k) in faces.items()}
                faces[one] = (name, colour, str(value))
                change = set_key(self.project, one, str(value), who="x")
        self._done(replace(self.state, classes=faces), change)

    @rule(data=st.data())
    def reorder(self, data):
        order = data.draw(st.permutations(self.alive))
        change = reorder_classes(self.project, order, who="x")
        self._done(replace(self.state, classes={each: self.state.classes[each] for each in order}), change)

    @rule(chosen=st.sets(st.integers(0, PHOTOS - 1)), value=st.integers(1, 3))
    def take_over(self, chosen, value):
        """As an import does: a label of a class that may not be there yet."""
        if not chosen:
            return
        with self.project.database.transaction():
            ids, added = classes_named(self.project, [f"new {value}"])
            (one,) = [ids[fold(f"new {value}")]]
            made = next(c for c in classes(self.project) if c.id == one)
            labels = dict.fromkeys((self.ids[n] for n in chosen), one)
            change = perform(self.project, "import", labels, who="x", source="file", added_classes=added)
        photos = {**self.state.photos, **{photo_id: (one, *self.state.photos[photo_id][1:]) for photo_id in labels}}
        self._done(State(photos, {**self.state.classes, one: (made.name, made.colour, made.key)}), change)

    def _turn(self, change, source, target):
        assert (change is not None) == bool(source)
        if source:
            after = source.pop()
            assert change.labels == self._changed(after)
            assert change.classes >= self._touched(after)
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
        assert [(c.id, (c.name, c.colour, c.key)) for c in classes(self.project)] == self.state.order
        top = tops(self.project)
        assert (top.undo is not None, top.redo is not None) == (bool(self.undos), bool(self.redos))

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
TestLabelling.settings = settings(max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
