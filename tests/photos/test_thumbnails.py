import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.photos.pictures import exif, scene
from tldesk.core.errors import PhotoError
from tldesk.photos.thumbnails import keep_thumbnail, kept_thumbnail, make_thumbnail, prune, thumbnail_file


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "photo.jpg"
    scene(1200, 900).save(file, exif=exif(1), quality=92)
    return file


def _keep(photo: Path, cache: Path, *, fingerprint: str = "ab", side: int = 256) -> Path:
    keep_thumbnail(cache, make_thumbnail(photo, side=side), fingerprint=fingerprint, side=side)
    return thumbnail_file(cache, fingerprint=fingerprint, side=side)


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_a_thumbnail_fits_and_shows_the_photo(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"photo.{suffix}"
    scene(1200, 900).save(file, exif=exif(1))
    for side in (64, 256):
        small = make_thumbnail(file, side=side)
        assert small.size == (side, side * 3 // 4)
        assert small.mode == "RGB"
        expected = scene(1200, 900).resize(small.size)
        assert np.abs(np.asarray(small, dtype=float) - np.asarray(expected, dtype=float)).mean() < 6


def test_it_stands_upright(tmp_path: Path) -> None:
    file = tmp_path / "turned.jpg"
    scene(1200, 900).save(file, exif=exif(6))
    assert make_thumbnail(file, side=128).size == (96, 128)


def test_real_photos_are_as_sharp_as_they_need_to_be(shared: Path) -> None:
    for file in sorted((shared / "photos" / "clothing" / "test").glob("*/*.jpg"))[::60]:
        small = make_thumbnail(file, side=128)
        with Image.open(file) as photo:
            best = photo.convert("RGB").resize(small.size, Image.Resampling.LANCZOS)
        assert np.abs(np.asarray(small, dtype=float) - np.asarray(best, dtype=float)).mean() < 6


def test_a_small_photo_is_not_enlarged(tmp_path: Path) -> None:
    scene(40, 20).save(tmp_path / "small.png")
    assert make_thumbnail(tmp_path / "small.png", side=256).size == (40, 20)


def test_what_was_kept_is_found_by_content_and_size(photo: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert kept_thumbnail(cache, fingerprint="ab", side=256) is None
    _keep(photo, cache)
    again = kept_thumbnail(cache, fingerprint="ab", side=256)
    assert again is not None
    assert again.size == (256, 192)
    assert kept_thumbnail(cache, fingerprint="ab", side=128) is None
    assert kept_thumbnail(cache, fingerprint="cd", side=256) is None
    photo.unlink()
    with pytest.raises(PhotoError):
        make_thumbnail(photo, side=256)


@pytest.mark.parametrize("damage", [b"", b"not a picture", None])
def test_a_damaged_one_counts_as_none(photo: Path, tmp_path: Path, damage: bytes | None) -> None:
    kept = _keep(photo, tmp_path / "cache")
    kept.write_bytes(kept.read_bytes()[:-300] if damage is None else damage)
    assert kept_thumbnail(tmp_path / "cache", fingerprint="ab", side=256) is None


def test_one_that_is_larger_than_its_name_says_counts_as_none(photo: Path, tmp_path: Path) -> None:
    kept = _keep(photo, tmp_path / "cache")
    kept.rename(thumbnail_file(tmp_path / "cache", fingerprint="ab", side=128))
    assert kept_thumbnail(tmp_path / "cache", fingerprint="ab", side=128) is None


def test_a_cache_that_cannot_be_written_is_no_error(photo: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    # A file where the folder should be fails for every user, root included.
    assert not _keep(photo, tmp_path / "file").exists()
    assert not _keep(photo, Path("/proc/nowhere")).exists()


def test_no_half_written_file_is_left(photo: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: _keep(photo, cache), range(16)))
    assert [file.name for file in cache.rglob("*") if file.is_file()] == ["ab-256.jpg"]
    assert kept_thumbnail(cache, fingerprint="ab", side=256) is not None


def test_pruning_takes_the_longest_unused(photo: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    files = []
    for number in range(6):
        name = f"{number:02d}ff"
        files.append(_keep(photo, cache, fingerprint=name))
        long_ago = time.time() - 10_000_000 + number * 1000
        os.utime(files[-1], (long_ago, long_ago))
    kept_thumbnail(cache, fingerprint="00ff", side=256)
    size = files[0].stat().st_size
    freed = prune(cache, max_bytes=4 * size)
    assert freed == 2 * size
    assert [file.exists() for file in files] == [True, False, False, True, True, True]
    assert prune(cache, max_bytes=4 * size) == 0
    assert prune(tmp_path / "nothing", max_bytes=0) == 0
