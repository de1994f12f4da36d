"""Files of weights: what a drop brings, and how they leave."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFile
from PySide6.QtGui import QDropEvent

from tldesk.core.errors import TldeskError
from tldesk.jobs.weights import Weights, belongings

SUFFIXES: Final = (".safetensors", ".pth", ".pt", ".bin")


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
