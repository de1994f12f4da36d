"""From what the project holds to a request the engine can do: what is asked, on which photos, with which splits."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path

from tldesk.core.changes import Change, together
from tldesk.core.errors import ProjectError, RunError
from tldesk.core.heatmap import HeatmapMethod
from tldesk.core.messages import (
    EvaluateRequest,
    ExplainRequest,
    FeatureMapsRequest,
    MapRequest,
    PredictRequest,
    RateTestRequest,
    Request,
    RequestedPhoto,
    TrainRequest,
)
from tldesk.core.photo import Photo, PhotoClass, Split
from tldesk.core.progress import Report, unheard
from tldesk.core.recipe import Recipe
from tldesk.core.run_folder import RunFolder
from tldesk.jobs.finding import FoundPhotos, find_photos
from tldesk.jobs.grouping import gather
from tldesk.jobs.snapshot import SnapshotRow, read_snapshot
from tldesk.jobs.training import TrainingPlan, begin_training, labelled_photos, requested, work_out_training
from tldesk.project import classes as classes_of
from tldesk.project import photos as photos_of
from tldesk.project import predictions, runs, splits
from tldesk.project.store import Project

__all__ = [
    "FoundPhotos",
    "NothingToMeasureError",
    "TrainingPlan",
    "begin_training",
    "find_photos",
    "gather",
    "plan_evaluation",
    "plan_explanation",
    "plan_feature_maps",
    "plan_going_on",
    "plan_prediction",
    "plan_rate_test",
    "plan_training",
    "run_id_of",
    "trained",
    "work_out_training",
]


def run_id_of(request: Request) -> str:
    """The id of the run a request is about; empty for one that is about none."""
    return Path(folder).name if (folder := getattr(request, "run_folder", "")) else ""


# --- training -----------------------------------------------------------------------------------------------------


def plan_training(
    project: Project,
    recipe: Recipe,
    *,
    name: str = "",
    groups: Mapping[int, str] | None = None,
    looked_at: Container[int] | None = None,
    without: Container[str] = (),
) -> tuple[TrainRequest, Change]:
    """Make the splits where there are none, and a new run with its recipe and snapshot; all in this thread.

    See `training.work_out_training` and `training.begin_training` for the arguments and errors. Splits that don't allow this training
    are not kept.
    """
    plan = work_out_training(project, recipe, groups=groups, looked_at=looked_at, without=without)
    with project.database.transaction():
        change = together(splits.record_splits(project, step) for step in plan.deal.steps())
    request, created = begin_training(project, plan, name=name)
    return request, change | created


def plan_rate_test(
    project: Project,
    recipe: Recipe,
    *,
    groups: Mapping[int, str] | None = None,
    without: Container[str] = (),
    report: Report = unheard,
) -> RateTestRequest:
    """Try learning rates on the photos that a training of `recipe` would learn from; nothing is recorded.

    See `training.work_out_training` for the arguments and errors.
    """
    plan = work_out_training(project, recipe, groups=groups, without=without, report=report)
    return RateTestRequest(recipe=recipe, classes=plan.classes, photos=plan.photos, cache_folder=str(project.layout.features))


# --- evaluation ---------------------------------------------------------------------------------------------------


class NothingToMeasureError(RunError):
    """The split holds no labelled photo that the run may be measured on."""


def plan_evaluation(project: Project, run_id: str, split: Split) -> EvaluateRequest:
    """Measure a run on a split, as far as this run has not seen the photos in another one.

    Raises:
        RunError: the run has no model yet.
        NothingToMeasureError: there is nothing to measure it on.
    """
    folder = trained(project, run_id)
    snapshot, labelled = read_snapshot(folder), labelled_photos(project)
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
        photos=tuple(requested(project, photos, index_of)),
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


def trained(project: Project, run_id: str) -> RunFolder:
    """The folder of a run that has a model.

    Raises:
        RunError: there is no such run, or it has none yet.
    """
    folder = runs.run_folder(project, run_id)
    if not folder.has_model:
        raise RunError(
            f"The run '{run_id}' has no model yet.",
            kept="The photos and labels are untouched.",
            remedy="Train first, or choose another run.",
        )
    return folder


# --- map ----------------------------------------------------------------------------------------------------------


def plan_map(project: Project, run_id: str) -> MapRequest:
    """Lay out every photo that is there, labelled or not; what can't be read the engine leaves out.

    Raises:
        RunError: the run has no model yet.
    """
    folder = trained(project, run_id)
    there = [photo for photo in photos_of.all_photos(project) if not photo.missing and not photo.problem]
    return MapRequest(str(folder.path), tuple(requested(project, there, {})), str(project.layout.features))


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
    folder = trained(project, run_id)
    found = find_photos(places) if found is None else found
    if not found.files:
        reasons = [*(why for _, why in found.problems), *found.left_out, *([f"{found.not_photos}."] if found.not_photos.count else [])]
        reason = f" {reasons[0]}" if reasons else ""
        raise ProjectError(
            f"There are no photos in {', '.join(str(place) for place in places)}.{reason}",
            remedy="Choose a folder that holds photos.",
        )
    every = [file for file, _ in (*found.files, *found.problems)]
    facts = folder.facts()
    set_id, change = predictions.begin(
        project,
        run_id=run_id,
        classes=facts.classes,
        files=every,
        fingerprints=dict(found.files),
        sure_from=facts.sure_from,
        unlike_from=facts.unlike_from,
    )
    for file, reason in found.problems:
        change |= predictions.add_unreadable(project, set_id, file, reason)
    photos = tuple(RequestedPhoto(key=file, file=file, fingerprint=mark) for file, mark in found.files)
    return PredictRequest(run_folder=str(folder.path), photos=photos, set_id=set_id), change


def plan_going_on(project: Project, set_id: str) -> tuple[PredictRequest, Change]:
    """Go on with a prediction set that was cut short: only files without an answer are asked for.

    Raises:
        RunError: the run has no model any more.
        ProjectError: there is no such set, or every file of it has its answer.
    """
    kept = next((one for one in predictions.sets(project) if one.id == set_id), None)
    waiting = predictions.unanswered(project, set_id) if kept else []
    if kept is None or not waiting:
        raise ProjectError(
            "There is nothing to go on with: every photo has its answer." if kept else f"There are no predictions '{set_id}'.",
            remedy="Predict another folder.",
        )
    folder = trained(project, kept.run_id)
    photos = tuple(RequestedPhoto(key=file, file=file, fingerprint=mark) for file, mark in waiting)
    return PredictRequest(run_folder=str(folder.path), photos=photos, set_id=set_id), predictions.finish(project, set_id, "")


# --- heatmaps -----------------------------------------------------------------------------------------------------


def plan_explanation(
    project: Project,
    run_id: str,
    file: Path,
    *,
    class_index: int | None = None,
    key: str = "",
    method: HeatmapMethod | None = None,
    check: bool = False,
) -> ExplainRequest:
    """The heatmap of one photo. The file is not touched here, as the disk may be slow; whether it can be read the engine finds out.

    Args:
        class_index: the class to look for, an index into the run's classes; None: the most probable one.
        key: what names the photo in the answer; empty: its absolute path.
        method: a wish, see `ExplainRequest`. check: test the map as well.

    Raises:
        RunError: the run has no model yet.
    """
    folder = trained(project, run_id)
    return ExplainRequest(str(folder.path), _asked_photo(file, key), class_index=class_index, method=method, check=check)


def plan_feature_maps(project: Project, run_id: str, file: Path) -> FeatureMapsRequest:
    """What the first and the last layers make of one photo, which is not touched here.

    Raises:
        RunError: the run has no model yet.
    """
    return FeatureMapsRequest(str(trained(project, run_id).path), _asked_photo(file))


def _asked_photo(file: Path, key: str = "") -> RequestedPhoto:
    """Without a fingerprint, which would have to be read from the file: it is only for features that are kept."""
    where = str(file.absolute())
    return RequestedPhoto(key=key or where, file=where, fingerprint="")
