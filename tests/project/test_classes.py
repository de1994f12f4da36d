import pytest

from tldesk.core.errors import ProjectError
from tldesk.project.classes import (
    KEYS,
    OKABE_ITO,
    add_class,
    classes,
    delete_class,
    merge_classes,
    recolour_class,
    rename_class,
    reorder_classes,
    set_key,
)
from tldesk.project.labels import assign, counts, history, redo, undo
from tldesk.project.photos import photo


def names(project):
    return [c.name for c in classes(project)]


def test_classes_get_colours_and_keys_of_their_own(project):
    for number in range(30):
        added, change = add_class(project, f"class {number}")
        assert change.classes == {added.id}
    there = classes(project)
    assert len({c.colour for c in there}) == 30
    assert [c.colour for c in there[:8]] == list(OKABE_ITO)
    assert [c.key for c in there] == [*KEYS, *[""] * 21]
    assert [c.position for c in there] == list(range(1, 31))


def test_a_class_as_asked_for(project):
    added, _ = add_class(project, "  Long \t rod ", colour="#ABCDEF", key="R")
    assert (added.name, added.colour, added.key) == ("Long rod", "#abcdef", "r")
    assert classes(project) == [added]


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("", {}, "needs a name"),
        (" \n", {}, "needs a name"),
        ("rod", {}, "already a class named 'Rod'"),
        ("ＲＯＤ", {}, "already a class named 'Rod'"),
        ("STRASSE", {}, "already a class named 'Straße'"),
        ("x" * 81, {}, "longer than 80"),
        ("new", {"colour": "red"}, "not a colour"),
        ("new", {"key": "12"}, "not one character"),
        ("new", {"key": " "}, "not one character"),
        ("new", {"key": "1"}, "already belongs"),
    ],
)
def test_what_a_class_can_not_be(project, name, options, said):
    add_class(project, "Rod")
    add_class(project, "Straße")
    with pytest.raises(ProjectError, match=said):
        add_class(project, name, **options)
    assert names(project) == ["Rod", "Straße"]


def test_renaming(project):
    rod, _ = add_class(project, "rod")
    coccus, _ = add_class(project, "coccus")
    assert rename_class(project, rod.id, "Rod").classes == {rod.id}
    assert not rename_class(project, rod.id, " Rod ")
    with pytest.raises(ProjectError, match="already a class"):
        rename_class(project, coccus.id, "ROD")
    assert names(project) == ["Rod", "coccus"]


def test_recolouring(project):
    rod, _ = add_class(project, "rod")
    assert recolour_class(project, rod.id, "#112233").classes == {rod.id}
    assert not recolour_class(project, rod.id, "#112233")
    assert classes(project)[0].colour == "#112233"


def test_a_key_changes_its_owner(project):
    rod, _ = add_class(project, "rod")
    coccus, _ = add_class(project, "coccus")
    assert set_key(project, coccus.id, "1").classes == {rod.id, coccus.id}
    assert [c.key for c in classes(project)] == ["", "1"]
    assert not set_key(project, coccus.id, "1")
    set_key(project, coccus.id, "")
    assert [c.key for c in classes(project)] == ["", ""]


def test_reordering(project):
    a, b, c = (add_class(project, name)[0].id for name in "abc")
    assert reorder_classes(project, [c]).classes == {a, b, c}
    assert names(project) == ["c", "a", "b"]
    assert reorder_classes(project, [c, b, a]).classes == {a, b}
    assert names(project) == ["c", "b", "a"]
    assert not reorder_classes(project, [c, b])


def test_deleting_clears_the_labels_and_undo_brings_both_back(project, ids):
    rod, _ = add_class(project, "rod")
    coccus, _ = add_class(project, "coccus")
    assign(project, ids[:5], rod.id, who="Ann")
    change = delete_class(project, rod.id, who="Ben")
    assert (change.classes, change.labels) == ({rod.id}, set(ids[:5]))
    assert names(project) == ["coccus"]
    assert counts(project) == {None: 12, coccus.id: 0}
    assert [(e.who, e.before, e.after) for e in history(project, ids[0])] == [("Ann", None, "rod"), ("Ben", "rod", None)]
    change = undo(project, who="Ann")
    assert (change.classes, change.labels) == ({rod.id}, set(ids[:5]))
    assert names(project) == ["rod", "coccus"]
    assert photo(project, ids[0]).class_id == rod.id
    change = redo(project, who="Ann")
    assert (change.classes, change.labels) == ({rod.id}, set(ids[:5]))
    assert names(project) == ["coccus"]
    undo(project, who="Ann")
    undo(project, who="Ann")
    assert counts(project) == {None: 12, rod.id: 0, coccus.id: 0}


def test_deleting_an_empty_class_can_be_undone_too(project):
    rod, _ = add_class(project, "rod")
    delete_class(project, rod.id, who="Ann")
    assert undo(project, who="Ann").classes == {rod.id}
    assert names(project) == ["rod"]


def test_a_class_that_comes_back_gives_way_to_one_that_took_its_name_and_key(project, ids):
    rod, _ = add_class(project, "Rod")
    assign(project, ids[:1], rod.id, who="Ann")
    delete_class(project, rod.id, who="Ann")
    # As versions did that kept no account of new classes.
    with project.database.transaction():
        new = project.database.execute("INSERT INTO classes (name, folded, colour, key, position) VALUES ('rod', 'rod', '#000001', '1', 2)")
    undo(project, who="Ann")
    assert {c.id: (c.name, c.key) for c in classes(project)} == {rod.id: ("Rod 2", ""), new: ("rod", "1")}
    assert photo(project, ids[0]).class_id == rod.id


def test_merging_moves_the_labels_as_one_operation(project, ids):
    rod, coccus, yeast = (add_class(project, name)[0].id for name in ("rod", "coccus", "yeast"))
    assign(project, ids[:3], rod, who="Ann")
    assign(project, ids[3:5], coccus, who="Ann")
    assign(project, ids[5:6], yeast, who="Ann")
    change = merge_classes(project, [rod, coccus, yeast], yeast, who="Ben")
    assert (change.classes, change.labels) == ({rod, coccus}, set(ids[:5]))
    assert names(project) == ["yeast"]
    assert counts(project) == {None: 6, yeast: 6}
    assert [(e.who, e.before, e.after) for e in history(project, ids[0])] == [("Ann", None, "rod"), ("Ben", "rod", "yeast")]
    change = undo(project, who="Ann")
    assert (change.classes, change.labels) == ({rod, coccus}, set(ids[:5]))
    assert names(project) == ["rod", "coccus", "yeast"]
    assert counts(project) == {None: 6, rod: 3, coccus: 2, yeast: 1}
    redo(project, who="Ann")
    assert names(project) == ["yeast"]
    assert counts(project) == {None: 6, yeast: 6}
    undo(project, who="Ann")
    undo(project, who="Ann")
    assert counts(project) == {None: 7, rod: 3, coccus: 2, yeast: 0}


def test_merging_a_class_with_itself_or_nothing_leaves_no_trace(project, ids):
    rod, _ = add_class(project, "rod")
    assert not merge_classes(project, [rod.id], rod.id, who="Ann")
    assert not merge_classes(project, [], rod.id, who="Ann")
    assert undo(project, who="Ann").classes == {rod.id}
    assert undo(project, who="Ann") is None


def test_changes_of_classes_are_taken_back_one_by_one(project, ids):
    rod, coccus = (add_class(project, name)[0] for name in ("rod", "coccus"))
    rename_class(project, rod.id, "Bacillus")
    recolour_class(project, rod.id, "#123456")
    set_key(project, coccus.id, "1")
    reorder_classes(project, [coccus.id, rod.id])
    last = classes(project)
    for _ in range(4):
        undo(project, who="Ann")
    assert classes(project) == [rod, coccus]
    undo(project, who="Ann")
    undo(project, who="Ann")
    assert classes(project) == []
    for _ in range(6):
        redo(project, who="Ann")
    assert classes(project) == last


def test_a_class_in_use_stays_though_its_making_is_undone(project, ids):
    rod, _ = add_class(project, "rod")
    with project.database.transaction():
        project.database.execute("UPDATE photos SET class_id = ? WHERE id = ?", (rod.id, ids[0]))
    assert not undo(project, who="Ann").classes
    assert classes(project) == [rod]


def test_merging_empty_classes_can_be_undone_too(project):
    rod, coccus = (add_class(project, name)[0].id for name in ("rod", "coccus"))
    assert merge_classes(project, [rod], coccus, who="Ann").classes == {rod}
    assert undo(project, who="Ann").classes == {rod}
    assert names(project) == ["rod", "coccus"]


def test_a_deleted_class_can_not_be_used(project, ids):
    rod, _ = add_class(project, "rod")
    coccus, _ = add_class(project, "coccus")
    delete_class(project, rod.id, who="Ann")
    for use in (
        lambda: assign(project, ids, rod.id, who="Ann"),
        lambda: rename_class(project, rod.id, "x"),
        lambda: recolour_class(project, rod.id, "#000000"),
        lambda: set_key(project, rod.id, "x"),
        lambda: delete_class(project, rod.id, who="Ann"),
        lambda: reorder_classes(project, [rod.id]),
        lambda: merge_classes(project, [rod.id], coccus.id, who="Ann"),
        lambda: merge_classes(project, [coccus.id], rod.id, who="Ann"),
    ):
        with pytest.raises(ProjectError, match="was deleted"):
            use()
    assert counts(project) == {None: 12, coccus.id: 0}
