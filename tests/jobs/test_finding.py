"""Photos found in the places that somebody names."""

import os
import sys
from pathlib import Path

import pytest

from tldesk.jobs.finding import find_photos
from tldesk.project import photos
from tldesk.project.store import Project


def test_photos_are_found_in_folders_and_files_each_once(other: Path) -> None:
    one = other / "deeper" / "specimen_0002.jpg"
    told: list[int] = []
    found = find_photos([one, other, other / "gone.jpg"], report=lambda found, _total: told.append(found))
    assert found.files[0][0] == str(one)
    assert len(found.files) == 8
    assert all(".tldesk" not in file for file, _ in found.files)
    assert [file for file, _ in found.problems] == [str(other / "gone.jpg")]
    assert told[-1] == 8


def test_what_concerns_no_single_photo_is_no_problem_of_one(other: Path) -> None:
    (other / "deeper" / "1.nef").write_bytes(b"raw")
    found = find_photos([other])
    assert len(found.files) == 8
    assert found.problems == ()
    assert ["deeper holds raw files (.nef)" in reason for reason in found.left_out] == [True]


def test_files_that_are_no_photos_are_counted_and_named(other: Path) -> None:
    for name in ("letter.doc", "deeper/thesis.doc", "deeper/film.mp4"):
        (other / name).write_bytes(b"no photo")
    found = find_photos([other])
    assert len(found.files) == 8
    assert found.not_photos.kinds == {".doc": 2, ".mp4": 1}
    assert {str(other / name) for name in ("letter.doc", "deeper/thesis.doc", "deeper/film.mp4")} == set(found.not_photos.first)
    assert find_photos([other], deep=False).not_photos.kinds == {".doc": 1}


def test_photos_found_through_a_link_have_the_names_they_have_in_their_project(project: Project, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(project.root, target_is_directory=True)
    one = project.root / photos.all_photos(project)[0].path
    for places in ([link], [link / "rods"], [link / one.relative_to(project.root)]):
        found = find_photos(places)
        assert found.files
        assert all(Path(file).is_relative_to(project.root) for file, _ in found.files)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets any bytes be a name")
def test_a_name_that_is_no_text_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"odd\xff.jpg")
    file.write_bytes(b"x")
    found = find_photos([file])
    assert found.files == ()
    assert found.problems == ((str(tmp_path / "odd\ufffd.jpg"), "Its name is not valid text. Rename it."),)
