import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.photos.pictures import exif, scene
from tldesk.core.errors import PhotoError
from tldesk.photos.scan import fingerprint
from tldesk.photos.thumbnails import prune, thumbnail, thumbnail_file


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "photo.jpg"
    scene(1200, 900).save(file, exif=exif(1), quality=92)
    return file


def test_a_thumbnail_fits_and_shows_the_photo(photo: Path, tmp_path: Path) -> None:
    for side in (64, 256):
        small = thumbnail(photo, fingerprint="ab12", cache=tmp_path / "cache", side=side)
        assert small.size == (side, side * 3 // 4)
        assert small.mode == "RGB"
        expected = scene(1200, 900).resize(small.size)
        assert np.abs(np.asarray(small, dtype=float) - np.asarray(expected, dtype=float)).mean() < 6


def test_a_small_photo_is_not_enlarged(tmp_path: Path) -> None:
    scene(40, 20).save(tmp_path / "small.png")
    assert thumbnail(tmp_path / "small.png", fingerprint="cd", cache=tmp_path / "cache").size == (40, 20)


def test_the_second_time_the_photo_is_not_needed(photo: Path, tmp_path: Path) -> None:
    print_ = fingerprint(photo)
    first = thumbnail(photo, fingerprint=print_, cache=tmp_path / "cache")
    photo.unlink()
    again = thumbnail(photo, fingerprint=print_, cache=tmp_path / "cache")
    assert again.size == first.size
    with pytest.raises(PhotoError):
        thumbnail(photo, fingerprint=print_, cache=tmp_path / "cache", side=100)
    with pytest.raises(PhotoError):
        thumbnail(photo, fingerprint="0" * 32, cache=tmp_path / "cache")


@pytest.mark.parametrize("damage", [b"", b"not a picture", None])
def test_a_damaged_cache_file_is_made_anew(photo: Path, tmp_path: Path, damage: bytes | None) -> None:
    cache = tmp_path / "cache"
    first = thumbnail(photo, fingerprint="ab", cache=cache)
    kept = thumbnail_file(cache, fingerprint="ab", side=256)
    kept.write_bytes(kept.read_bytes()[:-300] if damage is None else damage)
    assert thumbnail(photo, fingerprint="ab", cache=cache).size == first.size
    photo.unlink()
    assert thumbnail(photo, fingerprint="ab", cache=cache).size == first.size


def test_a_cache_that_cannot_be_written_costs_only_time(photo: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    # A file where the folder should be fails for every user, root included; so does a device that is always full.
    assert thumbnail(photo, fingerprint="ab", cache=tmp_path / "file").size == (256, 192)
    assert thumbnail(photo, fingerprint="ab", cache=Path("/proc/nowhere")).size == (256, 192)


def test_no_half_written_file_is_left(photo: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with ThreadPoolExecutor(4) as pool:
        sizes = set(pool.map(lambda _: thumbnail(photo, fingerprint="ab", cache=cache).size, range(16)))
    assert sizes == {(256, 192)}
    assert [file.name for file in cache.rglob("*") if file.is_file()] == ["ab-256.jpg"]


def test_pruning_takes_the_longest_unused(photo: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    files = []
    for number in range(6):
        name = f"{number:02d}ff"
        thumbnail(photo, fingerprint=name, cache=cache)
        files.append(thumbnail_file(cache, fingerprint=name, side=256))
        long_ago = time.time() - 10_000_000 + number * 1000
        os.utime(files[-1], (long_ago, long_ago))
    thumbnail(photo, fingerprint="00ff", cache=cache)
    size = files[0].stat().st_size
    freed = prune(cache, max_bytes=4 * size)
    assert freed == 2 * size
    assert [file.exists() for file in files] == [True, False, False, True, True, True]
    assert prune(cache, max_bytes=4 * size) == 0
    assert prune(tmp_path / "nothing", max_bytes=0) == 0
