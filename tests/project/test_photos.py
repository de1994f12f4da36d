import shutil

import pytest

from tldesk.core.photo import ScannedPhoto, Split
from tldesk.project.classes import add_class
from tldesk.project.labels import assign
from tldesk.project.photos import all_photos, file_of, known, photo, record_scan, set_problem
from tldesk.project.splits import set_split
from tldesk.project.store import open_project


def test_photos_come_in_natural_order_and_stay_so_when_more_are_added(project, write, rescan):
    write({"b/IMG_10.jpg": "1", "b/img_9.jpg": "2", "a/x.jpg": "3", "z.jpg": "4"})
    rescan()
    assert [p.path for p in all_photos(project)] == ["a/x.jpg", "b/img_9.jpg", "b/IMG_10.jpg", "z.jpg"]
    write({"b/IMG_9b.jpg": "5", "a/w.jpg": "6", "zz.jpg": "7"})
    rescan()
    order = ["a/w.jpg", "a/x.jpg", "b/img_9.jpg", "b/IMG_9b.jpg", "b/IMG_10.jpg", "z.jpg", "zz.jpg"]
    assert [p.path for p in all_photos(project)] == order


def test_one_new_photo_among_many_finds_its_place(project):
    record_scan(project, [ScannedPhoto(f"{n}.jpg", n, n, f"f{n}") for n in range(0, 400, 2)])
    record_scan(project, [ScannedPhoto("7.jpg", 1, 1, "new"), ScannedPhoto("399.jpg", 1, 1, "last")], complete=False)
    expected = sorted([*range(0, 400, 2), 7, 399])
    assert [p.path for p in all_photos(project)] == [f"{n}.jpg" for n in expected]


def test_a_renamed_photo_keeps_all_it_has(project, ids, root, rescan):
    rod, _ = add_class(project, "Rod")
    assign(project, ids[:2], rod.id, who="test")
    set_split(project, ids[:1], Split.TEST)
    (root / "deep" / "er").mkdir(parents=True)
    (root / "0.jpg").rename(root / "deep" / "er" / "renamed.jpg")
    change = rescan()
    assert change.photos == {ids[0]}
    after = photo(project, ids[0])
    assert (after.path, after.class_id, after.split, after.missing) == ("deep/er/renamed.jpg", rod.id, Split.TEST, False)
    assert file_of(project, after).is_file()
    assert len(all_photos(project)) == 12


def test_swapped_photos_keep_their_own_labels(project, ids, root, rescan):
    rod, _ = add_class(project, "Rod")
    assign(project, ids[:1], rod.id, who="test")
    (root / "0.jpg").rename(root / "t")
    (root / "1.jpg").rename(root / "0.jpg")
    (root / "t").rename(root / "1.jpg")
    assert rescan().photos == {ids[0], ids[1]}
    assert (photo(project, ids[0]).path, photo(project, ids[0]).class_id) == ("1.jpg", rod.id)
    assert (photo(project, ids[1]).path, photo(project, ids[1]).class_id) == ("0.jpg", None)


def test_missing_and_back(project, ids, root, rescan, photo_at):
    shutil.copy2(root / "3.jpg", root.parent / "kept.jpg")
    (root / "3.jpg").unlink()
    assert rescan().photos == {ids[3]}
    assert photo(project, ids[3]).missing
    assert photo_at(project, "3.jpg") is None
    assert "3.jpg" not in known(project)
    assert not rescan()
    shutil.copy2(root.parent / "kept.jpg", root / "3.jpg")
    assert rescan().photos == {ids[3]}
    assert not photo(project, ids[3]).missing


def test_changed_content_keeps_the_label_and_loses_the_problem(project, ids, write, rescan):
    rod, _ = add_class(project, "Rod")
    assign(project, ids[:1], rod.id, who="test")
    set_problem(project, {ids[0]: "damaged"})
    before = photo(project, ids[0])
    write({"0.jpg": "mended, and longer"})
    assert rescan().photos == {ids[0]}
    after = photo(project, ids[0])
    assert (after.class_id, after.problem, before.problem) == (rod.id, "", "damaged")
    assert after.fingerprint != before.fingerprint


def test_a_touched_file_is_no_change(project, ids, root, rescan):
    (root / "0.jpg").touch()
    assert not rescan()
    assert known(project)["0.jpg"].modified_ns == (root / "0.jpg").stat().st_mtime_ns


def test_a_partial_scan_finds_what_moved_on_the_disk(project, ids, root):
    (root / "0.jpg").rename(root / "new.jpg")
    before = known(project)
    moved = ScannedPhoto("new.jpg", before["0.jpg"].size, before["0.jpg"].modified_ns, before["0.jpg"].fingerprint)
    copied = ScannedPhoto("copy.jpg", before["1.jpg"].size, before["1.jpg"].modified_ns, before["1.jpg"].fingerprint)
    record_scan(project, [moved, copied], complete=False)
    assert photo(project, ids[0]).path == "new.jpg"
    assert photo(project, ids[1]).path == "1.jpg"
    assert len(all_photos(project)) == 13
    assert not any(p.missing for p in all_photos(project))


def test_photos_in_a_place_that_could_not_be_looked_at_are_not_missing(project, write, rescan):
    write({"away/1.jpg": "1", "away.jpg": "2", "here/3.jpg": "3"})
    rescan()
    for path in ("away.jpg", "here/3.jpg"):
        (project.root / path).unlink()
    record_scan(project, [], hidden=["away"])
    assert {p.path for p in all_photos(project) if p.missing} == {"away.jpg", "here/3.jpg"}


def test_problems_are_noted_and_taken_back(project, ids):
    assert set_problem(project, {ids[0]: "cut short", ids[1]: ""}).photos == {ids[0]}
    assert photo(project, ids[0]).problem == "cut short"
    assert not set_problem(project, {ids[0]: "cut short"})
    assert set_problem(project, {ids[0]: ""}).photos == {ids[0]}
    assert photo(project, ids[0]).problem == ""


def test_an_unknown_photo_is_a_bug(project):
    with pytest.raises(KeyError):
        photo(project, 1)


def test_odd_names_survive(project, root, rescan):
    names = ["ärger 'n\" %s.jpg", "日本.jpg", "emoji 🦠.jpg", "new\nline.jpg", "x" * 200 + ".jpg"]
    for number, name in enumerate(names):
        (root / name).write_text(str(number))
    rescan()
    assert {p.path for p in all_photos(project)} == set(names)
    assert not rescan()


def test_the_original_files_are_never_touched(project, ids, root, rescan):
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in root.glob("*.jpg")}
    rod, _ = add_class(project, "Rod")
    assign(project, ids, rod.id, who="test")
    rescan()
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in root.glob("*.jpg")} == before


def test_a_hundred_thousand_photos(root):
    found = [ScannedPhoto(f"plate {n // 500}/IMG_{n:06}.jpg", 1000 + n, n, f"{n:032x}") for n in range(100_000)]
    with open_project(root) as project:
        assert len(record_scan(project, found).photos) == 100_000
        rod, _ = add_class(project, "Rod")
        chosen = [p.id for p in all_photos(project)[::10]]
        assert len(assign(project, chosen, rod.id, who="test").labels) == 10_000
    with open_project(root) as project:
        photos = all_photos(project)
        assert [p.path for p in photos] == [p.path for p in found]
        assert sum(p.class_id == rod.id for p in photos) == 10_000
