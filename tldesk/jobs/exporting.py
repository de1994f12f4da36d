"""From a run to the request that exports its model."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Final, TypeVar

from tldesk.core.errors import TravelError
from tldesk.core.exported import Forms
from tldesk.core.messages import ExportRequest, RequestedPhoto
from tldesk.core.photo import Photo, Split
from tldesk.core.run_folder import RunFolder
from tldesk.jobs.plan import NothingToMeasureError, plan_evaluation, trained
from tldesk.jobs.snapshot import SnapshotRow, read_part, read_snapshot, snapshot_text
from tldesk.project import photos
from tldesk.project.store import Project

CHECKED_ON: Final = 64
"""Photos that a file for other programs is compared on, at most; one that differs shows on the first."""

RANGES_FROM: Final = 64
"""Training photos that int8 learns the ranges of a network's numbers from."""

MEASURED_ON: Final = 1000
"""Validation photos, at most, that its loss is measured on: the interval is narrow then."""

FOR_TIMM: Final = Forms()

_One = TypeVar("_One")

_ORDER: Final = {Split.TEST: 0, Split.VALIDATION: 1, Split.TRAIN: 3}


def onnx_is_here() -> bool:
    """Whether what an ONNX file is written and checked with is installed; imports none of it."""
    return all(find_spec(name) is not None for name in ("onnx", "onnxruntime"))


def plan_export(project: Project, run_id: str, target: Path, *, forms: Forms = FOR_TIMM, replace_file: bool = False) -> ExportRequest:
    """Export a run's model to `target`, a new folder or a .zip file. No photo and no name of a photo goes along.

    Args:
        forms: what else is written, and checked on photos of the project.
        replace_file: write over a .zip file that is there.

    Raises:
        RunError: there is no such run, it has no model yet, or its snapshot is damaged.
        TravelError: int8 is asked for, and there is no labelled validation photo to measure it on.
    """
    folder = trained(project, run_id)
    known = read_snapshot(folder)
    part, unread = read_part(folder, project.root)
    rows = [replace(row, path="", group="") for row in part]
    return ExportRequest(
        run_folder=str(folder.path),
        target=str(target.absolute()),
        replace=replace_file,
        fingerprints=tuple((str(project.root / row.path), row.fingerprint) for row in known if row.path),
        snapshot=snapshot_text(rows) if rows else b"",
        counts=_counts(folder, rows),
        unread=unread,
        forms=forms,
        photos=_check_photos(project) if forms.onnx or forms.program else (),
        ranges=_ranges(project) if forms.int8 else (),
        measured=_measured(project, run_id) if forms.int8 else (),
    )


def _counts(folder: RunFolder, rows: list[SnapshotRow]) -> tuple[tuple[str, int, int, int], ...]:
    found = Counter((row.label, row.split) for row in rows)
    names = dict.fromkeys((*folder.facts().classes, *(row.label for row in rows))) if rows else ()
    return tuple((name, found[name, Split.TRAIN], found[name, Split.VALIDATION], found[name, Split.TEST]) for name in names)


def _check_photos(project: Project) -> tuple[RequestedPhoto, ...]:
    """Photos of the test split first, then such as it was not trained on."""
    chosen = sorted(_there(project, *_ORDER, None), key=_rank)[:CHECKED_ON]
    return tuple(_asked(project, chosen))


def _ranges(project: Project) -> tuple[RequestedPhoto, ...]:
    """Photos to train on; where there are none, as with an imported model, such as are in no split."""
    there = _there(project, Split.TRAIN) or _there(project, None)
    return tuple(_asked(project, _some(there, RANGES_FROM)))


def _measured(project: Project, run_id: str) -> tuple[RequestedPhoto, ...]:
    try:
        return tuple(_some(plan_evaluation(project, run_id, Split.VALIDATION).photos, MEASURED_ON))
    except NothingToMeasureError as error:
        raise TravelError(
            "What int8 loses is measured on labelled validation photos, and this project has none of this run's classes.",
            kept="Nothing was written; the run is untouched.",
            remedy="Export without int8, or in the project that the run was trained in.",
        ) from error


def _there(project: Project, *splits: Split | None) -> list[Photo]:
    return [one for one in photos.all_photos(project) if one.split in splits and not one.missing and not one.problem]


def _asked(project: Project, chosen: Iterable[Photo]) -> Iterator[RequestedPhoto]:
    return (RequestedPhoto(str(photo.id), str(photos.file_of(project, photo)), photo.fingerprint) for photo in chosen)


def _some(there: Sequence[_One], most: int) -> Sequence[_One]:
    """At most so many, the same each time."""
    return there if len(there) <= most else random.Random(0).sample(there, most)


def _rank(photo: Photo) -> int:
    return 2 if photo.split is None else _ORDER[photo.split]
