"""The engine's only door: a request goes in, events come out, and the last one says how it ended."""

import errno
import time
from collections.abc import Callable, Generator, Iterator
from functools import partial

import torch

from tldesk.core.errors import TldeskError
from tldesk.core.messages import (
    AddWeightsRequest,
    Began,
    Cancelled,
    Command,
    EvaluateRequest,
    Event,
    ExplainRequest,
    ExportRequest,
    Failed,
    FeatureMapsRequest,
    FetchWeightsRequest,
    Finished,
    MapRequest,
    OutOfMemory,
    PredictRequest,
    PreviewRequest,
    RateTestRequest,
    Request,
    TrainRequest,
    VerifyWeightsRequest,
)
from tldesk.engine import computing
from tldesk.engine.device import Device, best_device, out_of_memory
from tldesk.engine.ears import Ears, JobCancelledError
from tldesk.engine.evaluate import evaluate
from tldesk.engine.explain import explain
from tldesk.engine.export.job import export
from tldesk.engine.feature_maps import draw_feature_maps
from tldesk.engine.fetch import fetch
from tldesk.engine.fetch_keep import add, verify
from tldesk.engine.folds import cross_validated
from tldesk.engine.kept import forget_network
from tldesk.engine.memory import kept_memory
from tldesk.engine.photo_map import lay_out
from tldesk.engine.predict import predict
from tldesk.engine.preview import preview
from tldesk.engine.ranks import shared
from tldesk.engine.rate_test import try_rates
from tldesk.engine.train import train


def warm_up() -> str:
    """The device in words. Importing this module has already imported torch and timm, which takes seconds."""
    return best_device().words


def without_gpu() -> str:
    """Why no graphics card computes, in words; empty where one does."""
    return computing.without_gpu()


def describe() -> list[tuple[str, str]]:
    """What torch can compute with here: names and values."""
    return list(computing.computing())


def serve(request: Request, heard: Callable[[], Command | None]) -> Iterator[Event]:
    """Do what `request` asks: first `Began`, then what happens, at last an ending.

    Errors of the world end the job with `Failed` or `OutOfMemory`; anything else is a bug and is raised.

    Args:
        heard: the user's next command, or None; asked between batches, must not block.
    """
    device = best_device()
    if device.torch.type == "cuda":
        # What asks without naming a card, as whether bfloat16 is known, means this one.
        torch.cuda.set_device(device.torch)
    began = time.perf_counter()
    yield Began(device.words)
    try:
        with kept_memory():
            yield from _job(request, device, Ears(heard))
    except JobCancelledError:
        yield Cancelled()
    except TldeskError as error:
        yield Failed(" ".join(part for part in (error.what, error.kept) if part), error.remedy)
    except (MemoryError, RuntimeError) as error:
        if not out_of_memory(error):
            raise
        if device.torch.type == "cuda":
            torch.cuda.empty_cache()
        yield OutOfMemory(device.words)
    except OSError as error:
        yield _unwritable(error)
    else:
        yield Finished(time.perf_counter() - began)


def serve_together(request: TrainRequest | None, heard: Callable[[], Command | None]) -> Iterator[Event]:
    """Do the training of rank 0 with all processes that torchrun has started, each of which calls this; see `ranks`.

    Args:
        request: None in all processes but rank 0.

    Raises:
        TldeskError: another process ended before it began.
    """
    with shared(request) as known:
        yield from serve(known, heard)


def _job(request: Request, device: Device, ears: Ears) -> Generator[Event, None, None]:
    match request:
        case TrainRequest(recipe=recipe):
            forget_network()
            one = partial(train, device=device, ears=ears)
            return cross_validated(request, ears, one) if recipe.cross_validates else one(request)
        case EvaluateRequest():
            return evaluate(request, device, ears)
        case PredictRequest():
            return predict(request, device, ears)
        case ExplainRequest():
            return explain(request, device, ears)
        case FeatureMapsRequest():
            return draw_feature_maps(request, device, ears)
        case MapRequest():
            return lay_out(request, device, ears)
        case RateTestRequest():
            return try_rates(request, device, ears)
        case ExportRequest():
            return export(request, device, ears)
        case PreviewRequest():
            return preview(request, ears)
        case AddWeightsRequest():
            return add(request, ears)
        case FetchWeightsRequest():
            return fetch(request, ears)
        case VerifyWeightsRequest():
            return verify(request, ears)


def _unwritable(error: OSError) -> Failed:
    """A disk that is full, read-only or gone; raises what is none of these."""
    reasons = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
        errno.EROFS: "the disk is read-only",
        errno.EACCES: "access was refused",
        errno.EPERM: "access was refused",
        errno.ENOENT: "the folder is gone",
        errno.ENOTDIR: "a file lies where a folder should be",
        errno.EEXIST: "a file lies where a folder should be",
        errno.EIO: "the disk gave an error",
    }
    reason = reasons.get(error.errno or 0)
    if reason is None:
        raise error
    where = f" {error.filename}" if error.filename else ""
    return Failed(
        f"The run can't be written{where}: {reason}. Labels and finished epochs are kept.", "Make room or grant access, and start again."
    )
