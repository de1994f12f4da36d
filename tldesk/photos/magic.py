"""What a file is by its first bytes."""

from enum import Enum, auto
from typing import Final


class Content(Enum):
    """The kinds that matter here: a photo format, a camera's raw format, or something else."""

    PHOTO = auto()
    RAW = auto()
    OTHER = auto()


_PHOTO: Final = (
    (b"\xff\xd8\xff", "a JPEG photo"),
    (b"\x89PNG", "a PNG photo"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF photo"),
    (b"MM\x00*", "a TIFF photo"),
    (b"II+\x00", "a BigTIFF photo"),
    (b"MM\x00+", "a BigTIFF photo"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 photo"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 photo"),
    (b"8BPS", "a Photoshop document"),
    (b"P5", "a PGM picture"),
    (b"P6", "a PPM picture"),
)
_RAW: Final = (
    (b"FUJIFILMCCD-RAW", "a Fujifilm raw file"),
    (b"IIU\x00", "a Panasonic raw file"),
    (b"IIRO", "an Olympus raw file"),
    (b"IIRS", "an Olympus raw file"),
    (b"MMOR", "an Olympus raw file"),
    (b"FOVb", "a Sigma raw file"),
)
_OTHER: Final = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an Office document or a thumbnail cache"),
    (b"\x00\x05\x16\x07", "a macOS side file (resource fork), not the photo itself"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"\x89HDF", "an HDF5 file"),
    (b"%!PS", "a PostScript drawing"),
)
_HEIF_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"})


def content_of(head: bytes) -> tuple[Content, str]:
    """What the first bytes of a file (32 are enough for photos, a few hundred for texts) say it is, with an article: "a web page"."""
    if head[4:8] == b"ftyp":
        return _container(head[8:12])
    if head[:4] == b"RIFF":
        return (Content.PHOTO, "a WebP photo") if head[8:12] == b"WEBP" else (Content.OTHER, "a video or sound")
    if head[:4] == b"II*\x00" and head[8:10] == b"CR":
        return Content.RAW, "a Canon raw file"
    for kind, signs in ((Content.PHOTO, _PHOTO), (Content.RAW, _RAW), (Content.OTHER, _OTHER)):
        for sign, words in signs:
            if head.startswith(sign):
                return kind, words
    return Content.OTHER, _text(head)


def _container(brand: bytes) -> tuple[Content, str]:
    if brand in _HEIF_BRANDS:
        return Content.PHOTO, "an AVIF photo" if brand.startswith(b"avi") else "a HEIC photo"
    if brand == b"crx ":
        return Content.RAW, "a Canon raw file"
    return Content.OTHER, "a video"


def _text(head: bytes) -> str:
    if not head.strip(b"\x00"):
        return "nothing but zeros" if head else "empty"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head")):
        return "a web page"
    if start.startswith(b"<svg") or b"<svg" in start[:1000]:
        return "an SVG drawing"
    if start.startswith(b"<?xml"):
        return "an XML text"
    if start.startswith(b"version https://git-lfs"):
        return "a Git LFS pointer, not the file itself"
    printable = sum(32 <= byte < 127 or byte in b"\t\r\n" for byte in head)
    return "text" if printable >= 0.95 * len(head) else "of no known picture format"
