"""From the files of an export to what the user asked for: a folder or one archive, there as a whole or not at all."""

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tldesk.core.errors import TravelError
from tldesk.core.exported import ARCHIVE, ExportedFile
from tldesk.core.files import move_to_free

_DENSE: Final = frozenset({".safetensors", ".onnx", ".pt2"})
"""Numbers, which no packing makes smaller."""


@contextmanager
def packed(target: Path, *, replace: bool) -> Generator[Path, None, None]:
    """A fresh folder beside `target` to write into; what is in it at the end becomes `target`. After an error nothing is left.

    Raises:
        TravelError: `target` is there already, or can't be written.
    """
    try:
        with _beside(target, replace=replace) as inside:
            yield inside
    except OSError as error:
        raise TravelError(
            f"The model can't be exported to {target}: {error.strerror or type(error).__name__}.",
            kept="The run is untouched, and nothing is left of the export.",
            remedy="Choose another place, or free some space.",
        ) from error


@contextmanager
def _beside(target: Path, *, replace: bool) -> Generator[Path, None, None]:
    _require_free(target, replace=replace)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part", ignore_cleanup_errors=True) as made:
        inside = Path(made, "model")
        inside.mkdir()
        yield inside
        if target.suffix.lower() == ARCHIVE:
            archive = Path(made, "archive")
            _archive(inside, archive)
            if replace:
                archive.replace(target)
            else:
                _move(archive, target)
        else:
            if target.is_dir():
                target.rmdir()
            inside.replace(target)


def _require_free(target: Path, *, replace: bool) -> None:
    archive = target.suffix.lower() == ARCHIVE
    if target.is_dir() and (archive or any(target.iterdir())):
        remedy = "Choose another name, or an empty folder."
        raise TravelError(f"The folder {target} is there already.", kept="Nothing was written over.", remedy=remedy)
    if target.exists() and not target.is_dir() and not (archive and replace):
        raise _there_already(target)


def _there_already(target: Path) -> TravelError:
    return TravelError(f"The file {target} is there already.", kept="Nothing was written over.", remedy="Choose another name.")


def _move(archive: Path, target: Path) -> None:
    try:
        move_to_free(archive, target)
    except FileExistsError as error:
        # It came while the model was packed.
        raise _there_already(target) from error


def _archive(folder: Path, file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in sorted(folder.iterdir()):
            archive.write(one, one.name, zipfile.ZIP_STORED if one.suffix in _DENSE else zipfile.ZIP_DEFLATED)


def copy(file: Path, folder: Path) -> None:
    """Copy a file of the run into the export, where the run has it."""
    if file.is_file():
        shutil.copyfile(file, folder / file.name)


def listed(folder: Path) -> tuple[ExportedFile, ...]:
    """Every file of an export with its size and hash, by name."""
    found = []
    for file in sorted(folder.iterdir()):
        with file.open("rb") as stream:
            found.append(ExportedFile(file.name, file.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()))
    return tuple(found)
