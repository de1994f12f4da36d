"""Photos, classes and splits as plain values."""

from dataclasses import dataclass
from enum import StrEnum


class Split(StrEnum):
    """Which part of the evidence a photo belongs to. The test split is locked once made."""

    TRAIN = "train"
    VALIDATION = "validation"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class ScannedPhoto:
    """A photo as found on disk: `path` relative to the project's folder, POSIX; `size` in bytes; `fingerprint` of the content."""

    path: str
    size: int
    modified_ns: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as the project knows it.

    Attributes:
        path: relative to the project's folder, POSIX.
        fingerprint: a quick hash of the content; renamed or moved photos keep their labels by it.
        class_id: the label a person gave, or None.
        group: photos with the same group stay in one split; empty when it stands alone.
        problem: why it can't be read, or empty.
        missing: the file was not there at the last scan.
        unsure: whoever labelled it, or looked at it, was not certain.
        note: what a person wrote about it; empty where nothing.
        taken: when, in seconds since the epoch of the camera's own clock read as if it were UTC; None where the file does not say.
        width, height: pixels, upright; 0 as long as the file was not opened.
    """

    id: int
    path: str
    fingerprint: str
    size: int
    class_id: int | None = None
    split: Split | None = None
    group: str = ""
    problem: str = ""
    missing: bool = False
    unsure: bool = False
    note: str = ""
    taken: float | None = None
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class PhotoClass:
    """What a photo can be: `colour` as "#rrggbb", `key` the single character that assigns it (may be empty), `position` its order."""

    id: int
    name: str
    colour: str
    key: str
    position: int
