"""Opening a photo's file safely: which formats, which limits, and one typed error for all that can go wrong.

Pillow is told which decoders it may use (none that starts another program, as EPS would), refuses too many pixels before it allocates
them, and never pads a file that is cut off with grey.
"""

import logging
import os
import re
import stat
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    CurImagePlugin,
    GifImagePlugin,
    IcoImagePlugin,
    Image,
    ImageCms,
    ImageFile,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    PcxImagePlugin,
    PngImagePlugin,
    PpmImagePlugin,
    PsdImagePlugin,
    SgiImagePlugin,
    TgaImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)
from pillow_heif import HeifImageFile, register_heif_opener

from tldesk.core.errors import PhotoError, PhotoFault
from tldesk.photos.magic import Content, content_of

MAX_PIXELS: Final = 500_000_000
"""Photos of more pixels than this are refused (500 megapixels: 1.5 GB once decoded)."""

MAX_BYTES: Final = 2_000_000_000
"""Files larger than this are refused."""

# Importing the plugins by name keeps Pillow from importing all the others at the first unknown file.
# TGA has no magic, so it comes last; JPEG stands for MPO too.
FORMATS: Final = (
    *(JpegImagePlugin.JpegImageFile.format, PngImagePlugin.PngImageFile.format),
    *(TiffImagePlugin.TiffImageFile.format, WebPImagePlugin.WebPImageFile.format, GifImagePlugin.GifImageFile.format),
    *(BmpImagePlugin.BmpImageFile.format, HeifImageFile.format, AvifImagePlugin.AvifImageFile.format),
    *(Jpeg2KImagePlugin.Jpeg2KImageFile.format, PpmImagePlugin.PpmImageFile.format, PsdImagePlugin.PsdImageFile.format),
    *(IcoImagePlugin.IcoImageFile.format, CurImagePlugin.CurImageFile.format, SgiImagePlugin.SgiImageFile.format),
    *(PcxImagePlugin.PcxImageFile.format, TgaImagePlugin.TgaImageFile.format),
)

DECODER_FAULTS: Final = (
    # What Pillow and its plugins were seen to raise on damaged files, or can by their source; anything else is a bug and may surface.
    *(OSError, SyntaxError, ValueError, TypeError, struct.error, zlib.error, RuntimeError, EOFError, MemoryError, OverflowError),
    *(ZeroDivisionError, IndexError, KeyError, NotImplementedError, AttributeError, AssertionError),
    *(Image.DecompressionBombError, ImageCms.PyCMSError),
)

_TO_JPEG: Final = "Open it in the program that made it and save it as JPEG, PNG or TIFF."
_COPY_AGAIN: Final = "Copy it from the camera or the original folder once more, or remove it."

_QUIET: Final = ("ignore", None, Warning, re.compile(r"(PIL|pillow_heif)\."), 0)

# Pillow logs what it also raises; without a handler Python would print that to the terminal.
logging.getLogger("PIL").addHandler(logging.NullHandler())
register_heif_opener()
# Pillow raises above twice this number and warns above it.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2


@contextmanager
def opened(file: Path) -> Iterator[ImageFile.ImageFile]:
    """Open `file` with Pillow; its header is read, its pixels are not.

    Whatever a decoder raises inside the `with` block becomes a `PhotoError` too, so that loading belongs inside.

    Raises:
        PhotoError: with the fault and the cause in plain words, the decoder's own words behind.
    """
    _quieten()
    try:
        _check_file(file)
        with Image.open(file, formats=FORMATS) as image:
            yield image
    except DECODER_FAULTS as error:
        raise photo_error(file, error) from error


def photo_error(file: Path, error: BaseException) -> PhotoError:
    """The `PhotoError` that says in plain words what `error`, raised while `file` was read, means."""
    words = " ".join(str(error).split())[:200]
    match error:
        case FileNotFoundError():
            return PhotoError(file, PhotoFault.MISSING, "the file is gone", remedy="Put it back, or scan the folder again.")
        case PermissionError():
            return PhotoError(file, PhotoFault.UNREADABLE, "no permission to read the file", remedy="Ask for the right to read it.")
        case UnidentifiedImageError():
            return _unidentified(file)
        case Image.DecompressionBombError():
            return _too_large(file, f"more than {MAX_PIXELS // 1_000_000} megapixels ({words})")
        case MemoryError():
            cause = "there is too little free memory to decode it"
            return PhotoError(file, PhotoFault.UNREADABLE, cause, remedy="Close other programs and try again.")
        case OSError(errno=int()):
            cause = f"the disk or the network gave an error ({error.strerror or words})"
            return PhotoError(file, PhotoFault.UNREADABLE, cause, remedy="Check the disk or the connection and try again.")
    if isinstance(error, NotImplementedError) or _mentions(words, "unsupported", "not supported", "not implemented", "unknown pixel mode"):
        return PhotoError(file, PhotoFault.UNSUPPORTED, f"this variant of the format can't be read ({words})", remedy=_TO_JPEG)
    if isinstance(error, EOFError) or _mentions(words, "truncated", "not enough", "unexpected end", "end of file", "but only got"):
        return PhotoError(file, PhotoFault.DAMAGED, f"the file is cut off ({words or type(error).__name__})", remedy=_COPY_AGAIN)
    return PhotoError(file, PhotoFault.DAMAGED, f"the file is damaged ({words or type(error).__name__})", remedy=_COPY_AGAIN)


def _check_file(file: Path) -> None:
    """Refuse what isn't a plain file (a pipe would block for ever), is empty, or is too big to be a photo."""
    facts = os.stat(file)  # noqa: PTH116  # pathlib's stat is the same, only slower by an object a photo
    if stat.S_ISDIR(facts.st_mode):
        raise PhotoError(file, PhotoFault.NOT_A_PHOTO, "a folder, not a photo")
    if not stat.S_ISREG(facts.st_mode):
        raise PhotoError(file, PhotoFault.NOT_A_PHOTO, "not a plain file (a pipe, socket or device)")
    if facts.st_size == 0:
        raise PhotoError(file, PhotoFault.EMPTY, "the file is empty (0 bytes)", remedy=_COPY_AGAIN)
    if facts.st_size > MAX_BYTES:
        raise _too_large(file, f"the file has {facts.st_size / 1e9:.1f} GB, the limit is {MAX_BYTES / 1e9:.0f} GB")


def _unidentified(file: Path) -> PhotoError:
    """No decoder took the file: say what it seems to be instead."""
    try:
        with file.open("rb") as stream:
            content, words = content_of(stream.read(4096))
    except OSError as error:
        return photo_error(file, error)
    match content:
        case Content.PHOTO:
            said = _decoders_words(file)
            if said is not None and not isinstance(said, UnidentifiedImageError):
                return photo_error(file, said)
            return PhotoError(file, PhotoFault.DAMAGED, f"the file begins as {words} but is damaged or cut off", remedy=_COPY_AGAIN)
        case Content.RAW:
            return PhotoError(file, PhotoFault.UNSUPPORTED, f"{words} can't be read", remedy=_TO_JPEG)
        case Content.OTHER:
            cause = f"not a photo: the content is {words}"
    return PhotoError(file, PhotoFault.NOT_A_PHOTO, cause, remedy="Remove it from the folder, or leave it: it is skipped.")


def _decoders_words(file: Path) -> BaseException | None:
    """What the decoder of the file's format objects to; `Image.open` keeps that to itself."""
    with file.open("rb") as stream:
        head = stream.read(16)
        for name in FORMATS:
            factory, accepts = Image.OPEN[name]
            if accepts is not None and accepts(head) is True:
                stream.seek(0)
                try:
                    factory(stream, file.name)
                except DECODER_FAULTS as error:
                    return error
    return None


def _too_large(file: Path, cause: str) -> PhotoError:
    return PhotoError(file, PhotoFault.TOO_LARGE, f"too large: {cause}", remedy="Save it smaller, or cut it into parts.")


def _mentions(words: str, *signs: str) -> bool:
    lower = words.casefold()
    return any(sign in lower for sign in signs)


def _quieten() -> None:
    """Keep Pillow's warnings on odd metadata from being printed, or raised where warnings are errors.

    `warnings.catch_warnings` swaps global state and is not safe with threads; one lasting filter for Pillow's modules is.
    """
    if not warnings.filters or warnings.filters[0] != _QUIET:
        warnings.filterwarnings("ignore", category=Warning, module=_QUIET[3].pattern)
