from collections import Counter

import pytest

from tests.project.made_splits import make_splits
from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError
from tldesk.core.photo import ScannedPhoto, Split
from tldesk.project import splits
from tldesk.project.classes import MAX_NAME, add_class, classes, delete_class
from tldesk.project.labels import assign, counts, history, undo
from tldesk.project.photos import all_photos, photo, record_scan, set_problem
from tldesk.project.splits import import_folders, is_test_locked, set_split

TRAIN, VALIDATION, TEST = Split.TRAIN, Split.VALIDATION, Split.TEST


def make(project, *, groups=None, seed=0, validation=25, test=25) -> Change:
    return make_splits(project, validation_percent=validation, test_percent=test, seed=seed, groups=groups or {})


def split_of(project):
    return {p.id: p.split for p in all_photos(project)}


@pytest.fixture
def labelled(project, ids):
    for half, name in ((ids[:6], "rod"), (ids[6:], "coccus")):
        assign(project, half, add_class(project, name)[0].id, who="test")
    return ids


def test_folders_become_classes_labels_and_splits(project, write, rescan):
    write({f"{part}/{name}/{n}.jpg": f"{part}{name}{n}" for part in ("train", "test") for name in ("Rod", "coccus") for n in range(3)})
    rescan()
    change = import_folders(project, who="Ann")
    assert [c.name for c in classes(project)] == ["coccus", "Rod"]
    assert change.labels == change.splits == {p.id for p in all_photos(project)}
    assert change.classes == {c.id for c in classes(project)}
    assert Counter(p.split for p in all_photos(project)) == {TRAIN: 6, TEST: 6}
    assert [(e.who, e.source, e.after) for e in history(project, all_photos(project)[0].id)] == [("Ann", "folder", "coccus")]
    assert import_folders(project, who="Ann") == Change()


def test_class_folders_with_one_long_beginning_stay_two_classes(project, write, rescan):
    long = "a colony on agar " * 6
    write({f"{long}{end}/{n}.jpg": f"{end}{n}" for end in ("round", "square") for n in range(2)})
    rescan()
    import_folders(project, who="Ann")
    names = [c.name for c in classes(project)]
    assert len(names) == 2
    assert all(len(name) <= MAX_NAME and name.startswith(long[:60]) for name in names)
    assert sorted(counts(project).values()) == [0, 2, 2]
    write({f"{long}ROUND/9.jpg": "more"})
    rescan()
    import_folders(project, who="Ann")
    assert sorted(counts(project).values()) == [0, 2, 3]


def test_an_import_never_overwrites_a_persons_word(project, write, rescan, photo_at):
    write({f"{name}/{n}.jpg": f"{name}{n}" for name in ("rod", "coccus") for n in range(3)})
    rescan()
    yeast, _ = add_class(project, "yeast")
    given, cleared = photo_at(project, "rod/0.jpg").id, photo_at(project, "rod/1.jpg").id
    assign(project, [given, cleared], yeast.id, who="Ann")
    assign(project, [cleared], None, who="Ann")
    change = import_folders(project, who="Ann")
    assert {given, cleared} & change.labels == set()
    assert photo(project, given).class_id == yeast.id
    assert photo(project, cleared).class_id is None
    assert sorted(counts(project).values()) == [1, 1, 1, 3]


def test_an_import_uses_classes_that_are_there_and_is_undone_as_one(project, write, rescan):
    write({"ROD/1.jpg": "1", "coccus/1.jpg": "2", "coccus/2.jpg": "3"})
    rescan()
    rod, _ = add_class(project, "rod")
    import_folders(project, who="Ann")
    assert [c.name for c in classes(project)] == ["rod", "coccus"]
    assert counts(project)[rod.id] == 1
    undo(project, who="Ann")
    assert counts(project)[None] == 3


def test_new_photos_in_class_folders_are_taken_by_the_next_import(project, write, rescan, photo_at):
    write({"rod/1.jpg": "1", "coccus/1.jpg": "2"})
    rescan()
    import_folders(project, who="Ann")
    write({"rod/2.jpg": "3"})
    rescan()
    assert import_folders(project, who="Ann").labels == {photo_at(project, "rod/2.jpg").id}


def test_a_class_that_a_person_deleted_does_not_come_back_by_import(project, write, rescan):
    write({"rod/1.jpg": "1", "coccus/1.jpg": "2"})
    rescan()
    import_folders(project, who="Ann")
    delete_class(project, classes(project)[0].id, who="Ann")
    assert import_folders(project, who="Ann") == Change()
    assert len(classes(project)) == 1


def test_a_flat_folder_imports_nothing(project, ids):
    assert import_folders(project, who="Ann") == Change()


def test_only_labelled_photos_that_can_be_read_are_dealt(project, labelled, root, rescan):
    assign(project, labelled[:1], None, who="test")
    set_problem(project, {labelled[1]: "damaged"})
    (root / "2.jpg").unlink()
    rescan()
    change = make(project)
    assert change.splits == set(labelled[3:])
    assert all(split_of(project)[photo_id] is None for photo_id in labelled[:3])
    assert set(split_of(project).values()) == {None, TRAIN, VALIDATION, TEST}


def test_dealing_again_changes_nothing(project, labelled):
    assert make(project)
    before = split_of(project)
    assert make(project, seed=7) == Change()
    assert split_of(project) == before


def test_dealing_depends_on_paths_and_not_on_ids(tmp_path, project, labelled, write, rescan, photo_at):
    from tldesk.core.photo import ScannedPhoto
    from tldesk.project.photos import known, record_scan
    from tldesk.project.store import open_project

    make(project, seed=3)
    (tmp_path / "again").mkdir()
    with open_project(tmp_path / "again") as again:
        for found in reversed([ScannedPhoto(p.path, p.size, p.modified_ns, p.fingerprint) for p in known(project).values()]):
            record_scan(again, [found], complete=False)
        names = {c.id: c.name for c in classes(project)}
        made = {name: add_class(again, name)[0].id for name in names.values()}
        for p in all_photos(project):
            assign(again, [photo_at(again, p.path).id], made[names[p.class_id]], who="test")
        make(again, seed=3)
        assert {p.path: p.split for p in all_photos(again)} == {p.path: p.split for p in all_photos(project)}


def test_groups_are_kept_and_stay_whole(project, labelled):
    groups = {labelled[0]: "burst", labelled[1]: "burst", labelled[6]: "burst"}
    change = make(project, groups=groups)
    assert change.splits == set(labelled)
    assert len({photo(project, photo_id).split for photo_id in groups}) == 1
    assert [photo(project, photo_id).group for photo_id in labelled[:3]] == ["burst", "burst", ""]
    assert make(project).splits == set(groups), "without groups they stand alone again, where they are"
    assert photo(project, labelled[0]).group == ""


def test_the_test_split_is_locked_once_made(project, labelled, write, rescan):
    make(project)
    assert is_test_locked(project)
    test = {photo_id for photo_id, split in split_of(project).items() if split is TEST}
    write({f"new {n}.jpg": f"new {n}" for n in range(20)})
    rescan()
    new = [p.id for p in all_photos(project) if p.split is None]
    assign(project, new, classes(project)[0].id, who="test")
    leaking = new[0]
    make(project, groups={leaking: "same specimen", min(test): "same specimen"})
    after = split_of(project)
    assert {photo_id for photo_id, split in after.items() if split is TEST} == test
    assert after[leaking] is None
    assert {after[photo_id] for photo_id in new[1:]} == {TRAIN, VALIDATION}


def test_a_test_photo_that_lost_its_label_still_guards_its_group(project, labelled):
    make(project)
    test = min(photo_id for photo_id, split in split_of(project).items() if split is TEST)
    train = min(photo_id for photo_id, split in split_of(project).items() if split is TRAIN)
    assign(project, [test], None, who="test")
    make(project, groups={test: "g", train: "g"})
    assert photo(project, test).split is TEST
    assert photo(project, train).split is None


def test_an_unlabelled_photo_follows_its_group(project, labelled):
    make(project)
    of = split_of(project)
    train, validation = (min(photo_id for photo_id in labelled if of[photo_id] is split) for split in (TRAIN, VALIDATION))
    assign(project, [validation], None, who="test")
    second = next(photo_id for photo_id in labelled if of[photo_id] is TRAIN and photo_id != train)
    make(project, groups=dict.fromkeys((train, second, validation), "g"))
    assert len({photo(project, photo_id).split for photo_id in (train, second, validation)}) == 1


def test_shares_that_leave_nothing_to_train_on(project, labelled):
    with pytest.raises(ProjectError, match="leave no photo"):
        make(project, validation=50, test=50)


def test_setting_a_split_by_hand_takes_the_whole_group(project, labelled):
    make(project, groups={labelled[0]: "g", labelled[1]: "g"})
    where = photo(project, labelled[0]).split
    other = next(split for split in (TRAIN, VALIDATION) if split is not where)
    change = set_split(project, [labelled[0]], other, unlock_test=where is TEST)
    assert change.splits == {labelled[0], labelled[1]}
    assert not set_split(project, [labelled[0]], other)


def test_a_locked_test_split_changes_by_hand_only_when_it_is_unlocked(project, labelled):
    assert set_split(project, labelled[:2], TEST).splits == set(labelled[:2])
    for chosen, split in ((labelled[2:3], TEST), (labelled[:1], TRAIN), (labelled[:1], None)):
        with pytest.raises(ProjectError, match="locked"):
            set_split(project, chosen, split)
    assert set_split(project, labelled[:2], TEST) == Change()
    assert set_split(project, labelled[3:4], TRAIN)
    assert set_split(project, labelled[:1], TRAIN, unlock_test=True).splits == {labelled[0]}


def test_real_photos_with_splits_from_folders(shared, tmp_path):
    from tldesk.core.photo import ScannedPhoto
    from tldesk.photos.scan import scan
    from tldesk.project.photos import record_scan
    from tldesk.project.store import open_project

    (tmp_path / "p").mkdir()
    found = [each for each in scan(shared / "photos" / "clothing") if isinstance(each, ScannedPhoto)]
    with open_project(tmp_path / "p") as project:
        record_scan(project, found)
        import_folders(project, who="test")
        before = split_of(project)
        assert make(project, validation=15, test=15) == Change()
        assert split_of(project) == before
        assert None not in before.values()
        assert len(classes(project)) == 10


def test_a_deal_that_is_cut_short_anywhere_is_completed_by_the_next_one(project, monkeypatch):
    monkeypatch.setattr(splits, "_STEP", 30)
    record_scan(project, [ScannedPhoto(f"{name}/{n:03}.jpg", n, n, f"{name}{n}") for name in ("rod", "coccus") for n in range(60)])
    import_folders(project, who="test")
    shares = {"validation_percent": 20, "test_percent": 20, "seed": 3, "groups": {}}
    steps = splits.deal_splits(project, **shares).steps()
    assert len(steps) == 5
    for written in range(len(steps) + 1):
        for step in steps[:written]:
            splits.record_splits(project, step)
        make_splits(project, **shares)
        assert Counter(p.split for p in all_photos(project)) == {TRAIN: 72, VALIDATION: 24, TEST: 24}, written
        with project.database.transaction():
            project.database.execute("UPDATE photos SET split = NULL")


def test_who_was_put_elsewhere_while_a_deal_was_worked_out_stays_there(project, write, rescan):
    write({f"{name}/{n}.jpg": f"{name}{n}" for name in ("rod", "coccus") for n in range(10)})
    rescan()
    import_folders(project, who="test")
    dealt = splits.deal_splits(project, validation_percent=20, test_percent=20, seed=3, groups={})
    moved = next(photo_id for photo_id, (split, _) in dealt.after.items() if split is TRAIN)
    set_split(project, [moved], VALIDATION)
    for step in dealt.steps():
        splits.record_splits(project, step)
    assert photo(project, moved).split is VALIDATION
