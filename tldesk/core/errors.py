"""Errors of the world, phrased for the person at the screen.

A `TldeskError` is never a bug: it says what happened, to which file or run, what was kept and what to do.
Anything else that is raised is ours to mend.
"""

from enum import StrEnum
from pathlib import Path


class TldeskError(Exception):
    """Something in the world went wrong, and the user can act on it.

    Args:
        what: what happened, one sentence, naming the file or run it happened to.
        kept: what was not lost, one sentence; empty where nothing was at stake.
        remedy: what to do next, one sentence.
    """

    def __init__(self, what: str, *, kept: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.kept = kept
        self.remedy = remedy

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.kept, self.remedy) if part)


class PhotoFault(StrEnum):
    """Why a file can't be used as a photo."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    NOT_A_PHOTO = "not a photo"
    DAMAGED = "damaged"
    TOO_LARGE = "too large"
    UNSUPPORTED = "unsupported"


class PhotoError(TldeskError):
    """One photo that can't be read; it never stops a batch.

    Args:
        file: the photo.
        fault: the kind of problem.
        cause: the decoder's own words, short.
    """

    def __init__(self, file: Path, fault: PhotoFault, cause: str, *, remedy: str = "") -> None:
        super().__init__(f"{file.name}: {cause}{'.' if remedy and not cause.endswith('.') else ''}", remedy=remedy)
        self.file = file
        self.fault = fault
        self.cause = cause

    @property
    def lasting(self) -> bool:
        """Whether the file itself is the reason: not a disk that is away, a right that lacks or a memory that is full for now."""
        return self.fault not in {PhotoFault.MISSING, PhotoFault.UNREADABLE}


class FolderGoneError(TldeskError):
    """A folder of photos is away as a whole: unplugged, unreachable, moved. It says nothing about the photos in it."""


class ProjectError(TldeskError):
    """The project can't be opened or written: locked, read-only, disk full, made by a newer tldesk, gone."""


class RecipeError(TldeskError):
    """A recipe or the labels it would be trained on don't allow a training."""


class WeightsError(TldeskError):
    """The backbone's weights are not here, damaged, or don't fit."""


class RunError(TldeskError):
    """A run's folder is incomplete or damaged."""


class LabelFileError(TldeskError):
    """A file of labels can't be read, or says nothing that fits; names the file, the line where there is one, and the remedy."""


class TravelError(TldeskError):
    """A model can't be exported or imported; names the file and the remedy."""


class EngineError(TldeskError):
    """The engine can't start; `engine_trouble` has the words."""


class UpdateError(TldeskError):
    """It can't be found out whether a newer version is announced; names the place and the remedy."""
