"""What a training, an evaluation, a prediction and a heatmap leave behind, as plain values.

All are frozen dataclasses that pydantic's `TypeAdapter` reads and writes as JSON, so a run's folder can be
read on any machine. Arrays travel as bytes: core knows no numpy.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tldesk.core.heatmap import HeatmapMethod
from tldesk.core.photo import Split


class Phase(StrEnum):
    """The part of a training an epoch belongs to."""

    HEAD = "head"
    FINE_TUNE = "fine-tune"


ALL_STAGES = 1000
"""More stages than any backbone has."""


@dataclass(frozen=True, slots=True)
class EpochMetrics:
    """One epoch: losses in nats, accuracies in 0..1, `learning_rate` of the head, `seconds` of wall time.

    Runs of earlier versions know nothing from `recalls` on.

    Attributes:
        best: it was the best on validation when it ended.
        recalls: of each class on validation, 0..1, in the order of the run's classes; None where a class has no photo there.
        photos: that went through the network, training and validation; 0 where it learned from features computed before.
        memory: bytes the engine held; where a graphics card computes, the most that one had to hold.
        thawed: stages of the backbone that trained; `ALL_STAGES` or more: all.
        stops: early stopping ends the phase with it.
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
    recalls: tuple[float | None, ...] = ()
    photos: int = 0
    memory: int | None = None
    thawed: int = 0
    stops: bool = False

    @property
    def photos_per_second(self) -> float | None:
        """How fast the network got through photos; None where it saw none."""
        return self.photos / self.seconds if self.photos and self.seconds > 0 else None


@dataclass(frozen=True, slots=True)
class Answer:
    """A model's answer on one photo: `probabilities` in the order of the model's classes, summing to 1.

    `key` is the one the request gave the photo; `label` the index of the class a person gave it, or None; `group` what the photo is kept
    together with, empty where it stands alone. `distance` is how far it is from the training photos, see `engine.likeness`; None where
    nothing is known of those.
    """

    key: str
    file: str
    probabilities: tuple[float, ...]
    label: int | None = None
    group: str = ""
    distance: float | None = None

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

    @property
    def has_file(self) -> bool:
        """Whether `file` is a place; in an imported model it is a name, as the photo stayed where the model was trained."""
        return Path(self.file).is_absolute()


class Figure(StrEnum):
    """A figure of an evaluation. Proportions and means of proportions are in 0..1, kappa and MCC in -1..1, the log loss in nats.

    The balanced accuracy is the mean of the classes' recalls, also known as the macro recall. Means over classes leave out those where the
    figure is undefined.
    """

    ACCURACY = "accuracy"
    BALANCED_ACCURACY = "balanced accuracy"
    TOP_3 = "top-3 accuracy"
    TOP_5 = "top-5 accuracy"
    MACRO_PRECISION = "macro precision"
    MACRO_F1 = "macro F1"
    KAPPA = "Cohen's kappa"
    MCC = "Matthews correlation"
    LOG_LOSS = "log loss"
    CALIBRATION_ERROR = "calibration error"


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its 95 % interval; the bounds are None where these photos allow none."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ClassScore:
    """How one class was told from the others, 0..1; None where undefined, as the precision of a class never predicted.

    Attributes:
        support: photos labelled so.
        roc_auc: area under the receiver operating characteristic of this class against all others.
        average_precision: the precision averaged over the recall, as `precision_recall` shows it.
        roc: false positive rate and true positive rate, from (0, 0) to (1, 1).
        precision_recall: recall and precision, from the highest threshold to the lowest.
    """

    name: str
    precision: float | None
    recall: float | None
    f1: float | None
    support: int
    roc_auc: float | None = None
    average_precision: float | None = None
    roc: tuple[tuple[float, float], ...] = ()
    precision_recall: tuple[tuple[float, float], ...] = ()


BINS = 15
"""Bins of confidence, all of one width (Guo et al. 2017, "On calibration of modern neural networks", section 2)."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about one confidence: their mean `confidence`, the share that are right (`accuracy`), and how many they are."""

    confidence: float
    accuracy: float
    count: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How a run did on one split.

    Attributes:
        figures: those that are defined on these photos.
        confusion: photos by [label][prediction], in the order of `classes`.
        reliability: answers by confidence, least confident first; bins without answers are left out.
        answers: one for each photo that could be read.
        unreadable: file and reason of those that could not.
    """

    split: Split
    classes: tuple[str, ...]
    figures: dict[Figure, Interval]
    scores: tuple[ClassScore, ...]
    confusion: tuple[tuple[int, ...], ...]
    reliability: tuple[Bin, ...]
    answers: tuple[Answer, ...]
    unreadable: tuple[tuple[str, str], ...] = field(default=())

    @property
    def accuracy(self) -> Interval:
        """The share of the answers that are right."""
        return self.figures[Figure.ACCURACY]

    @property
    def grouped(self) -> bool:
        """Whether photos that belong together are among the answers; then the intervals are of groups, not of single photos."""
        groups = [answer.group for answer in self.answers if answer.group]
        return len(set(groups)) < len(groups)


@dataclass(frozen=True, slots=True)
class Heatmap:
    """Where the evidence for one class was, over the whole upright photo.

    Attributes:
        values: `rows * columns` float32 in 0..1, row-major, native byte order; it covers the whole photo, whatever the crop was
            (what the network did not see is 0).
        rows, columns: the map's own size; scale it to the photo's.
        peak: the evidence where the value is 1, in the method's own unit: by it the maps of two classes are on one scale.
    """

    key: str
    class_index: int
    method: HeatmapMethod
    rows: int
    columns: int
    values: bytes
    probabilities: tuple[float, ...]
    peak: float = 1.0
