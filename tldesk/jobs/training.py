"""What a training needs: worked out beside the thread that owns the project, then begun in it."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tldesk.core.changes import Change
from tldesk.core.errors import ProjectError, RecipeError
from tldesk.core.messages import RequestedPhoto, TrainRequest
from tldesk.core.photo import Photo, Split
from tldesk.core.progress import Report, unheard
from tldesk.core.recipe import PRESETS, Recipe
from tldesk.core.run_values import LeftOut
from tldesk.jobs.grouping import gather
from tldesk.jobs.snapshot import SnapshotRow, snapshot_text, write_snapshot
from tldesk.project import classes as classes_of
from tldesk.project import photos as photos_of
from tldesk.project import runs
from tldesk.project.readiness import FEWEST_PER_CLASS
from tldesk.project.splits import SplitDeal, deal_splits
from tldesk.project.store import Project


class TooFewPhotosError(RecipeError):
    """These classes, by name, have too few photos for a training; `work_out_training` can go without them."""

    def __init__(self, classes: Sequence[str], what: str, *, remedy: str) -> None:
        super().__init__(what, kept="All labels and splits are kept.", remedy=remedy)
        self.classes = tuple(classes)


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """A training that is possible and not begun.

    Attributes:
        deal: splits and groups that are to be recorded before it begins.
        classes: names of the classes that take part. photos: those to train on and to validate with.
        snapshot: the content of the run's snapshot. left_out: labelled photos that take no part.
    """

    recipe: Recipe
    deal: SplitDeal
    classes: tuple[str, ...]
    photos: tuple[RequestedPhoto, ...]
    snapshot: bytes
    left_out: LeftOut


def work_out_training(
    project: Project,
    recipe: Recipe,
    *,
    groups: Mapping[int, str] | None = None,
    looked_at: Container[int] | None = None,
    without: Container[str] = (),
    report: Report = unheard,
) -> TrainingPlan:
    """Choose the photos and deal them into splits where they have none. Writes nothing, so a second look at the project will do. Classes
    without a usable labelled photo take no part.

    Args:
        groups: what `gather` said; None: it is asked here, which reads every photo that is new to it.
        looked_at: ids of the photos that `gather` was given labels or splits of. Photos labelled since then take no part: they may be
            near-duplicates of one in another split. None: all photos, or those that had one when this began.
        without: names of classes to leave out if they have too few photos, or none to train on. report: hears (done, total) compared.

    Raises:
        TooFewPhotosError: classes have too few photos, or none to train on.
        RecipeError: too few classes, a rule that can't be applied, or splits that leave nothing to validate with.
    """
    names = {one.id: one.name for one in classes_of.classes(project)}
    everything = photos_of.all_photos(project)
    _check_enough(_with_enough(_usable(everything), names, without), names)
    if groups is None:
        looked_at = frozenset(photo.id for photo in everything if photo.class_id is not None or photo.split is not None)
        groups = gather(everything, project.root, recipe, thumbnails=project.layout.thumbnails, classes=names, report=report)
    with project.database.snapshot():
        names = {one.id: one.name for one in classes_of.classes(project)}
        labelled = [photo for photo in labelled_photos(project) if looked_at is None or photo.id in looked_at]
        deal = deal_splits(
            project,
            validation_percent=recipe.validation_percent,
            test_percent=recipe.test_percent,
            seed=recipe.seed,
            groups=groups,
            among=looked_at,
        )
    return _planned(project, recipe, deal, [_dealt(photo, deal) for photo in labelled], names=names, without=without)


def _planned(
    project: Project, recipe: Recipe, deal: SplitDeal, dealt: Sequence[Photo], *, names: Mapping[int, str], without: Container[str]
) -> TrainingPlan:
    """The training on labelled photos that have been dealt; raises what `work_out_training` does."""
    settled = _with_enough(dealt, names, without, dealt=True)
    present = {photo.class_id for photo in settled}
    taught = [one for one in names if one in present]
    asked = requested(project, settled, {one: index for index, one in enumerate(taught)})
    _check_splits(asked, [names[one] for one in taught])
    return TrainingPlan(
        recipe,
        deal,
        tuple(names[one] for one in taught),
        tuple(photo for photo in asked if photo.split in {Split.TRAIN, Split.VALIDATION}),
        snapshot_text(_snapshot(settled, names)),
        _left_out(dealt, settled, names),
    )


def begin_training(project: Project, plan: TrainingPlan, *, name: str = "") -> tuple[TrainRequest, Change]:
    """Make the run, with its recipe and snapshot; its splits are recorded already.

    Args:
        name: what the run is called; empty: chosen from the recipe.

    Raises:
        ProjectError: the run can't be written; there is none then.
    """
    record, created = runs.create_run(project, name=name or _name_for(plan.recipe), recipe=plan.recipe)
    folder = runs.run_folder(project, record.id)
    try:
        write_snapshot(folder, plan.snapshot)
        if plan.left_out:
            folder.write_left_out(plan.left_out)
    except ProjectError:
        runs.discard_run(project, record.id)
        raise
    request = TrainRequest(
        run_folder=str(folder.path),
        recipe=plan.recipe,
        classes=plan.classes,
        photos=plan.photos,
        cache_folder=str(project.layout.features),
    )
    return request, created


def _name_for(recipe: Recipe) -> str:
    """The preset the recipe comes closest to."""
    return min(PRESETS, key=lambda preset: len(recipe.differing_from(preset.recipe))).name


def labelled_photos(project: Project) -> list[Photo]:
    """The photos a model can learn from: labelled, there, and readable as far as is known."""
    return _usable(photos_of.all_photos(project))


def _usable(photos: Iterable[Photo]) -> list[Photo]:
    return [photo for photo in photos if photo.class_id is not None and not photo.missing and not photo.problem]


def _with_enough(photos: Iterable[Photo], names: Mapping[int, str], without: Container[str], *, dealt: bool = False) -> list[Photo]:
    """The photos but for those of classes in `without` that have too few, or, once they are `dealt`, none to train on."""
    there = list(photos)
    every = Counter(photo.class_id for photo in there)
    taught = Counter(photo.class_id for photo in there if photo.split is Split.TRAIN)
    out = {one for one, name in names.items() if name in without and (every[one] < FEWEST_PER_CLASS or (dealt and not taught[one]))}
    return [photo for photo in there if photo.class_id not in out]


def _left_out(dealt: Sequence[Photo], settled: Sequence[Photo], names: Mapping[int, str]) -> LeftOut:
    """What of the labelled photos takes no part: whole classes, and photos that a locked test split keeps out."""
    part = {photo.class_id for photo in settled}
    classes = Counter(names[photo.class_id] for photo in dealt if photo.class_id is not None and photo.class_id not in part)
    return LeftOut(tuple(classes.items()), near_test=sum(photo.split is None for photo in settled))


def _dealt(photo: Photo, deal: SplitDeal) -> Photo:
    now = deal.after.get(photo.id)
    return photo if now is None else replace(photo, split=now[0], group=now[1])


def _check_enough(labelled: Iterable[Photo], names: Mapping[int, str]) -> None:
    counts = Counter(photo.class_id for photo in labelled)
    if len(counts) < 2:
        have = "none has" if not counts else f"only '{names[next(iter(counts)) or 0]}' has"
        raise RecipeError(
            f"A training needs at least two classes with labelled photos; {have}.",
            kept="All labels are kept.",
            remedy="Label photos of at least two classes, then train.",
        )
    few = [one for one in names if 0 < counts[one] < FEWEST_PER_CLASS]
    if few:
        said = ", ".join(f"{names[one]} has {counts[one]}" for one in few)
        raise TooFewPhotosError(
            [names[one] for one in few],
            f"Too few labelled photos: {said}.",
            remedy=f"Label at least {FEWEST_PER_CLASS} photos of each class, one each to train, to validate and to test"
            " (20 or more make a useful model), or train without the class.",
        )


def _check_splits(asked: Iterable[RequestedPhoto], names: Sequence[str]) -> None:
    """Folders or groups can put a whole class into one split."""
    found = Counter((photo.split, photo.label) for photo in asked)
    lacking = [name for index, name in enumerate(names) if not found[Split.TRAIN, index]]
    if lacking:
        raise TooFewPhotosError(
            lacking,
            f"No photo to train on for: {', '.join(lacking)}. All of its labelled photos are in other splits or groups.",
            remedy="Label more photos of it from other groups, or move some of its photos to the training split.",
        )
    if not any(found[Split.VALIDATION, index] for index in range(len(names))):
        raise RecipeError(
            "There are no validation photos, so nothing can tell when to stop.",
            kept="All labels and splits are kept.",
            remedy="Label more photos, or move some training photos to the validation split.",
        )


def requested(project: Project, photos: Iterable[Photo], index_of: Mapping[int, int]) -> list[RequestedPhoto]:
    """Photos as the engine is told of them; `index_of` a class, by id, among those of the run."""
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


def _snapshot(photos: Iterable[Photo], names: Mapping[int, str]) -> Iterable[SnapshotRow]:
    return (
        SnapshotRow(photo.path, names[photo.class_id], photo.split, photo.fingerprint, photo.group)
        for photo in photos
        if photo.split is not None and photo.class_id is not None
    )
