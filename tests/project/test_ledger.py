from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tldesk.core.photo import ScannedPhoto
from tldesk.photos.names import natural_key
from tldesk.project.database import Database
from tldesk.project.ledger import STEP, Ledger, Step
from tldesk.project.relink import KnownPhoto, Relinking, relink
from tldesk.project.standing import Standing
from tldesk.project.store import open_project

PATHS = st.sampled_from(["a", "b", "c", "x/a", "x/b", "y/a"])
CONTENTS = st.sampled_from(["A", "B", "C", "D"])


def known(*photos: tuple[str, str, bool]) -> list[KnownPhoto]:
    """Photos in natural order; of several at one path only the first is there."""
    here: set[str] = set()
    result = []
    for number, (path, content, missing) in enumerate(sorted(photos, key=lambda one: natural_key(one[0])), 1):
        result.append(KnownPhoto(path, 1, 1, content, number, missing or path in here))
        if not missing:
            here.add(path)
    return result


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Iterator[Database]:
    with open_project(tmp_path_factory.mktemp("photos")) as project:
        yield project.database


def ledger_for(database: Database, photos: list[KnownPhoto]) -> Ledger:
    """A ledger of a project with these photos and no others."""
    with database.transaction(durable=False):
        database.execute("DELETE FROM photos")
        database.execute_many(
            "INSERT INTO photos (path, size, modified_ns, fingerprint, id, missing, place) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(p.path, p.size, p.modified_ns, p.fingerprint, p.id, p.missing, p.id << 36) for p in photos],
        )
    return Ledger(Standing(database))


def together(steps: list[Step]) -> Relinking:
    """Steps without their places, in an order of their own."""
    return Relinking(
        refreshed=sorted((one for step in steps for one in step.refreshed), key=repr),
        returned=sorted((one for step in steps for one in step.returned), key=repr),
        moved=sorted(((photo_id, p) for step in steps for photo_id, p, _ in step.moved), key=repr),
        changed=sorted((one for step in steps for one in step.changed), key=repr),
        gone=sorted(one for step in steps for one in step.gone),
        added=sorted((p for step in steps for p, _ in step.added), key=repr),
    )


@given(
    st.lists(st.tuples(PATHS, CONTENTS, st.booleans()), max_size=8),
    st.dictionaries(PATHS, st.tuples(CONTENTS, st.integers(1, 2)), max_size=6),
    st.integers(0, 6),
    st.sets(st.sampled_from(["a", "x/", "y/"])),
)
def test_steps_told_along_the_way_come_to_what_a_look_at_everything_says(database, photos, files, cut, hidden):
    there = known(*photos)
    ledger = ledger_for(database, there)
    found = [
        before
        if (before := ledger.standing.get(path)) is not None and (before.fingerprint, before.modified_ns) == (content, modified)
        else ScannedPhoto(path, 1, modified, content)
        for path, (content, modified) in sorted(files.items())
        if not path.startswith(tuple(hidden))
    ]

    def unseen(path: str) -> bool:
        return path.startswith(tuple(hidden))

    steps = [*ledger.take(found[:cut]), *ledger.take(found[cut:]), *ledger.finish(unseen=unseen, still_there=unseen)]
    whole = relink(there, found, unseen=unseen, still_there=unseen)
    assert together(steps) == Relinking(
        **{name: sorted(getattr(whole, name), key=repr) for name in ("refreshed", "returned", "moved", "changed", "added")},
        gone=sorted(whole.gone),
    )


def test_new_photos_are_told_at_once_and_all_else_when_everything_was_found(database):
    ledger = ledger_for(database, known(("a", "A", False)))
    assert [step.added for step in ledger.take([ScannedPhoto("b", 1, 1, "B")])] == [((ScannedPhoto("b", 1, 1, "B"), 2 << 36),)]
    assert list(ledger.take([ScannedPhoto("moved", 1, 1, "A")])) == []
    (last,) = ledger.finish(unseen=lambda _path: False, still_there=lambda _path: False)
    assert last == Step(moved=((1, ScannedPhoto("moved", 1, 1, "A"), 2 << 36),))


def test_no_step_is_long(database):
    ledger = ledger_for(database, [])
    found = [ScannedPhoto(f"{number:04}", 1, 1, str(number)) for number in range(3 * STEP // 2)]
    assert [len(step.added) for step in ledger.take(found)] == [STEP, STEP // 2]
