"""What becomes of the engine's events: the only writer of a job's results, called in the thread that owns the project."""

from contextlib import suppress
from dataclasses import replace
from importlib import metadata
from pathlib import Path

from tldesk.core.changes import Change
from tldesk.core.errors import RunError
from tldesk.core.messages import (
    ENDINGS,
    Began,
    Cancelled,
    Ending,
    EpochEnded,
    Evaluated,
    Event,
    Failed,
    Finished,
    Killed,
    OutOfMemory,
    PhotoFailed,
    Predicted,
    PredictRequest,
    Request,
    TrainRequest,
    phrase,
)
from tldesk.core.run_values import RunState
from tldesk.jobs.plan import run_id_of
from tldesk.jobs.run_log import log, log_evaluation
from tldesk.project import photos, predictions, runs
from tldesk.project.store import Project


def record(project: Project, request: Request, event: Event) -> Change:
    """Write what `event` of `request` means for the project; to be called once for every event, in order.

    Returns:
        What it touched; falsy where the event leaves nothing behind, as progress does.

    Raises:
        ProjectError: the project can't be written (disk full, locked); the event may be recorded again.
    """
    if isinstance(request, TrainRequest):
        return _training(project, request, event)
    if isinstance(request, PredictRequest):
        return _prediction(project, request, event)
    if isinstance(event, Evaluated):
        log_evaluation(runs.run_folder(project, run_id_of(request)), event.evaluation)
        return Change(runs=frozenset({run_id_of(request)}))
    return _photo_failed(project, event) if isinstance(event, PhotoFailed) else Change()


def _training(project: Project, request: TrainRequest, event: Event) -> Change:
    run_id = run_id_of(request)
    log(runs.run_folder(project, run_id), request, event)
    match event:
        case Began(device=device):
            change = runs.set_state(project, run_id, RunState.TRAINING)
            folder = runs.run_folder(project, run_id)
            # Which device it was is good to know; the training does not hang on it.
            with suppress(OSError, RunError):
                folder.write_record(replace(folder.record(), device=device, versions=_versions()))
            _reads_anew(project, request)
            return change
        case EpochEnded() | Evaluated():
            return Change(runs=frozenset({run_id}))
        case PhotoFailed():
            # So that nobody counts it; the training does not hang on it.
            with suppress(OSError, ValueError):
                runs.run_folder(project, run_id).add_unreadable(_in_snapshot(project, event.file))
            return _photo_failed(project, event)
        case Finished() | Cancelled() | Failed() | OutOfMemory() | Killed():
            said = "" if isinstance(event, Finished) else phrase(event)
            return runs.set_state(project, run_id, _state_after(event), said=said)
        case _:
            return Change()


def _reads_anew(project: Project, request: TrainRequest) -> None:
    """Strike out the photos that an earlier start of the training could not read for a while: this one reads them, or says so again.

    Those that are damaged stay: it may go on behind the step that read them.
    """
    folder = runs.run_folder(project, run_id_of(request))
    with suppress(OSError, RunError, ValueError):
        before = folder.unreadable()
        if before:
            ids = {int(photo.key): path for photo in request.photos if (path := _in_snapshot(project, photo.file)) in before}
            folder.keep_unreadable(ids[one.id] for one in photos.photos_of(project, list(ids)).values() if one.problem)


def _in_snapshot(project: Project, file: str) -> str:
    """A photo's path in the snapshot.

    Raises:
        ValueError: `file` is not in the project's folder.
    """
    return Path(file).relative_to(project.root).as_posix()


def _versions() -> tuple[tuple[str, str], ...]:
    """Read from the installed packages' metadata: importing them would cost seconds."""
    known = []
    for name in ("tldesk", "torch", "timm"):
        with suppress(metadata.PackageNotFoundError):
            known.append((name, metadata.version(name)))
    return tuple(known)


def _state_after(ending: Ending) -> RunState:
    match ending:
        case Finished():
            return RunState.FINISHED
        case Cancelled():
            return RunState.CANCELLED
        case Failed():
            return RunState.FAILED
        case OutOfMemory() | Killed():
            return RunState.INTERRUPTED


def _prediction(project: Project, request: PredictRequest, event: Event) -> Change:
    if isinstance(event, Predicted):
        return predictions.add(project, request.set_id, event.answers)
    if isinstance(event, PhotoFailed):
        return predictions.add_unreadable(project, request.set_id, event.file, event.reason)
    if isinstance(event, ENDINGS):
        return predictions.finish(project, request.set_id, "" if isinstance(event, Finished) else phrase(event))
    return Change()


def _photo_failed(project: Project, event: PhotoFailed) -> Change:
    """Keep why a photo can't be read, where that lasts: on a disk that was away for a while it would be left out for ever.

    The key of a photo of the project is its id; a prediction's key is a path, and no business of the photo table.
    """
    return photos.set_problem(project, {int(event.key): event.reason}) if event.key.isdecimal() and event.lasting else Change()
