"""Finding the photos in a folder tree, in natural order, whatever lies in their way."""

import os
import stat
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from tldesk.core.errors import FolderGoneError, TldeskError
from tldesk.core.photo import ScannedPhoto
from tldesk.photos.fingerprints import fingerprint
from tldesk.photos.kinds import PHOTO_SUFFIXES, RAW_SUFFIXES, not_photos
from tldesk.photos.magic import Content, content_of
from tldesk.photos.names import is_speakable, natural_key, printable

_SKIPPED: Final = frozenset(
    {"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information", "@eadir", "lost+found"}
)
_HIDDEN_ON_WINDOWS: Final = stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM


class Known(Protocol):
    """Photos of an earlier scan by path, such as a dictionary."""

    def get(self, path: str, /) -> ScannedPhoto | None:
        """The photo at a path; None where there was none."""


_NOTHING_KNOWN: Final[Known] = MappingProxyType[str, ScannedPhoto]({})


@dataclass(frozen=True, slots=True)
class ScanProblem:
    """A folder or file that could not be looked at.

    Attributes:
        path: relative to the root, POSIX, safe to print and to store.
        hides: photos at that path or below may be there all the same.
        is_folder: it concerns a folder, and no single photo.
    """

    path: str
    error: TldeskError
    hides: bool = False
    is_folder: bool = False


def scan(
    root: Path,
    *,
    known: Known = _NOTHING_KNOWN,
    entered: Callable[[str, int], object] = lambda _place, _changed_ns: None,
    sizes: Container[int] | None = None,
    deep: bool = True,
    passed_over: Callable[[str], object] = lambda _path: None,
) -> Iterator[ScannedPhoto | ScanProblem]:
    """All photos below `root`, in natural order, and what could not be looked at.

    Hidden and system files and folders are skipped. Links to folders outside `root` are followed once; links to folders inside are not,
    as their photos are found where they lie, and those that close a loop are reported. A file without a suffix is a photo when its first
    bytes say so.

    Args:
        root: the folder.
        known: photos of an earlier scan; those of unchanged size and time keep their fingerprint unread, and are given back as
            they are.
        entered: hears each folder before it is read: its absolute place, and when its list of files changed last (nanoseconds).
        sizes: only photos of these sizes in bytes are looked for; None: of any.
        deep: look into sub-folders too.
        passed_over: hears each file that is no photo and may have been meant as one, by its path relative to the root, safe to print.

    Raises:
        FolderGoneError: `root` is not there, or is gone at the end of the scan (a drive unplugged): what was found is not all.
        TldeskError: `root` can't be read.
    """
    scanner = _Scanner(root, known, entered, sizes, passed_over)
    scanner.check_root()
    yield from scanner.found(deep=deep)
    scanner.check_root()


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to look into: its `place` for the system, and its `path` relative to the root."""

    place: str
    path: str


@dataclass
class _Scanner:
    root: Path
    known: Known
    entered: Callable[[str, int], object]
    sizes: Container[int] | None
    passed_over: Callable[[str], object]
    visited: set[tuple[int, int]] = field(default_factory=set)

    def check_root(self) -> None:
        if not os.path.isdir(self.root):  # noqa: PTH112  # pathlib's raises where the folder above can't be read
            raise self._gone()

    def _gone(self) -> FolderGoneError:
        remedy = "Reconnect the drive, or choose the folder again."
        return FolderGoneError(f"The folder {self.root} is not there.", kept="Everything you did is kept.", remedy=remedy)

    def found(self, *, deep: bool) -> Iterator[ScannedPhoto | ScanProblem]:
        """All below the root, or only what lies in it."""
        waiting = [self._contents(_Folder(str(self.root), ""))]
        while waiting:
            # Not recursive: folders may nest deeper than Python's stack.
            match next(waiting[-1], None):
                case None:
                    waiting.pop()
                case _Folder() as folder if deep:
                    waiting.append(self._contents(folder))
                case ScannedPhoto() | ScanProblem() as found:
                    yield found

    def _contents(self, folder: _Folder) -> Iterator[ScannedPhoto | ScanProblem | _Folder]:
        """What lies in `folder`, sorted; nothing when it was visited already."""
        try:
            facts = os.stat(folder.place)  # noqa: PTH116  # strings: 100,000 path objects take seconds
            if self._was_visited(facts):
                return
            self.entered(folder.place, facts.st_mtime_ns)
            with os.scandir(folder.place) as listing:
                entries = sorted(listing, key=lambda entry: (natural_key(entry.name), entry.name))
        except OSError as error:
            if not folder.path:
                gone = isinstance(error, (FileNotFoundError, NotADirectoryError))
                unread = TldeskError(f"The folder {self.root} can't be read: {_reason(error)}.", remedy=_RIGHTS)
                raise (self._gone() if gone else unread) from error
            yield replace(_problem(folder.path, error), is_folder=True)
            return
        within, others = f"{folder.path}/" if folder.path else "", list[str]()
        for entry in entries:
            if not _is_skipped(entry):
                yield from self._looked_at(entry, within + entry.name, others)
        names = [entry.name for entry in entries]
        for name in not_photos(folder.place, others, names):
            self.passed_over(printable(within + name))
        yield from _raw_left_out(folder.path, names)

    def _looked_at(self, entry: os.DirEntry[str], path: str, others: list[str]) -> Iterator[ScannedPhoto | ScanProblem | _Folder]:
        """What a file or a folder comes to; names of files that are no photos are added to `others`."""
        try:
            if entry.is_dir():
                if (problem := _unspeakable(path)) or (entry.is_symlink() and (problem := self._loop(entry, path))):
                    yield replace(problem, is_folder=True)
                elif not entry.is_symlink() or not self._is_inside(os.path.realpath(entry.path)):
                    yield _Folder(entry.path, path)
            elif self.sizes is None or entry.stat().st_size in self.sizes:
                if _is_photo(entry):
                    yield _unspeakable(path) or self._photo(entry, path)
                elif entry.is_file():
                    others.append(entry.name)
        except FileNotFoundError as error:
            # A link that leads nowhere is worth a word; a file deleted while we look is not.
            if entry.is_symlink():
                yield _problem(path, error, what="is a link that leads nowhere", hides=False)
        except OSError as error:
            yield _problem(path, error)

    def _photo(self, entry: os.DirEntry[str], path: str) -> ScannedPhoto:
        facts = entry.stat()
        before = self.known.get(path)
        if before is not None and (before.size, before.modified_ns) == (facts.st_size, facts.st_mtime_ns):
            return before
        return ScannedPhoto(path, facts.st_size, facts.st_mtime_ns, fingerprint(Path(entry.path)))

    def _loop(self, entry: os.DirEntry[str], path: str) -> ScanProblem | None:
        target = os.path.realpath(entry.path)
        here = os.path.realpath(os.path.dirname(entry.path))  # noqa: PTH120
        if here != target and not here.startswith(target.rstrip(os.sep) + os.sep):
            return None
        error = TldeskError(f"{path} is a link back to a folder that holds it; it was not followed.", remedy="Nothing needs to be done.")
        return ScanProblem(printable(path), error)

    def _is_inside(self, target: str) -> bool:
        root = os.path.realpath(self.root)
        return target == root or target.startswith(root.rstrip(os.sep) + os.sep)

    def _was_visited(self, facts: os.stat_result) -> bool:
        identity = (facts.st_dev, facts.st_ino)
        if identity in self.visited:
            return True
        # Some file systems number nothing; there every folder would be the same one.
        if facts.st_ino:
            self.visited.add(identity)
        return False


_RIGHTS: Final = "Ask for the right to read it, or check the disk."


def _is_skipped(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    if name.startswith(".") or name.casefold() in _SKIPPED:
        return True
    if os.name != "nt":
        return False
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & _HIDDEN_ON_WINDOWS)


def _is_photo(entry: os.DirEntry[str]) -> bool:
    suffix = os.path.splitext(entry.name)[1].casefold()  # noqa: PTH122
    if suffix in PHOTO_SUFFIXES:
        if not entry.is_file() and entry.is_symlink():
            raise FileNotFoundError
        return entry.is_file()
    if suffix or not entry.is_file():
        return False
    with open(entry.path, "rb") as stream:  # noqa: PTH123
        return content_of(stream.read(32))[0] is Content.PHOTO


def _unspeakable(path: str) -> ScanProblem | None:
    if is_speakable(path):
        return None
    shown = printable(path)
    return ScanProblem(shown, TldeskError(f"{shown} has a name that is not valid text; it was left out.", remedy="Rename it."))


def _raw_left_out(path: str, names: list[str]) -> Iterator[ScanProblem]:
    """One word on a folder's raw files that have no JPEG or TIFF of the same name beside them."""
    parts = [os.path.splitext(name.casefold()) for name in names if not name.startswith(".")]  # noqa: PTH122
    beside = {stem for stem, suffix in parts if suffix in PHOTO_SUFFIXES}
    lonely = sorted({suffix for stem, suffix in parts if suffix in RAW_SUFFIXES and stem not in beside})
    if lonely:
        what = f"{path or 'The folder'} holds raw files ({', '.join(lonely)}), which can't be read; they were left out."
        yield ScanProblem(printable(path), TldeskError(what, remedy="Export them as JPEG or TIFF into the same folder."), is_folder=True)


def _problem(path: str, error: OSError, *, what: str = "", hides: bool = True) -> ScanProblem:
    shown = printable(path)
    return ScanProblem(shown, TldeskError(f"{shown} {what or f'could not be read: {_reason(error)}'}.", remedy=_RIGHTS), hides)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
