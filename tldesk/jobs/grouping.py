"""Which photos show the same thing, and so must not sit in two splits. Pure reading: no SQL, fit for a worker thread."""

import json
import os
import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path, PurePosixPath

from PIL import Image

from tldesk.core.errors import PhotoError, RecipeError
from tldesk.core.files import write_atomically
from tldesk.core.photo import Photo
from tldesk.core.progress import Report, unheard
from tldesk.core.recipe import Recipe
from tldesk.photos.decode import decode
from tldesk.photos.likeness import likeness, near_duplicates
from tldesk.photos.moments import bursts, taken

BURST_SECONDS = 30
LIKENESS_SIDE = 64
"""Pixels of the shorter side that likeness is taken from. Never from a thumbnail: it differs by some bits, and takes 6 times as long."""


def gather(
    photos: Sequence[Photo],
    root: Path,
    recipe: Recipe,
    *,
    thumbnails: Path,
    classes: Mapping[int, str] | None = None,
    report: Report = unheard,
) -> dict[int, str]:
    """Groups by near-duplicates and by the recipe's rule, joined wherever they share a photo.

    Args:
        photos: those to look at, in natural order; those with neither label nor split are left alone.
        root: the project's folder.
        thumbnails: the folder of thumbnails; the likenesses are kept there too, so that a second time is fast.
        classes: names of the classes by id; needed by the rule "folder".
        report: hears (done, total) photos, from this thread.

    Returns:
        The group of each photo that has company; a photo that stands alone is not in it.

    Raises:
        RecipeError: the rule can't be applied to these photos: a pattern that is no regular expression, or a rule that joins nothing
            because no photo has what it looks for.
    """
    # A photo that lost its label or its file still holds its group in the test split.
    there = [photo for photo in photos if photo.class_id is not None or photo.split is not None]
    union = _Union(photo.id for photo in there)
    for key_of in (_likeness_clusters(there, root, thumbnails, report), _rule(there, root, recipe, classes or {})):
        first: dict[Hashable, int] = {}
        for photo_id, key in key_of.items():
            union.join(first.setdefault(key, photo_id), photo_id)
    return union.names({photo.id: photo.path for photo in there})


class _Union:
    """Union-find over photo ids."""

    def __init__(self, ids: Iterable[int]) -> None:
        self._parent = {one: one for one in ids}

    def top(self, one: int) -> int:
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        self._parent[self.top(other)] = self.top(one)

    def names(self, paths: Mapping[int, str]) -> dict[int, str]:
        """The path of its first photo names a group."""
        members: dict[int, list[int]] = {}
        for one in self._parent:
            members.setdefault(self.top(one), []).append(one)
        return {one: paths[group[0]] for group in members.values() if len(group) > 1 for one in group}


def _likeness_clusters(photos: Sequence[Photo], root: Path, cache: Path, report: Report) -> dict[int, Hashable]:
    known = _Likenesses(cache)
    wanted = [photo for photo in photos if photo.fingerprint not in known.of and not photo.missing and not photo.problem]

    def look(photo: Photo) -> tuple[str, int | None]:
        try:
            return photo.fingerprint, likeness(decode(root / photo.path, at_least=LIKENESS_SIDE))
        except PhotoError:
            return photo.fingerprint, None

    done = len(photos) - len(wanted)
    report(done, len(photos))
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        for number, (fingerprint, value) in enumerate(pool.map(look, wanted), start=1):
            if value is not None:
                known.of[fingerprint] = value
            report(done + number, len(photos))
    if wanted:
        known.save()
    seen = [(photo.id, known.of[photo.fingerprint]) for photo in photos if photo.fingerprint in known.of]
    clusters = near_duplicates([value for _, value in seen])
    return {photo_id: cluster for (photo_id, _), cluster in zip(seen, clusters, strict=True)}


class _Likenesses:
    """Likenesses by fingerprint, kept beside the thumbnails; only a cache, so what can't be read or written is done again.

    The likeness of a fixed picture is kept with them: when the method changes, that one differs and all are forgotten.
    """

    def __init__(self, cache: Path) -> None:
        self._file = cache / "likeness.json"
        self._check = likeness(Image.linear_gradient("L").rotate(30))
        self.of: dict[str, int] = {}
        with suppress(OSError, ValueError, KeyError, AttributeError, TypeError):
            kept = json.loads(self._file.read_bytes())
            if int(kept["check"], 16) == self._check:
                self.of = {str(key): int(value, 16) for key, value in kept["of"].items()}

    def save(self) -> None:
        values = {key: f"{value:016x}" for key, value in self.of.items()}
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._file, json.dumps({"check": f"{self._check:016x}", "of": values}))


def _rule(photos: Sequence[Photo], root: Path, recipe: Recipe, classes: Mapping[int, str]) -> dict[int, Hashable]:
    match recipe.group_by:
        case "nothing":
            return {}
        case "folder":
            found = _by_folder(photos, classes)
            lacking = "no photo lies in a folder of its own inside its class"
        case "burst":
            found = _by_burst(photos, root)
            lacking = "no photo says when it was taken"
        case "pattern":
            found = _by_pattern(photos, recipe.group_pattern)
            lacking = f"no photo's name matches '{recipe.group_pattern}'"
    if not found:
        raise RecipeError(
            f"The photos can't be kept together by {recipe.group_by}: {lacking}.",
            kept="Labels and splits are unchanged.",
            remedy="Choose another rule for 'Keep together', or nothing.",
        )
    return found


def _by_folder(photos: Sequence[Photo], classes: Mapping[int, str]) -> dict[int, Hashable]:
    """By the folder a photo lies in, unless that folder is the class itself or the project's."""
    found: dict[int, Hashable] = {}
    for photo in photos:
        folder = PurePosixPath(photo.path).parent
        name = classes.get(photo.class_id, "") if photo.class_id is not None else ""
        if folder.name and folder.name.casefold() != name.casefold():
            found[photo.id] = str(folder)
    return found


def _by_burst(photos: Sequence[Photo], root: Path) -> dict[int, Hashable]:
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        moments = list(pool.map(lambda photo: taken(root / photo.path), photos))
    numbers = bursts(moments, gap_seconds=BURST_SECONDS)
    return {photo.id: number for photo, number in zip(photos, numbers, strict=True) if number is not None}


def _by_pattern(photos: Sequence[Photo], pattern: str) -> dict[int, Hashable]:
    """By the first bracketed part of the match, or the whole match where nothing is bracketed."""
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise RecipeError(
            f"The name pattern '{pattern}' is no regular expression: {error}.", remedy=r"Correct it; an example is ^plate\d+."
        ) from None
    if not pattern:
        raise RecipeError(
            "The name pattern is empty.", remedy=r"Give one, for example ^plate\d+, or choose another rule for 'Keep together'."
        )
    matches = {photo.id: compiled.search(PurePosixPath(photo.path).name) for photo in photos}
    return {photo_id: (match.lastindex and match.group(1)) or match.group() for photo_id, match in matches.items() if match}
