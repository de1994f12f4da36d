"""Which photo of the project a name in a label file means. Nothing is guessed: where several fit equally well, all are given."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from tldesk.core.photo import Photo
from tldesk.photos.kinds import PHOTO_SUFFIXES
from tldesk.project.interchange.label_table import LabelRow


class How(IntEnum):
    """How a name led to a photo, the surest first."""

    PATH = 1
    """It is the photo's path, relative to the project."""
    PATH_END = 2
    """One path is the end of the other."""
    NAME = 3
    """The file's name is the same."""
    STEM = 4
    """The file's name is the same but for the suffix."""
    NUMBER = 5
    """The name is the same number, but for zeros in front, which spreadsheets drop."""


@dataclass(frozen=True, slots=True)
class Found:
    """The photos a name may mean: one, none, or several that fit equally well."""

    photos: tuple[Photo, ...] = ()
    how: How = How.PATH


_UPLOADED: Final = re.compile(r"^[0-9a-f]{8}-(?=.)")
_ROBOFLOW: Final = re.compile(r"^(.+)_([A-Za-z0-9]{2,5})\.rf\.[0-9a-zA-Z]+\.\w+$")


def fold_path(path: str) -> str:
    """What two paths that count as the same have in common, whatever their case and composition of letters."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def readings(written: str) -> Iterator[str]:
    """The paths a name may stand for, likeliest first: as written, as a URL, without what Label Studio or Roboflow added. POSIX."""
    plain = _posix(written)
    yield plain
    parts = _url(written) if "://" in written or written.startswith("/data/") or "?d=" in written else None
    if parts is not None:
        local = parse_qs(parts.query).get("d", [])
        plain = _posix(local[0] if local else unquote(parts.path))
        if parts.scheme in ("gs", "s3", "file", "http", "https") and "://" in written and not local:
            # "?" and "#" are letters like others in the name of a bucket's object.
            raw = _posix(written.split("://", 1)[1].partition("/")[2])
            yield raw
        yield plain
    elif "%" in written:
        yield _posix(unquote(written))
    folder, slash, name = plain.rpartition("/")
    if _UPLOADED.match(name):
        yield folder + slash + _UPLOADED.sub("", name)
    exported = _ROBOFLOW.match(name)
    if exported:
        yield f"{folder}{slash}{exported[1]}.{exported[2]}"


def _url(written: str) -> SplitResult | None:
    """A name as a URL; None where it only looks like one, as with a bracket after "http://"."""
    try:
        return urlsplit(written)
    except ValueError:
        return None


def _posix(path: str) -> str:
    return "/".join(part for part in path.strip().replace("\\", "/").split("/") if part not in ("", "."))


def _stem(path: str) -> str:
    """A path without its suffix, where that is one of a photo."""
    head, dot, suffix = path.rpartition(".")
    return head if dot and f".{suffix.casefold()}" in PHOTO_SUFFIXES else path


class Matcher:
    """Finds photos by name. Missing photos are found only where no other fits.

    Args:
        photos: of the project.
        beside: the folder of the label file, relative to the project, where it lies inside: names in it are looked up from there first.
    """

    def __init__(self, photos: Iterable[Photo], *, beside: str = "") -> None:
        self._beside = beside
        self._exact = _Index(lambda text: text)
        self._folded = _Index(fold_path)
        for photo in photos:
            self._exact.add(photo)
            self._folded.add(photo)

    def forget(self) -> None:
        """Let the photos go, part by part: to free so many at once would hold every other thread up."""
        for index in (self._exact, self._folded):
            index.paths.clear()
            index.ends.clear()
            index.names.clear()
            index.stems.clear()
            index.numbers.clear()

    def find(self, row: LabelRow) -> Found:
        """The photos that `row` may mean."""
        several = Found()
        for written in (row.photo, *row.also):
            # On Linux and macOS a backslash or a blank at the end may belong to the name.
            photos = _present(photo for name in self._names(written) for photo in self._exact.by_path(name))
            found = Found(photos[:1]) if photos else next(filter(_any, map(self._find, dict.fromkeys(readings(written)))), Found())
            if len(found.photos) == 1:
                return found
            several = several if several.photos else found
        return several

    def _names(self, path: str) -> tuple[str, ...]:
        return (f"{self._beside}/{path}", path) if self._beside else (path,)

    def _find(self, path: str) -> Found:
        if not path:
            return Found()
        for how, look in _TIERS:
            for index in (self._exact, self._folded):
                for name in self._names(path) if how is How.PATH else (path,):
                    photos = _present(look(index, name))
                    if photos:
                        return Found(photos, how)
        return Found()


def _any(found: Found) -> bool:
    return bool(found.photos)


def _present(photos: Iterable[Photo]) -> tuple[Photo, ...]:
    all_of_them = tuple(photos)
    return tuple(photo for photo in all_of_them if not photo.missing) or all_of_them


class _Index:
    """Photos by path, by the end of the path, by name and by stem, as `key` has them compared."""

    def __init__(self, key: Callable[[str], str]) -> None:
        self.key = key
        self.paths: dict[str, list[Photo]] = defaultdict(list)
        self.ends: dict[str, list[Photo]] = defaultdict(list)
        self.names: dict[str, list[Photo]] = defaultdict(list)
        self.stems: dict[str, list[Photo]] = defaultdict(list)
        self.numbers: dict[int, list[Photo]] = defaultdict(list)

    def add(self, photo: Photo) -> None:
        path = self.key(photo.path)
        parts = path.split("/")
        self.paths[path].append(photo)
        self.ends["/".join(parts[-2:])].append(photo)
        self.names[parts[-1]].append(photo)
        stem = _stem(parts[-1])
        self.stems[stem].append(photo)
        if stem.isascii() and stem.isdecimal() and len(stem) <= 18:
            self.numbers[int(stem)].append(photo)

    def by_path(self, path: str) -> list[Photo]:
        return self.paths.get(self.key(path), [])

    def by_end(self, path: str) -> list[Photo]:
        wanted = self.key(path)
        parts = wanted.split("/")
        if len(parts) == 1:
            return []
        longer = [photo for photo in self.ends.get("/".join(parts[-2:]), []) if self.key(photo.path).endswith(f"/{wanted}")]
        if longer:
            return longer
        # The name says more than the project knows, as the folders of another disk: the longest end decides.
        for start in range(1, len(parts)):
            found = self.paths.get("/".join(parts[start:]))
            if found:
                return found
        return []

    def by_name(self, path: str) -> list[Photo]:
        return self.names.get(self.key(path.rsplit("/", 1)[-1]), [])

    def by_stem(self, path: str) -> list[Photo]:
        """Those of one stem; where the name has folders, those that lie in such folders before all others."""
        wanted = self.key(path)
        name = wanted.rsplit("/", 1)[-1]
        # A stem may hold a dot: what looks like a suffix need not be one.
        found = self.stems.get(name) or self.stems.get(_stem(name), [])
        folders = wanted.split("/")[:-1]
        for start in range(len(folders)):
            end = "/".join(folders[start:])
            close = [photo for photo in found if f"/{self.key(photo.path)}".rsplit("/", 1)[0].endswith(f"/{end}")]
            if close:
                return close
        return found

    def by_number(self, path: str) -> list[Photo]:
        stem = _stem(path)
        return self.numbers.get(int(stem), []) if stem.isascii() and stem.isdecimal() and len(stem) <= 18 else []


_TIERS: Final = (
    (How.PATH, _Index.by_path),
    (How.PATH_END, _Index.by_end),
    (How.NAME, _Index.by_name),
    (How.STEM, _Index.by_stem),
    (How.NUMBER, _Index.by_number),
)
