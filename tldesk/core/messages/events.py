"""What the engine says while it works."""

from dataclasses import dataclass, field
from enum import StrEnum

from tldesk.core.exported import Checks
from tldesk.core.feature_maps import FeatureMaps
from tldesk.core.heatmap import HeatmapCheck, HeatmapMethod
from tldesk.core.messages.endings import Ending
from tldesk.core.previews import PhotoPreview
from tldesk.core.results import Answer, EpochMetrics, Evaluation, Heatmap


class Step(StrEnum):
    """What the engine is doing."""

    LOAD = "Loading the backbone"
    FEATURES = "Computing features"
    HEAD = "Training the head"
    FINE_TUNE = "Fine-tuning"
    EVALUATE = "Evaluating"
    PREDICT = "Predicting"
    EXPLAIN = "Drawing the heatmap"
    CHECK = "Checking the heatmap"
    FEATURE_MAPS = "Drawing feature maps"
    EMBED = "Embedding"
    MAP = "Arranging the map"
    RATE_TEST = "Trying learning rates"
    FOLDS = "Cross-validating"
    EXPORT = "Exporting the model"
    WRITE_FORMS = "Writing files for other programs"
    COMPARE = "Checking the files for other programs"
    ROUND = "Rounding to int8"
    MEASURE_INT8 = "Measuring what int8 loses"
    FETCH = "Fetching weights (kB)"
    CHECK_WEIGHTS = "Checking weights"
    COPY = "Copying weights (kB)"


@dataclass(frozen=True, slots=True)
class Began:
    """The job runs; `device` in words, as "CPU, 8 threads"."""

    device: str


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` units of `step`."""

    step: Step
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know and need not act on at once."""

    text: str


@dataclass(frozen=True, slots=True)
class PhotoFailed:
    """One photo could not be read; the job goes on without it. `lasting`: see `PhotoError.lasting`."""

    key: str
    file: str
    reason: str
    lasting: bool = True


@dataclass(frozen=True, slots=True)
class EpochEnded:
    """One epoch ended and its checkpoint is on disk."""

    metrics: EpochMetrics


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An evaluation was written to the run's folder."""

    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class Predicted:
    """Answers for a batch of photos."""

    classes: tuple[str, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """The heatmap that was asked for; `methods` are those that make sense for the run's backbone, the usual one first."""

    heatmap: Heatmap
    methods: tuple[HeatmapMethod, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatmapChecked:
    """The heatmap that was drawn before was tested."""

    heatmap: Heatmap
    check: HeatmapCheck


@dataclass(frozen=True, slots=True)
class FeatureMapsDrawn:
    """The feature maps that were asked for."""

    maps: FeatureMaps


@dataclass(frozen=True, slots=True)
class Mapped:
    """A map of photos; a better one may follow.

    Attributes:
        keys: the photos that could be read. places: `len(keys) * 2` float32, x and y in -1..1, row-major, native byte order.
        predictions: the most probable class of each, an index into `classes`.
        method: "PCA" or "t-SNE".
    """

    keys: tuple[str, ...]
    places: bytes
    predictions: tuple[int, ...]
    classes: tuple[str, ...]
    method: str


@dataclass(frozen=True, slots=True)
class RateTested:
    """The curve of a learning-rate test: smoothed loss in nats at each rate tried, rising; it ends where the loss ran away.

    `suggestion`: a tenth of the rate with the lowest loss.
    """

    rates: tuple[float, ...]
    losses: tuple[float, ...]
    suggestion: float


@dataclass(frozen=True, slots=True)
class Previewed:
    """What was asked for, without the photos that can't be read."""

    photos: tuple[PhotoPreview, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """The export is at `target`, complete.

    Attributes:
        size: bytes of all its files.
        apart: why plain timm can't load it, in words; empty where it can.
        checks: what the checks of the forms that were asked for found.
        no_int8: why an int8 file that was asked for could not be made or measured, in words; empty where it could.
    """

    target: str
    size: int
    apart: str
    checks: Checks = field(default_factory=Checks)
    no_int8: str = ""


@dataclass(frozen=True, slots=True)
class WeightsKept:
    """Weights of `backbone` are in `file`, checked; `size` in bytes, `sha256` hexadecimal."""

    backbone: str
    file: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class WeightsVerified:
    """The weights fit the backbone.

    Attributes:
        file: empty for the embedded ones. sha256: of what was read.
        compared: there was a hash to compare with, and it is the same.
    """

    backbone: str
    file: str
    sha256: str
    compared: bool


Event = (
    Began
    | Progress
    | Notice
    | PhotoFailed
    | EpochEnded
    | Evaluated
    | Predicted
    | Explained
    | HeatmapChecked
    | FeatureMapsDrawn
    | Mapped
    | RateTested
    | Previewed
    | Exported
    | WeightsKept
    | WeightsVerified
    | Ending
)
