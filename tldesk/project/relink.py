"""Which photo is which when files were renamed, moved, swapped or changed between two scans. Pure: it reads no disk and no database."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from tldesk.core.photo import ScannedPhoto


@dataclass(frozen=True, slots=True)
class KnownPhoto(ScannedPhoto):
    """A photo as it was at the last scan."""

    id: int
    missing: bool


@dataclass(frozen=True, slots=True)
class Relinking:
    """What a scan means for the photos of a project. A photo is in at most one of these.

    Attributes:
        refreshed: same path, same content, other size or time on record; nothing a user sees.
        returned: missing before, there again.
        moved: the same content at another path.
        changed: new content at the same path.
        gone: missing from now on.
        added: never seen before.
    """

    refreshed: list[tuple[int, ScannedPhoto]] = field(default_factory=list)
    returned: list[tuple[int, ScannedPhoto]] = field(default_factory=list)
    moved: list[tuple[int, ScannedPhoto]] = field(default_factory=list)
    changed: list[tuple[int, ScannedPhoto]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    added: list[ScannedPhoto] = field(default_factory=list)


def relink(
    photos: Iterable[KnownPhoto], found: Sequence[ScannedPhoto], *, unseen: Callable[[str], bool], still_there: Callable[[str], bool]
) -> Relinking:
    """Match `found` to `photos`: by path and content, then by content, then by path.

    Among several photos whose content could have moved to one path, one of the same file name wins, then one of the same folder. New
    content at the path of a missing photo is another photo: cameras use their names again.

    Args:
        unseen: whether the scan could not look where a path lies. A photo there that was not found is not gone, and can only have moved
            when it is not `still_there`.
        still_there: whether the file at a path is on disk, now that the scan is over, as far as can be told. Then the photo is not gone.
    """
    result = Relinking()
    loose, rest = _settle_unchanged(photos, found, result)
    paths = {p.path for p in found}
    wanted = {p.fingerprint for p in rest}
    movable = [
        o for o in loose if o.fingerprint in wanted and (o.missing or o.path in paths or not unseen(o.path) or not still_there(o.path))
    ]
    rest, moved = _settle_moved(movable, rest, result)
    in_place = {o.path: o for o in loose if not o.missing and o.id not in moved}
    for p in rest:
        before = in_place.pop(p.path, None)
        if before is None:
            result.added.append(p)
        else:
            result.changed.append((before.id, p))
    # A photo whose path another one took is gone, however little was seen. One whose file is there after all was being replaced when the
    # scan came by: the next scan tells how.
    result.gone.extend(o.id for o in in_place.values() if o.path in paths or not (unseen(o.path) or still_there(o.path)))
    return result


def _settle_unchanged(
    photos: Iterable[KnownPhoto], found: Sequence[ScannedPhoto], result: Relinking
) -> tuple[list[KnownPhoto], list[ScannedPhoto]]:
    """Photos with the same path and content; gives the rest of both."""
    by_place: dict[tuple[str, str], KnownPhoto] = {}
    # A photo that is there goes before a missing one that had the same path and content.
    in_turn = sorted(photos, key=lambda o: o.missing)
    for o in in_turn:
        by_place.setdefault((o.path, o.fingerprint), o)
    settled: set[int] = set()
    rest = []
    for p in found:
        before = by_place.pop((p.path, p.fingerprint), None)
        if before is None:
            rest.append(p)
            continue
        settled.add(before.id)
        if before.missing:
            result.returned.append((before.id, p))
        elif (before.size, before.modified_ns) != (p.size, p.modified_ns):
            result.refreshed.append((before.id, p))
    return [o for o in in_turn if o.id not in settled], rest


def _settle_moved(loose: Sequence[KnownPhoto], found: Sequence[ScannedPhoto], result: Relinking) -> tuple[list[ScannedPhoto], set[int]]:
    """Photos whose content appears at another path; gives the rest of `found` and the ids that moved."""
    candidates: defaultdict[str, list[KnownPhoto]] = defaultdict(list)
    for o in loose:
        candidates[o.fingerprint].append(o)
    moved: set[int] = set()
    rest = list(found)
    # Close matches first, over all files: else a copy under another name could take the photo that its namesake should get.
    for alike in (_same_name, _same_folder, _any):
        waiting, rest = rest, []
        for p in waiting:
            match = next((o for o in candidates[p.fingerprint] if o.id not in moved and alike(o.path, p.path)), None)
            if match is None:
                rest.append(p)
            else:
                moved.add(match.id)
                result.moved.append((match.id, p))
    return rest, moved


def _same_name(one: str, other: str) -> bool:
    return PurePosixPath(one).name == PurePosixPath(other).name


def _same_folder(one: str, other: str) -> bool:
    return PurePosixPath(one).parent == PurePosixPath(other).parent


def _any(_one: str, _other: str) -> bool:
    return True
