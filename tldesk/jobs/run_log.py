"""The log of a training: what happened and when, in plain words, as a person would report it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime

from tldesk.core import numbers
from tldesk.core.messages import (
    Began,
    Cancelled,
    EpochEnded,
    Evaluated,
    Event,
    Failed,
    Finished,
    Killed,
    Notice,
    OutOfMemory,
    PhotoFailed,
    TrainRequest,
    phrase,
)
from tldesk.core.photo import Split
from tldesk.core.results import ALL_STAGES, EpochMetrics, Evaluation, Phase
from tldesk.core.run_folder import RunFolder


def log(folder: RunFolder, request: TrainRequest, event: Event) -> None:
    """Add what an event of a training means to the run's log."""
    if isinstance(event, Began) and not request.resume:
        with suppress(OSError):
            folder.log_file.unlink(missing_ok=True)
    _add(folder, lines_of(request, event))


def log_evaluation(folder: RunFolder, evaluation: Evaluation) -> None:
    """Add that the run was measured."""
    _add(folder, [_measured(evaluation)])


def _add(folder: RunFolder, lines: Iterable[str]) -> None:
    """A log that can't be written is no reason to lose the training."""
    now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")
    with suppress(OSError):
        folder.add_log(f"{now}  {line}" for line in lines)


def lines_of(request: TrainRequest, event: Event) -> Iterator[str]:
    """`event` in words; nothing for those that say only how far it is."""
    match event:
        case Began(device=device):
            yield f"{'Resumed' if request.resume else 'Began'} on {device}."
            if not request.resume:
                yield _given(request)
        case Notice(text=text):
            yield text
        case PhotoFailed(file=file, reason=reason):
            yield f"Left out {file}: {reason}"
        case EpochEnded(metrics=metrics):
            yield _epoch(metrics)
            if metrics.stops:
                what = "The head" if metrics.phase is Phase.HEAD else "The fine-tuning"
                yield f"{what} stops early: nothing better for {request.recipe.patience} epochs."
        case Evaluated(evaluation=evaluation):
            yield _measured(evaluation)
        case Finished(seconds=seconds):
            yield f"Finished after {numbers.duration(seconds)}." if seconds else "Finished."
        case Cancelled() | Failed() | OutOfMemory() | Killed():
            yield phrase(event)


def _measured(evaluation: Evaluation) -> str:
    return f"Measured on the {evaluation.split} photos: accuracy {numbers.interval(evaluation.accuracy)}."


def _given(request: TrainRequest) -> str:
    parts = [f"{sum(photo.split is split for photo in request.photos)} {split}" for split in (Split.TRAIN, Split.VALIDATION)]
    return f"{request.recipe.backbone}, method {request.recipe.method}; {len(request.classes)} classes; photos: {', '.join(parts)}."


def _epoch(metrics: EpochMetrics) -> str:
    percent, decimal = numbers.percent, numbers.decimal
    said = [
        f"Epoch {metrics.epoch}, {'head' if metrics.phase is Phase.HEAD else 'fine-tuning' + _thawed(metrics.thawed)}",
        f"training loss {decimal(metrics.train_loss)}, accuracy {percent(metrics.train_accuracy)}",
        f"validation loss {decimal(metrics.validation_loss)}, accuracy {percent(metrics.validation_accuracy)}",
        numbers.seconds(metrics.seconds),
    ]
    if metrics.photos_per_second:
        said[-1] += f" ({decimal(metrics.photos_per_second, 1)} photos/s)"
    if metrics.best:
        said.append("the best so far")
    return "; ".join(said) + "."


def _thawed(stages: int) -> str:
    if not stages:
        return ""
    return ", all stages thawed" if stages >= ALL_STAGES else f", {stages} stage{'' if stages == 1 else 's'} thawed"
