"""The labelled photos of a project in a folder for each class."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from tldesk.core.photo import Photo
from tldesk.core.progress import Report, unheard
from tldesk.project.classes import classes
from tldesk.project.interchange.exporting import label_bytes
from tldesk.project.interchange.label_table import LabelRow
from tldesk.project.interchange.placing import FoldersPlan, Placing, checked_target, folder_names, place
from tldesk.project.photos import all_photos
from tldesk.project.store import Project

LIST_NAME: Final = "labels.csv"


@dataclass(frozen=True, slots=True)
class PhotoPlacing(Placing):
    """A photo of the project and where it goes."""

    photo: Photo


@dataclass(frozen=True, slots=True)
class LabelsPlan(FoldersPlan[PhotoPlacing]):
    """What an export of labels would write: one placing a labelled photo, in natural order of the photos.

    Attributes:
        unlabelled: photos left out because they have no class.
        missing: labelled photos left out because their file is not there.
    """

    unlabelled: int
    missing: tuple[Photo, ...]


def plan_class_folders(
    project: Project,
    target: Path,
    *,
    splits: bool = False,
    only: Collection[int] | None = None,
    report: Report = unheard,
) -> LabelsPlan:
    """Where each labelled photo would go, without writing anything: `class/name`, or `split/class/name`; see `placing.place`.

    Args:
        splits: put a folder for each split above the classes; photos without a split go to `unsplit`.
        only: ids of the photos wanted; None for all.
        report: hears how many photos of how many are placed; what it raises ends the work.

    Raises:
        ProjectError: `target` lies inside the photo folder, which would then find its photos twice; or it is a file.
    """
    where = checked_target(target, {"the photo folder": [project.root]})
    names = {one.id: one.name for one in classes(project)}
    class_names = list(names.values())
    folders = dict(zip(class_names, folder_names(class_names), strict=True))
    wanted = None if only is None else frozenset(only)
    photos = [photo for photo in all_photos(project) if wanted is None or photo.id in wanted]
    labelled = [(photo, names[photo.class_id]) for photo in photos if photo.class_id is not None and photo.class_id in names]
    placings = [
        PhotoPlacing(project.root / photo.path, label, _above(photo, splits=splits) + folders[label], photo)
        for photo, label in labelled
        if not photo.missing
    ]
    missing = tuple(photo for photo, _ in labelled if photo.missing)
    placed = place(placings, where, report=report)
    return LabelsPlan(where, placed, LIST_NAME, partial(_listed, class_names), len(photos) - len(labelled), missing)


def _above(photo: Photo, *, splits: bool) -> str:
    return f"{photo.split or 'unsplit'}/" if splits else ""


def _listed(class_names: Sequence[str], written: Sequence[PhotoPlacing]) -> bytes:
    rows = [LabelRow(each.path, each.label, each.photo.split, each.photo.unsure, each.photo.note) for each in written]
    return label_bytes(Path(LIST_NAME), class_names, rows)
