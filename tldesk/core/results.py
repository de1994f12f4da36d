"""What a training, an evaluation, a prediction and a heatmap leave behind, as plain values.

All are frozen dataclasses that pydantic's `TypeAdapter` reads and writes as JSON, so a run's folder can be
read on any machine. Arrays travel as bytes: core knows no numpy.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from tldesk.core.photo import Split


class Phase(StrEnum):
    """The part of a training an epoch belongs to."""

    HEAD = "head"
    FINE_TUNE = "fine-tune"


@dataclass(frozen=True, slots=True)
class EpochMetrics:
    """One epoch: losses in nats, accuracies in 0..1, `learning_rate` of the head, `seconds` of wall time.

    `best` marks an epoch that was the best on validation when it ended.
    """

    epoch: int
    phase: Phase
    train_loss: float
    train_accuracy: float
    validation_loss: float
    validation_accuracy: float
    learning_rate: float
    seconds: float
    best: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """A model's answer on one photo: `probabilities` in the order of the model's classes, summing to 1.

    `key` is the one the request gave the photo; `label` the index of the class a person gave it, or None.
    """

    key: str
    file: str
    probabilities: tuple[float, ...]
    label: int | None = None

    @property
    def ranking(self) -> list[int]:
        """Class indices, most probable first."""
        return sorted(range(len(self.probabilities)), key=lambda i: -self.probabilities[i])

    @property
    def best(self) -> int:
        """The index of the most probable class."""
        return self.ranking[0]

    @property
    def confidence(self) -> float:
        """The probability of the most probable class, 0..1."""
        return max(self.probabilities)


@dataclass(frozen=True, slots=True)
class Interval:
    """A value in 0..1 with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ClassScore:
    """Precision, recall and F1 of one class, 0..1; None where undefined, as the precision of a class never predicted.

    `support` is the number of photos labelled so.
    """

    name: str
    precision: float | None
    recall: float | None
    f1: float | None
    support: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How a run did on one split.

    Attributes:
        confusion: photos by [label][prediction], in the order of `classes`.
        loss: mean cross-entropy, nats.
        answers: one for each photo that could be read.
        unreadable: file and reason of those that could not.
    """

    split: Split
    classes: tuple[str, ...]
    accuracy: Interval
    macro_f1: float
    loss: float
    scores: tuple[ClassScore, ...]
    confusion: tuple[tuple[int, ...], ...]
    answers: tuple[Answer, ...]
    unreadable: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Heatmap:
    """Where the evidence for one class was, over the whole upright photo.

    Attributes:
        values: `rows * columns` float32 in 0..1, row-major, native byte order; it covers the whole photo, whatever the crop was
            (what the network did not see is 0).
        rows, columns: the map's own size; scale it to the photo's.
        method: for example "Grad-CAM".
    """

    key: str
    class_index: int
    method: str
    rows: int
    columns: int
    values: bytes
    probabilities: tuple[float, ...]
