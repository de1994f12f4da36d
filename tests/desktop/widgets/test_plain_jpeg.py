from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from tests.photos.pictures import exif, scene
from tldesk.core.errors import PhotoError
from tldesk.desktop.widgets.plain_jpeg import MAX_BYTES, read_plain_jpeg
from tldesk.photos.decode import decode


def test_a_plain_jpeg_looks_as_the_careful_decoder_shows_it(shared: Path) -> None:
    for file in sorted((shared / "photos" / "clothing" / "test").glob("*/*.jpg"))[::40]:
        picture = read_plain_jpeg(file, side=160)
        assert picture is not None
        assert max(picture.width(), picture.height()) == 160
        pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1, 4)[:, : picture.width(), 2::-1]
        careful = decode(file).resize((picture.width(), picture.height()), Image.Resampling.BOX)
        assert np.abs(pixels.astype(float) - np.asarray(careful)).mean() < 6


def test_a_small_one_is_not_enlarged_and_a_grey_one_is_grey(tmp_path: Path) -> None:
    scene(40, 20).convert("L").save(tmp_path / "grey.jpg")
    picture = read_plain_jpeg(tmp_path / "grey.jpg", side=160)
    assert picture is not None
    assert (picture.width(), picture.height()) == (40, 20)
    assert len({picture.pixelColor(5, 5).red(), picture.pixelColor(5, 5).blue()}) == 1


def _profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    "save",
    [
        lambda file: scene().save(file, "JPEG", exif=exif(6)),
        lambda file: scene().save(file, "JPEG", icc_profile=_profile()),
        lambda file: scene().convert("CMYK").save(file, "JPEG"),
        lambda file: scene().save(file, "PNG"),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"\xff\xd8\xff\xe0"),
    ],
)
def test_what_has_rules_of_its_own_is_left_to_the_careful_decoder(tmp_path: Path, save: Callable[[Path], object]) -> None:
    file = tmp_path / "photo.jpg"
    save(file)
    assert read_plain_jpeg(file, side=32) is None


def test_a_file_that_is_cut_off_or_large_is_left_too(tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    scene(400, 300).save(file, quality=95)
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    assert read_plain_jpeg(file, side=160) is None
    file.write_bytes(content[:-2] + bytes(MAX_BYTES) + content[-2:])
    assert read_plain_jpeg(file, side=160) is None


def test_nothing_that_the_careful_decoder_refuses_is_shown(shared: Path) -> None:
    shown = 0
    for file in sorted((shared / "bad_images").rglob("*")):
        if file.is_file() and read_plain_jpeg(file, side=160) is not None:
            shown += 1
            try:
                decode(file)
            except PhotoError as error:
                pytest.fail(f"{file.name} is shown although {error}")
    assert shown


class _Reader(QThread):
    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def run(self) -> None:
        for _ in range(300):
            read_plain_jpeg(self._file, side=16)


def test_photos_are_read_while_icons_are_painted(tmp_path: Path, qtbot: QtBot) -> None:
    """They shared two locks, taken in opposite order: the window stood still for ever. (Then the time limit of the tests ends this one.)"""
    scene(40, 20).save(tmp_path / "plain.jpg")
    readers = [_Reader(tmp_path / "plain.jpg") for _ in range(2)]
    for reader in readers:
        reader.start()
    painted = 0
    while not all(reader.isFinished() for reader in readers):
        # A new one each time: the size of its icon is read once for each.
        box = QCheckBox()
        qtbot.addWidget(box)
        box.setChecked(True)
        assert not box.grab().isNull()
        painted += 1
    assert painted
