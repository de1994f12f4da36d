"""Which files are photos by their names, and what is said of those that are none."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

PHOTO_SUFFIXES: Final = frozenset(
    [
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".jif", ".mpo", ".jp2", ".j2k", ".jpf", ".jpx", ".j2c"),
        *(".png", ".apng", ".tif", ".tiff", ".webp", ".gif", ".bmp", ".dib"),
        *(".heic", ".heif", ".hif", ".heics", ".heifs", ".avif", ".avifs"),
        *(".pgm", ".ppm", ".pnm", ".pbm", ".psd", ".tga", ".pcx", ".sgi", ".ico", ".cur"),
    ]
)
"""Suffixes taken for photos, lower case. What is inside is decided by the content when the photo is decoded."""

RAW_SUFFIXES: Final = frozenset(
    [
        *(".cr2", ".cr3", ".crw", ".nef", ".nrw", ".arw", ".srf", ".sr2", ".dng"),
        *(".orf", ".rw2", ".raf", ".pef", ".srw", ".x3f", ".3fr", ".iiq"),
        *(".czi", ".lif", ".nd2"),
    ]
)
"""Camera and microscope raw formats that no decoder here reads; they are reported once a folder, so that nobody wonders."""

_BESIDE_PHOTOS: Final = frozenset(
    [
        # What camera and editing programs write of a photo.
        *(".xmp", ".aae", ".thm", ".pp3", ".dop", ".cos", ".on1", ".vrd", ".nksc"),
        # Labels, answers and reports, as they are written here.
        *(".csv", ".tsv", ".xlsx", ".json", ".jsonl", ".html"),
    ]
)
_NAMED: Final = 200
_KINDS: Final = 5
_REPORT: Final = b"ReportLab"


@dataclass(slots=True)
class NotPhotos:
    """Files that are no photos and may have been meant as such, in the order they were added.

    Attributes:
        kinds: how many of each suffix, lower case; of a file without one, its name.
        first: the first of them, at most 200.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    first: list[str] = field(default_factory=list)

    def add(self, path: str) -> None:
        """One more file."""
        name = os.path.basename(path)  # noqa: PTH119  # of many thousands
        self.kinds[os.path.splitext(name)[1].casefold() or name] += 1  # noqa: PTH122
        if len(self.first) < _NAMED:
            self.first.append(path)

    @property
    def count(self) -> int:
        """How many files."""
        return self.kinds.total()

    @property
    def some_kinds(self) -> str:
        """The kinds there are most of: ".doc, .txt …"."""
        return ", ".join(kind for kind, _ in self.kinds.most_common(_KINDS)) + (" …" if len(self.kinds) > _KINDS else "")

    @property
    def details(self) -> str:
        """The first of them, a line each."""
        return "\n".join(self.first) + ("\n…" if self.count > len(self.first) else "")

    def __str__(self) -> str:
        if self.count == 1:
            return f"1 file is not a photo and was left out: {self.first[0]}"
        return f"{self.count} files are not photos and were left out: {self.some_kinds}"


def not_photos(place: str, others: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Those of `others`, files in the folder `place` that are no photos, which may have been meant as such.

    What belongs to a photo does not, nor what this program writes, and raw files are told of by themselves.

    Args:
        names: all that lies in the folder.
    """
    if not others:
        return
    photos = [name for name in map(str.casefold, names) if _suffix(name) in PHOTO_SUFFIXES]
    of_photos = {*photos, *(name.removesuffix(_suffix(name)) for name in photos)}
    for name in others:
        suffix = _suffix(name)
        if suffix in _BESIDE_PHOTOS or suffix in RAW_SUFFIXES or name.casefold().removesuffix(suffix) in of_photos:
            continue
        if suffix != ".pdf" or not _is_report(os.path.join(place, name)):  # noqa: PTH118
            yield name


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].casefold()  # noqa: PTH122


def _is_report(file: str) -> bool:
    try:
        with open(file, "rb") as stream:  # noqa: PTH123
            return _REPORT in stream.read(64)
    except OSError:
        return False
