"""What is said between the application and the engine: requests go in, events come out, the last one is an `Ending`.

All are frozen dataclasses of plain values, so that they cross a process boundary by pickling and the engine never sees SQL or Qt.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tldesk.core.heatmap import HeatmapCheck, HeatmapMethod
from tldesk.core.photo import Split
from tldesk.core.previews import PhotoPreview
from tldesk.core.results import Answer, EpochMetrics, Evaluation, Heatmap

if TYPE_CHECKING:
    # The recipe brings pydantic, a quarter of the window's start; only who makes or reads a recipe needs it.
    from tldesk.core.recipe import Recipe


@dataclass(frozen=True, slots=True)
class RequestedPhoto:
    """A photo as the engine sees it.

    Attributes:
        key: names it in the answers. file: absolute. label: an index into the request's classes.
        group: what it is kept together with in one split; empty where it stands alone.
    """

    key: str
    file: str
    fingerprint: str
    label: int | None = None
    split: Split | None = None
    group: str = ""


# --- requests -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TrainRequest:
    """Train `recipe` on the photos whose split is train, stop on those of validation, and write all into `run_folder`.

    Attributes:
        resume: go on where this very training was broken off, with the same recipe, classes and photos; it then ends as if it had not
            been. Where it had not got as far as an epoch of fine-tuning, it starts again.
    """

    run_folder: str
    recipe: "Recipe"
    classes: tuple[str, ...]
    photos: tuple[RequestedPhoto, ...]
    cache_folder: str
    resume: bool = False


@dataclass(frozen=True, slots=True)
class EvaluateRequest:
    """Measure the run in `run_folder` on `photos` (all labelled, all of `split`); writes `evaluation-<split>.json` there."""

    run_folder: str
    split: Split
    photos: tuple[RequestedPhoto, ...]
    cache_folder: str


@dataclass(frozen=True, slots=True)
class PredictRequest:
    """Answer for each of `photos` with the run in `run_folder`; `set_id` is the prediction set the answers go to."""

    run_folder: str
    photos: tuple[RequestedPhoto, ...]
    set_id: str = ""


@dataclass(frozen=True, slots=True)
class ExplainRequest:
    """Draw the heatmap of one photo for `class_index` (None: the most probable class).

    Attributes:
        method: a wish; None, or one that makes no sense for the run's backbone, is the backbone's usual one.
        check: test the map as well, which takes some seconds.
    """

    run_folder: str
    photo: RequestedPhoto
    class_index: int | None = None
    method: HeatmapMethod | None = None
    check: bool = False


@dataclass(frozen=True, slots=True)
class EmbedRequest:
    """The pooled features of `photos`, from the run in `run_folder`."""

    run_folder: str
    photos: tuple[RequestedPhoto, ...]
    cache_folder: str


@dataclass(frozen=True, slots=True)
class MapRequest:
    """Lay `photos` out in two dimensions by the pooled features of the run in `run_folder`: what looks alike to it lies together."""

    run_folder: str
    photos: tuple[RequestedPhoto, ...]
    cache_folder: str


@dataclass(frozen=True, slots=True)
class RateTestRequest:
    """Try learning rates for what `recipe` trains by steps, on those of `photos` whose split is train; leaves nothing behind."""

    recipe: "Recipe"
    classes: tuple[str, ...]
    photos: tuple[RequestedPhoto, ...]
    cache_folder: str


@dataclass(frozen=True, slots=True)
class PreviewRequest:
    """Show what `recipe` makes of `photos`: what is seen of each, and `views` random alterations; leaves nothing behind.

    Attributes:
        side: pixels of the pictures' longer side, at most. draw: another one gives other random views.
    """

    recipe: "Recipe"
    photos: tuple[RequestedPhoto, ...]
    views: int
    side: int
    draw: int = 0


Request = TrainRequest | EvaluateRequest | PredictRequest | ExplainRequest | EmbedRequest | MapRequest | RateTestRequest | PreviewRequest


class Command(StrEnum):
    """What the user may say to a job under way; heard between batches."""

    CANCEL = "cancel"
    STOP = "stop"
    """Stop training and keep the best epoch so far."""
    PAUSE = "pause"
    """Hold the job between two batches, with all it has in memory, until RESUME, STOP or CANCEL."""
    RESUME = "resume"


# --- events -------------------------------------------------------------------------------------------------------


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
    EMBED = "Embedding"
    MAP = "Arranging the map"
    RATE_TEST = "Trying learning rates"
    FOLDS = "Cross-validating"


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
class Embedded:
    """Features of a batch: `vectors` holds `len(keys) * dimensions` float32, row-major, native byte order."""

    keys: tuple[str, ...]
    dimensions: int
    vectors: bytes


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


# --- endings ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finished:
    """The job did all it was asked."""

    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The user cancelled; nothing that was finished is lost."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The job stopped on an error. `details` holds the traceback where it was a bug, else it is empty."""

    what: str
    remedy: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """The device had too little memory; `device` in words."""

    device: str


@dataclass(frozen=True, slots=True)
class Killed:
    """The engine's process ended without a word; `exit_code` as the system gave it (negative: the signal), None when unknown."""

    exit_code: int | None


Ending = Finished | Cancelled | Failed | OutOfMemory | Killed
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
    | Embedded
    | Mapped
    | RateTested
    | Previewed
    | Ending
)
ENDINGS = (Finished, Cancelled, Failed, OutOfMemory, Killed)


def phrase(ending: Ending) -> str:
    """How a job ended, in words for the user: what happened, what was kept, what to do."""
    match ending:
        case Finished():
            return "Done."
        case Cancelled():
            return "Cancelled. What was finished is kept."
        case Failed(what=what, remedy=remedy):
            return f"{what} {remedy}".strip()
        case OutOfMemory(device=device):
            return (
                f"The memory of {device} was too small for this job. Labels and finished epochs are kept. "
                "Choose a smaller batch size or image size and train again."
            )
        case Killed(exit_code=code):
            tail = "" if code is None else f" (exit code {code})"
            return (
                f"The engine's process ended unexpectedly{tail}. Labels and finished epochs are kept. "
                "Start the job again; if it happens twice, close other programs to free memory."
            )
