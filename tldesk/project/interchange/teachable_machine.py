"""Teachable Machine (teachablemachine.withgoogle.com): a `.tm` project is a zip of photos named `Class-!-7.jpg`, and `manifest.json`.

The photos in it are copies of 224 px that the program cut out itself, so no photo of a folder can be told to be one of them by its
content. Its rows therefore name the photos by the paths that `unpack` gives them in a folder, where the rows find them. Sources: the
maintainers in github.com/googlecreativelab/teachablemachine-community/issues/38, and files met in the wild.
"""

import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from tldesk.core.files import write_atomically
from tldesk.core.progress import Report, unheard
from tldesk.project.interchange.file_names import safe_name
from tldesk.project.interchange.grids import looks_like_photo
from tldesk.project.interchange.label_table import ZIP_ERRORS, LabelRow, LabelTable, ReadingOptions, does_not_fit
from tldesk.project.layout import cannot_write

_NAMED: Final = re.compile(r"(?P<label>.*)-!-(?P<number>\d+)\.\w+", re.DOTALL)
_PHOTO_BYTES: Final = 64 * 1024 * 1024
_ALL_BYTES: Final = 8 * 1024 * 1024 * 1024
_ENTRIES: Final = 200_000


@dataclass(frozen=True, slots=True)
class Sample:
    """A photo in the zip: its entry, its class, and the path `unpack` gives it, relative and safe on every system."""

    entry: str
    label: str
    path: str


def read_teachable_machine(file: Path, _options: ReadingOptions) -> LabelTable:
    """Read the classes of the photos in a `.tm` project.

    Raises:
        LabelFileError: the file is damaged, a project of sounds, or holds a model and no photos.
    """
    with _opened(file) as packed:
        found = _samples(file, packed)
    # By its path once it is unpacked, whose last part carries the class too: "7.jpg" alone would fit photos of any folder.
    rows = tuple(LabelRow(sample.path, sample.label, line=number) for number, sample in enumerate(found, 1))
    said = "The photos are inside the file, cut by Teachable Machine: they have to be unpacked into the folder first."
    return LabelTable(file, "teachable-machine", rows, (), (said,))


def unpack(file: Path, folder: Path, *, report: Report = unheard) -> list[Path]:
    """Write the photos of a `.tm` project below `folder`, one folder a class, and give their files. Those that are there are left alone.

    Names come from the classes and the numbers only, cleaned: no entry can lead out of `folder`.

    Args:
        report: hears how many photos of how many are written; what it raises ends the work.

    Raises:
        LabelFileError: see `read_teachable_machine`; a photo in it is damaged or larger than a photo can be.
        ProjectError: the folder can't be written, or the disk is full.
    """
    written: list[Path] = []
    with _opened(file) as packed:
        samples = _samples(file, packed)
        for sample in samples:
            report(len(written), len(samples))
            target = folder / sample.path
            if not target.exists():
                _write(file, packed, sample, target)
            written.append(target)
    return written


def _write(file: Path, packed: zipfile.ZipFile, sample: Sample, target: Path) -> None:
    try:
        # At most `_PHOTO_BYTES`, which the list of the file was checked for.
        content = packed.read(sample.entry)
    except ZIP_ERRORS as error:
        raise _damaged(file, sample.entry) from error
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, content, durable=False)
    except OSError as error:
        raise cannot_write(target, error) from error


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        packed = zipfile.ZipFile(file)
    except ZIP_ERRORS as error:
        raise _damaged(file, "the list of its photos") from error
    with packed:
        yield packed


def _damaged(file: Path, what: str) -> Exception:
    return does_not_fit(file, f"{what} can't be read; the file is damaged.", remedy="Download the project from Teachable Machine again.")


def _samples(file: Path, packed: zipfile.ZipFile) -> list[Sample]:
    entries = packed.infolist()
    names = {entry.filename for entry in entries}
    kind = _kind(packed) if "manifest.json" in names else ""
    if kind in ("audio", "sound", "speech"):
        raise does_not_fit(file, "this is a project of sounds.", remedy="Choose an image project.")
    photos = [entry for entry in entries if looks_like_photo(entry.filename) and not entry.is_dir()]
    if not photos and {"model.json", "weights.bin"} & names:
        raise does_not_fit(
            file,
            "this is an exported model without photos.",
            remedy="In Teachable Machine, choose Download project as file, and open that.",
        )
    if not photos:
        raise does_not_fit(file, "there is no photo in it.", remedy="Choose a project file (.tm) with photos.")
    if len(photos) > _ENTRIES or sum(entry.file_size for entry in photos) > _ALL_BYTES:
        raise does_not_fit(file, "it holds more than a project can.", remedy="Split it into smaller projects.")
    too_large = next((entry for entry in photos if entry.file_size > _PHOTO_BYTES), None)
    if too_large is not None:
        raise does_not_fit(file, f"{too_large.filename} is larger than a photo of it can be.", remedy="Take it out of the file.")
    return _placed([(entry.filename, *_label_and_name(entry.filename)) for entry in photos])


def _kind(packed: zipfile.ZipFile) -> str:
    """What the manifest says the project is of; empty where it says nothing that can be read."""
    try:
        with packed.open("manifest.json") as stream:
            found = json.loads(stream.read(16 * 1024 * 1024))
    except ZIP_ERRORS:
        return ""
    return str(found.get("type", "")).casefold() if isinstance(found, dict) else ""


def _label_and_name(entry: str) -> tuple[str, str]:
    """The class and the file name an entry stands for: `Class-!-7.jpg`, or `Class/7.jpg`, which becomes `Class-!-7.jpg`."""
    # A class may have a slash in its name: the mark decides, where there is one.
    named = _NAMED.fullmatch(entry)
    if named:
        return named["label"].strip(), entry
    parts = PurePosixPath(entry.replace("\\", "/")).parts
    label = parts[-2] if len(parts) > 1 and parts[-2] not in ("..", "/") else ""
    return label, f"{label}-!-{parts[-1]}"


def _placed(found: list[tuple[str, str, str]]) -> list[Sample]:
    folders: dict[str, str] = {}
    taken: set[str] = set()
    samples = []
    for entry, label, name in found:
        if label not in folders:
            folders[label] = _free(safe_name(label) if label else "no class", set(map(str.casefold, folders.values())))
        path = _free(f"{folders[label]}/{safe_name(name)}", taken)
        taken.add(path.casefold())
        samples.append(Sample(entry, label, path))
    return samples


def _free(name: str, taken: set[str]) -> str:
    stem, suffix = (name.rsplit(".", 1)[0], "." + name.rsplit(".", 1)[1]) if looks_like_photo(name) else (name, "")
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{stem} {number}{suffix}"
    return free
