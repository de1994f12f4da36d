"""Files of weights: what a drop brings, and how they leave."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFile
from PySide6.QtGui import QDropEvent

from tldesk.core.backbones.places import folders_away
from tldesk.core.errors import TldeskError
from tldesk.jobs.weights import Weights, belongings, weights_here

SUFFIXES: Final = (".safetensors", ".pth", ".pt", ".bin")


@dataclass(frozen=True, slots=True)
class Found:
    """The weights that are here, and the shared folders that were named and are not there."""

    rows: list[Weights]
    away: tuple[Path, ...]


def look_around() -> Found:
    """Look into all folders; a share that is away can hold up who looks."""
    return Found(weights_here(), folders_away())


def files_in(event: QDropEvent) -> list[Path]:
    """The files and folders of this computer that are dropped, of weights or not: what is refused is to be said."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def to_trash(one: Weights) -> Callable[[], str]:
    """Work that moves them to the trash, with their receipt, and gives their name."""

    def work() -> str:
        for file in belongings(one):
            if not QFile.moveToTrash(str(file)):
                raise TldeskError(f"{file} can't be moved to the trash.", kept="It is still there.", remedy="Remove it in its folder.")
        return one.name

    return work
