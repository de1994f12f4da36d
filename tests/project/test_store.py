import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from tldesk.core.errors import ProjectError
from tldesk.core.photo import ScannedPhoto
from tldesk.project.classes import add_class, classes
from tldesk.project.labels import assign
from tldesk.project.layout import Layout, file_system, layout_for
from tldesk.project.photos import all_photos, record_scan
from tldesk.project.store import open_project


def test_a_project_begins_beside_the_photos_and_is_found_again(root):
    with open_project(root) as project:
        assert project.root == root.resolve()
        assert project.layout.folder == root / ".tldesk"
        add_class(project, "Rod")
    with open_project(root) as project:
        assert [c.name for c in classes(project)] == ["Rod"]
    assert {entry.name for entry in (root / ".tldesk").iterdir()} == {"project.sqlite", "runs", "thumbnails", "features", "locks"}


@pytest.mark.parametrize("place", [".tldesk", ".tldesk/project.sqlite", ".tldesk/runs"])
def test_what_lies_in_the_projects_own_folder_opens_the_project(root, place, monkeypatch):
    open_project(root).close()
    with open_project(root / place) as project:
        assert project.root == root.resolve()
    monkeypatch.chdir(root / ".tldesk" / "runs")
    with open_project(Path("..") / "runs") as project:
        assert project.root == root.resolve()
    assert {entry.name for entry in (root / ".tldesk").iterdir()} == {"project.sqlite", "runs", "thumbnails", "features", "locks"}


def test_closing_twice_is_fine(root):
    project = open_project(root)
    project.close()
    project.close()


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(ProjectError, match="There is no folder"):
        open_project(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets any bytes be a name")
def test_a_folder_whose_name_is_no_text_is_refused(tmp_path):
    folder = tmp_path / os.fsdecode(b"odd\xff")
    folder.mkdir()
    with pytest.raises(ProjectError, match="not valid text"):
        open_project(folder)
    assert not list(folder.iterdir())


def test_a_file_is_not_a_folder(tmp_path):
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"x")
    with pytest.raises(ProjectError, match="is a file, not a folder") as caught:
        open_project(file)
    assert str(tmp_path) in caught.value.remedy
    with pytest.raises(ProjectError, match="can't be read"):
        open_project(file / "inside")


@pytest.mark.parametrize("where", [0, 100])
def test_a_damaged_project_is_refused_and_left_exactly_as_it_is(root, where):
    with open_project(root) as project:
        add_class(project, "Rod")
    file = root / ".tldesk" / "project.sqlite"
    content = bytearray(file.read_bytes())
    content[where : where + 900] = b"\xff" * 900
    file.write_bytes(content)
    with pytest.raises(ProjectError, match="damaged") as caught:
        open_project(root)
    assert "left exactly as it is" in caught.value.kept
    assert file.read_bytes() == bytes(content)


def test_a_project_that_another_program_locked_whole(root):
    open_project(root).close()
    other = sqlite3.connect(root / ".tldesk" / "project.sqlite", isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE classes SET name = name")
    other.execute("COMMIT")
    with pytest.raises(ProjectError, match="in use by another program"):
        open_project(root)
    other.close()
    open_project(root).close()


def test_a_folder_that_vanishes_while_it_is_open(root):
    with open_project(root) as project:
        record_scan(project, [ScannedPhoto("a.jpg", 1, 1, "f")])
        added, _ = add_class(project, "Rod")
        shutil.rmtree(root)
        with pytest.raises(ProjectError, match="no longer there"):
            assign(project, [all_photos(project)[0].id], added.id, who="test")


def test_a_file_in_the_place_of_the_projects_folder(root, own_home):
    (root / ".tldesk").write_text("in the way")
    with open_project(root) as project:
        assert own_home in project.layout.folder.parents
    assert (root / ".tldesk").read_text() == "in the way"


def test_a_read_only_folder_has_its_project_elsewhere(root, read_only, own_home):
    (root / "a.jpg").write_bytes(b"x")
    read_only(root)
    with open_project(root) as project:
        assert own_home in project.layout.folder.parents
        add_class(project, "Rod")
    assert not (root / ".tldesk").exists()
    with open_project(root) as project:
        assert [c.name for c in classes(project)] == ["Rod"]


def test_a_folder_that_nobody_may_write_is_left_alone_by_administrators_too(root, own_home):
    root.chmod(0o555)
    with open_project(root) as project:
        assert project.layout.folder.is_relative_to(own_home)
    root.chmod(0o755)
    assert not (root / ".tldesk").exists()


def test_two_read_only_folders_have_two_projects(tmp_path, read_only):
    folders = [tmp_path / "one" / "photos", tmp_path / "two" / "photos"]
    for folder in folders:
        folder.mkdir(parents=True)
    read_only(folders[0])
    read_only(folders[1])
    assert layout_for(folders[0], elsewhere=tmp_path / "e") != layout_for(folders[1], elsewhere=tmp_path / "e")


def test_a_project_begun_elsewhere_stays_there_when_its_folder_can_be_written_again(root, tmp_path):
    away = layout_for(root, elsewhere=tmp_path / "elsewhere")
    assert away.folder == root / ".tldesk"
    shutil.rmtree(away.folder)
    open_project(root, elsewhere=tmp_path / "elsewhere").close()
    name = _name_elsewhere(tmp_path, root)
    shutil.rmtree(root / ".tldesk")
    name.mkdir(parents=True)
    shutil.copyfile(_some_project(tmp_path), name / "project.sqlite")
    with open_project(root, elsewhere=tmp_path / "elsewhere") as project:
        assert project.layout.folder == name


def _name_elsewhere(tmp_path: Path, root: Path) -> Path:
    from tldesk.project.layout import _short_name

    return tmp_path / "elsewhere" / _short_name(root)


def _some_project(tmp_path: Path) -> Path:
    other = tmp_path / "other"
    other.mkdir()
    open_project(other).close()
    return Layout(other / ".tldesk").database


def test_labels_on_a_medium_that_became_read_only_are_carried_over(root, read_only, own_home):
    with open_project(root) as project:
        add_class(project, "Rod")
    read_only(root)
    with open_project(root) as project:
        assert own_home in project.layout.folder.parents
        assert [c.name for c in classes(project)] == ["Rod"]
        add_class(project, "Coccus")
    with open_project(root) as project:
        assert [c.name for c in classes(project)] == ["Rod", "Coccus"]


def test_a_full_disk_does_not_begin_a_second_project_elsewhere(small_disk, own_home):
    (small_disk / "photos.bin").write_bytes(bytes(1 << 20))
    with pytest.raises(ProjectError, match="is full"):
        open_project(small_disk)
    assert not list(own_home.rglob("project.sqlite"))


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export /mnt/lab\\040share nfs4 rw 0 0
//nas/photos /mnt/nas cifs rw 0 0
/dev/sdb1 /mnt/nas/local ext4 rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me", "ext4"),
        ("/mnt/lab share/plates", "nfs4"),
        ("/mnt/lab shared", "ext4"),
        ("/mnt/nas/2026", "cifs"),
        ("/mnt/nas/local/x", "ext4"),
    ],
)
def test_the_file_system_of_a_folder(folder, kind):
    assert file_system(folder, MOUNTS) == kind


def test_an_unknown_file_system():
    assert file_system("/x", "") == ""
