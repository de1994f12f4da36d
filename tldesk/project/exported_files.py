"""The files of an exported model, in a folder or an archive that may come from anybody: nothing is unpacked but what the manifest names."""

import hashlib
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from tldesk.core.codec import from_json
from tldesk.core.errors import TravelError
from tldesk.core.exported import ARCHIVE, KIND, MANIFEST, NEEDED, OF_A_RUN, VERSION, ExportedFile, Manifest
from tldesk.core.progress import Report

MOST_MANIFEST: Final = 2**20
MOST_TEXT: Final = 512 * 2**20
"""Bytes that answers and photos may have: those on a million photos of ten classes."""
MOST: Final = {
    "model.json": MOST_MANIFEST,
    "run.json": MOST_MANIFEST,
    "recipe.json": MOST_MANIFEST,
    "cross-validation.json": MOST_MANIFEST,
    "metrics.jsonl": 16 * 2**20,
    "model.safetensors": 16 * 2**30,
    "references.safetensors": 64 * 2**20,
}
"""Bytes that the other files may have: the most epochs of a thousand classes; ten times the largest backbone there is; twice the features
of as many photos as are kept, at their longest."""
MOST_ENTRIES: Final = 1000

_CHUNK: Final = 2**20
_PACKED: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_PICKLES: Final = frozenset({".pt", ".pth", ".bin", ".pkl", ".pickle", ".ckpt", ".joblib"})
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Exported:
    """An exported model that lies in `place`; made by `opened`."""

    def __init__(self, place: Path, open_one: Callable[[str], IO[bytes]], names: frozenset[str]) -> None:
        self.place = place
        self._open = open_one
        self._names = names
        self.manifest = self._manifest()

    def copy(self, folder: Path | None, report: Report) -> None:
        """Copy what becomes part of a run into `folder`, and see that every byte is as it was exported; `report(done, total)` in bytes.

        Without a folder it is only seen.

        Raises:
            TravelError: a file is not as the manifest says.
            OSError: `folder` can't be written.
        """
        wanted = [file for file in self.manifest.files if file.name in OF_A_RUN]
        total, done = sum(file.size for file in wanted), 0
        for file in wanted:
            with self._reading(file.name) as given, (folder / file.name if folder else Path(os.devnull)).open("wb") as kept:
                self._copy_one(file, given, kept, lambda written, before=done: report(before + written, total))  # type: ignore[misc]
            done += file.size

    def _copy_one(self, file: ExportedFile, given: IO[bytes], kept: IO[bytes], report: Callable[[int], object]) -> None:
        found, written = hashlib.sha256(), 0
        while chunk := self._chunk(given, file.name):
            written += len(chunk)
            if written > file.size:
                break
            found.update(chunk)
            kept.write(chunk)
            report(written)
        if written != file.size or found.hexdigest() != file.sha256:
            raise self._refused(f"{file.name} is damaged: it is not as it was exported.", "Copy it here once more, or export it again.")

    def _manifest(self) -> Manifest:
        if MANIFEST not in self._names:
            raise self._no_model()
        with self._reading(MANIFEST) as stream:
            text = self._chunk(stream, MANIFEST, MOST_MANIFEST + 1)
        try:
            manifest = from_json(Manifest, text[:MOST_MANIFEST])
        except ValueError as error:
            raise self._refused(f"{MANIFEST} is damaged.", "Copy it here once more, or export it again.") from error
        if manifest.kind != KIND:
            raise self._no_model()
        if manifest.version > VERSION:
            raise self._refused(f"It was exported by a newer tldesk ({manifest.tldesk}).", "Update tldesk here.")
        self._require_sound(manifest)
        return manifest

    def _require_sound(self, manifest: Manifest) -> None:
        listed = [file.name for file in manifest.files]
        missing = [name for name in (*NEEDED, *listed) if name not in self._names or name not in listed]
        if missing or len(set(listed)) < len(listed):
            raise self._refused(f"{missing[0] if missing else MANIFEST} is missing or named twice.", "Export it again.")
        for file in manifest.files:
            if file.name not in OF_A_RUN:
                continue
            if file.size < 0 or not _SHA256.fullmatch(file.sha256):
                raise self._refused(f"{MANIFEST} has a size or a hash of {file.name} that can't be.", "Export it again.")
            most = MOST.get(file.name, MOST_TEXT)
            if file.size > most:
                what = f"{file.name} has {file.size / 2**20:,.1f} MB, which is more than the {most // 2**20:,} MB it may have."
                raise self._refused(what, "Ask for a new export: tldesk writes none that large.")

    def _no_model(self) -> TravelError:
        pickles = sorted(name for name in self._names if Path(name).suffix.lower() in _PICKLES)
        if pickles:
            what = f"It holds {pickles[0]}, a pickle, which may run any program when it is opened; it was not opened."
            return self._refused(what, "Ask for an export from tldesk, whose weights are in model.safetensors.")
        return self._refused(
            f"It holds no model that tldesk exported: {MANIFEST} is not in it.", "Choose a folder or a .zip file that tldesk exported."
        )

    @contextmanager
    def _reading(self, name: str) -> Iterator[IO[bytes]]:
        try:
            stream = self._open(name)
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise self._unreadable(name, error) from error
        with stream:
            yield stream

    def _chunk(self, stream: IO[bytes], name: str, size: int = _CHUNK) -> bytes:
        try:
            return stream.read(size)
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise self._unreadable(name, error) from error

    def _unreadable(self, name: str, error: Exception) -> TravelError:
        return self._refused(f"{name} can't be read ({error}).", "Copy it here once more, or export it again.")

    def _refused(self, what: str, remedy: str) -> TravelError:
        return refused(self.place, what, remedy)


def refused(place: Path, what: str, remedy: str) -> TravelError:
    """Why the model in `place` is not imported."""
    return TravelError(f"{place.name} can't be imported. {what}", kept="Nothing was changed.", remedy=remedy)


def may_be_export(place: Path) -> bool:
    """Whether `place` is worth importing: a folder with a manifest, or an archive, which is not looked into: it may lie on a slow disk."""
    return (place / MANIFEST).is_file() if place.is_dir() else place.suffix.lower() == ARCHIVE


@contextmanager
def opened(place: Path) -> Iterator[Exported]:
    """The exported model in `place`, a folder or an archive.

    Raises:
        TravelError: it holds none, or something that no export holds; says what, and what to do.
    """
    if place.is_dir():
        yield Exported(place, lambda name: _plain(place, place / name).open("rb"), _regular(place))
        return
    try:
        archive = zipfile.ZipFile(place)
    except (OSError, zipfile.BadZipFile) as error:
        what = "There is no such file or folder." if not place.exists() else "It is neither a folder nor a .zip file that can be read."
        raise refused(place, what, "Choose a folder or a .zip file that tldesk exported.") from error
    with archive:
        entries = _entries(place, archive)
        yield Exported(place, lambda name: archive.open(entries[name]), frozenset(entries))


def _regular(folder: Path) -> frozenset[str]:
    try:
        return frozenset(entry.name for entry in folder.iterdir() if entry.is_file())
    except OSError as error:
        raise refused(folder, f"It can't be read ({error.strerror}).", "Check that you may read it.") from error


def _plain(folder: Path, file: Path) -> Path:
    if file.is_symlink():
        raise refused(folder, f"{file.name} is a link to another place, which an export never holds.", "Copy the file itself.")
    return file


def _entries(place: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The files of an archive by name, without the one folder that some programs pack them into.

    An archive that would write elsewhere, or link there, was not made by an export, and none of it is used.
    """
    every = archive.infolist()
    if len(every) > MOST_ENTRIES:
        raise refused(place, f"It holds {len(every)} files.", "Choose a .zip file that tldesk exported.")
    for entry in every:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or not parts[0] or ":" in entry.filename or "\0" in entry.orig_filename:
            what = f"Its entry '{entry.filename}' points out of the archive."
            raise refused(place, what, "Do not open it with other programs either; ask for a new export.")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise refused(place, f"Its entry '{entry.filename}' is a link.", "Pack the files themselves.")
        if entry.flag_bits & 1:
            raise refused(place, "It is locked with a password.", "Unpack it first, then import the folder.")
        if entry.compress_type not in _PACKED:
            what = f"Its entry '{entry.filename}' is packed in a way that no export is."
            raise refused(place, what, "Unpack it with the program that packed it, then import the folder.")
    files = [entry for entry in every if not entry.is_dir()]
    found = next((entry.filename for entry in files if entry.filename.rpartition("/")[2] == MANIFEST), "")
    inside = found.removesuffix(MANIFEST)
    names = [entry.filename.removeprefix(inside) for entry in files if entry.filename.startswith(inside)]
    if len(set(names)) < len(names):
        raise refused(place, "A name is in it twice.", "Export it again.")
    return {entry.filename.removeprefix(inside): entry for entry in files if entry.filename.startswith(inside)}
