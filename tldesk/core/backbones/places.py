"""Where the weights of a backbone lie on this computer, found out by file names alone: nothing is opened, nothing asks the network.

The window and the engine look with the same eyes, so what is shown as here is what will be used:
the embedded file; the user's weights folder; read-only folders named by `TLDESK_WEIGHTS`; an existing Hugging Face cache.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from tldesk.core.backbones.catalogue import backbone
from tldesk.core.errors import WeightsError
from tldesk.core.recipe import EMBEDDED_BACKBONE

SUFFIXES: Final = (".safetensors", ".pth", ".bin")
"""Of files with weights; safetensors first, which can hold nothing else."""

SHARED: Final = "TLDESK_WEIGHTS"
"""The environment variable with folders of weights that are only read, separated as in PATH."""

EMBEDDED_SHA256: Final = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
"""Of the file that comes with the program; its own name ends in the first eight digits, as torch names what it publishes."""

CACHED: Final = ("model.safetensors", "pytorch_model.bin", "open_clip_model.safetensors", "open_clip_pytorch_model.bin")
"""Names under which a repository of the hub holds its weights."""


class Where(StrEnum):
    """Where a backbone's weights are."""

    EMBEDDED = "embedded"
    FOLDER = "folder"
    CACHE = "cache"
    HUB = "hub"
    NOWHERE = "nowhere"

    @property
    def here(self) -> bool:
        """Whether a training can begin with them at once."""
        return self in {Where.EMBEDDED, Where.FOLDER, Where.CACHE}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the weights are, and the file where it is one of the user's; None for the embedded ones and those that are not here."""

    where: Where
    file: Path | None = None


def own_folder() -> Path:
    """The folder the user puts weights into; it may not be there yet."""
    return user_data_path("tldesk", appauthor=False) / "weights"


def folders() -> tuple[Path, ...]:
    """The user's folder, then the shared ones."""
    shared = (Path(part) for part in os.environ.get(SHARED, "").split(os.pathsep) if part)
    return (own_folder(), *shared)


def folders_away() -> tuple[Path, ...]:
    """Shared folders that were named and are not there."""
    return tuple(folder for folder in folders()[1:] if not folder.is_dir())


def away_words(folder: Path) -> str:
    """Such a one, for people."""
    return f"Shared folder {folder} is not there: is its share connected?"


def who_mends(file: Path) -> str:
    """What one who sits here can do about a damaged file of weights, in one sentence."""
    if file.parent == own_folder():
        return "Remove it, and fetch or add it again."
    if file.parent in folders():
        return f"Tell who looks after {file.parent}."
    return "Remove it with the program that put it there, and load it again."


def require_network(*, allowed: bool) -> None:
    """Weights are fetched only where the user lets the network be used.

    Raises:
        WeightsError: it is not allowed.
    """
    if not allowed:
        raise WeightsError(
            "The network is not to be used, so nothing was fetched.",
            remedy="Allow it in the settings, or for one call with: tldesk weights fetch --allow-network",
        )


def hub_cache() -> Path:
    """Where the Hugging Face client keeps what it fetched; see huggingface_hub's `constants.py`."""
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if os.environ.get(variable):
            return Path(os.environ[variable]).expanduser()
    home = os.environ.get("HF_HOME") or os.path.join(os.environ.get("XDG_CACHE_HOME", "~/.cache"), "huggingface")  # noqa: PTH118
    return Path(home).expanduser() / "hub"


class Places:
    """The weights that were there when it was made: one look into each folder, so ask it for as many backbones as you like."""

    def __init__(self, *, among: Sequence[Path] | None = None, cache: Path | None = None) -> None:
        """Look into `among` (by default `folders()`) and `cache` (by default `hub_cache()`); what can't be read holds none."""
        self._files: dict[str, Path] = {}
        for folder in folders() if among is None else among:
            for file in _listed(folder):
                if file.suffix.lower() in SUFFIXES:
                    self._files.setdefault(file.name.removesuffix(file.suffix) + file.suffix.lower(), file)
        self._cache = hub_cache() if cache is None else cache
        self._cached: Mapping[str, Path] = {folder.name: folder for folder in _listed(self._cache) if folder.name.startswith("models--")}

    def of(self, name: str) -> Place:
        """Where the weights of the backbone a recipe calls `name` are."""
        known = backbone(name)
        for spelt in _spellings(name):
            for suffix in SUFFIXES:
                if file := self._files.get(spelt + suffix):
                    return Place(Where.FOLDER, file)
        if EMBEDDED_BACKBONE in _spellings(name):
            return Place(Where.EMBEDDED)
        if known is None or not known.hub:
            return Place(Where.NOWHERE)
        file = self._in_cache(known.hub)
        return Place(Where.CACHE, file) if file else Place(Where.HUB)

    def _in_cache(self, hub: str) -> Path | None:
        folder = self._cached.get("models--" + hub.replace("/", "--"))
        if folder is None:
            return None
        try:
            commit = (folder / "refs" / "main").read_text(encoding="utf-8").strip()
        except (OSError, UnicodeError):
            return None
        found = (folder / "snapshots" / commit / name for name in CACHED)
        return next((file for file in found if file.is_file()), None)


def _spellings(name: str) -> tuple[str, ...]:
    """The names that mean the same weights: for timm's default tag also the bare architecture, and the other way round."""
    known = backbone(name)
    return (name,) if known is None or not known.default else tuple(dict.fromkeys((name, known.name, known.architecture)))


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
