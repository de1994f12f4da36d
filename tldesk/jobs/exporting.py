"""From a run to the request that exports its model."""

from collections import Counter
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from tldesk.core.messages import ExportRequest, RequestedPhoto
from tldesk.core.photo import Photo, Split
from tldesk.core.run_folder import RunFolder
from tldesk.jobs.plan import trained
from tldesk.jobs.snapshot import SnapshotRow, read_snapshot, snapshot_text
from tldesk.project import photos
from tldesk.project.store import Project

CHECKED_ON: Final = 64
"""Photos that an ONNX file is compared on, at most; one that differs shows on the first."""

_ORDER: Final = {Split.TEST: 0, Split.VALIDATION: 1, Split.TRAIN: 3}


def onnx_is_here() -> bool:
    """Whether what an ONNX file is written and checked with is installed; imports none of it."""
    return all(find_spec(name) is not None for name in ("onnx", "onnxruntime"))


def plan_export(
    project: Project, run_id: str, target: Path, *, onnx: bool = False, whole: bool = True, replace_file: bool = False
) -> ExportRequest:
    """Export a run's model to `target`, a new folder or a .zip file. No photo and no name of a photo goes along.

    Args:
        onnx: write an ONNX file too, compared with the model on photos of the project. whole: with normalisation and softmax inside.
        replace_file: write over a .zip file that is there.

    Raises:
        RunError: there is no such run, it has no model yet, or its snapshot is damaged.
    """
    folder = trained(project, run_id)
    known = read_snapshot(folder)
    rows = [replace(row, path="", group="") for row in known]
    return ExportRequest(
        run_folder=str(folder.path),
        target=str(target.absolute()),
        replace=replace_file,
        fingerprints=tuple((str(project.root / row.path), row.fingerprint) for row in known if row.path),
        snapshot=snapshot_text(rows) if rows else b"",
        counts=_counts(folder, rows),
        photos=_check_photos(project) if onnx else (),
        onnx=onnx,
        whole=whole,
    )


def _counts(folder: RunFolder, rows: list[SnapshotRow]) -> tuple[tuple[str, int, int, int], ...]:
    found = Counter((row.label, row.split) for row in rows)
    names = dict.fromkeys((*folder.facts().classes, *(row.label for row in rows))) if rows else ()
    return tuple((name, found[name, Split.TRAIN], found[name, Split.VALIDATION], found[name, Split.TEST]) for name in names)


def _check_photos(project: Project) -> tuple[RequestedPhoto, ...]:
    """Photos of the test split first, then such as it was not trained on."""
    there = [photo for photo in photos.all_photos(project) if not photo.missing and not photo.problem]
    chosen = sorted(there, key=_rank)[:CHECKED_ON]
    return tuple(RequestedPhoto(str(photo.id), str(photos.file_of(project, photo)), photo.fingerprint) for photo in chosen)


def _rank(photo: Photo) -> int:
    return 2 if photo.split is None else _ORDER[photo.split]
