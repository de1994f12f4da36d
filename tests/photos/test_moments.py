from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.photos.pictures import exif, scene
from tldesk.photos.moments import bursts, moment_in_name, taken

WHEN = datetime(2022, 7, 4, 21, 5, 36)


@pytest.mark.parametrize(
    "name",
    [
        *("20220704_210536.jpg", "IMG_20220704_210536.jpg", "PXL_20220704_210536123.jpg", "2022-07-04 21.05.36.png", "20220704210536.tif"),
        *(
            "Screenshot 2022-07-04 at 21.05.36.png",
            "plate3_2022-07-04T21-05-36_b.jpg",
            "2022_07_04_21_05_36.jpg",
            "cam 2022.07.04 21h05m36.jpg",
        ),
    ],
)
def test_timestamps_in_names(name: str) -> None:
    assert moment_in_name(name) == WHEN


@pytest.mark.parametrize(
    "name", ["photo.jpg", "IMG_0042.jpg", "20220704.jpg", "1234567890123456789.jpg", "20221399_256199.jpg", "20220231_101010.png"]
)
def test_other_numbers_are_no_timestamps(name: str) -> None:
    assert moment_in_name(name) is None


def test_exif_goes_before_the_name_and_the_files_time_never_counts(tmp_path: Path) -> None:
    dated, named, plain = tmp_path / "20200101_000000.jpg", tmp_path / "20220704_210536.jpg", tmp_path / "plain.jpg"
    scene().save(dated, exif=exif(taken="2022:07:04 21:05:36"))
    scene().save(named)
    scene().save(plain)
    assert taken(dated) == taken(named) == WHEN
    assert taken(plain) is None


@pytest.mark.parametrize("value", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday", "2022:13:45 99:99:99", "1970:01:01 00:00:00"])
def test_nonsensical_dates_count_as_none(tmp_path: Path, value: str) -> None:
    scene().save(tmp_path / "photo.jpg", exif=exif(taken=value))
    assert taken(tmp_path / "photo.jpg") is None


def test_a_photo_that_cannot_be_read_still_has_a_name(tmp_path: Path) -> None:
    file = tmp_path / "20220704_210536.jpg"
    file.write_bytes(b"no photo")
    assert taken(file) == WHEN
    assert taken(tmp_path / "gone.jpg") is None


def test_odd_exif_does_not_stop_anything(shared: Path) -> None:
    files = shared / "bad_images" / "files"
    assert taken(files / "pil_hopper_bad_exif.jpg") is None
    assert taken(files / "pil_exif_typeerror.jpg") == datetime(2010, 8, 15, 13, 58, 9)
    for file in files.iterdir():
        assert taken(file) is None or taken(file) > datetime(1990, 1, 1)


def test_bursts_follow_the_gaps_not_the_order(tmp_path: Path) -> None:
    start = WHEN
    moments = [start + timedelta(seconds=seconds) for seconds in (100, 0, 20, 45, 131, 400)]
    assert bursts([*moments, None], gap_seconds=30) == [1, 0, 0, 0, 2, 3, None]
    assert bursts(moments, gap_seconds=60) == [0, 0, 0, 0, 0, 1]
    assert bursts([]) == []
    assert bursts([None, None]) == [None, None]
    assert bursts([start, start]) == [0, 0]
