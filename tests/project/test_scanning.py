import shutil

import pytest

from tldesk.core.errors import FolderGoneError
from tldesk.project.classes import add_class
from tldesk.project.labels import assign
from tldesk.project.layout import layout_for
from tldesk.project.photos import all_photos, record_step
from tldesk.project.scanning import ScanEnd, is_away, read_project_folder
from tldesk.project.store import open_project


def read(project) -> ScanEnd:
    """Read the folder as the window does, each step written before the next is asked for."""
    parts = read_project_folder(project.root, project.layout)
    while True:
        try:
            part = next(parts)
        except StopIteration as end:
            return end.value
        if part.step is not None:
            record_step(project, part.step)


def test_a_folder_is_read_in_steps(project, root, write):
    write({f"{name}/{number}.jpg": f"{name} {number}" for name in ("rod", "coccus") for number in range(500)})
    end = read(project)
    assert end.found == 1000
    assert [p.path for p in all_photos(project)[:2]] == ["coccus/0.jpg", "coccus/1.jpg"]
    assert end.reading is not None
    assert dict(end.reading.classes) == {"coccus": 500, "rod": 500}
    assert end.folders.keys() == {str(place) for place in (root, root / "rod", root / "coccus")}
    add_class(project, "Rod")
    (root / "rod" / "7.jpg").rename(root / "7.jpg")
    (root / "rod" / "8.jpg").unlink()
    again = read(project)
    assert (again.found, again.reading) == (999, None)
    after = {p.path: p.missing for p in all_photos(project)}
    assert (after["7.jpg"], after["rod/8.jpg"], len(after)) == (False, True, 1000)


@pytest.mark.parametrize("written", range(6))
def test_a_program_that_ends_between_two_steps_leaves_the_rest_to_the_next_scan(project, root, write, monkeypatch, written):
    monkeypatch.setattr("tldesk.project.ledger.STEP", 1)
    write({f"{number}.jpg": f"content {number}" for number in range(6)})
    read(project)
    rod, _ = add_class(project, "Rod")
    ids = {p.path: p.id for p in all_photos(project)}
    assign(project, list(ids.values())[:3], rod.id, who="test")
    # A ring of names, a new name, a new content, one gone.
    for before, after in (("0", "t"), ("1", "0"), ("2", "1"), ("t", "2"), ("3", "9")):
        (root / f"{before}.jpg").rename(root / f"{after}.jpg")
    write({"4.jpg": "other content"})
    (root / "5.jpg").unlink()
    parts = read_project_folder(project.root, project.layout)
    steps = (part.step for part in parts if part.step is not None)
    for _, step in zip(range(written), steps, strict=False):
        record_step(project, step)
    parts.close()
    assert project.database.rows("PRAGMA integrity_check") == [("ok",)]
    read(project)
    after = {p.path: (p.id, p.class_id, p.missing) for p in all_photos(project)}
    assert after == {
        "0.jpg": (ids["1.jpg"], rod.id, False),
        "1.jpg": (ids["2.jpg"], rod.id, False),
        "2.jpg": (ids["0.jpg"], rod.id, False),
        "9.jpg": (ids["3.jpg"], None, False),
        "4.jpg": (ids["4.jpg"], None, False),
        "5.jpg": (ids["5.jpg"], None, True),
    }


def test_no_photo_is_missing_because_the_folder_is_away(project, root, write):
    write({"1.jpg": "1"})
    read(project)
    assert not is_away(project)
    root.rename(root.with_name("elsewhere"))
    assert is_away(project)
    with pytest.raises(FolderGoneError, match="is away"):
        read(project)
    # The place where a disk was mounted stays, and is empty.
    root.mkdir()
    assert is_away(project)
    with pytest.raises(FolderGoneError, match="is away"):
        read(project)
    root.rmdir()
    root.with_name("elsewhere").rename(root)
    assert not is_away(project)
    assert read(project).found == 1
    assert not all_photos(project)[0].missing


def test_no_photo_is_missing_because_the_disk_of_a_read_only_folder_is_away(root, write, tmp_path):
    write({"1.jpg": "1", "2.jpg": "2"})
    (root / "notes.txt").write_text("not a photo")
    shutil.rmtree(layout_for(root, elsewhere=tmp_path / "projects").folder)
    root.chmod(0o555)
    with open_project(root, elsewhere=tmp_path / "projects") as project:
        root.chmod(0o755)
        assert not project.layout.folder.is_relative_to(root)
        read(project)
        away = root.rename(root.with_name("away"))
        root.mkdir()
        with pytest.raises(FolderGoneError, match="is away"):
            read(project)
        root.rmdir()
        away.rename(root)
        (root / "1.jpg").unlink()
        (root / "2.jpg").unlink()
        assert read(project).found == 0
        assert [p.missing for p in all_photos(project)] == [True, True]


def test_a_photo_that_another_program_added_meanwhile_is_no_trouble(project, root, write):
    write({"1.jpg": "1"})
    parts = read_project_folder(project.root, project.layout)
    steps = [part.step for part in parts if part.step is not None]
    read(project)
    before = all_photos(project)
    for step in steps:
        assert not record_step(project, step)
    assert all_photos(project) == before


def test_a_photo_that_is_replaced_while_the_folder_is_read_keeps_its_label(project, root, write):
    write({"1.jpg": "1", "2.jpg": "2"})
    read(project)
    rod, _ = add_class(project, "Rod")
    one = all_photos(project)[0]
    assign(project, [one.id], rod.id, who="test")
    # As programs save: the old file is gone for a moment, and then a new one has its name.
    (root / "1.jpg").unlink()
    (root / "2.jpg").unlink()
    write({"3.jpg": "3"})
    for part in read_project_folder(project.root, project.layout):
        write({"1.jpg": "1, brighter"})
        if part.step is not None:
            record_step(project, part.step)
    read(project)
    assert [(p.path, p.id, p.class_id, p.missing) for p in all_photos(project) if p.path != "3.jpg"] == [
        ("1.jpg", one.id, rod.id, False),
        ("2.jpg", one.id + 1, None, True),
    ]
