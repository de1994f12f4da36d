"""Decoding a photo to upright RGB, and reading its facts."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageFile

from tldesk.photos import exif
from tldesk.photos.colour import to_rgb
from tldesk.photos.deep import is_deep, undimmed
from tldesk.photos.moments import moment_in_name
from tldesk.photos.opening import DECODER_FAULTS, opened


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a photo's header says.

    Attributes:
        width, height: in pixels, upright.
        format: as "JPEG". `mode`: Pillow's name of the stored pixels, as "RGB" or "I;16". `bytes`: the file's size.
        taken: when, in the camera's local time, from EXIF or else the file's name; None when neither says.
        camera: make and model, or empty. `frames`: pages or frames, 1 for most.
    """

    width: int
    height: int
    format: str
    mode: str
    bytes: int
    taken: datetime | None
    camera: str
    frames: int


def decode(file: Path, *, at_least: int | None = None, to_fit: int | None = None) -> Image.Image:
    """The photo as 8-bit sRGB, upright as its EXIF (or XMP) says; the first frame or page of many; transparency on white.

    Args:
        file: the photo; only read.
        at_least: the caller will scale down to this many pixels on the shorter side: JPEGs may then be decoded at 1/2, 1/4 or 1/8 size,
            still at least twice that large (smaller photos come as they are).
        to_fit: for thumbnails, where speed counts more than the last bit of sharpness: the caller will scale down until the longer side
            has this many pixels, and JPEGs may come as small as that.

    Raises:
        PhotoError: missing, unreadable, empty, not a photo, damaged or cut off, too large, or of an unsupported variant.
    """
    with opened(file) as image:
        if at_least is not None:
            _draft(image, (2 * at_least, 2 * at_least))
        if to_fit is not None:
            scale = to_fit / max(image.size)
            _draft(image, (max(1, round(image.width * scale)), max(1, round(image.height * scale))))
        deep = is_deep(image)
        image.load()
        return _plain(exif.upright(to_rgb(undimmed(file, image) if deep else image), exif.orientation(image)))


def pixel_size(file: Path) -> tuple[int, int]:
    """Width and height of the photo once upright, without decoding its pixels.

    Raises:
        PhotoError: when the header can't be read.
    """
    with opened(file) as image:
        return exif.upright_size(image)


def photo_facts(file: Path) -> PhotoFacts:
    """The facts of the photo, without decoding its pixels.

    Raises:
        PhotoError: when the header can't be read. Damage further in shows at `decode` only.
    """
    with opened(file) as image:
        width, height = exif.upright_size(image)
        return PhotoFacts(
            width=width,
            height=height,
            format=image.format or "",
            mode=image.mode,
            bytes=file.stat().st_size,
            taken=exif.moment(image) or moment_in_name(file.name),
            camera=exif.camera(image),
            frames=_frames(image),
        )


def _plain(photo: Image.Image) -> Image.Image:
    """`photo` without its file and without the profile and EXIF that are now true of it no more, and that saving it would write."""
    plain = photo
    if isinstance(photo, ImageFile.ImageFile):
        # A copy would double the memory of a large photo; only pixels that lie in the file itself, which must not be written, need one.
        plain = photo.copy() if photo.readonly else photo._new(photo.im)  # noqa: SLF001
    plain.info.clear()
    return plain


def _draft(image: ImageFile.ImageFile, size: tuple[int, int]) -> None:
    """JPEG only; for HEIC it would pick an embedded preview, which need not show what the photo shows."""
    if image.format in {"JPEG", "MPO"}:
        image.draft("RGB", size)


def _frames(image: ImageFile.ImageFile) -> int:
    try:
        return max(1, int(getattr(image, "n_frames", 1)))
    except DECODER_FAULTS:
        # A damaged later page must not hide that the first one is fine.
        return 1
