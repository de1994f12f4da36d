import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.photos.pictures import scene
from tldesk.core.errors import FolderGoneError
from tldesk.core.photo import ScannedPhoto
from tldesk.photos.decode import decode
from tldesk.photos.fingerprints import fingerprint
from tldesk.photos.kinds import NotPhotos
from tldesk.photos.names import natural_key
from tldesk.photos.scan import ScanProblem, scan


def _photo(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    scene(8, 8).save(file, "PNG")
    return file


def _paths(root: Path) -> list[str]:
    return [found.path for found in scan(root) if isinstance(found, ScannedPhoto)]


def _problems(root: Path) -> list[ScanProblem]:
    return [found for found in scan(root) if isinstance(found, ScanProblem)]


def test_sorting_whole_paths_gives_the_order_of_the_scan(tmp_path: Path) -> None:
    for path in ("a/b.png", "a b/c.png", "a2/d.png", "A10/e.png", "a.png", "ab/f.png", "B/2.png", "B/10.png", "B/1/z.png", "a/b/c.png"):
        _photo(tmp_path / path)
    found = _paths(tmp_path)
    assert found == sorted(found, key=natural_key)
    assert found.index("B/2.png") < found.index("B/10.png")
    assert len(found) == 10


def test_a_photo_is_described_by_path_size_time_and_content(tmp_path: Path) -> None:
    file = _photo(tmp_path / "sub" / "photo.PNG")
    [photo] = scan(tmp_path)
    facts = file.stat()
    assert photo == ScannedPhoto("sub/photo.PNG", facts.st_size, facts.st_mtime_ns, fingerprint(file))


@pytest.mark.parametrize("name", [".hidden.jpg", "._photo.jpg", "Thumbs.db", "desktop.ini", "notes.txt", "table.csv", "movie.mp4"])
def test_other_files_are_skipped(tmp_path: Path, name: str) -> None:
    _photo(tmp_path / "photo.png")
    _photo(tmp_path / name)
    assert _paths(tmp_path) == ["photo.png"]
    assert _problems(tmp_path) == []


@pytest.mark.parametrize("name", [".tldesk", "__MACOSX", "$RECYCLE.BIN", "@eaDir", ".git"])
def test_system_folders_are_skipped(tmp_path: Path, name: str) -> None:
    _photo(tmp_path / "photo.png")
    _photo(tmp_path / name / "other.png")
    assert _paths(tmp_path) == ["photo.png"]


def test_a_file_without_suffix_is_a_photo_by_its_content(tmp_path: Path) -> None:
    _photo(tmp_path / "photo")
    (tmp_path / "Makefile").write_text("all:\n", encoding="utf-8")
    (tmp_path / "empty").touch()
    _photo(tmp_path / "photo.backup")
    assert _paths(tmp_path) == ["photo"]


def test_an_empty_photo_is_found_so_that_it_can_be_reported(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    assert _paths(tmp_path) == ["empty.jpg"]


def test_links_back_up_are_reported_and_not_followed(tmp_path: Path) -> None:
    _photo(tmp_path / "deep" / "photo.png")
    (tmp_path / "deep" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "deep" / "self").symlink_to(tmp_path / "deep", target_is_directory=True)
    assert _paths(tmp_path) == ["deep/photo.png"]
    assert [problem.path for problem in _problems(tmp_path)] == ["deep/loop", "deep/self"]


def test_a_link_inside_the_folder_finds_no_photo_twice(tmp_path: Path) -> None:
    _photo(tmp_path / "b" / "photo.png")
    (tmp_path / "a").symlink_to(tmp_path / "b", target_is_directory=True)
    assert _paths(tmp_path) == ["b/photo.png"]
    assert _problems(tmp_path) == []


def test_folders_elsewhere_are_followed_once(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    _photo(root / "own.png")
    _photo(elsewhere / "sub" / "other.png")
    (elsewhere / "back").symlink_to(elsewhere, target_is_directory=True)
    (elsewhere / "home").symlink_to(root, target_is_directory=True)
    (root / "link1").symlink_to(elsewhere, target_is_directory=True)
    (root / "link2").symlink_to(elsewhere, target_is_directory=True)
    assert _paths(root) == ["link1/sub/other.png", "own.png"]


def test_a_link_to_the_folder_above_does_not_scan_the_folder_again(tmp_path: Path) -> None:
    root = tmp_path / "root"
    _photo(root / "own.png")
    _photo(tmp_path / "beside.png")
    (root / "up").symlink_to(tmp_path, target_is_directory=True)
    assert _paths(root) == ["own.png"]
    assert [problem.path for problem in _problems(root)] == ["up"]


def test_links_that_lead_nowhere_are_reported(tmp_path: Path) -> None:
    _photo(tmp_path / "photo.png")
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "nothing.jpg")
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    assert _paths(tmp_path) == ["photo.png"]
    assert [problem.path for problem in _problems(tmp_path)] == ["gone.jpg", "ring"]
    assert "leads nowhere" in _problems(tmp_path)[0].error.what
    assert not _problems(tmp_path)[0].hides


def test_a_linked_photo_counts(tmp_path: Path) -> None:
    target = _photo(tmp_path / "elsewhere" / "photo.png")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "link.png").symlink_to(target)
    assert _paths(tmp_path / "root") == ["link.png"]


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder open to all, and the rights of a plain user while the test runs: root may read everything."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_unreadable_folders_and_photos_are_reported(nobody: Path) -> None:
    _photo(nobody / "photo.png")
    _photo(nobody / "locked" / "inside.png")
    _photo(nobody / "locked.png").chmod(0)
    (nobody / "locked").chmod(0)
    if os.getuid() == 0:
        os.seteuid(65_534)
    try:
        found = list(scan(nobody))
    finally:
        os.seteuid(os.getuid())
        (nobody / "locked").chmod(0o755)
    assert [(type(item), item.path) for item in found] == [
        (ScanProblem, "locked"),
        (ScanProblem, "locked.png"),
        (ScannedPhoto, "photo.png"),
    ]
    assert isinstance(found[0], ScanProblem)
    assert "permission denied" in found[0].error.what
    assert all(item.hides for item in found if isinstance(item, ScanProblem))


def test_folders_deeper_than_the_system_allows_are_reported(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(30):
            os.mkdir("d" * 200, dir_fd=here)
            below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
    finally:
        os.close(here)
    _photo(tmp_path / "photo.png")
    assert _paths(tmp_path) == ["photo.png"]
    [problem] = _problems(tmp_path)
    assert "name too long" in problem.error.what
    shutil.rmtree(tmp_path / ("d" * 200), ignore_errors=True)


def test_names_that_are_not_text_are_reported(tmp_path: Path) -> None:
    _photo(tmp_path / "photo.png")
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.png")).write_bytes(b"x")
        _photo(tmp_path / os.fsdecode(b"d\xe9j\xe0") / "photo.png")
    except OSError:
        pytest.skip("this file system takes no such names")
    assert _paths(tmp_path) == ["photo.png"]
    shown = [problem.path for problem in _problems(tmp_path)]
    assert shown == ["caf�.png", "d�j�"]
    for problem in _problems(tmp_path):
        str(problem.error).encode("utf-8")


def test_raw_files_without_a_readable_twin_are_named_once_a_folder(tmp_path: Path) -> None:
    _photo(tmp_path / "1.jpg")
    for name in ("1.NEF", "2.NEF", "3.cr2", "4.NEF"):
        (tmp_path / name).write_bytes(b"raw")
    [problem] = _problems(tmp_path)
    assert ".cr2, .nef" in problem.error.what
    (tmp_path / "twins").mkdir()
    shutil.move(tmp_path / "1.NEF", tmp_path / "twins" / "1.NEF")
    shutil.copy(tmp_path / "1.jpg", tmp_path / "twins" / "1.jpg")
    assert [problem.path for problem in _problems(tmp_path)] == [""]


def test_a_folder_that_is_gone_is_an_error(tmp_path: Path) -> None:
    for root in (tmp_path / "gone", _photo(tmp_path / "photo.png")):
        with pytest.raises(FolderGoneError, match="is not there"):
            list(scan(root))


def test_a_folder_that_vanishes_during_the_scan_is_an_error(tmp_path: Path) -> None:
    root = tmp_path / "drive"
    _photo(root / "1.png")
    _photo(root / "sub" / "2.png")
    found: Iterator[ScannedPhoto | ScanProblem] = scan(root)
    next(found)
    shutil.rmtree(root)
    with pytest.raises(FolderGoneError, match="is not there"):
        list(found)


def test_a_folder_that_vanishes_as_the_scan_begins_is_the_same_error(tmp_path: Path) -> None:
    root = tmp_path / "drive"
    _photo(root / "1.png")
    with pytest.raises(FolderGoneError, match="is not there"):
        list(scan(root, entered=lambda place, _changed_ns: shutil.rmtree(place)))


def test_known_photos_are_read_again_only_when_size_or_time_changed(tmp_path: Path) -> None:
    file = _photo(tmp_path / "photo.png")
    facts = file.stat()
    before = ScannedPhoto("photo.png", facts.st_size, facts.st_mtime_ns, "remembered")
    assert list(scan(tmp_path, known={"photo.png": before})) == [before]
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns + 1_000_000_000))
    [again] = scan(tmp_path, known={"photo.png": before})
    assert isinstance(again, ScannedPhoto)
    assert again.fingerprint == fingerprint(file)


def test_folders_are_heard_of_with_the_time_their_list_of_files_changed(tmp_path: Path) -> None:
    _photo(tmp_path / "a" / "photo.png")
    (tmp_path / "empty").mkdir()
    heard: dict[str, int] = {}
    list(scan(tmp_path, entered=heard.__setitem__))
    assert heard == {str(place): place.stat().st_mtime_ns for place in (tmp_path, tmp_path / "a", tmp_path / "empty")}


def test_only_photos_of_some_sizes_are_looked_for(tmp_path: Path) -> None:
    for number, length in enumerate((10, 20, 30)):
        (tmp_path / f"{number}.jpg").write_bytes(bytes(length))
    assert [found.path for found in scan(tmp_path, sizes={10, 30})] == ["0.jpg", "2.jpg"]


def test_files_that_are_no_photos_are_heard_of_but_not_those_that_belong_to_photos_or_to_the_system(tmp_path: Path) -> None:
    _photo(tmp_path / "sub" / "photo.png")
    own = ("photo.xmp", "photo.PNG.txt", "photo.xml", "photo.mov", "labels.csv", "Report.HTML", "1.nef", "Thumbs.db", ".DS_Store")
    for name in (*own, "letter.doc", "Scan.PDF", "notes", "other.txt"):
        (tmp_path / "sub" / name).write_bytes(b"no photo")
    (tmp_path / "sub" / "report.pdf").write_bytes(b"%PDF-1.4\n% ReportLab Generated PDF document (opensource)\n")
    (tmp_path / "sub" / "folder.doc").mkdir()
    heard = NotPhotos()
    assert len(list(scan(tmp_path, passed_over=heard.add))) == 2
    assert heard.first == ["sub/letter.doc", "sub/notes", "sub/other.txt", "sub/Scan.PDF"]
    assert heard.kinds == {".doc": 1, "notes": 1, ".txt": 1, ".pdf": 1}
    assert str(heard) == "4 files are not photos and were left out: .doc, notes, .txt, .pdf"


@pytest.mark.parametrize("suffix", [".ico", ".CUR"])
def test_icons_are_photos(tmp_path: Path, suffix: str) -> None:
    scene(32, 32).save(tmp_path / "icon.ico")
    icon = (tmp_path / "icon.ico").rename(tmp_path / f"icon{suffix}")
    assert _paths(tmp_path) == [icon.name]
    assert decode(icon).size == (32, 32)


def test_the_shared_folders_are_scanned_whole(shared: Path) -> None:
    began, started = time.process_time(), time.monotonic()
    found = _paths(shared / "photos")
    # The processor's time is that of this program alone; the other one, generous, is also that of a scan that waits.
    assert time.process_time() - began < 60
    assert time.monotonic() - started < 60
    assert len(found) == sum(1 for _ in (shared / "photos").glob("*/[!.]*/**/*.jpg"))
    assert len(found) > 2000
    assert not {"bad_images/files/Thumbs.db", "bad_images/files/._made_apple_double.jpg"} & set(_paths(shared))
    assert "bad_images/files/made_no_extension" in _paths(shared)
