"""What the engine may be asked, and what the user may say to a job under way."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from tldesk.core.exported import Forms
from tldesk.core.heatmap import HeatmapMethod
from tldesk.core.photo import Split

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
class FeatureMapsRequest:
    """What layers of the run in `run_folder`, from its first to its last, make of one photo."""

    run_folder: str
    photo: RequestedPhoto


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


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Export the model of `run_folder` into `target`, a folder that is not there or empty, or a file that ends in .zip.

    Attributes:
        replace: a file that is there is replaced.
        fingerprints: files of answers and the fingerprints of their photos, which stand in the places of the files.
        snapshot: what goes along as `snapshot.csv`. counts: class, and photos to train on, of validation and of test, for the card.
        unread: photos that are in neither, because they could not be read.
        forms: what is written for other programs. photos: what these are checked on.
        ranges: photos to train on, of which int8 learns the ranges of its numbers.
        measured: labelled validation photos that the loss of int8 is measured on.
    """

    run_folder: str
    target: str
    replace: bool = False
    fingerprints: tuple[tuple[str, str], ...] = ()
    snapshot: bytes = b""
    counts: tuple[tuple[str, int, int, int], ...] = ()
    unread: int = 0
    photos: tuple[RequestedPhoto, ...] = ()
    forms: Forms = field(default_factory=Forms)
    ranges: tuple[RequestedPhoto, ...] = ()
    measured: tuple[RequestedPhoto, ...] = ()


@dataclass(frozen=True, slots=True)
class AddWeightsRequest:
    """Check the weights in `file` and put them into `folder`, where none of that backbone may be yet.

    Attributes:
        backbone: empty where the file is named after it.
    """

    file: str
    folder: str
    backbone: str = ""


@dataclass(frozen=True, slots=True)
class FetchWeightsRequest:
    """Fetch the weights of `backbone` from the hub into `folder`; `allowed`: the user lets it use the network."""

    backbone: str
    folder: str
    allowed: bool = False


@dataclass(frozen=True, slots=True)
class VerifyWeightsRequest:
    """Read the weights of `backbone` in `file` (empty: the embedded ones) and say whether they are whole and fit.

    Attributes:
        sha256: what the file's hash must be; empty: as its receipt says, where it has one.
    """

    backbone: str
    file: str = ""
    sha256: str = ""


Request = (
    TrainRequest
    | EvaluateRequest
    | PredictRequest
    | ExplainRequest
    | FeatureMapsRequest
    | MapRequest
    | RateTestRequest
    | PreviewRequest
    | ExportRequest
    | AddWeightsRequest
    | FetchWeightsRequest
    | VerifyWeightsRequest
)


class Command(StrEnum):
    """What the user may say to a job under way; heard between batches."""

    CANCEL = "cancel"
    STOP = "stop"
    """Stop training and keep the best epoch so far."""
    PAUSE = "pause"
    """Hold the job between two batches, with all it has in memory, until RESUME, STOP or CANCEL."""
    RESUME = "resume"
