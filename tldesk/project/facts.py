"""What the files themselves say of photos: when they were taken and how large they are. Read beside the thread that owns the project."""

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Final

from tldesk.core.changes import Change
from tldesk.core.errors import PhotoError
from tldesk.photos.decode import photo_facts
from tldesk.project.layout import Layout
from tldesk.project.store import Project, look_aside

_UNKNOWN: Final = "SELECT id, path, fingerprint FROM photos WHERE id > ? AND missing = 0 AND facts_of <> fingerprint ORDER BY id LIMIT ?"
_PART: Final = 200
_THREADS: Final = 4
"""More than one because a file on a share takes its time; Python lets them do little else at once."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file of a photo said when its content was `fingerprint`; see `core.photo.Photo` for the fields not named here.

    Attributes:
        problem: why it is no photo, or empty.
        passing: why it can't be read for now, or empty; nothing is known of it then.
    """

    id: int
    path: str
    fingerprint: str
    taken: float | None = None
    width: int = 0
    height: int = 0
    problem: str = ""
    passing: str = ""


def read_facts(root: Path, layout: Layout) -> Generator[Sequence[Facts], None, None]:
    """Open, as far as their headers, the photos whose facts are not known; each part is to be recorded with `record_facts`.

    Raises:
        ProjectError: the project can't be read.
    """
    last = 0
    with look_aside(root, layout) as project, ThreadPoolExecutor(max_workers=_THREADS) as pool:
        while rows := project.database.rows(_UNKNOWN, (last, _PART)):
            yield list(pool.map(lambda row: _look(root, *row), rows))
            last = rows[-1][0]


def record_facts(project: Project, facts: Sequence[Facts]) -> Change:
    """Keep facts of photos whose content is still that which they are of; photos that can't be read for now are left for another time.

    They need not be on disk when this returns.
    """
    database = project.database
    known = [one for one in facts if not one.passing]
    with database.transaction(durable=False):
        database.execute_many(
            "UPDATE photos SET taken = ?, width = ?, height = ?, facts_of = fingerprint WHERE id = ? AND fingerprint = ?",
            [(one.taken, one.width, one.height, one.id, one.fingerprint) for one in known],
        )
        # A header in order says nothing against damage that was found further in.
        database.execute_many(
            "UPDATE photos SET problem = ? WHERE id = ? AND fingerprint = ?",
            [(one.problem, one.id, one.fingerprint) for one in known if one.problem],
        )
    return Change(photos=frozenset(one.id for one in known if one.problem), facts=frozenset(one.id for one in known))


def _look(root: Path, photo_id: int, path: str, fingerprint: str) -> Facts:
    try:
        found = photo_facts(root / path)
    except PhotoError as error:
        if error.lasting:
            return Facts(photo_id, path, fingerprint, problem=error.cause)
        return Facts(photo_id, path, fingerprint, passing=error.cause)
    taken = None if found.taken is None else found.taken.replace(tzinfo=UTC).timestamp()
    return Facts(photo_id, path, fingerprint, taken, found.width, found.height)
