"""What a photo's EXIF says, as far as tldesk needs it. Odd or damaged EXIF counts as none."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from PIL import ExifTags, Image, PngImagePlugin, TiffImagePlugin

from tldesk.photos.opening import DECODER_FAULTS

_TRANSPOSE: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_MAX_EXIF: Final = 1 << 20


def orientation(image: Image.Image) -> int:
    """How the pixels Pillow gives must still be turned: 1 (not at all) to 8, from EXIF or else XMP; anything odd is 1.

    PNGs may carry their EXIF behind the pixels, where it is known only after loading.

    Pillow turns TIFFs itself (and reports their upright size), pillow-heif turns HEIC; AVIF's rotation boxes it reports as EXIF.
    """
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return 1
    value = _exif(image).get(ExifTags.Base.Orientation, 1)
    return value if isinstance(value, int) and value in _TRANSPOSE else 1


def upright(image: Image.Image, turn: int) -> Image.Image:
    """`image` turned as the orientation `turn` asks."""
    return image.transpose(_TRANSPOSE[turn]) if turn in _TRANSPOSE else image


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height once upright."""
    width, height = image.size
    return (height, width) if orientation(image) >= 5 else (width, height)


def moment(image: Image.Image) -> datetime | None:
    """When the photo was taken, in the camera's local time: DateTimeOriginal, else DateTimeDigitized, else DateTime; naive."""
    details = block(image, ExifTags.IFD.Exif)
    for value in (
        details.get(ExifTags.Base.DateTimeOriginal),
        details.get(ExifTags.Base.DateTimeDigitized),
        _exif(image).get(ExifTags.Base.DateTime),
    ):
        if isinstance(value, str) and (parsed := _parsed(value)):
            return parsed
    return None


def camera(image: Image.Image) -> str:
    """Make and model, as "Canon EOS R6"; empty when unknown."""
    exif = _exif(image)
    make, model = (words(exif.get(tag)) for tag in (ExifTags.Base.Make, ExifTags.Base.Model))
    if make and model.casefold().startswith(make.split()[0].casefold()):
        return model
    return f"{make} {model}".strip()


def _exif(image: Image.Image) -> dict[int, Any]:
    try:
        return dict(_unloaded(image))
    except DECODER_FAULTS:
        return {}


def block(image: Image.Image, which: ExifTags.IFD) -> dict[int, Any]:
    """The tags of one of EXIF's blocks, as Pillow has them; empty where there is none."""
    try:
        return dict(_unloaded(image).get_ifd(which))
    except DECODER_FAULTS:
        return {}


def _unloaded(image: Image.Image) -> Image.Exif:
    """The EXIF without decoding the pixels for it, as the PNG plugin's own `getexif` would where it finds none before them."""
    if isinstance(image, PngImagePlugin.PngImageFile) and image.tile and not image.info.keys() & {"exif", "Raw profile type exif"}:
        image.info["exif"] = _exif_chunk(Path(os.fsdecode(image.filename)))
    return Image.Image.getexif(image)


def _exif_chunk(file: Path) -> bytes:
    """A PNG's eXIf chunk, which may stand behind the pixels; empty when there is none."""
    with file.open("rb") as stream:
        stream.seek(8)
        while len(head := stream.read(8)) == 8:
            length = int.from_bytes(head[:4], "big")
            if head[4:] == b"eXIf":
                return stream.read(min(length, _MAX_EXIF))
            stream.seek(length + 4, os.SEEK_CUR)
    return b""


def words(value: object) -> str:
    """A tag's text in one line, without the padding of cameras; empty where it is no text."""
    return " ".join(value.replace("\x00", " ").split()) if isinstance(value, str) else ""


def _parsed(text: str) -> datetime | None:
    text = text.replace("\x00", "").strip()[:19]
    for pattern in ("%Y:%m:%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"):
        try:
            parsed = datetime.strptime(text, pattern)  # EXIF has no time zone
        except ValueError:
            continue
        # Cameras whose clock was never set say 1970 or 1980-01-01 at best, and many photos would share it.
        return parsed if parsed.year >= 1971 else None
    return None
