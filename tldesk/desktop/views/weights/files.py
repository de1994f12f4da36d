"""Files of weights: what a drop brings, and how they leave."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFile
from PySide6.QtGui import QDropEvent

from tldesk.core.errors import TldeskError
from tldesk.jobs.weights import Weights, belongings

SUFFIXES: Final = (".safetensors", ".pth", ".pt", ".bin")


def weights_in(event: QDropEvent) -> list[Path]:
    """The files of weights among what is dropped."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() in SUFFIXES]


def to_trash(one: Weights) -> Callable[[], str]:
    """Work that moves them to the trash, with their receipt, and gives their name."""

    def work() -> str:
        for file in belongings(one):
            if not QFile.moveToTrash(str(file)):
                raise TldeskError(f"{file} can't be moved to the trash.", kept="It is still there.", remedy="Remove it in its folder.")
        return one.name

    return work
