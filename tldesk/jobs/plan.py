"""From what the project holds to a request the engine can do: what is asked, on which photos, with which splits."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path

from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError, RecipeError, RunError
from tldesk.core.messages import (
    EvaluateRequest,
    ExplainRequest,
    PredictRequest,
    Request,
    RequestedPhoto,
    TrainRequest,
)
from tldesk.core.photo import Photo, PhotoClass, Split
from tldesk.core.recipe import PRESETS, Recipe
from tldesk.core.run_folder import RunFolder
from tldesk.jobs.finding import FoundPhotos, find_photos
from tldesk.jobs.grouping import gather
from tldesk.jobs.snapshot import SnapshotRow, read_snapshot, write_snapshot
from tldesk.project import classes as classes_of
from tldesk.project import photos as photos_of
from tldesk.project import predictions, runs, splits
from tldesk.project.store import Project

__all__ = [
    "FoundPhotos",
    "NothingToMeasureError",
    "find_photos",
    "gather",
    "plan_evaluation",
    "plan_explanation",
    "plan_prediction",
    "plan_training",
    "run_id_of",
]

FEWEST_PER_CLASS = 3
"""One for each split. Whether these few allow a training is seen once the splits are made: groups may hold them together."""


def run_id_of(request: Request) -> str:
    """The id of the run a request is about."""
    return Path(request.run_folder).name


# --- training -----------------------------------------------------------------------------------------------------


def plan_training(
    project: Project, recipe: Recipe, *, name: str = "", groups: Mapping[int, str] | None = None, looked_at: Container[int] | None = None
) -> tuple[TrainRequest, Change]:
    """Make the splits where there are none, and a new run with its recipe and snapshot.

    Classes without a usable labelled photo take no part.

    Args:
        name: what the run is called; empty: chosen from the recipe.
        groups: what `gather` said; None: it is asked here, which reads every photo that is new to it.
        looked_at: ids of the photos that `gather` was given labels or splits of. Photos labelled since then take no part: they may be
            near-duplicates of one in another split. None: all photos.

    Raises:
        RecipeError: too few classes or photos, a rule that can't be applied, or splits that leave nothing to train or validate on.
        ProjectError: the project can't be written.
    """
    names = {one.id: one.name for one in classes_of.classes(project)}
    labelled = _labelled(project)
    _check_enough(labelled, names)
    if groups is None:
        groups = gather(photos_of.all_photos(project), project.root, recipe, thumbnails=project.layout.thumbnails, classes=names)
    # One transaction: splits that don't allow this training are not kept.
    with project.database.transaction():
        change = splits.make_splits(
            project,
            validation_percent=recipe.validation_percent,
            test_percent=recipe.test_percent,
            seed=recipe.seed,
            groups=groups,
            among=looked_at,
        )
        labelled = [photo for photo in _labelled(project) if looked_at is None or photo.id in looked_at]
        present = {photo.class_id for photo in labelled}
        taught = [one for one in names if one in present]
        asked = _requested(project, labelled, {one: index for index, one in enumerate(taught)})
        _check_splits(asked, [names[one] for one in taught])
    record, created = runs.create_run(project, name=name or _name_for(recipe), recipe=recipe)
    folder = runs.run_folder(project, record.id)
    try:
        _write_snapshot(folder, labelled, names)
    except ProjectError:
        runs.discard_run(project, record.id)
        raise
    request = TrainRequest(
        run_folder=str(folder.path),
        recipe=recipe,
        classes=tuple(names[one] for one in taught),
        photos=tuple(photo for photo in asked if photo.split in {Split.TRAIN, Split.VALIDATION}),
        cache_folder=str(project.layout.features),
    )
    return request, change | created


def _name_for(recipe: Recipe) -> str:
    """The preset the recipe comes closest to."""
    return min(PRESETS, key=lambda preset: len(recipe.differing_from(preset.recipe))).name


def _labelled(project: Project) -> list[Photo]:
    """The photos a model can learn from: labelled, there, and readable as far as is known."""
    return [photo for photo in photos_of.all_photos(project) if photo.class_id is not None and not photo.missing and not photo.problem]


def _check_enough(labelled: Iterable[Photo], names: Mapping[int, str]) -> None:
    counts = Counter(photo.class_id for photo in labelled)
    if len(counts) < 2:
        have = "none has" if not counts else f"only '{names[next(iter(counts)) or 0]}' has"
        raise RecipeError(
            f"A training needs at least two classes with labelled photos; {have}.",
            kept="All labels are kept.",
            remedy="Label photos of at least two classes, then train.",
        )
    few = [f"{names[one]} has {counts[one]}" for one in names if 0 < counts[one] < FEWEST_PER_CLASS]
    if few:
        raise RecipeError(
            f"Too few labelled photos: {', '.join(few)}.",
            kept="All labels are kept.",
            remedy=f"Label at least {FEWEST_PER_CLASS} photos of each class, one each to train, to validate and to test"
            " (20 or more make a useful model), or delete the class.",
        )


def _check_splits(asked: Iterable[RequestedPhoto], names: Sequence[str]) -> None:
    """Folders or groups can put a whole class into one split."""
    found = Counter((photo.split, photo.label) for photo in asked)
    lacking = [name for index, name in enumerate(names) if not found[Split.TRAIN, index]]
    kept = "All labels and splits are kept."
    if lacking:
        raise RecipeError(
            f"No photo to train on for: {', '.join(lacking)}. All of its labelled photos are in other splits or groups.",
            kept=kept,
            remedy="Label more photos of it from other groups, or move some of its photos to the training split.",
        )
    if not any(found[Split.VALIDATION, index] for index in range(len(names))):
        raise RecipeError(
            "There are no validation photos, so nothing can tell when to stop.",
            kept=kept,
            remedy="Label more photos, or move some training photos to the validation split.",
        )


def _requested(project: Project, photos: Iterable[Photo], index_of: Mapping[int, int]) -> list[RequestedPhoto]:
    return [
        RequestedPhoto(
            key=str(photo.id),
            file=str(photos_of.file_of(project, photo)),
            fingerprint=photo.fingerprint,
            label=None if photo.class_id is None else index_of.get(photo.class_id),
            split=photo.split,
            group=photo.group,
        )
        for photo in photos
    ]


def _write_snapshot(folder: RunFolder, photos: Iterable[Photo], names: Mapping[int, str]) -> None:
    write_snapshot(
        folder,
        (
            SnapshotRow(photo.path, names[photo.class_id], photo.split, photo.fingerprint)
            for photo in photos
            if photo.split is not None and photo.class_id is not None
        ),
    )


# --- evaluation ---------------------------------------------------------------------------------------------------


class NothingToMeasureError(RunError):
    """The split holds no labelled photo that the run may be measured on."""


def plan_evaluation(project: Project, run_id: str, split: Split) -> EvaluateRequest:
    """Measure a run on a split, as far as this run has not seen the photos in another one.

    Raises:
        RunError: the run has no model yet.
        NothingToMeasureError: there is nothing to measure it on.
    """
    folder = _trained(project, run_id)
    snapshot, labelled = read_snapshot(folder), _labelled(project)
    index_of = _taught(folder.facts().classes, classes_of.classes(project), snapshot, labelled)
    then = {row.fingerprint: row.split for row in snapshot}
    photos = [
        photo for photo in labelled if photo.class_id in index_of and photo.split is split and then.get(photo.fingerprint, split) is split
    ]
    if not photos:
        raise NothingToMeasureError(
            f"There are no labelled {split.value} photos to measure the run '{run_id}' on.",
            kept="The run is kept.",
            remedy="Label more photos; the next training then keeps some of them apart.",
        )
    return EvaluateRequest(
        run_folder=str(folder.path),
        split=split,
        photos=tuple(_requested(project, photos, index_of)),
        cache_folder=str(project.layout.features),
    )


def _taught(
    names: Sequence[str], today: Iterable[PhotoClass], snapshot: Iterable[SnapshotRow], labelled: Iterable[Photo]
) -> dict[int, int]:
    """The index among a run's classes of each class of today, by id. Left out, a class that was renamed would go unmeasured unnoticed.

    A name that is gone is taken for that new one which most photos have that were taught under it.
    """
    index_of_name = {classes_of.fold(name): index for index, name in enumerate(names)}
    id_of_name = {classes_of.fold(one.name): one.id for one in today}
    index_of = {class_id: index_of_name[name] for name, class_id in id_of_name.items() if name in index_of_name}
    now = {photo.fingerprint: photo.class_id for photo in labelled}
    became: dict[str, Counter[int]] = {}
    for row in snapshot:
        name, class_id = classes_of.fold(row.label), now.get(row.fingerprint)
        if name in index_of_name and name not in id_of_name and class_id is not None:
            became.setdefault(name, Counter())[class_id] += 1
    for name, votes in became.items():
        class_id, most = votes.most_common(1)[0]
        if class_id not in index_of and 2 * most > votes.total():
            index_of[class_id] = index_of_name[name]
    return index_of


def _trained(project: Project, run_id: str) -> RunFolder:
    folder = runs.run_folder(project, run_id)
    if not folder.has_model:
        raise RunError(
            f"The run '{run_id}' has no model yet.",
            kept="The photos and labels are untouched.",
            remedy="Train first, or choose another run.",
        )
    return folder


# --- prediction ---------------------------------------------------------------------------------------------------


def plan_prediction(
    project: Project, run_id: str, places: Sequence[Path], *, found: FoundPhotos | None = None
) -> tuple[PredictRequest, Change]:
    """A new prediction set of the photos in `places`, which need not belong to the project.

    Args:
        found: what `find_photos(places)` said; None: it is asked here, which reads every folder.

    Raises:
        RunError: the run has no model yet.
        ProjectError: there are no photos in `places`, or the project can't be written.
    """
    folder = _trained(project, run_id)
    found = find_photos(places) if found is None else found
    if not found.files:
        reason = f" {found.problems[0][1]}" if found.problems else ""
        raise ProjectError(
            f"There are no photos in {', '.join(str(place) for place in places)}.{reason}",
            remedy="Choose a folder that holds photos.",
        )
    every = [file for file, _ in (*found.files, *found.problems)]
    set_id, change = predictions.begin(project, run_id=run_id, classes=folder.facts().classes, files=every)
    for file, reason in found.problems:
        change |= predictions.add_unreadable(project, set_id, file, reason)
    photos = tuple(RequestedPhoto(key=file, file=file, fingerprint=mark) for file, mark in found.files)
    return PredictRequest(run_folder=str(folder.path), photos=photos, set_id=set_id), change


# --- explanation --------------------------------------------------------------------------------------------------


def plan_explanation(project: Project, run_id: str, file: Path, *, class_index: int | None = None, key: str = "") -> ExplainRequest:
    """The heatmap of one photo. The file is not touched here, as the disk may be slow; whether it can be read the engine finds out.

    Args:
        class_index: the class to look for, an index into the run's classes; None: the most probable one.
        key: what names the photo in the answer; empty: its absolute path.

    Raises:
        RunError: the run has no model yet.
    """
    folder = _trained(project, run_id)
    where = str(file.absolute())
    # Without a fingerprint, which would have to be read from the file: it is only for features that are kept.
    photo = RequestedPhoto(key=key or where, file=where, fingerprint="")
    return ExplainRequest(run_folder=str(folder.path), photo=photo, class_index=class_index)
