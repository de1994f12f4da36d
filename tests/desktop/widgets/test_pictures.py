from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage

from tldesk.core.errors import PhotoError
from tldesk.desktop.widgets.pictures import Wish, patch, picture, qimage
from tldesk.photos.decode import decode


def pixels(image: QImage) -> np.ndarray:
    """`rows, columns, 3` uint8."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    # A copy: the pixels go with the QImage.
    return lines[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()


def noise(width: int, height: int) -> Image.Image:
    return Image.fromarray(np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8))


def test_a_picture_has_the_photos_very_pixels():
    photo = noise(67, 45)
    assert np.array_equal(pixels(qimage(photo)), np.asarray(photo))
    assert qimage(photo).pixelColor(0, 0).alpha() == 255


def test_every_shared_photo_has_a_picture_of_its_own_shape_or_a_reason(shared: Path):
    shown = refused = 0
    for file in sorted((shared / "bad_images" / "files").iterdir()):
        try:
            whole = decode(file)
        except PhotoError:
            with pytest.raises(PhotoError):
                picture(Wish(file, "", 200))
            refused += 1
            continue
        found = picture(Wish(file, "", 200))
        assert (found.size.width(), found.size.height()) == whole.size, file.name
        assert max(found.image.width(), found.image.height()) == min(200, max(whole.size)), file.name
        shown += 1
    assert shown > 100
    assert refused > 10


@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_a_patch_is_the_part_that_was_asked_for(tmp_path: Path, suffix: str):
    file = tmp_path / f"photo.{suffix}"
    Image.linear_gradient("L").resize((1600, 1200)).convert("RGB").save(file, quality=95)
    whole = decode(file)
    box = QRect(400, 300, 800, 600)
    full = patch(file, box, scale=1.0)
    assert np.array_equal(pixels(full.image), np.asarray(whole.crop((400, 300, 1200, 900))))
    half = patch(file, box, scale=0.5)
    assert half.image.size() == QSize(400, 300)
    expected = np.asarray(whole.crop((400, 300, 1200, 900)).resize((400, 300), Image.Resampling.BICUBIC)).astype(int)
    assert np.abs(pixels(half.image).astype(int) - expected).max() <= 2


def test_a_patch_at_the_edge_is_no_larger_than_the_photo(tmp_path: Path):
    file = tmp_path / "photo.png"
    noise(101, 53).save(file)
    found = patch(file, QRect(0, 0, 101, 53), scale=0.25)
    assert found.image.size() == QSize(25, 13)
