from pathlib import Path

from PIL import Image
from pytestqt.qtbot import QtBot

from tldesk.desktop.widgets.thumbnails import ThumbnailLoader, Wanted
from tldesk.photos.thumbnails import keep_thumbnail


def _photo(folder: Path, name: str, size: tuple[int, int] = (400, 200)) -> Path:
    file = folder / name
    Image.new("RGB", size, (10, 200, 30)).save(file)
    return file


def test_a_picture_comes_at_the_side_that_was_wanted(loader: ThumbnailLoader, tmp_path: Path, qtbot: QtBot) -> None:
    file = _photo(tmp_path, "a.png")
    assert loader.picture(file) is None
    with qtbot.waitSignal(loader.arrived) as arrived:
        loader.want([Wanted(file, "", 100)])
    assert arrived.args == [file]
    picture = loader.picture(file)
    assert picture is not None
    assert (picture.width(), picture.height()) == (100, 50)
    with qtbot.waitSignal(loader.arrived):
        loader.want([Wanted(file, "", 300)])
    larger = loader.picture(file)
    assert larger is not None
    assert larger.width() == 300


def test_it_is_kept_on_disk_for_next_time(loader: ThumbnailLoader, tmp_path: Path, qtbot: QtBot) -> None:
    file = _photo(tmp_path, "a.png")
    with qtbot.waitSignal(loader.arrived):
        loader.want([Wanted(file, "f" * 32, 100)])
    loader.close()
    loader.join()
    assert [kept.name for kept in (tmp_path / "cache").rglob("*.jpg")] == [f"{'f' * 32}-128.jpg"]


def test_a_plain_small_jpeg_takes_no_room_on_disk(loader: ThumbnailLoader, tmp_path: Path, qtbot: QtBot) -> None:
    file = _photo(tmp_path, "a.jpg")
    with qtbot.waitSignal(loader.arrived):
        loader.want([Wanted(file, "f" * 32, 100)])
    loader.close()
    loader.join()
    assert not (tmp_path / "cache").exists()


def test_another_size_wanted_meanwhile_is_loaded_too(loader: ThumbnailLoader, tmp_path: Path, qtbot: QtBot) -> None:
    file = _photo(tmp_path, "a.png", (3000, 3000))
    sides: list[int] = []

    def arrived(path: Path) -> None:
        picture = loader.picture(path)
        assert picture is not None
        sides.append(picture.width())

    loader.arrived.connect(arrived)
    loader.want([Wanted(file, "f" * 32, 100)])
    qtbot.waitUntil(lambda: not loader._queue)
    loader.want([Wanted(file, "f" * 32, 200)])
    qtbot.waitUntil(lambda: len(sides) == 2)
    assert sides == [100, 200]


def test_a_kept_thumbnail_serves_without_the_photo(loader: ThumbnailLoader, tmp_path: Path, qtbot: QtBot) -> None:
    file = _photo(tmp_path, "a.png")
    keep_thumbnail(tmp_path / "cache", Image.new("RGB", (100, 60), "red"), fingerprint="f" * 32, side=128)
    with qtbot.waitSignal(loader.arrived):
        loader.want([Wanted(file, "f" * 32, 50)])
    picture = loader.picture(file)
    assert picture is not None
    assert (picture.width(), picture.height()) == (50, 30)
    assert picture.pixelColor(20, 20).red() > 200


def test_what_is_no_longer_wanted_is_not_loaded(loader: ThumbnailLoader, tmp_path: Path, qtbot: QtBot) -> None:
    files = [_photo(tmp_path, f"{number}.png", (1500, 1500)) for number in range(40)]
    last = files[-1]
    loader.want([Wanted(file, "", 100) for file in files])
    with qtbot.waitSignal(loader.arrived, check_params_cb=lambda file: file == last):
        loader.want([Wanted(last, "", 100)])
    assert sum(loader.picture(file) is not None for file in files) < 20


def test_a_broken_file_is_asked_for_once(loader: ThumbnailLoader, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "broken.jpg"
    file.write_bytes(b"nothing of the sort")
    with qtbot.waitSignal(loader.failed):
        loader.want([Wanted(file, "", 100)])
    good = _photo(tmp_path, "good.png")
    with qtbot.assertNotEmitted(loader.failed), qtbot.waitSignal(loader.arrived):
        loader.want([Wanted(file, "", 100), Wanted(good, "", 100)])
    loader.forget([file])
    assert loader.problem(file) == ""


def test_a_file_that_changed_on_disk_is_loaded_anew(loader: ThumbnailLoader, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "plate.png"
    Image.new("RGB", (60, 60), "red").save(file)
    with qtbot.waitSignal(loader.arrived):
        loader.want([Wanted(file, "a" * 32, 100)])
    file.write_bytes(b"nothing of the sort")
    with qtbot.waitSignal(loader.failed):
        loader.want([Wanted(file, "b" * 32, 100)])
    Image.new("RGB", (60, 60), "blue").save(file)
    with qtbot.waitSignal(loader.arrived):
        loader.want([Wanted(file, "c" * 32, 100)])
    picture = loader.picture(file)
    assert picture is not None
    assert picture.pixelColor(30, 30).blue() > 200


def test_a_file_that_is_away_is_asked_for_again(loader: ThumbnailLoader, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "later.png"
    with qtbot.waitSignal(loader.failed) as failed:
        loader.want([Wanted(file, "a" * 32, 100)])
    assert failed.args[1:] == ["the file is gone", False]
    assert loader.problem(file) == "the file is gone"
    _photo(tmp_path, "later.png")
    with qtbot.waitSignal(loader.arrived):
        loader.want([Wanted(file, "a" * 32, 100)])
    assert loader.problem(file) == ""


def test_memory_is_kept_for_what_was_used_last_and_for_all_that_is_wanted(tmp_path: Path, qtbot: QtBot) -> None:
    loader = ThumbnailLoader(tmp_path / "cache", memory_bytes=3 * 100 * 50 * 4)
    files = [_photo(tmp_path, f"{number}.png") for number in range(10)]
    for file in files[:5]:
        with qtbot.waitSignal(loader.arrived):
            loader.want([Wanted(file, "", 100)])
    assert [loader.picture(file) is not None for file in files[:5]] == [False, False, True, True, True]
    loader.want([Wanted(file, "", 100) for file in files])
    qtbot.waitUntil(lambda: all(loader.picture(file) is not None for file in files))
    loader.close()
    loader.join()


def test_closing_ends_the_threads_even_with_work_left(tmp_path: Path) -> None:
    loader = ThumbnailLoader(tmp_path / "cache")
    loader.want([Wanted(_photo(tmp_path, f"{number}.png", (900, 900)), "", 100) for number in range(30)])
    loader.close()
    loader.join()
    loader.want([Wanted(_photo(tmp_path, "late.png"), "", 100)])
    assert loader._threads == []
