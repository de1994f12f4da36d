import shutil

import pytest

from tests.project.test_scanning import read
from tldesk.core.errors import ProjectError
from tldesk.core.progress import unheard
from tldesk.project.classes import add_class
from tldesk.project.labels import assign
from tldesk.project.layout import has_project
from tldesk.project.missing import Sighting, count_missing, look_for_missing, take_along
from tldesk.project.operations import tops
from tldesk.project.photos import all_photos
from tldesk.project.store import open_project


@pytest.fixture
def archive(tmp_path, project, ids, root, rescan):
    """Another folder where four of the twelve photos went, under other names."""
    place = tmp_path / "archive"
    (place / "deep").mkdir(parents=True)
    for number in range(4):
        shutil.move(root / f"{number}.jpg", place / "deep" / f"IMG_{number}.jpg")
    (root / "4.jpg").unlink()
    (place / "another.jpg").write_text("contend 0")
    rescan()
    return place


def test_missing_photos_are_found_elsewhere_by_their_content(project, root, archive):
    assert count_missing(project) == 5
    heard = []
    seen = look_for_missing(root, project.layout, archive, report=lambda done, _total: heard.append(done))
    assert seen == Sighting(archive, 5, 4, False)
    assert heard == [1, 2]
    assert look_for_missing(root, project.layout, root, report=unheard).found == 0


def test_a_project_taken_along_has_all_labels_and_finds_the_photos_again(project, root, ids, archive):
    rod, _ = add_class(project, "Rod")
    assign(project, ids[:5], rod.id, who="test")
    run = project.layout.runs / "20260101-000000-quick" / "weights"
    run.mkdir(parents=True)
    (run / "model.bin").write_bytes(b"weights")
    take_along(root, project.layout, archive, report=unheard)
    with open_project(archive) as there:
        assert (there.layout.runs / "20260101-000000-quick" / "weights" / "model.bin").read_bytes() == b"weights"
        assert there.database.value("PRAGMA integrity_check") == "ok"
        read(there)
        assert tops(there).undo is not None
        here = {p.path: p.class_id for p in all_photos(there) if not p.missing}
        assert here == {"another.jpg": None, **{f"deep/IMG_{number}.jpg": rod.id for number in range(4)}}
        assert count_missing(there) == 8
    read(project)
    assert count_missing(project) == 5


def test_a_project_is_never_copied_over_another(project, root, archive):
    open_project(archive).close()
    with pytest.raises(ProjectError, match="labels of its own"):
        take_along(root, project.layout, archive, report=unheard)


def test_a_copy_that_is_broken_off_leaves_nothing(project, root, archive):
    (project.layout.runs / "note.txt").write_text("x")

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        take_along(root, project.layout, archive, report=stop)
    assert not has_project(archive)
    assert not (archive / ".tldesk").exists()


def test_a_full_disk_says_so_and_leaves_nothing(project, root, small_disk):
    (project.layout.runs / "big.bin").write_bytes(bytes(2_000_000))
    with pytest.raises(ProjectError, match="full"):
        take_along(root, project.layout, small_disk, report=unheard)
    assert not has_project(small_disk)
