"""What the small files of a run's folder say; `run_folder` reads and writes them."""

from dataclasses import dataclass
from enum import StrEnum


class RunState(StrEnum):
    """How far a run got. `INTERRUPTED` covers killed, out of memory and power cuts: finished epochs are kept."""

    PLANNED = "planned"
    TRAINING = "training"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class RunRecord:
    """`run.json`: what a table of runs shows. Times are seconds since the epoch; `said` is how it ended, in words.

    `device` in words and the `versions` of the libraries it was trained with (name, version); empty until it began.
    `origin`: the file or folder it was imported from, see `core.exported`; empty for a run that was trained here.
    """

    id: str
    name: str
    state: RunState
    created: float
    ended: float | None = None
    said: str = ""
    device: str = ""
    versions: tuple[tuple[str, str], ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """`remark.json`: what people say of a run, apart from `run.json`, which a training may be writing at that moment."""

    starred: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`left-out.json`: labelled photos that took no part in a training.

    Attributes:
        classes: name and photos of each class that a person had left out, because it has too few.
        near_test: photos whose groups have a photo in the test split, which stays as it is: the model must not learn from its like.
    """

    classes: tuple[tuple[str, int], ...] = ()
    near_test: int = 0

    def __bool__(self) -> bool:
        return bool(self.classes or self.near_test)


@dataclass(frozen=True, slots=True)
class Began:
    """Where the weights came from that a training began from.

    Attributes:
        source: a web address or the name of a file; empty where it has none. licence: in words.
        sha256: of the file, as its receipt says; empty where it has none.
    """

    source: str = ""
    licence: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """`model.json`: all that is needed to rebuild the network and prepare a photo for it.

    Attributes:
        input_size: side of the square in pixels. `resize`: the shorter side is scaled to this first, then the centre is cropped.
        interpolation: "bicubic" or "bilinear". `mean`, `std`: per channel, for values in 0..1.
        epoch: the epoch the weights are of.
        framing: "crop", "squash" or "letterbox", see `photos.framing`.
        pooling: "backbone", "avg", "max" or "both". hidden: widths of the head's hidden layers, with `activation` after each.
        mirrored: mirror pictures an answer is computed from besides the photo: "none", "horizontal" or "both".
        temperature: what the head's last layer was divided by to make the model as sure as it is right; the weights have it already.
        accepted_error: the share of wrong answers that `sure_from` was chosen by, 0..1; None before anything was chosen.
        sure_from: answers less confident than this are "not sure", see `core.abstention`; None where nothing says so.
        unlike_from: photos farther than this from the training photos are unlike them, see `engine.likeness`; None where nothing says so.
        began: the weights it began from; None for random ones, those of an unknown backbone, and where an older tldesk wrote this.
    """

    backbone: str
    classes: tuple[str, ...]
    input_size: int
    resize: int
    interpolation: str
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    epoch: int
    tldesk: str
    framing: str = "crop"
    pooling: str = "backbone"
    hidden: tuple[int, ...] = ()
    activation: str = "relu"
    mirrored: str = "none"
    temperature: float = 1.0
    accepted_error: float | None = None
    sure_from: float | None = None
    unlike_from: float | None = None
    began: Began | None = None
