"""Pictures of photos for the screen: the whole photo at the size it is shown, and finer patches of it. For worker threads."""

import math
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage

from tldesk.photos.decode import decode, pixel_size


@dataclass(frozen=True, slots=True)
class Wish:
    """A whole photo with its longest side at most `side` pixels; `mark` tells apart what a file held at different times."""

    file: Path
    mark: str
    side: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole photo; `size` is its own in pixels, upright, of which `image` may have fewer."""

    wish: Wish
    image: QImage
    size: QSize

    @property
    def scale(self) -> float:
        """Pixels of the picture for one of the photo, at most 1."""
        return max(self.image.width(), self.image.height()) / max(self.size.width(), self.size.height())


@dataclass(frozen=True, slots=True)
class Patch:
    """A part of a photo, finer than the picture of the whole: `box` in the photo's pixels, `scale` as in `Picture`."""

    image: QImage
    box: QRect
    scale: float


def qimage(image: Image.Image) -> QImage:
    """A Pillow picture (RGB or RGBA) as a `QImage` that owns its pixels."""
    deep = image.mode == "RGBA"
    source = image if deep else image.convert("RGB")
    # Named, because Qt looks at the bytes and does not keep them.
    pixels = source.tobytes()
    if deep:
        return QImage(pixels, source.width, source.height, 4 * source.width, QImage.Format.Format_RGBA8888).copy()
    view = QImage(pixels, source.width, source.height, 3 * source.width, QImage.Format.Format_RGB888)
    # Four bytes a pixel are painted without being converted each time.
    return view.convertToFormat(QImage.Format.Format_RGB32)


def picture(wish: Wish) -> Picture:
    """The whole photo.

    Raises:
        PhotoError: it can't be read.
    """
    width, height = pixel_size(wish.file)
    share = min(1.0, wish.side / max(width, height))
    # `decode` keeps twice what it is asked for, and half the wish is enough for that.
    image = decode(wish.file, at_least=math.ceil(min(width, height) * share / 2))
    if max(image.size) > wish.side:
        image.thumbnail((wish.side, wish.side), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return Picture(wish, qimage(image), QSize(width, height))


def patch(file: Path, box: QRect, *, scale: float) -> Patch:
    """The part `box` of a photo (in its pixels) at `scale` 1, 1/2, 1/4 ...; only the part outlives the call.

    Raises:
        PhotoError: it can't be read.
    """
    width, height = pixel_size(file)
    image = decode(file, at_least=math.ceil(min(width, height) * scale / 2))
    across, down = image.width / width, image.height / height
    part = (box.left() * across, box.top() * down, (box.left() + box.width()) * across, (box.top() + box.height()) * down)
    size = (max(1, round(box.width() * scale)), max(1, round(box.height() * scale)))
    if scale == 1:
        left, top, right, bottom = (round(edge) for edge in part)
        return Patch(qimage(image.crop((left, top, right, bottom))), box, scale)
    return Patch(qimage(image.resize(size, Image.Resampling.BICUBIC, part, reducing_gap=2.0)), box, scale)
