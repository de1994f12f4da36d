"""Going on with a training that was broken off, on the very photos, labels and splits it was given."""

from collections.abc import Sequence

from tldesk.core.errors import RunError
from tldesk.core.messages import RequestedPhoto, TrainRequest
from tldesk.core.photo import Photo, ScannedPhoto, Split
from tldesk.core.progress import Report, unheard
from tldesk.core.run_folder import RunFolder
from tldesk.jobs.snapshot import SnapshotRow, read_snapshot
from tldesk.photos.fingerprints import fingerprint
from tldesk.project import classes as classes_of
from tldesk.project import photos as photos_of
from tldesk.project import runs
from tldesk.project.store import Project

_NAMED = 3
"""So many photos are named where more stand in the way."""


def plan_resume(project: Project, run_id: str, *, report: Report = unheard) -> TrainRequest:
    """The training of a run once more, to go on where it was broken off. Writes nothing, so a second look at the project will do.

    Photos, labels and splits are those of the run's snapshot, whatever the project says today; a photo that was moved is found again.

    Args:
        report: hears (done, total) photos that were looked at.

    Raises:
        RunError: there is no such run, it can't be resumed, or photos of it have changed or are gone.
    """
    folder = runs.run_folder(project, run_id)
    if not runs.can_resume(project, run_id):
        raise RunError(
            f"The run '{run_id}' can't be resumed: it has ended, is training, or has not kept how far it got.",
            kept="What it has left is kept.",
            remedy="Train its recipe again.",
        )
    rows = read_snapshot(folder)
    classes = _classes(project, folder, rows)
    return TrainRequest(
        run_folder=str(folder.path),
        recipe=folder.recipe(),
        classes=classes,
        photos=_found(project, run_id, rows, classes, report),
        cache_folder=str(project.layout.features),
        resume=True,
    )


def _classes(project: Project, folder: RunFolder, rows: Sequence[SnapshotRow]) -> tuple[str, ...]:
    """In the order they were taught; a run without a model starts again, so that the project's order does."""
    if folder.has_model:
        return folder.facts().classes
    place = {one.name: index for index, one in enumerate(classes_of.classes(project))}
    return tuple(sorted({row.label for row in rows}, key=lambda name: (place.get(name, len(place)), name)))


def _found(
    project: Project, run_id: str, rows: Sequence[SnapshotRow], classes: Sequence[str], report: Report
) -> tuple[RequestedPhoto, ...]:
    known = photos_of.known(project)
    everything = [photo for photo in photos_of.all_photos(project) if not photo.missing]
    by_path = {photo.path: photo for photo in everything}
    by_content = {photo.fingerprint: photo for photo in everything}
    index_of = {name: index for index, name in enumerate(classes)}
    found: list[RequestedPhoto] = []
    lost: list[str] = []
    asked = [row for row in rows if row.split in {Split.TRAIN, Split.VALIDATION}]
    for number, row in enumerate(asked, start=1):
        candidates = [photo for photo in (by_path.get(row.path), by_content.get(row.fingerprint)) if photo is not None]
        photo = next((one for one in candidates if _is_as_it_was(project, one, known.get(one.path), row)), None)
        if photo is None:
            lost.append(row.path)
        else:
            found.append(
                RequestedPhoto(
                    key=str(photo.id),
                    file=str(photos_of.file_of(project, photo)),
                    fingerprint=row.fingerprint,
                    label=index_of.get(row.label),
                    split=row.split,
                    # The folds are dealt by the groups of then.
                    group=photo.group if row.group is None else row.group,
                )
            )
        report(number, len(asked))
    if lost:
        raise _changed(run_id, lost)
    return tuple(found)


def _is_as_it_was(project: Project, photo: Photo, scanned: ScannedPhoto | None, row: SnapshotRow) -> bool:
    """Whether the file still holds what the run was given; read only where its size or time says that it may not."""
    file = photos_of.file_of(project, photo)
    try:
        now = file.stat()
        if scanned is not None and (scanned.size, scanned.modified_ns) == (now.st_size, now.st_mtime_ns):
            return scanned.fingerprint == row.fingerprint
        return fingerprint(file) == row.fingerprint
    except OSError:
        return False


def _changed(run_id: str, lost: Sequence[str]) -> RunError:
    named = ", ".join(lost[:_NAMED]) + (f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else "")
    return RunError(
        f"The run '{run_id}' can't go on as if it had not been broken off: photos it was given have changed or are gone: {named}.",
        kept="Its best epoch so far is kept and can predict.",
        remedy="Put these photos back as they were and look at the folder again, or train the recipe again.",
    )
