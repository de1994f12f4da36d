"""What a project knows of its photos while its folder is read: asked of the database a part at a time, and never held as a whole."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np

from tldesk.project.database import Database
from tldesk.project.ranks import Ranked
from tldesk.project.relink import KnownPhoto

_PART: Final = 1000
"""Photos that are read together, because a folder is read in the order they are kept in."""

_MANY: Final = 20_000
"""Rows of one column that are read together."""

_COLUMNS: Final = "SELECT path, size, modified_ns, fingerprint, id, missing FROM photos"


class Standing:
    """The photos that are known when it is made, and which of them were met since.

    Args:
        database: what was found so far is written through it, or through another one of the same file.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._newest = int(database.value("SELECT coalesce(max(id), 0) FROM photos"))
        self._met = np.zeros(self._newest + 1, dtype=bool)
        self._contents: np.ndarray[Any, np.dtype[np.int64]] | None = None
        # Two parts: names that natural order holds for the same may come in another order than they are kept in.
        self._part: dict[str, KnownPhoto] = {}
        self._part_before: dict[str, KnownPhoto] = {}

    def get(self, path: str) -> KnownPhoto | None:
        """The photo that is there at a path; None where there is none."""
        known = self._part.get(path) or self._part_before.get(path)
        if known is None:
            place = self._database.value("SELECT place FROM photos WHERE path = ? AND missing = 0", (path,))
            if place is not None:
                query = f"{_COLUMNS} INDEXED BY photos_facts WHERE place >= ? AND missing = 0 ORDER BY place LIMIT ?"
                rows = self._database.rows(query, (place, _PART))
                self._part, self._part_before = {row[0]: _photo(row) for row in rows}, self._part
                known = self._part.get(path)
        return known

    def meet(self, photo: KnownPhoto) -> None:
        """The photo was found where it was."""
        if photo.id <= self._newest:
            self._met[photo.id] = True

    def knows_content(self, fingerprint: str) -> bool:
        """Whether any photo has this content, missing ones too. It may say so, very rarely, where none has."""
        if self._contents is None:
            hashes = [np.fromiter((hash(row[0]) for row in rows), np.int64, len(rows)) for rows in self._in_parts("fingerprint, id")]
            self._contents = np.sort(np.concatenate([np.empty(0, np.int64), *hashes]))
        wanted = hash(fingerprint)
        slot = int(np.searchsorted(self._contents, wanted))
        return slot < len(self._contents) and int(self._contents[slot]) == wanted

    def not_met(self) -> list[KnownPhoto]:
        """The photos that were there and have not been met."""
        ids: list[int] = []
        for rows in self._in_parts("id", "missing = 0"):
            there = np.fromiter((row[0] for row in rows), np.int64, len(rows))
            ids += there[~self._met[there]].tolist()
        return self._photos_of(ids, missing=False)

    def missing(self, contents: set[str]) -> list[KnownPhoto]:
        """The missing photos with one of these contents."""
        ids: list[int] = []
        for rows in self._in_parts("fingerprint, id", "missing = 1") if contents else ():
            ids += [photo_id for fingerprint, photo_id in rows if fingerprint in contents]
        return self._photos_of(ids, missing=True)

    def _photos_of(self, ids: Sequence[int], *, missing: bool) -> list[KnownPhoto]:
        if not ids:
            return []
        wanted = "WHERE id IN (SELECT value FROM json_each(?)) AND missing = ? ORDER BY place, id"
        return [_photo(row) for row in self._database.rows(f"{_COLUMNS} {wanted}", (json.dumps(ids), missing))]

    @property
    def is_empty(self) -> bool:
        """Whether no photo was there."""
        return self._database.row("SELECT 1 FROM photos WHERE missing = 0 AND id <= ?", (self._newest,)) is None

    def _in_parts(self, columns: str, condition: str = "1") -> Iterator[list[tuple[Any, ...]]]:
        """Columns of all photos, the last of them the id."""
        last = 0
        query = f"SELECT {columns} FROM photos WHERE id > ? AND id <= ? AND {condition} ORDER BY id LIMIT {_MANY}"  # noqa: S608
        while rows := self._database.rows(query, (last, self._newest)):
            yield rows
            last = rows[-1][-1]

    # --- as a row of ranked photos ----------------------------------------------------------------------------------

    def last(self) -> Ranked | None:
        """See `ranks.Row`."""
        return self._database.row("SELECT path, place FROM photos ORDER BY place DESC LIMIT 1")

    def from_place(self, place: int, count: int) -> Sequence[Ranked]:
        """See `ranks.Row`."""
        return self._database.rows("SELECT path, place FROM photos WHERE place >= ? ORDER BY place LIMIT ?", (place, count))

    def highest_below(self, place: int) -> int:
        """See `ranks.Row`."""
        return int(self._database.value("SELECT coalesce(max(place), 0) FROM photos WHERE place < ?", (place,)))


def _photo(row: tuple[Any, ...]) -> KnownPhoto:
    path, size, modified_ns, fingerprint, photo_id, missing = row
    return KnownPhoto(path, size, modified_ns, fingerprint, photo_id, missing == 1)
