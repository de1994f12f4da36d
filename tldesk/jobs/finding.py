"""Which photos a prediction is asked for: folders and files that need not belong to any project. Pure reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tldesk.core.errors import TldeskError
from tldesk.core.progress import Report, unheard
from tldesk.photos.fingerprints import fingerprint
from tldesk.photos.kinds import NotPhotos
from tldesk.photos.names import is_speakable, printable
from tldesk.photos.scan import ScanProblem, scan


@dataclass(frozen=True, slots=True)
class FoundPhotos:
    """Absolute files with their fingerprints, each once, and photos that could not be read, with the reason.

    Attributes:
        left_out: what could not be read beside single photos, as a sub-folder, in words.
        not_photos: files in the folders that are no photos.
    """

    files: tuple[tuple[str, str], ...]
    problems: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...] = ()
    not_photos: NotPhotos = field(default_factory=NotPhotos)


def find_photos(places: Sequence[Path], *, deep: bool = True, report: Report = unheard) -> FoundPhotos:
    """The photos in `places` (folders, or single files), in natural order. Pure reading, no project.

    Args:
        deep: with those in the folders' sub-folders.
        report: hears how many were found so far (of 0), from this thread.

    Raises:
        TldeskError: a folder can't be read, or went away meanwhile.
    """
    files: dict[str, str] = {}
    problems: dict[str, str] = {}
    left_out: dict[str, str] = {}
    others = NotPhotos()
    for place in places:
        for file, mark, problem in _found_in(_settled(Path(place)), others, deep=deep):
            if isinstance(problem, ScanProblem):
                (left_out if problem.is_folder else problems).setdefault(file, str(problem.error))
            else:
                files.setdefault(file, mark)
            report(len(files), 0)
    return FoundPhotos(tuple(files.items()), tuple(problems.items()), tuple(left_out.values()), others)


def _settled(place: Path) -> Path:
    """`place` without links in the folders above it, as a project's own photos are named: their labels are found by that name."""
    place = place.absolute()
    return place.resolve() if place.is_dir() else place.parent.resolve() / place.name


def _found_in(place: Path, others: NotPhotos, *, deep: bool) -> Iterator[tuple[str, str, ScanProblem | None]]:
    """File, fingerprint and problem; one of the last two is none."""
    if not is_speakable(str(place)):
        yield _unread(printable(str(place)), "Its name is not valid text. Rename it.")
        return
    if place.is_dir():
        for found in scan(place, deep=deep, passed_over=lambda path: others.add(str(place / path))):
            if isinstance(found, ScanProblem):
                yield str(place / found.path), "", found
            else:
                yield str(place / found.path), found.fingerprint, None
        return
    try:
        yield str(place), fingerprint(place), None
    except OSError as error:
        yield _unread(str(place), error.strerror or type(error).__name__)


def _unread(file: str, why: str) -> tuple[str, str, ScanProblem]:
    return file, "", ScanProblem(file, TldeskError(why))
