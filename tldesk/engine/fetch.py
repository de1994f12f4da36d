"""Weights from the hub into a folder, only where the user allows it: taken up where they broke off, kept if hash and network agree."""

import glob
import shutil
import time
from collections.abc import Generator
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from tldesk.core.backbones import Backbone
from tldesk.core.backbones.places import CACHED, require_network
from tldesk.core.errors import WeightsError
from tldesk.core.messages import Event, FetchWeightsRequest, Notice, Progress, Step
from tldesk.core.numbers import gigabytes, megabytes
from tldesk.engine.ears import Ears
from tldesk.engine.fetch_beside import beside
from tldesk.engine.fetch_hub import KEPT, Hub, Patience, Restart, Told, Trouble
from tldesk.engine.fetch_keep import CHUNK, check, keep, meant, refuse_second, settle, sha256_of, writing
from tldesk.engine.fetch_lock import alone
from tldesk.engine.weight_files import read_weights

WORD: Final = 5.0
"""Seconds of silence after which the user is told that one waits."""

SILENCE: Final = 60.0
"""Seconds of it after which one does not any more: names that can't be looked up have no other end."""

PACE: Final = 0.1
"""Seconds between two progresses."""


def fetch(request: FetchWeightsRequest, ears: Ears, patience: Patience | None = None) -> Generator[Event, None, None]:
    """Fetch, compare with the hash that the hub tells, check that they fit, and put them into the folder.

    What was fetched when it is cancelled or fails stays in the folder, hidden, and the next fetch goes on from there.

    Raises:
        WeightsError: not allowed, not to be had, damaged on the way, being fetched already, or there are weights of it.
    """
    require_network(allowed=request.allowed)
    one, folder = meant(request.backbone, Path()), Path(request.folder)
    if not one.hub:
        raise WeightsError(f"The weights of {one.name} are on no hub.", remedy="Load the file from its makers' page, and add it.")
    refuse_second(one, folder)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with alone(one.name, folder):
            # Another fetch may have ended just now.
            refuse_second(one, folder)
            part = _Part(one, folder)
            try:
                told = yield from _receive(one, part, Hub(patience), ears)
                yield from _settle(one, part, told, ears)
            finally:
                part.close()


def _receive(one: Backbone, part: "_Part", hub: Hub, ears: Ears) -> Generator[Event, None, Told]:
    yield Progress(Step.FETCH, 0, 0)
    yield Notice(f"Asking {hub.host} for {one.hub}.")
    told: Told | None = None
    silent = shown = 0.0
    for said in beside(partial(hub.receive, one.hub, CACHED, part.held), ears, word=WORD):
        silent = silent + WORD if said is None else 0.0
        match said:
            case None:
                if silent >= SILENCE:
                    raise WeightsError(
                        f"{hub.host} is not found.", kept=part.kept, remedy="Look at the network and the proxy (HTTPS_PROXY)."
                    )
                yield Notice(f"Waiting for {hub.host}.")
            case Trouble(text=text):
                yield Notice(text)
            case Told():
                told = said
                _require_room(told, part)
                part.open(told)
                if part.done:
                    yield Notice(f"Going on after the first {megabytes(part.done)}.")
            case Restart():
                part.restart()
            case bytes():
                part.write(said)
                now = time.monotonic()
                if told is not None and (now - shown >= PACE or part.done >= told.size):
                    shown = now
                    yield Progress(Step.FETCH, part.done // 1000, told.size // 1000)
    if told is None:
        raise WeightsError(f"{hub.host} told nothing.", kept="Nothing was fetched.", remedy="Try again.")
    return told


def _settle(one: Backbone, part: "_Part", told: Told, ears: Ears) -> Generator[Event, None, None]:
    """The file is whole: is it, as it lies there, what was promised, and is it this network's?"""
    part.finish()
    digest = yield from _digest(part.file, told, ears)
    if digest != told.digest:
        part.file.unlink()
        raise WeightsError(
            f"What came as {told.name} of {one.hub} is not what the server told: its hash differs.",
            kept="It was thrown away.",
            remedy="Fetch it again; if it happens twice, use another server (HF_ENDPOINT).",
        )
    suffix = Path(told.name).suffix
    # The reader goes by the suffix.
    hidden = part.file.replace(part.file.with_suffix(f".whole{suffix}"))
    try:
        check(one, read_weights(hidden), source=f"{told.name} of {one.hub}")
        sha256 = told.digest if len(told.digest) == 64 else sha256_of(hidden)
        yield keep(one, hidden, hidden.parent / f"{one.name}{suffix}", source=told.page, sha256=sha256)
    finally:
        hidden.unlink(missing_ok=True)


def _digest(file: Path, told: Told, ears: Ears) -> Generator[Event, None, str]:
    """The hash of what lies on the disk, of the kind that was told; what went through memory says nothing of that."""
    digest, read, shown = told.hasher(), 0, -PACE
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            read += len(chunk)
            ears.listen()
            if (now := time.monotonic()) - shown >= PACE:
                shown = now
                yield Progress(Step.CHECK_WEIGHTS, read // 1000, told.size // 1000)
    return str(digest.hexdigest())


def _require_room(told: Told, part: "_Part") -> None:
    free = shutil.disk_usage(part.folder).free
    if free < told.size - part.held(told):
        raise WeightsError(
            f"The weights have {megabytes(told.size)}, and the disk of {part.folder} has room for {gigabytes(free)}.",
            kept="Nothing was fetched.",
            remedy="Make room, or name another folder.",
        )


class _Part:
    """What was fetched so far, in a hidden file that is named after the whole one's hash, so that two versions never mix."""

    def __init__(self, one: Backbone, folder: Path) -> None:
        self.folder, self.done = folder, 0
        self.file = folder / f".{one.name}.part"
        self._stem = f".{one.name}"
        self._out: BinaryIO | None = None

    @property
    def kept(self) -> str:
        """What is left where the fetch ends now, in words."""
        return KEPT if self.done else "Nothing was fetched."

    def held(self, told: Told) -> int:
        """How many bytes of this very file are here."""
        try:
            size = self._file_of(told).stat().st_size
        except OSError:
            return 0
        return size if size <= told.size else 0

    def open(self, told: Told) -> None:
        """Go on with this file."""
        self.close()
        self.file, self.done = self._file_of(told), self.held(told)
        for other in self.folder.glob(f"{glob.escape(self._stem)}.{'[0-9a-f]' * 16}.part"):
            # What was fetched of a version that the hub has no more would lie there unseen for ever.
            if other != self.file:
                other.unlink(missing_ok=True)
        self._out = self.file.open("ab" if self.done else "wb")

    def write(self, chunk: bytes) -> None:
        """What came next."""
        assert self._out is not None
        self._out.write(chunk)
        self.done += len(chunk)

    def restart(self) -> None:
        """It comes again from its start."""
        assert self._out is not None
        self._out.seek(0)
        self._out.truncate()
        self.done = 0

    def finish(self) -> None:
        """All came."""
        assert self._out is not None
        settle(self._out)
        self.close()

    def close(self) -> None:
        """Leave the file; one with nothing in it is removed."""
        if self._out is not None:
            self._out.close()
            self._out = None
            if not self.done:
                self.file.unlink(missing_ok=True)

    def _file_of(self, told: Told) -> Path:
        return self.folder / f"{self._stem}.{told.digest[:16]}.part"
